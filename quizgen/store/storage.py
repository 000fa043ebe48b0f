"""A TinyDB storage that is readable, sorted, and replaced in one step."""

from pathlib import Path
from typing import Any

import msgspec
from tinydb.storages import Storage

from quizgen.errors import StorageError, StoreError
from quizgen.files import write_atomic


class SortedStorage(Storage):
    """Keeps a TinyDB file as indented JSON with letters as they are.

    TinyDB's own ``JSONStorage`` truncates the file and then writes it; a crash between the two
    loses all. Here a new file takes the old one's place.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

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
            tables = msgspec.json.decode(data, type=dict[str, dict[str, Any]])
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise StoreError(
                f"{self.path}:{_line(data, str(error))}: damaged fact store ({error})",
                "Build it again with: quizgen build",
            ) from error
        return tables

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Replace the file by ``data``. Raises StorageError."""
        encoded = msgspec.json.format(msgspec.json.encode(data), indent=1)
        write_atomic(self.path, encoded + b"\n")


def _line(data: bytes, message: str) -> int:
    """The 1-based line of the byte that a msgspec message names; 1 where it names none."""
    *_, last = message.replace(")", " ").split() or [""]
    return data.count(b"\n", 0, int(last)) + 1 if last.isdigit() else data.count(b"\n") + 1
