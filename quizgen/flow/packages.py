"""Cards → Anki packages: definition, drawings, ledger and texts brought together."""

import glob
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from quizgen.anki import (
    ExportPlan,
    Ledger,
    Report,
    load_definition,
    load_ledger,
    plan,
    save_ledger,
    write_packages,
)
from quizgen.anki.gather import file_part
from quizgen.anki.rows import Progress
from quizgen.anki.texts import other_files, tsv
from quizgen.anki.write import Tick
from quizgen.cards.pictures import draw_svg, load_pictures
from quizgen.errors import UsageError
from quizgen.files import write_atomic
from quizgen.flow.library import Library

LEDGER = "ledger.json"
OWN_LEDGER = "own-ledger.json"


class Planned(Struct, frozen=True):
    """A plan, and where its ledger belongs (None: it is shipped and may not change)."""

    plan: ExportPlan
    ledger: Path | None


def drawings(library: Library) -> dict[str, bytes]:
    """Every drawing in every language: ``drawing.language`` → SVG bytes."""
    pictures = load_pictures(library.decks_folder)
    return {
        f"{key}.{code}": draw_svg(
            key, picture, library.decks_folder, library.shipped_facts, library.book(code)
        ).encode("utf-8")
        for key, picture in pictures.items()
        for code in library.languages
    }


def plans(library: Library, now: int, language: str = "", preset: bool = False) -> list[Planned]:
    """What is to be packed: the shipped cards, and those of the user's own texts where there are
    any; of one language or, for "", of all.

    Raises UsageError for an unknown language or where no cards have been built, RefusedError
    naming fact and field.
    """
    languages = None
    if language:
        library.book(language)
        languages = (language,)
    if not library.shipped_cards:
        raise UsageError("no cards have been built", "Build them with: quizgen build")
    planned = [plan_shipped(library, now, languages, preset)]
    if library.own_cards:
        planned.append(plan_own(library, now, languages))
    return planned


def plan_shipped(
    library: Library, now: int, languages: tuple[str, ...] | None = None, preset: bool = False
) -> Planned:
    """Plan the shipped packages. Raises RefusedError naming fact and field."""
    path = library.decks_folder / LEDGER
    texts = {source: library.text(source) for source in library.knowledge.sources}
    planned = plan(
        library.shipped_cards,
        load_definition(library.decks_folder),
        load_ledger(path),
        now,
        texts=texts,
        pictures=drawings(library),
        languages=languages,
        preset=preset,
    )
    return Planned(planned, None if library.installed else path)


def packages_left(library: Library, folder: Path) -> list[Path]:
    """Packages in ``folder`` of own texts that are no longer there."""
    names = [source for source in library.sources if source not in library.knowledge.sources]
    known = {path for name in names for path in packages_of(library, name, folder)}
    return sorted({*packages_of(library, "*", folder)} - known)


def packages_of(library: Library, source: str, folder: Path) -> list[Path]:
    """The packages in ``folder`` of one own text; of any for ``*``."""
    part = "*" if source == "*" else glob.escape(file_part(source))
    rules = load_definition(library.decks_folder).packages
    files = [rule.file.replace("{source}", part) for rule in rules if rule.cards == "own"]
    return [path for file in files for path in folder.glob(f"{file}.apkg")]


def plan_own(library: Library, now: int, languages: tuple[str, ...] | None = None) -> Planned:
    """Plan packages of the cards from the user's own texts."""
    path = library.data_folder / OWN_LEDGER
    base = load_ledger(library.decks_folder / LEDGER)
    names = {card.namespace for card in library.own_cards}
    planned = plan(
        library.own_cards,
        load_definition(library.decks_folder),
        load_ledger(path) if path.exists() else Ledger(),
        now,
        base=base,
        texts={name: library.text(name) for name in names},
        languages=languages,
    )
    return Planned(planned, path)


def write(
    planned: Planned,
    folder: Path,
    *,
    progress: Progress | None = None,
    tick: Tick | None = None,
) -> Report:
    """Write the packages, then their ledger. Raises StorageError."""
    report = write_packages(planned.plan, folder, progress=progress, tick=tick)
    if planned.ledger is not None:
        save_ledger(planned.ledger, planned.plan.ledger)
    return report


def write_other_ways(
    way: str, library: Library, plans: Sequence[Planned], language: str, folder: Path
) -> list[Path]:
    """Write text for Anki's import, a table, JSON or sheets of all cards; the files written.

    No ledger moves: nothing here is known to Anki by time. Raises StorageError.
    """
    definition = load_definition(library.decks_folder)
    if way == "tsv":
        texts = {p.name: tsv(p, definition) for planned in plans for p in planned.plan.packages}
        made = {f"{name}.tsv": text for name, text in texts.items()}
    else:
        made = other_files(way, library.cards(language), definition)
    for name, text in made.items():
        write_atomic(folder / name, text.encode("utf-8"))
    return [folder / name for name in made]
