"""The other ways out: TSV that Anki imports, CSV, JSON, printable sheets."""

import csv
import io
import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from quizgen.anki import Report
from quizgen.anki.texts import COLUMNS, other_files, table, tsv
from quizgen.model import Card
from tests.anki import engine, sample
from tests.anki.build import export
from tests.anki.test_updates import MILK, changed


@pytest.fixture
def col(tmp_path: Path) -> Iterator[Any]:
    with engine.collection(tmp_path) as opened:
        yield opened


def write(way: str, report: Report, cards: list[Card], folder: Path) -> list[Path]:
    decks = sample.definition()
    if way == "tsv":
        made = {f"{p.name}.tsv": tsv(p, decks) for p in report.plan.packages}
    else:
        made = other_files(way, cards, decks)
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return [folder / name for name in made]


def import_text(col: Any, path: Path) -> Any:
    """Import a text file as Anki's dialog would, with the headers of the file alone."""
    from anki.collection import ImportCsvRequest

    metadata = col.get_csv_metadata(path=str(path), delimiter=None)
    return col.import_csv(ImportCsvRequest(path=str(path), metadata=metadata)).log


def test_the_tsv_says_by_its_headers_how_it_is_to_be_read(tmp_path: Path) -> None:
    paths = write("tsv", export(tmp_path, sample.cards()), sample.cards(), tmp_path)
    assert [p.name for p in paths] == [
        "b12-kk.tsv",
        "b12-hi.tsv",
        "b12-en.tsv",
        "b12.tsv",
        "b12-names.tsv",
    ]
    lines = paths[0].read_text(encoding="utf-8").splitlines()
    assert lines[:6] == [
        "#separator:tab",
        "#html:true",
        "#guid column:1",
        "#notetype column:2",
        "#deck column:3",
        "#tags column:4",
    ]
    assert len(lines) == 6 + 3
    assert len({line.count("\t") for line in lines[6:]}) == 1


def test_anki_updates_its_notes_from_the_tsv_by_guid(tmp_path: Path, col: Any) -> None:
    engine.put_in(col, export(tmp_path / "v1", sample.cards()).packages[3].path)
    cards = changed(sample.cards(), MILK, explanation='Жаңа\t"тырнақша"\nекі жол.')
    report = export(tmp_path / "v2", cards)
    log = import_text(col, write("tsv", report, cards, tmp_path)[3])
    assert engine.counts(log)["updated"] >= 1
    assert "new" not in engine.counts(log)
    for guid, meant in report.plan.notes.items():
        note = engine.note(col, guid)
        assert tuple(note.fields) == meant.fields
        assert tuple(sorted(note.tags)) == meant.tags
        assert [col.decks.name(card.did) for card in note.cards()] == [meant.deck]


def test_the_tsv_brings_new_notes_where_the_note_types_are_known(tmp_path: Path, col: Any) -> None:
    fewer = [card for card in sample.cards() if card.key != MILK]
    engine.put_in(col, export(tmp_path / "v1", fewer).packages[3].path)
    report = export(tmp_path / "v2", sample.cards())
    log = import_text(col, write("tsv", report, sample.cards(), tmp_path)[3])
    assert engine.counts(log)["new"] == 1
    assert tuple(engine.note(col, MILK).fields) == report.plan.notes[MILK].fields


def test_the_csv_has_a_row_for_each_card(tmp_path: Path) -> None:
    (path,) = write("csv", export(tmp_path, sample.cards()), sample.cards(), tmp_path)
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    assert [row["key"] for row in rows] == [card.key for card in sample.cards()]
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["quote"] == sample.cards()[0].evidence.quote
    assert rows[0]["accepted"] == "0,3 | 0.3 & <0.4>"


@pytest.mark.parametrize(
    ("answer", "cell"),
    [("=1+1", "'=1+1"), ("@x", "'@x"), ("-cmd", "'-cmd"), ("-5 °C", "-5 °C"), ("+a", "'+a")],
)
def test_no_cell_of_the_csv_is_a_formula(answer: str, cell: str) -> None:
    card = replace(sample.cards()[0], answer=answer)
    (row,) = csv.DictReader(io.StringIO(table([card])))
    assert row["answer"] == cell


def test_the_json_holds_the_whole_cards(tmp_path: Path) -> None:
    from msgspec import convert

    (path,) = write("json", export(tmp_path, sample.cards()), sample.cards(), tmp_path)
    loaded = json.loads(path.read_text(encoding="utf-8"))
    assert convert(loaded, list[Card]) == sample.cards()


class Outline(HTMLParser):
    """Tags in balance, and the text of each cell."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.rows = 0

    def handle_starttag(self, tag: str, *_: Any) -> None:
        assert tag != "script"
        self.rows += tag == "tr"
        if tag not in ("meta", "br", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_a_sheet_is_made_for_each_topic_and_language(tmp_path: Path) -> None:
    nasty = changed(sample.cards(), MILK, explanation="<script>alert(1)</script>")
    paths = write("html", export(tmp_path, nasty), nasty, tmp_path)
    assert len(paths) == 15
    assert "sheet-kk-sources.html" in {path.name for path in paths}
    assert "sheet-names-hi-kk-chemistry.html" in {path.name for path in paths}
    for path in paths:
        outline = Outline()
        outline.feed(path.read_text(encoding="utf-8"))
        assert outline.open == []
        assert outline.rows == 2
    page = (tmp_path / "sheet-kk-sources.html").read_text(encoding="utf-8")
    assert '<html lang="kk">' in page
    assert "Ешкі сүтінде B12 витамині қанша?" in page
    assert "Оқу материалы, медициналық кеңес емес." in page
