"""Checks 1 to 7: what arrives in a fresh collection of the real engine."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from quizgen.anki import Report
from quizgen.anki.ledger import note_hash
from tests.anki import engine, sample
from tests.anki.build import export

TROUBLE = ("has a problem", "is blank", "no field called")


@pytest.fixture
def report(tmp_path: Path) -> Report:
    return export(tmp_path, sample.cards())


@pytest.fixture
def col(tmp_path: Path) -> Iterator[Any]:
    with engine.collection(tmp_path) as opened:
        yield opened


def test_all_notes_are_new_and_lie_where_the_report_says(tmp_path: Path, report: Report) -> None:
    for package in report.packages:
        with engine.collection(tmp_path, package.path.stem) as col:
            log = engine.put_in(col, package.path)
            assert engine.counts(log) == {"new": package.notes}
            filled = {deck: count for deck, count in package.decks.items() if count}
            assert engine.cards_by_deck(col) == filled
            assert col.card_count() == package.cards == sum(filled.values())


def test_the_packages_are_those_of_the_definition(report: Report) -> None:
    names = {package.path.name: package.notes for package in report.packages}
    assert names == {
        "b12-kk.apkg": 3,
        "b12-hi.apkg": 3,
        "b12-en.apkg": 3,
        "b12.apkg": 15,
        "b12-names.apkg": 6,
    }


def test_importing_twice_finds_only_duplicates(col: Any, report: Report) -> None:
    everything = _path(report, "b12")
    engine.put_in(col, everything)
    assert engine.counts(engine.put_in(col, everything)) == {"duplicate": 15}


def test_the_engine_finds_nothing_to_mend(col: Any, report: Report) -> None:
    engine.put_in(col, _path(report, "b12"))
    before = (col.note_count(), col.card_count(), len(col.models.all_names_and_ids()))
    assert col.fix_integrity() == ("Database rebuilt and optimized.", True)
    assert (col.note_count(), col.card_count(), len(col.models.all_names_and_ids())) == before
    assert list(col.get_empty_cards().notes) == []


def test_each_note_has_the_cards_that_the_engine_itself_would_make(
    col: Any, report: Report
) -> None:
    engine.put_in(col, _path(report, "b12"))
    imported = col.db.list("select id from notes")
    for identity in imported:
        note = col.get_note(identity)
        again = col.new_note(note.note_type())
        again.fields, again.tags = list(note.fields), list(note.tags)
        col.add_note(again, 1)
        assert [c.ord for c in again.cards()] == [c.ord for c in note.cards()]


def test_every_side_renders_and_no_question_gives_the_answer_away(col: Any, report: Report) -> None:
    engine.put_in(col, _path(report, "b12"))
    cards = {card.key: card for card in sample.cards()}
    for identity in col.db.list("select id from cards"):
        card = col.get_card(identity)
        question, answer = card.question(), card.answer()
        assert not [sign for sign in TROUBLE if sign in question + answer]
        known = normalize("NFC", cards[card.note().guid].answer)
        assert known not in _words(question)
        assert known in _words(answer)


def test_fields_tags_and_sort_field_arrive_as_they_were_meant(col: Any, report: Report) -> None:
    engine.put_in(col, _path(report, "b12"))
    for meant in report.plan.notes.values():
        note = engine.note(col, meant.guid)
        assert note.fields == [normalize("NFC", field) for field in meant.fields]
        assert tuple(sorted(note.tags)) == meant.tags
        assert note.note_type()["name"] == sample.definition().note_types[meant.note_type].name
        (sort,) = col.db.list("select sfld from notes where guid = ?", meant.guid)
        assert sort == unescape(re.sub("<[^>]*>", "", note.fields[1]))


def test_tags_name_topic_language_source_and_erratum(report: Report) -> None:
    assert report.plan.notes["goat-milk/b12-content|hi|typed"].tags == (
        "b12::topic::sources",
        "erratum",
        "lang::hi",
        "source::milk.kk",
    )


def test_new_cards_come_from_simple_to_hard(col: Any, report: Report) -> None:
    engine.put_in(col, _path(report, "b12"))
    ranks = {card.key: card.rank for card in sample.cards()}
    ordered = col.db.list("select n.guid from cards c join notes n on n.id = c.nid order by c.due")
    assert [ranks[guid] for guid in ordered] == sorted(ranks.values())


def test_decks_carry_their_descriptions(col: Any, report: Report) -> None:
    engine.put_in(col, _path(report, "b12"))
    for code, words in sample.definition().languages.items():
        deck = col.decks.by_name(f"B12::{words.name}")
        assert deck["desc"] == normalize("NFC", words.descriptions["language"]), code
        assert words.labels["notice"] in deck["desc"]


def test_media_is_whole_and_nothing_is_unused(col: Any, report: Report) -> None:
    engine.put_in(col, _path(report, "b12"))
    check = col.media.check()
    assert (list(check.missing), list(check.unused)) == ([], [])
    named = {
        file
        for note in report.plan.notes.values()
        for field in note.fields
        for file in re.findall(r'src="([^"]+)"', field)
    }
    assert len(named) == 3
    for file in named:
        assert (Path(col.media.dir()) / file).read_bytes() in sample.PICTURES.values()


def test_the_engines_own_export_imports_unchanged_elsewhere(
    tmp_path: Path, col: Any, report: Report
) -> None:
    from anki.collection import ExportAnkiPackageOptions

    engine.put_in(col, _path(report, "b12"))
    out = tmp_path / "again.apkg"
    options = ExportAnkiPackageOptions(
        with_scheduling=False, with_deck_configs=False, with_media=True, legacy=True
    )
    col.export_anki_package(out_path=str(out), options=options, limit=None)
    with engine.collection(tmp_path, "second") as other:
        assert engine.counts(engine.put_in(other, out)) == {"new": 15}
        for guid, meant in report.plan.notes.items():
            ours, theirs = engine.note(col, guid), engine.note(other, guid)
            assert (ours.fields, sorted(ours.tags)) == (theirs.fields, sorted(theirs.tags))
            assert theirs.mod == meant.mod
        assert engine.cards_by_deck(other) == engine.cards_by_deck(col)


def test_the_hash_looks_at_content_after_nfc_and_not_at_the_deck(report: Report) -> None:
    from msgspec.structs import replace

    meant = next(iter(report.plan.notes.values()))
    apart = replace(meant, fields=tuple(normalize("NFD", f) for f in meant.fields), deck="Other")
    assert note_hash(apart) == note_hash(meant)
    assert note_hash(replace(meant, tags=("other",))) != note_hash(meant)


def _path(report: Report, name: str) -> Path:
    return next(p.path for p in report.packages if p.path.stem == name)


def _words(html: str) -> str:
    return unescape(re.sub(r"<style>.*?</style>|<[^>]*>", "", html, flags=re.DOTALL))
