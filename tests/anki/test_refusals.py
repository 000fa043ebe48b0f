"""Check 22: what is refused before a file exists, with the fact and the field in the message."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from quizgen.anki import Ledger, plan
from quizgen.anki.refusals import refuse_note_type, refuse_notes
from quizgen.anki.shapes import Note, NoteType, Template
from quizgen.errors import ExitCode, RefusedError
from quizgen.model import Card
from tests.anki import sample
from tests.anki.build import NOW, export

MILK = "goat-milk/b12-content|kk|typed"
ALCOHOL = "cyanocobalamin/soluble-in/alcohol|kk|cloze"


def other_evidence(card: Card, **fields: Any) -> Any:
    assert card.evidence is not None
    return replace(card.evidence, **fields)


def with_change(guid: str, **fields: Any) -> list[Card]:
    made = []
    for card in sample.cards():
        if card.key == guid:
            given = {
                name: value(card) if callable(value) else value for name, value in fields.items()
            }
            made.append(replace(card, **given))
        else:
            made.append(card)
    return made


CASES: dict[str, tuple[str, dict[str, Any], str]] = {
    "GUID used twice": (MILK, {"key": "cobalt|kk|name-hi"}, "Key"),
    "GUID empty": (MILK, {"key": ""}, "Key"),
    "U+001F in a field": (MILK, {"explanation": "a\x1fb"}, "Explanation"),
    "NUL in a field": (MILK, {"explanation": "a\x00b"}, "Explanation"),
    "lone surrogate": (MILK, {"explanation": "a\ud800b"}, "Explanation"),
    "surrogate in the GUID": (MILK, {"key": "x\udfff|kk|typed"}, "Key"),
    "U+001F in an accepted answer": (MILK, {"accepted": ("a", "b\x1f")}, "Accepted"),
    "question empty": (MILK, {"question": " "}, "Question"),
    "answer empty": (MILK, {"answer": ""}, "Answer"),
    "tag with a control sign": (MILK, {"topic": "sources", "erratum_note": "\x00"}, "Erratum"),
    "picture missing": (MILK, {"picture": "nowhere"}, "Picture"),
    "no gap in a cloze": (ALCOHOL, {"cloze": "Спиртте ериді."}, "Text"),
    "two gaps in a cloze": (ALCOHOL, {"cloze": "{{Спиртте}} {{ериді}}."}, "Text"),
    "empty gap in a cloze": (ALCOHOL, {"cloze": "{{ }} ериді."}, "Text"),
    "gap never closed": (ALCOHOL, {"cloze": "{{Спиртте}} {{ериді."}, "Text"),
    "gap in a gap": (ALCOHOL, {"cloze": "{{Спирт{{те}} ериді."}, "Text"),
    "quote altered": (
        MILK,
        {"evidence": lambda card: other_evidence(card, quote="Сиыр сүті көп.", marks=())},
        "Quote",
    ),
    "quote at another place": (
        MILK,
        {"evidence": lambda card: other_evidence(card, start=1, end=76)},
        "Quote",
    ),
    "quote of an unknown source": (
        MILK,
        {"evidence": lambda card: other_evidence(card, source="lost.txt")},
        "Quote",
    ),
    "mark outside the quote": (
        MILK,
        {"evidence": lambda card: other_evidence(card, marks=((0, 999),))},
        "Quote",
    ),
}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_wrong_card_is_refused_by_name_before_a_file_exists(tmp_path: Path, case: str) -> None:
    guid, fields, field = CASES[case]
    out = tmp_path / "out"
    with pytest.raises(RefusedError) as caught:
        export(out, with_change(guid, **fields))
    message = str(caught.value)
    key = fields.get("key", guid) or "goat-milk/b12-content"
    known = {key.encode("utf-8", "ignore").decode(), guid, guid.split("|")[0]}
    assert any(name in message for name in known), message
    assert f"field {field}" in message
    assert "\n" not in message
    assert caught.value.exit_code == ExitCode.REFUSED
    assert not out.exists()


def a_note(**fields: Any) -> Note:
    plain = Note(guid="a|kk|x", note_type="question|kk", deck="D", fields=("",) * 16, fact="a")
    return replace(plain, **fields)


@pytest.mark.parametrize(
    ("note", "media", "says"),
    [
        (a_note(guid=""), {}, "a: field Key"),
        (a_note(tags=("two words",)), {}, "a: field Tags"),
        (a_note(tags=("no\u00a0break",)), {}, "a: field Tags"),
        (a_note(tags=("",)), {}, "a: field Tags"),
        (a_note(tags=("nul\x00",)), {}, "a: field Tags"),
        (a_note(deck="D\x1fE"), {}, "a: field Deck"),
        (a_note(fields=("x",)), {}, "a: field all"),
        (a_note(note_type="lost|kk"), {}, "note type lost|kk"),
        (a_note(fields=('<img src="_gone.svg">',) + ("",) * 15), {}, "field Key: the file _gone"),
        (a_note(), {"plain.svg": b""}, "plain.svg”: field Picture: badly named"),
        (a_note(), {"_a/../b.svg": b""}, "field Picture: badly named"),
        (a_note(), {"_a\nb.svg": b""}, "field Picture: badly named"),
    ],
)
def test_a_wrong_note_is_refused(note: Note, media: Mapping[str, bytes], says: str) -> None:
    with pytest.raises(RefusedError, match="(?s)" + __import__("re").escape(says)):
        refuse_notes([note], sample.definition().note_types, media)


def test_two_notes_with_one_guid_are_refused() -> None:
    with pytest.raises(RefusedError, match="field Key"):
        refuse_notes([a_note(), a_note()], sample.definition().note_types, {})


def test_a_note_with_a_second_cloze_is_refused() -> None:
    fields = ("", "{{c1::a}} {{c2::b}}") + ("",) * 13
    with pytest.raises(RefusedError, match="a: field Text: must hold cloze c1"):
        refuse_notes(
            [a_note(note_type="cloze|kk", fields=fields)], sample.definition().note_types, {}
        )


def of_front(front: str, back: str = "{{Answer}}", css: str = "") -> NoteType:
    made = sample.definition().note_types["question|kk"]
    return replace(made, templates=(Template(1, "Card", front, back),), css=css)


@pytest.mark.parametrize(
    ("note_type", "says"),
    [
        (of_front("{{Lost}}"), "front of template Card: unknown field Lost"),
        (of_front("{{#Lost}}{{Key}}{{/Lost}}"), "unknown field Lost"),
        (of_front("{{Key}}", "{{text:Lost}}"), "back of template Card: unknown field Lost"),
        (of_front("{{#Key}}{{Key}}"), "front of template Card: unbalanced section"),
        (of_front("{{Key}}", "{{/Key}}"), "back of template Card: unbalanced section"),
        (of_front("{{type:nc:Key}}"), "type:nc on field Key"),
        (of_front("{{Key}}<img src=plain.png>"), "plain.png has no underscore"),
        (of_front("{{Key}}", css="@font-face { src: url('font.woff2') }"), "font.woff2"),
        (of_front("{{Key}}<img src='_lost.png'>"), "the file _lost.png is missing"),
    ],
)
def test_a_wrong_note_type_is_refused(note_type: NoteType, says: str) -> None:
    with pytest.raises(RefusedError) as caught:
        refuse_note_type(note_type, {})
    assert says in str(caught.value)
    assert note_type.name in str(caught.value)


def test_without_the_texts_quotes_are_taken_on_trust() -> None:
    card = next(card for card in sample.cards() if card.key == MILK)
    moved = replace(card, evidence=other_evidence(card, start=1, end=76))
    made = plan([moved], sample.definition(), Ledger(), NOW)
    assert made.new == (MILK,)
