"""Opening the history file: its checks, its safety settings, and its errors in plain words."""

import contextlib
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from quizgen.errors import HistoryError, QuizgenError, StorageError
from quizgen.study.schema import APPLICATION_ID, MIGRATIONS, VERSION

_RESTORE = "Run `quizgen restore` to bring back a backup; the file was left as it is"
_MAGIC = b"SQLite format 3\x00"


class HistoryBusyError(HistoryError):
    """Another program is writing, and did not finish while we waited."""


class Database:
    """One connection to the history file.

    WAL with ``synchronous = FULL``: a transaction is on the disk when it returns, also through a
    power cut, and a reader never waits for a writer. A second program waits up to ``busy_ms``.
    """

    def __init__(self, path: Path, busy_ms: int = 5_000) -> None:
        """Open ``path``, making it where it is missing and bringing an older version up to date.

        Raises HistoryError (damaged, foreign, newer, locked) or StorageError (no space, no
        permission).
        """
        self.path = path
        self._busy_ms = busy_ms
        self._lock = threading.RLock()
        fresh = _inspect(path)
        with translated(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            self.connection = sqlite3.connect(
                path, timeout=busy_ms / 1000, isolation_level=None, check_same_thread=False
            )
        try:
            with translated(path):
                self._prepare(fresh)
        except BaseException:
            self.connection.close()
            raise

    def close(self) -> None:
        """Close the connection; everything acknowledged is already on the disk."""
        with self._lock:
            self.connection.close()

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One durable transaction: all of it or nothing. Raises HistoryError, StorageError."""
        with self._lock, translated(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                # SQLite may already have rolled back by itself (disk full).
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, with SQLite's errors in plain words."""
        with self._lock, translated(self.path):
            yield self.connection

    def tidy(self) -> None:
        """Move the log into the file, as far as no reader is in the way."""
        with self._lock, translated(self.path):
            self.connection.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def replace_by(self, path: Path) -> None:
        """Put the contents of another history file in the place of this one's, all or nothing."""
        with self._lock, translated(self.path):
            other = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
            try:
                other.backup(self.connection, progress=self._patience(), sleep=0.01)
            finally:
                other.close()
            self._prepare(fresh=False)

    def _patience(self) -> Callable[[int, int, int], None]:
        """A progress callback that gives up on a busy file; by itself a backup waits for ever."""
        last, until = -1, time.monotonic() + self._busy_ms / 1000

        def progress(_: int, remaining: int, __: int) -> None:
            nonlocal last, until
            if remaining != last:
                last, until = remaining, time.monotonic() + self._busy_ms / 1000
            elif time.monotonic() > until:
                raise HistoryBusyError(
                    f"{self.path}: another program is writing to it", "Close it and try again"
                )

        return progress

    def _prepare(self, fresh: bool) -> None:
        execute = self.connection.execute
        application = execute("PRAGMA application_id").fetchone()[0]
        version = execute("PRAGMA user_version").fetchone()[0]
        blank = not execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        if application != APPLICATION_ID and not (application == 0 and version == 0 and blank):
            raise HistoryError(
                f"{self.path}: a database of another program",
                "Move it away, or choose another data folder",
            )
        if version > VERSION:
            raise HistoryError(
                f"{self.path}: written by a newer quizgen (version {version}, not {VERSION})",
                "Update quizgen",
            )
        if not fresh and not blank:
            self._whole()
        execute("PRAGMA journal_mode = WAL")
        execute("PRAGMA synchronous = FULL")
        execute("PRAGMA foreign_keys = ON")
        execute("PRAGMA temp_store = MEMORY")
        execute("PRAGMA cache_size = -16000")
        # Moving the log into the file takes longer than an answer may: mostly ``tidy`` does it.
        execute("PRAGMA wal_autocheckpoint = 4000")
        if version < VERSION:
            self._migrate()

    def _migrate(self) -> None:
        with self.writing() as connection:
            # Another program may have done it while this one waited for the lock.
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            for script in MIGRATIONS[version:]:
                for statement in script.split(";"):
                    connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {VERSION}")

    def _whole(self) -> None:
        """A file cut short is refused at once, not at the page that is missing."""
        wal = self.path.with_name(self.path.name + "-wal")
        if wal.exists() and wal.stat().st_size:
            return  # pages may still lie in the log; SQLite itself looks after them
        pages = self.connection.execute("PRAGMA page_count").fetchone()[0]
        size = self.connection.execute("PRAGMA page_size").fetchone()[0]
        if self.path.stat().st_size < pages * size:
            raise HistoryError(f"{self.path}: the file is cut short", _RESTORE)


def _inspect(path: Path) -> bool:
    """Look at the file before SQLite touches it. True where there is no history yet."""
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
            size = path.stat().st_size
    except FileNotFoundError:
        return True
    except OSError as error:
        raise StorageError(
            f"{path}: cannot be read ({error.strerror})", "Check the folder and its permissions"
        ) from error
    if not head:
        # A program killed at its first start leaves an empty file; with backups, it was emptied.
        if any((path.parent / "backups").glob("history-*.sqlite3")):
            raise HistoryError(f"{path}: the file is empty, yet there are backups", _RESTORE)
        return True
    if head != _MAGIC:
        raise HistoryError(f"{path}: not a history file of quizgen", _RESTORE)
    if size < 512:
        raise HistoryError(f"{path}: the file is cut short", _RESTORE)
    return False


@contextlib.contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn errors of SQLite and the file system into HistoryError and StorageError."""
    try:
        yield
    except QuizgenError:
        raise
    except sqlite3.Error as error:
        raise _plain(path, error) from error
    except OSError as error:
        raise StorageError(
            f"{path}: {error.strerror or error}", "Check the folder, its space and its permissions"
        ) from error


def _plain(path: Path, error: sqlite3.Error) -> QuizgenError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return StorageError(
            f"{path}: the disk is full", "Make room and answer again; nothing saved is lost"
        )
    if code in (
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_AUTH,
    ):
        return StorageError(
            f"{path}: cannot be written", "Check the folder's permissions, or choose another"
        )
    if code == sqlite3.SQLITE_IOERR:
        return StorageError(
            f"{path}: the disk refuses ({error})",
            "Check the disk and its space; nothing saved is lost",
        )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return HistoryBusyError(
            f"{path}: another program is writing to it", "Close it and try again"
        )
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return HistoryError(f"{path}: the file is damaged ({error})", _RESTORE)
    return HistoryError(f"{path}: {error}", _RESTORE)
