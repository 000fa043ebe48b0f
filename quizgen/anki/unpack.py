"""Opening an Anki package that someone handed in: bounded in size, in time and in place.

Nothing is ever unpacked under a name that the file gives: the one member that is wanted is copied
into a temporary folder of ours, byte by byte against a limit, and opened read-only.
"""

import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from quizgen.errors import PackageInputError

_MOST_PACKED = 1 << 30
_MOST_UNPACKED = 1 << 30
_MOST_MEMBERS = 200_000
_CHUNK = 1 << 20
_TABLES = ("notes", "cards", "revlog")
_STEPS = 50_000  # virtual machine steps between two looks at how long a query runs
_MOST_LOOKS = 20_000
_AGAIN = "In Anki choose File, Export, and tick “Support older Anki versions”"


@contextmanager
def open_collection(path: Path, most_bytes: int = _MOST_UNPACKED) -> Iterator[sqlite3.Connection]:
    """The collection inside ``path`` (``.apkg`` or ``.colpkg``), open for reading.

    ``most_bytes`` limits the unpacked collection. Raises PackageInputError, naming the file, where
    it is missing, no package, damaged, too large, or in the newer format that cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="quizgen-") as folder:
        copy = Path(folder) / "collection"
        _copy_out(path, copy, most_bytes)
        with closing(_connect(path, copy)) as connection:
            try:
                _check_tables(path, connection)
                yield connection
            except (sqlite3.Error, UnicodeDecodeError, OverflowError) as error:
                raise _damaged(path, str(error)) from error


def _damaged(path: Path, why: str) -> PackageInputError:
    return PackageInputError(f"{path}: the collection inside is damaged ({why})", _AGAIN)


def _copy_out(path: Path, copy: Path, most_bytes: int) -> None:
    try:
        if path.stat().st_size > _MOST_PACKED:
            raise PackageInputError(
                f"{path}: larger than {_MOST_PACKED >> 20} MB", "Export without media"
            )
        with zipfile.ZipFile(path) as archive:
            member = _member(path, archive)
            if member.file_size > most_bytes:
                raise _too_large(path, most_bytes)
            with archive.open(member) as packed, copy.open("wb") as out:
                total = 0
                while chunk := packed.read(_CHUNK):
                    total += len(chunk)
                    if total > most_bytes:  # the size in the directory may lie
                        raise _too_large(path, most_bytes)
                    out.write(chunk)
    except FileNotFoundError as error:
        raise PackageInputError(f"{path}: there is no such file", "Check the name") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise PackageInputError(f"{path}: not a whole Anki package ({error})", _AGAIN) from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise PackageInputError(f"{path}: cannot be read ({why})", "Check the file") from error


def _too_large(path: Path, most: int) -> PackageInputError:
    return PackageInputError(
        f"{path}: its collection unpacks to more than {most >> 20} MB", "Export fewer decks"
    )


def _member(path: Path, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    members = archive.infolist()
    if len(members) > _MOST_MEMBERS:
        raise PackageInputError(f"{path}: holds too many files", "Export without media")
    named: dict[str, list[zipfile.ZipInfo]] = {}
    for member in members:
        named.setdefault(member.filename, []).append(member)
    if "collection.anki21b" in named:
        raise PackageInputError(f"{path}: is in Anki's newer format", _AGAIN)
    for name in ("collection.anki21", "collection.anki2"):
        if name in named:
            if len(named[name]) > 1:
                raise PackageInputError(f"{path}: holds {name} twice", _AGAIN)
            return named[name][0]
    raise PackageInputError(f"{path}: holds no Anki collection", _AGAIN)


def _connect(path: Path, copy: Path) -> sqlite3.Connection:
    if copy.stat().st_size < 512 or copy.open("rb").read(16) != b"SQLite format 3\x00":
        raise _damaged(path, "it is no database")
    connection = sqlite3.connect(f"{copy.as_uri()}?mode=ro&immutable=1", uri=True)
    looks = iter(range(_MOST_LOOKS))
    connection.set_progress_handler(lambda: 0 if next(looks, None) is not None else 1, _STEPS)
    # A hostile schema may hide work in views, triggers, generated columns or collations.
    for pragma in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _check_tables(path: Path, connection: sqlite3.Connection) -> None:
    kinds = dict(
        connection.execute(
            "SELECT name, type || ' ' || coalesce(sql, '') FROM sqlite_master"
            " WHERE name IN (?, ?, ?)",
            _TABLES,
        )
    )
    for table in _TABLES:
        made = str(kinds.get(table, ""))
        if not made.startswith("table "):
            raise _damaged(path, f"it has no table {table}")
        if "virtual" in made.lower() or "generated" in made.lower():
            raise _damaged(path, f"its table {table} is none of Anki's")
