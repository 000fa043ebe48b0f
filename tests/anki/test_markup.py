"""Text into HTML: what a source says is shown and never runs."""

import re
from html import unescape
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.anki import markup
from quizgen.model import Evidence
from tests.anki import engine, sample
from tests.anki.build import export

NASTY = (
    "<script>alert(1)</script><img src=x onerror=alert(1)> \"quoted\" 'single' & &amp; "
    "[sound:x.mp3] [latex]\\input{x}[/latex] [$]a[/$] [anki:tts lang=en_US]a[/anki:tts] "
    "{{c2::b}} {{Answer}} {{#Key}} \\(x\\) javascript:alert(1)"
)


def shown(html: str) -> str:
    """What a reader sees of the HTML."""
    return unescape(re.sub(r"<br>", "\n", html))


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=80))
def test_any_text_is_shown_as_it_is_and_holds_no_tag(value: str) -> None:
    html = markup.text(value)
    assert shown(html) == normalize("NFC", value)
    assert "<" not in html.replace("<br>", "")
    assert "{" not in html
    assert "[sound:" not in html


def test_a_hostile_text_stays_text_in_the_real_engine(tmp_path: Any) -> None:
    from msgspec.structs import replace

    cards = [
        replace(
            card,
            explanation=NASTY,
            erratum_note=NASTY,
            question=f"{NASTY}?",
            accepted=(NASTY,),
            cloze=f"{NASTY.replace('{{', '').replace('}}', '')} {{{{gap::with}}}}.",
        )
        for card in sample.cards()
    ]
    export(tmp_path, cards)
    with engine.collection(tmp_path) as col:
        assert engine.counts(engine.put_in(col, tmp_path / "b12.apkg")) == {"new": 15}
        assert list(col.get_empty_cards().notes) == []
        assert list(col.media.check().missing) == []
        for identity in col.db.list("select id from cards"):
            card = col.get_card(identity)
            for html in (card.question(), card.answer()):
                assert "<script" not in html
                assert not re.search(r"<[^>]*onerror", html)
                assert not re.search(r"<img(?! src=\"_quizgen-molecule)", html)
            assert card.question_av_tags() == []
            assert card.answer_av_tags() == []
        cloze = engine.note(col, "cyanocobalamin/soluble-in/alcohol|en|cloze").cards()[0]
        assert "gap&#58;&#58;with" in cloze.answer()


def evidence(quote: str, *marks: tuple[int, int]) -> Evidence:
    return Evidence("s", "t", "hi", quote, 0, len(quote), 1, marks)


@pytest.mark.parametrize(
    ("marks", "inner"),
    [
        ((), "ab <c> de"),
        (((0, 2),), "<mark>ab</mark> <c> de"),
        (((0, 2), (3, 6)), "<mark>ab <c></mark> de"),
        (((3, 6), (0, 1)), "<mark>a</mark>b <mark><c></mark> de"),
        (((0, 4), (2, 6)), "<mark>ab <c></mark> de"),
    ],
)
def test_marks_lie_where_the_words_are(marks: tuple[tuple[int, int], ...], inner: str) -> None:
    expected = inner.replace("<c>", "&lt;c&gt;")
    assert markup.quote(evidence("ab <c> de", *marks)) == f'<span lang="hi">{expected}</span>'


def test_marks_count_the_characters_as_printed() -> None:
    printed = "क\u093c ख"  # NFC keeps this one in two, and é below becomes one
    assert "<mark>ख</mark>" in markup.quote(evidence(printed, (3, 4)))
    assert "<mark>b</mark>" in markup.quote(evidence("e\u0301 b", (3, 4)))


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        ("1\u00a0355,37 г/моль", "1 355,37 г/моль"),
        ("2–3 мкг/л", "2-3 мкг/л"),
        ("5,6\u2011диметил", "5,6-диметил"),
        ("a\u202fb  c ", "a b c"),
        ("<b>", "&lt;b&gt;"),
    ],
)
def test_what_is_typed_needs_no_sign_that_a_keyboard_lacks(answer: str, typed: str) -> None:
    assert markup.typed(answer) == typed


def test_a_reader_sees_a_few_other_answers_and_no_mere_endings() -> None:
    from msgspec.structs import replace

    from quizgen.anki.compose import also_right

    card = replace(
        sample.cards()[0],
        answer="тежегіштері",
        accepted=("тежегіші", "Тежегіштерін", "PPI", "бөгегіш", "бөгегіші", "a", "b", "c", "d"),
    )
    assert also_right(card) == ["PPI", "бөгегіш", "a", "b", "c"]
