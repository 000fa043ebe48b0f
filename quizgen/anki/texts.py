"""Other ways out: a text file that Anki imports, a table, JSON."""

import csv
import io
from collections.abc import Iterable, Sequence

from quizgen.anki.definition import Definition
from quizgen.anki.shapes import Package
from quizgen.anki.sheet import sheets
from quizgen.files import dump_json
from quizgen.model import Card

COLUMNS = (
    "key", "fact", "language", "form", "topic", "question", "answer", "accepted", "choices",
    "explanation", "quote", "source", "line", "translation", "erratum", "erratum_note", "cloze",
)  # fmt: skip


def other_files(way: str, cards: Sequence[Card], definition: Definition) -> dict[str, str]:
    """File name → text: ``csv`` and ``json`` one file of all cards, ``html`` a printable sheet for
    each topic and language."""
    if way == "csv":
        return {"cards.csv": table(cards)}
    if way == "json":
        return {"cards.json": dump_json(list(cards))}
    return sheets(cards, definition)


def tsv(package: Package, definition: Definition) -> str:
    """The package's notes with Anki's own import headers: GUID, note type, deck and tags stand in
    columns, then the fields. The note types have to be in the collection already: from any
    earlier import of a package."""
    types = definition.note_types
    width = max(len(types[note.note_type].fields) for note in package.notes)
    out = io.StringIO()
    out.write("#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n")
    out.write("#deck column:3\n#tags column:4\n")
    writer = csv.writer(out, "excel-tab", lineterminator="\n")
    for note in package.notes:
        fields = [*note.fields, *[""] * (width - len(note.fields))]
        kind = types[note.note_type].name
        writer.writerow([note.guid, kind, note.deck, " ".join(note.tags), *fields])
    return out.getvalue()


def table(cards: Iterable[Card]) -> str:
    """The cards as CSV for a spreadsheet. A cell that a spreadsheet would run as a formula is led
    by an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for card in cards:
        writer.writerow([_harmless(cell) for cell in _cells(card)])
    return out.getvalue()


def _cells(card: Card) -> list[str]:
    known = card.evidence
    values = {
        "accepted": " | ".join(card.accepted),
        "choices": " | ".join(card.choices),
        "quote": known.quote if known else "",
        "source": known.source if known else "",
        "line": str(known.line) if known else "",
        "translation": known.translation if known else "",
        "erratum": card.erratum or "",
    }
    return [values[name] if name in values else getattr(card, name) for name in COLUMNS]


def _harmless(cell: str) -> str:
    formula = cell[:1] in ("=", "@", "\t", "\r") or (
        cell[:1] in ("+", "-") and not cell[1:2].isdigit()
    )
    return f"'{cell}" if formula else cell
