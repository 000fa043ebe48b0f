"""Backups of the history: made by SQLite itself, checked, rotated, and brought back.

A backup is a whole history file beside the first, in ``backups/history-<UTC time>.sqlite3``.
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from quizgen.errors import HistoryError, QuizgenError, StorageError
from quizgen.study.database import HistoryBusyError, translated
from quizgen.study.days import DAY_MS
from quizgen.study.history import History
from quizgen.study.schema import APPLICATION_ID, VERSION

APART_MS = 30 * 60_000  # never more often than each half hour by itself
_KEEP_ALL_MS = 2 * DAY_MS
_KEEP_DAYS, _KEEP_WEEKS, _KEEP_MONTHS = 12, 10, 9  # Anki's own numbers
_STAMP = "%Y%m%dT%H%M%S"


class Backup(Struct, frozen=True, order=True):
    """One backup: when it was made, and where it lies."""

    time_ms: int
    path: Path


def backups_folder(history: Path) -> Path:
    """Where the backups of a history file lie."""
    return history.parent / "backups"


def list_backups(history: Path) -> list[Backup]:
    """The backups there are, the oldest first."""
    found = []
    with translated(history):
        for path in backups_folder(history).glob("history-*.sqlite3"):
            with contextlib.suppress(ValueError):
                when = datetime.strptime(path.stem[8:26], _STAMP + "%f").replace(tzinfo=UTC)
                found.append(Backup(round(when.timestamp() * 1000), path))
    return sorted(found)


def make_backup(history: History, now_ms: int) -> Backup:
    """Make a backup now, whole and checked, also while other programs write.

    Raises StorageError where the folder cannot be written or is full; no half backup is left.
    """
    folder = backups_folder(history.path)
    when = datetime.fromtimestamp(now_ms / 1000, UTC)
    path = folder / f"history-{when.strftime(_STAMP)}{now_ms % 1000:03}.sqlite3"
    part = path.with_suffix(".part")
    try:
        with translated(path):
            folder.mkdir(parents=True, exist_ok=True)
            history.copy_to(part)
            _check(part)
            _sync(part)
            part.replace(path)
            _sync(folder)
    finally:
        for left in (part, *(part.with_name(part.name + end) for end in ("-wal", "-shm"))):
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)
    return Backup(now_ms, path)


def backup_if_due(history: History, now_ms: int) -> Backup | None:
    """Make a backup where the last is half an hour old and there is something to keep, then thin
    the old ones and undo lists of long ago. None where none was due. Raises StorageError like
    ``make_backup``."""
    there = list_backups(history.path)
    if there and 0 <= now_ms - there[-1].time_ms < APART_MS:
        return None
    if not history.touched():
        return None
    made = make_backup(history, now_ms)
    history.forget_actions(now_ms)
    with translated(history.path):
        for old in superfluous([b for b in there if b.path != made.path], now_ms):
            old.path.unlink(missing_ok=True)
    return made


def superfluous(backups: Iterable[Backup], now_ms: int) -> list[Backup]:
    """The backups to remove: all of the last two days stay, then the last of each day, week and
    month, for 12 days, 10 weeks and 9 months."""
    kept: set[tuple[str, object]] = set()
    gone: list[Backup] = []
    for backup in sorted(backups, reverse=True):
        if now_ms - backup.time_ms < _KEEP_ALL_MS:
            continue
        when = datetime.fromtimestamp(backup.time_ms / 1000, UTC)
        keep = False
        for name, slot, most in (
            ("day", when.date(), _KEEP_DAYS),
            ("week", when.isocalendar()[:2], _KEEP_WEEKS),
            ("month", (when.year, when.month), _KEEP_MONTHS),
        ):
            taken = sum(kind == name for kind, _ in kept)
            if (name, slot) not in kept and taken < most:
                kept.add((name, slot))
                keep = True
        if not keep:
            gone.append(backup)
    return gone


def restore(history: Path, backup: Path, now_ms: int) -> Path | None:
    """Put ``backup`` in the place of the history file, also where that is damaged or missing.

    What was there is kept: as a backup of its own, or, damaged, under another name; gives where.
    Raises HistoryError where the backup is no whole history file, or the history is in use;
    nothing is changed then.
    """
    _check(backup)
    try:
        with History(history) as current:
            saved = make_backup(current, now_ms).path if current.touched() else None
            current.copy_from(backup)
            return saved
    except HistoryBusyError:
        raise
    except HistoryError:
        return _replace_damaged(history, backup, now_ms)


def _replace_damaged(history: Path, backup: Path, now_ms: int) -> Path:
    stamp = datetime.fromtimestamp(now_ms / 1000, UTC).strftime(_STAMP)
    aside = history.with_name(f"{history.stem}.damaged-{stamp}{now_ms % 1000:03}.sqlite3")
    part = history.with_name(history.name + ".part")
    with translated(history):
        part.write_bytes(backup.read_bytes())
        _sync(part)
        for end in ("-wal", "-shm", ""):
            old = history.with_name(history.name + end)
            if old.exists():
                old.replace(aside.with_name(aside.name + end))
        part.replace(history)
        _sync(history.parent)
    return aside


def _check(path: Path) -> None:
    """Refuse a file that is no whole history of ours."""
    if not path.is_file():
        raise HistoryError(f"{path}: there is no such backup", "Run `quizgen restore` to list them")
    try:
        with translated(path), contextlib.closing(_read_only(path)) as connection:
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            sound = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    except StorageError:
        raise
    except QuizgenError as error:
        raise HistoryError(
            f"{path}: not a whole backup ({error.message})", "Choose another"
        ) from error
    if application != APPLICATION_ID or not sound:
        raise HistoryError(f"{path}: not a backup of a history", "Choose another")
    if version > VERSION:
        raise HistoryError(f"{path}: written by a newer quizgen", "Update quizgen")


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
