"""Export against stock genanki and the anki engine's own export: time, bytes, growth.

Each line is measured in one run.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from msgspec import Struct

from benchmarks import lines
from quizgen.anki.shapes import Field, Note, NoteType, Package, Template
from quizgen.anki.writer import PackageWriter

FIELDS = ("Key", "Question", "Answer", "Explanation", "Quote", "Source")
SIZES = (1_000, 10_000, 50_000)
DECKS = (100, 400, 1_600)


class Line(Struct, frozen=True):
    """One measured line: what, against whom, both seconds and both sizes."""

    what: str
    ours_s: float
    genanki_s: float
    engine_s: float
    ours_bytes: int
    genanki_bytes: int

    def text(self) -> str:
        """The line as words and ratios."""
        engine = f"  {self.ours_s / self.engine_s:.2f}× engine" if self.engine_s else ""
        return (
            f"{self.what:<22} {self.ours_s * 1000:7.0f} ms"
            f"  {self.ours_s / self.genanki_s:.2f}× genanki{engine}"
            f"  {self.ours_bytes / 1024:8.0f} kB  1/{self.genanki_bytes / self.ours_bytes:.1f}"
            " of genanki's"
        )


def sample(count: int, decks: int = 4) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    """GUID, deck, fields and tags of ``count`` notes, in the three languages' letters."""
    words = (
        ("Ешкі сүтінде витамин қанша болады", "мкг/л", "Сиыр сүтінде 3-тен артық, қой сүтінде"),
        ("बकरी के दूध में विटामिन कितना होता है", "माइक्रोग्राम/लीटर", "गाय के दूध में, भेड़ के दूध में"),
        ("How much of the vitamin does goat milk hold", "µg/L", "In cow milk, in sheep milk"),
    )
    made: list[tuple[str, str, tuple[str, ...], tuple[str, ...]]] = []
    for at in range(count):
        question, unit, quote = words[at % 3]
        key = f"substance-{at}/content|{('kk', 'hi', 'en')[at % 3]}|typed"
        fields = (
            key,
            f"{question} {at}?",
            f"{at / 7:.2f} {unit}",
            f"{question}: {at / 7:.2f} {unit}.",
            f"<span>{quote} <mark>{at / 7:.2f} {unit}</mark>.</span>",
            f"Source {at % 17}, line {at % 311}",
        )
        made.append((key, f"Bench::{at % decks}", fields, ("b12::topic::x", "lang::kk")))
    return made


def write_ours(rows: list[Any], path: Path) -> None:
    """Write with the project's own writer, from plain values to the file."""
    note_type = NoteType(
        key="q",
        id=1_795_000_000_001,
        name="Bench",
        fields=tuple(Field(at + 1, name) for at, name in enumerate(FIELDS)),
        templates=(Template(1, "Card", "{{Question}}", "{{Answer}}"),),
        css="",
    )
    notes = tuple(
        Note(guid, "q", deck, fields, tags, due, 1_795_000_000)
        for due, (guid, deck, fields, tags) in enumerate(rows, 1)
    )
    decks = {"Bench": "", **{note.deck: "" for note in notes}}
    package = Package("bench", notes, {"q": note_type}, {"q": 1_795_000_000}, decks, {})
    path.write_bytes(PackageWriter(package, None, None).to_bytes())


def write_genanki(rows: list[Any], path: Path) -> None:
    """Write with genanki as its own documentation shows it."""
    import genanki

    model = genanki.Model(
        1_795_000_000_001,
        "Bench",
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Card", "qfmt": "{{Question}}", "afmt": "{{Answer}}"}],
    )
    decks: dict[str, Any] = {}
    for guid, name, fields, tags in rows:
        if name not in decks:
            decks[name] = genanki.Deck(1_795_000_000_100 + len(decks), name)
        decks[name].add_note(genanki.Note(model, list(fields), guid=guid, tags=list(tags)))
    genanki.Package(list(decks.values())).write_to_file(str(path))


def write_engine(rows: list[Any], path: Path) -> None:
    """Add the notes to a fresh collection of the anki engine and let it export them."""
    from anki.collection import AddNoteRequest, Collection, ExportAnkiPackageOptions
    from anki.models import NotetypeId

    with tempfile.TemporaryDirectory() as folder:
        col = Collection(str(Path(folder) / "c.anki2"))
        model = col.models.new("Bench")
        for name in FIELDS:
            col.models.add_field(model, col.models.new_field(name))
        template = col.models.new_template("Card")
        template["qfmt"], template["afmt"] = "{{Question}}", "{{Answer}}"
        col.models.add_template(model, template)
        kind: Any = col.models.get(NotetypeId(col.models.add_dict(model).id))
        requests = []
        decks: dict[str, Any] = {}
        for guid, name, fields, tags in rows:
            note = col.new_note(kind)
            note.guid, note.fields, note.tags = guid, list(fields), list(tags)
            if name not in decks:
                decks[name] = col.decks.id(name)
            requests.append(AddNoteRequest(note, decks[name]))
        col.add_notes(requests)
        options = ExportAnkiPackageOptions(with_media=True, legacy=True)
        col.export_anki_package(out_path=str(path), options=options, limit=None)
        col.close()


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def timed(
    write: Callable[[list[Any], Path], None], rows: list[Any], path: Path, times: int
) -> float:
    """The best of ``times`` runs, in seconds."""
    best = float("inf")
    for _ in range(times):
        started = time.perf_counter()
        write(rows, path)
        best = min(best, time.perf_counter() - started)
    return best


def measure(sizes: tuple[int, ...] = SIZES, decks: tuple[int, ...] = DECKS) -> Iterator[Line]:
    """One line a size (four decks), then one a number of subdecks (1,600 notes)."""
    plan = [(f"{size:,} notes", sample(size), True) for size in sizes]
    plan += [(f"{count:,} subdecks", sample(1_600, count), False) for count in decks]
    with _folder() as folder:
        write_ours(sample(10), folder / "warm.apkg")
        write_genanki(sample(10), folder / "warm.apkg")
        for what, rows, engine in plan:
            times = 3 if len(rows) <= 10_000 else 1
            ours, theirs = folder / "ours.apkg", folder / "genanki.apkg"
            yield Line(
                what=what,
                ours_s=timed(write_ours, rows, ours, times),
                genanki_s=timed(write_genanki, rows, theirs, times),
                engine_s=timed(write_engine, rows, folder / "e.apkg", 1) if engine else 0.0,
                ours_bytes=ours.stat().st_size,
                genanki_bytes=theirs.stat().st_size,
            )


def compared(quick: bool = False) -> Iterator[lines.Line]:
    """The same as lines of the common table: seconds and bytes."""
    measured = measure(SIZES[:1], DECKS[:1]) if quick else measure()
    for one in measured:
        rival = "stock genanki"
        yield lines.against(f"export of {one.what}", one.ours_s, rival, one.genanki_s, 1.0)
        if one.engine_s:
            yield lines.against("…", one.ours_s, "the anki engine's export", one.engine_s, 1.0)
        yield lines.against("… size", one.ours_bytes, rival, one.genanki_bytes, 0.1, "bytes")
