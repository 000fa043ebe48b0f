"""A TinyDB storage that is readable, sorted, and replaced in one step."""

from pathlib import Path
from typing import Any

import msgspec
from tinydb.storages import Storage

from quizgen.files import write_atomic
from quizgen.store.rows import plain, read_rows


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
        tables = read_rows(self.path, self._mend)
        return None if tables is None else dict(plain(self.path, self._mend, tables))

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Replace the file by ``data``. Raises StorageError."""
        encoded = msgspec.json.format(msgspec.json.encode(data), indent=1)
        write_atomic(self.path, encoded + b"\n")
