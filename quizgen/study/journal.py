"""Undo and redo: each action keeps the rows it touched as they were before and after.

Undoing writes the rows back; so n actions and n undos leave the file saying what it said.
"""

import json
import sqlite3
import zlib
from typing import Any

from msgspec import Struct

from quizgen.errors import HistoryError
from quizgen.study.schema import CONTENT

Row = tuple[Any, ...]
Image = tuple[str, Row | None, Row | None]

_SELECT = {
    table: f"SELECT {', '.join(columns)} FROM {table} WHERE "
    + " AND ".join(f"{column} = ?" for column in columns[:keys])
    for table, (columns, keys) in CONTENT.items()
}
_INSERT = {
    table: f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))}) "
    f"ON CONFLICT ({', '.join(columns[:keys])}) DO UPDATE SET "
    + ", ".join(f"{column} = excluded.{column}" for column in columns[keys:])
    for table, (columns, keys) in CONTENT.items()
}
_DELETE = {
    table: f"DELETE FROM {table} WHERE "
    + " AND ".join(f"{column} = ?" for column in columns[:keys])
    for table, (columns, keys) in CONTENT.items()
}


class Action(Struct, frozen=True):
    """One thing the learner did: its number, when, its kind, and the card it was done to."""

    id: int
    time_ms: int
    kind: str
    card: str


class Change:
    """The rows that one action touches, inside one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._before: dict[tuple[str, Row], Row | None] = {}
        self._after: dict[tuple[str, Row], Row | None] = {}

    def put(self, table: str, row: Row) -> None:
        """Write ``row`` (in the order of ``CONTENT``), in the place of the one with its key."""
        key = row[: CONTENT[table][1]]
        self._remember(table, key)
        self.connection.execute(_INSERT[table], row)
        self._after[table, key] = row

    def drop(self, table: str, key: Row) -> None:
        """Remove the row with that primary key, if it is there."""
        self._remember(table, key)
        self.connection.execute(_DELETE[table], key)
        self._after[table, key] = None

    def images(self) -> list[Image]:
        """Each touched row before and after; rows that ended as they began are left out."""
        return [
            (table, before, self._after[table, key])
            for (table, key), before in self._before.items()
            if before != self._after[table, key]
        ]

    def _remember(self, table: str, key: Row) -> None:
        if (table, key) not in self._before:
            self._before[table, key] = fetch(self.connection, table, key)


def fetch(connection: sqlite3.Connection, table: str, key: Row) -> Row | None:
    """The row of ``table`` with that primary key, or None."""
    row: Row | None = connection.execute(_SELECT[table], key).fetchone()
    return row


def pack(images: list[Image]) -> bytes:
    """Images as bytes for the action table."""
    text = json.dumps(images, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )
    return zlib.compress(text, 1) if len(text) > 4096 else text


def unpack(data: bytes) -> list[Image]:
    """What ``pack`` packed."""
    text = data if data[:1] == b"[" else zlib.decompress(data)
    return [
        (
            table,
            tuple(before) if before is not None else None,
            tuple(after) if after is not None else None,
        )
        for table, before, after in json.loads(text.decode("utf-8", "surrogatepass"))
    ]


def apply(connection: sqlite3.Connection, images: list[Image], back: bool) -> None:
    """Write the rows as they were before (``back``) or after the action.

    Raises HistoryError where another program has since changed one of them.
    """
    for table, before, after in images:
        now, then = (after, before) if back else (before, after)
        key = (now or then or ())[: CONTENT[table][1]]
        if fetch(connection, table, key) != now:
            raise HistoryError(
                "This was changed by another program since",
                "It cannot be undone or redone from here",
            )
        if then is None:
            connection.execute(_DELETE[table], key)
        else:
            connection.execute(_INSERT[table], then)
