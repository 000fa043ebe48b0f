"""The rows of a TinyDB file, read without TinyDB: straight to typed values, each when asked for.

TinyDB makes dictionaries of every row of every table; most commands want one table of them.
"""

from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Raw

from quizgen.errors import StorageError, StoreError

Rows = dict[str, dict[str, Raw]]
Kind = TypeVar("Kind")

_DECODER = msgspec.json.Decoder(Rows)


def read_rows(path: Path, mend: str) -> Rows | None:
    """Table → row number → the row as it stands; None where there is no file.

    Raises StoreError naming file and place, with ``mend`` as the next step; StorageError.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StorageError(
            f"{path}: cannot be read ({error.strerror})", "Check its permissions"
        ) from error
    try:
        data.decode()  # also of the tables that nobody asks for
        tables = _DECODER.decode(data)
    except msgspec.ValidationError as error:
        raise damaged(path, mend, str(error)) from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise damaged(path, mend, "it is not UTF-8", f":{line}") from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise damaged(path, mend, str(error), f":{_line(data, str(error))}") from error
    for name, rows in tables.items():
        for number in rows:
            if not (number.isascii() and number.isdigit() and len(number) < 10):
                raise damaged(path, mend, f"table {name} has a row {number[:20]!r}")
    return tables


def typed(path: Path, mend: str, table: str, rows: dict[str, Raw], kind: type[Kind]) -> list[Kind]:
    """The rows of a table as ``kind``. Raises StoreError."""
    decoder = msgspec.json.Decoder(kind)
    try:
        return [decoder.decode(row) for row in rows.values()]
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise damaged(path, mend, f"table {table}: {error}") from error


def plain(path: Path, mend: str, tables: Rows) -> dict[str, dict[str, dict[str, Any]]]:
    """All tables as TinyDB wants them. Raises StoreError."""
    return {
        name: dict(zip(rows, typed(path, mend, name, rows, dict[str, Any]), strict=True))
        for name, rows in tables.items()
    }


def damaged(path: Path, mend: str, why: str, line: str = "") -> StoreError:
    """What is said of a damaged store."""
    return StoreError(f"{path}{line}: damaged fact store ({why})", mend)


def _line(data: bytes, message: str) -> int:
    """The 1-based line of the byte that a msgspec message names; 1 where it names none."""
    *_, last = message.replace(")", " ").split() or [""]
    return data.count(b"\n", 0, int(last)) + 1 if last.isdigit() else data.count(b"\n") + 1
