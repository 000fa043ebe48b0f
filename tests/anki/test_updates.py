"""Checks 8 to 18: what an update changes in a collection that is in use, and what it leaves."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from quizgen.anki import Definition, Ledger
from quizgen.anki.shapes import NoteType
from quizgen.model import Card
from tests.anki import engine, sample
from tests.anki.build import NOW, export

MILK = "goat-milk/b12-content|kk|typed"


@pytest.fixture
def col(tmp_path: Path) -> Iterator[Any]:
    with engine.collection(tmp_path) as opened:
        yield opened


def changed(cards: list[Card], guid: str, **fields: Any) -> list[Card]:
    """The cards, one of them with other contents."""
    return [replace(card, **fields) if card.key == guid else card for card in cards]


def first(tmp_path: Path, col: Any, name: str = "b12") -> Ledger:
    """Build the sample, import it, and give the ledger."""
    report = export(tmp_path / "v1", sample.cards())
    engine.put_in(col, tmp_path / "v1" / f"{name}.apkg")
    return report.plan.ledger


def test_an_unchanged_rebuild_is_the_same_bytes_and_touches_nothing(
    tmp_path: Path, col: Any
) -> None:
    ledger = first(tmp_path, col)
    note = engine.note(col, MILK)
    note["MyNotes"], note["Explanation"] = "mine", "in my words"
    note.tags.append("hard-for-me")
    col.update_note(note)
    note_type = note.note_type()
    note_type["css"] += "\n.card { color: teal; }"
    col.models.update_dict(note_type)
    col.set_deck([card.id for card in note.cards()], col.decks.id("Mine"))

    again = export(tmp_path / "v2", sample.cards(), ledger, NOW + 86_400)
    assert again.plan.ledger == ledger
    for package in again.packages:
        old = tmp_path / "v1" / package.path.name
        assert package.path.read_bytes() == old.read_bytes()
    assert engine.counts(engine.put_in(col, tmp_path / "v2" / "b12.apkg")) == {"duplicate": 15}
    kept = engine.note(col, MILK)
    assert (kept["MyNotes"], kept["Explanation"]) == ("mine", "in my words")
    assert "hard-for-me" in kept.tags
    assert "teal" in kept.note_type()["css"]
    assert [col.decks.name(card.did) for card in kept.cards()] == ["Mine"]


def test_a_rebuild_in_place_writes_nothing(tmp_path: Path) -> None:
    report = export(tmp_path, sample.cards())
    again = export(tmp_path, sample.cards(), report.plan.ledger, NOW + 5)
    assert [package.written for package in again.packages] == [False] * 5


def test_one_changed_fact_updates_one_note_and_keeps_its_schedule(tmp_path: Path, col: Any) -> None:
    ledger = first(tmp_path, col)
    (card,) = engine.note(col, MILK).cards()
    col.sched.set_due_date([card.id], "7")
    col.set_user_flag_for_cards(3, [card.id])
    before = col.get_card(card.id)

    report = export(
        tmp_path / "v2", changed(sample.cards(), MILK, explanation="Жаңа."), ledger, NOW + 60
    )
    assert report.plan.changed == (MILK,)
    log = engine.put_in(col, tmp_path / "v2" / "b12.apkg")
    assert engine.counts(log) == {"updated": 1, "duplicate": 14}
    assert engine.note(col, MILK)["Explanation"] == "Жаңа."
    after = col.get_card(card.id)
    assert (after.due, after.ivl, after.type, after.queue, after.flags) == (
        before.due,
        before.ivl,
        before.type,
        before.queue,
        before.flags,
    )


@pytest.mark.parametrize("moved", [0, -3_600], ids=["same second", "clock set back"])
def test_two_changes_are_both_delivered(tmp_path: Path, col: Any, moved: int) -> None:
    ledger = first(tmp_path, col)
    for at, text in enumerate(("бірінші", "екінші")):
        report = export(
            tmp_path / text, changed(sample.cards(), MILK, explanation=text), ledger, NOW + moved
        )
        ledger = report.plan.ledger
        log = engine.put_in(col, tmp_path / text / "b12.apkg")
        assert engine.counts(log) == {"updated": 1, "duplicate": 14}, at
        assert engine.note(col, MILK)["Explanation"] == text


def test_who_edited_after_our_change_keeps_the_edit(tmp_path: Path, col: Any) -> None:
    ledger = first(tmp_path, col)
    export(tmp_path / "v2", changed(sample.cards(), MILK, explanation="Ours"), ledger, NOW + 60)
    note = engine.note(col, MILK)
    note["Explanation"] = "theirs"
    col.update_note(note)
    col.db.execute("update notes set mod = ? where guid = ?", NOW + 120, MILK)
    log = engine.put_in(col, tmp_path / "v2" / "b12.apkg")
    assert engine.counts(log) == {"duplicate": 15}
    assert engine.note(col, MILK)["Explanation"] == "theirs"


def restyled(decks: Definition) -> Definition:
    """The definition with another style, another template, another label, and a field renamed."""

    def mend(note_type: NoteType) -> NoteType:
        fields = tuple(
            replace(field, name="Remark") if field.name == "Spare1" else field
            for field in note_type.fields
        )
        templates = tuple(
            replace(
                one,
                front=one.front + "<i>new front</i>",
                back=one.back.replace("Бұл да дұрыс", "Тағы") + "{{#Remark}}{{Remark}}{{/Remark}}",
            )
            for one in note_type.templates
        )
        return replace(
            note_type, fields=fields, templates=templates, css=note_type.css + " .n { color: red }"
        )

    note_types = {key: mend(note_type) for key, note_type in decks.note_types.items()}
    return replace(decks, note_types=note_types)


def test_style_template_label_and_field_name_reach_an_old_import(tmp_path: Path, col: Any) -> None:
    ledger = first(tmp_path, col)
    known = {entry.name for entry in col.models.all_names_and_ids()}
    schema = col.db.scalar("select scm from col")
    report = export(
        tmp_path / "v2", sample.cards(), ledger, NOW + 60, decks=restyled(sample.definition())
    )
    assert report.plan.changed == ()
    assert len(report.plan.types_changed) == 9
    log = engine.put_in(col, tmp_path / "v2" / "b12.apkg")
    assert engine.counts(log) == {"duplicate": 15}
    assert {entry.name for entry in col.models.all_names_and_ids()} == known
    note_type = engine.note(col, MILK).note_type()
    assert ".n { color: red }" in note_type["css"]
    assert "new front" in note_type["tmpls"][0]["qfmt"]
    assert "Тағы" in note_type["tmpls"][0]["afmt"]
    assert "Remark" in [field["name"] for field in note_type["flds"]]
    assert col.db.scalar("select scm from col") == schema, "a full sync would be forced"


def test_a_spare_field_used_for_the_first_time_arrives(tmp_path: Path, col: Any) -> None:
    ledger = first(tmp_path, col)
    report = export(tmp_path / "v2", sample.cards(), ledger, NOW + 60)
    decks = restyled(sample.definition())

    from quizgen.anki import plan, write_packages

    notes = {
        guid: replace(note, fields=(*note.fields[:12], "first use", *note.fields[13:]))
        for guid, note in report.plan.notes.items()
        if note.note_type.startswith("question")
    }
    made = plan(
        sample.cards(), decks, ledger, NOW + 60, texts=sample.TEXTS, pictures=sample.PICTURES
    )
    packages = tuple(
        replace(
            package,
            notes=tuple(
                replace(notes[n.guid], mod=n.mod + 60) if n.guid in notes else n
                for n in package.notes
            ),
        )
        for package in made.packages
    )
    write_packages(replace(made, packages=packages), tmp_path / "v3")
    log = engine.put_in(col, tmp_path / "v3" / "b12.apkg")
    assert engine.counts(log) == {"updated": 6, "duplicate": 9}
    assert engine.note(col, MILK)["Remark"] == "first use"
    assert "first use" in engine.note(col, MILK).cards()[0].answer()


def test_a_removed_fact_is_reported_once_and_stays_with_the_person(
    tmp_path: Path, col: Any
) -> None:
    ledger = first(tmp_path, col)
    fewer = [card for card in sample.cards() if card.key != MILK]
    report = export(tmp_path / "v2", fewer, ledger, NOW + 60)
    assert report.plan.gone == (MILK,)
    engine.put_in(col, tmp_path / "v2" / "b12.apkg")
    assert MILK in engine.guids(col)
    again = export(tmp_path / "v3", fewer, report.plan.ledger, NOW + 90)
    assert again.plan.gone == ()


def test_a_fact_that_returns_changed_is_delivered(tmp_path: Path, col: Any) -> None:
    ledger = first(tmp_path, col)
    fewer = [card for card in sample.cards() if card.key != MILK]
    ledger = export(tmp_path / "v2", fewer, ledger, NOW + 60).plan.ledger
    back = changed(sample.cards(), MILK, explanation="Оралды.")
    report = export(tmp_path / "v3", back, ledger, NOW - 500)
    assert report.plan.new == (MILK,)
    log = engine.put_in(col, tmp_path / "v3" / "b12.apkg")
    assert engine.counts(log) == {"updated": 1, "duplicate": 14}


@pytest.mark.parametrize("order", [("one", "all"), ("all", "one")])
def test_one_language_and_all_of_them_blank_nothing(
    tmp_path: Path, col: Any, order: tuple[str, str]
) -> None:
    ledger = Ledger()
    for step in order:
        only = ("kk",) if step == "one" else None
        report = export(tmp_path / step, sample.cards(), ledger, NOW, languages=only)
        assert report.plan.gone == ()
        ledger = report.plan.ledger
        name = "b12-kk" if only else "b12"
        engine.put_in(col, tmp_path / step / f"{name}.apkg")
    assert len(engine.guids(col)) == 15
    for guid, meant in export(tmp_path / "x", sample.cards(), ledger).plan.notes.items():
        assert tuple(engine.note(col, guid).fields) == meant.fields
    assert list(col.get_empty_cards().notes) == []


def test_a_build_of_one_language_reports_only_its_own_losses(tmp_path: Path) -> None:
    ledger = export(tmp_path, sample.cards()).plan.ledger
    fewer = [card for card in sample.cards() if card.rank != 20]
    report = export(tmp_path, fewer, ledger, languages=("kk",))
    assert report.plan.gone == (MILK,)


def test_all_languages_live_in_one_profile(tmp_path: Path, col: Any) -> None:
    report = export(tmp_path / "v1", sample.cards())
    for package in ("b12-kk", "b12-hi", "b12-en", "b12-names"):
        log = engine.put_in(col, tmp_path / "v1" / f"{package}.apkg")
        assert set(engine.counts(log)) == {"new"}
    assert len(engine.guids(col)) == 15
    everything = next(p for p in report.packages if p.path.stem == "b12")
    assert engine.cards_by_deck(col) == {d: n for d, n in everything.decks.items() if n}
    assert engine.counts(engine.put_in(col, everything.path)) == {"duplicate": 15}


def test_updates_reach_a_renamed_deck(tmp_path: Path, col: Any) -> None:
    ledger = first(tmp_path, col)
    deck = col.decks.by_name("B12::Қазақша")
    col.decks.rename(deck["id"], "Менің B12")
    export(tmp_path / "v2", changed(sample.cards(), MILK, explanation="Жаңа."), ledger, NOW + 60)
    log = engine.put_in(col, tmp_path / "v2" / "b12.apkg")
    assert engine.counts(log) == {"updated": 1, "duplicate": 14}
    note = engine.note(col, MILK)
    assert note["Explanation"] == "Жаңа."
    assert [col.decks.name(card.did) for card in note.cards()] == ["Менің B12::Көздері"]


def test_what_the_person_deleted_and_a_note_unseen_before_do_not_disturb(
    tmp_path: Path, col: Any
) -> None:
    ledger = first(tmp_path, col, "b12-kk")
    more = [*sample.cards(), replace(sample.cards()[0], key="x/y|kk|typed", fact="x/y")]
    report = export(tmp_path / "v2", more, ledger, NOW + 60)
    assert report.plan.new == ("x/y|kk|typed",)
    log = engine.put_in(col, tmp_path / "v2" / "b12-kk.apkg")
    assert engine.counts(log) == {"new": 1, "duplicate": 3}
