"""Planned packages onto the disk, each in one step, and only where something changed."""

import io
import zipfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from msgspec import Struct

from quizgen.anki.plan import ExportPlan
from quizgen.anki.rows import Progress
from quizgen.files import write_atomic

Tick = Callable[[str, int, int], None]


class PackageReport(Struct, frozen=True):
    """What one written package holds. ``decks`` maps deck name to its own cards; ``written`` is
    false where the file already held exactly this."""

    path: Path
    notes: int
    cards: int
    decks: Mapping[str, int]
    media: int
    size: int
    reviews: int
    written: bool


class Report(Struct, frozen=True):
    """What an export did."""

    packages: tuple[PackageReport, ...]
    plan: ExportPlan
    with_history: bool
    with_preset: bool


def write_packages(
    plan: ExportPlan,
    folder: Path,
    *,
    progress: Progress | None = None,
    tick: Tick | None = None,
) -> Report:
    """Write every package of ``plan`` as ``folder/<name>.apkg``.

    ``progress`` gives the cards their schedule and reviews. ``tick(name, done, total)`` is called
    as notes are written. A file that already holds the same is left alone. The ledger of the plan
    is the caller's to save.

    Raises StorageError where the folder cannot be written.
    """
    from quizgen.anki.writer import PackageWriter  # genanki costs time that only an export pays

    reports = []
    for package in plan.packages:
        name = package.name
        writer = PackageWriter(package, progress, partial(tick, name) if tick else None)
        data = writer.to_bytes()
        path = folder / f"{name}.apkg"
        written = not _holds_the_same(path, data)
        if written:
            write_atomic(path, data)
        reports.append(
            PackageReport(
                path=path,
                notes=len(package.notes),
                cards=writer.cards,
                decks=writer.cards_by_deck,
                media=len(package.media),
                size=len(data),
                reviews=writer.reviews,
                written=written,
            )
        )
    preset = any(package.preset for package in plan.packages)
    return Report(tuple(reports), plan, progress is not None, preset)


def _holds_the_same(path: Path, data: bytes) -> bool:
    """Whether the file has the same members. Another machine's zlib may pack the same content into
    other bytes; then the file in git stays as it is."""
    try:
        if path.stat().st_size > 4 * len(data) + 4096:
            return False
        old = path.read_bytes()
        return old == data or _members(old) == _members(data)
    except (OSError, zipfile.BadZipFile, ValueError):
        return False


def _members(data: bytes) -> list[tuple[str, int, int]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(info.filename, info.file_size, info.CRC) for info in archive.infolist()]
