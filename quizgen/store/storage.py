"""A TinyDB storage that is readable, sorted, and replaced in one step."""

from pathlib import Path
from typing import Any

import msgspec
from tinydb.storages import Storage

from quizgen.errors import StorageError, StoreError
from quizgen.files import write_atomic

_DECODER = msgspec.json.Decoder(dict[str, dict[str, dict[str, Any]]])


class SortedStorage(Storage):
    """Keeps a TinyDB file as indented JSON with letters as they are.

    TinyDB's own ``JSONStorage`` truncates the file and then writes it; a crash between the two
    loses all. Here a new file takes the old one's place.
    """

    def __init__(self, path: Path, mend: str) -> None:
        """``mend`` is what a person can do where the file is damaged."""
        self.path = path
        self._mend = mend

    def read(self) -> dict[str, dict[str, Any]] | None:
        """All tables, or None where there is no file. Raises StoreError naming file and place."""
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StorageError(
                f"{self.path}: cannot be read ({error.strerror})", "Check its permissions"
            ) from error
        try:
            tables = _DECODER.decode(data)
        except msgspec.ValidationError as error:
            raise self._damaged(str(error)) from error
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise self._damaged(str(error), f":{_line(data, str(error))}") from error
        for name, rows in tables.items():
            for number in rows:
                if not (number.isascii() and number.isdigit() and len(number) < 10):
                    raise self._damaged(f"table {name} has a row {number[:20]!r}")
        return tables

    def _damaged(self, why: str, line: str = "") -> StoreError:
        return StoreError(f"{self.path}{line}: damaged fact store ({why})", self._mend)

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Replace the file by ``data``. Raises StorageError."""
        encoded = msgspec.json.format(msgspec.json.encode(data), indent=1)
        write_atomic(self.path, encoded + b"\n")


def _line(data: bytes, message: str) -> int:
    """The 1-based line of the byte that a msgspec message names; 1 where it names none."""
    *_, last = message.replace(")", " ").split() or [""]
    return data.count(b"\n", 0, int(last)) + 1 if last.isdigit() else data.count(b"\n") + 1
