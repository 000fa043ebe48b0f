"""FactStore: sources and their facts in a TinyDB file."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from quizgen.errors import StoreError
from quizgen.model import Fact, Source
from quizgen.store.rows import Rows, read_rows, typed

VERSION = 1
TABLES = ("about", "sources", "facts", "texts", "retired")
Kind = TypeVar("Kind")
BUILD = "Build it again with: quizgen build"


class _StoredText(Struct, frozen=True):
    source: str
    text: str


class _About(Struct, frozen=True):
    version: int | str = VERSION
    inputs: str = ""


class _Retired(Struct, frozen=True):
    fact: str


class FactStore:
    """One TinyDB file with the tables ``about``, ``sources``, ``facts`` and ``texts``.

    Reading happens once and is kept; TinyDB writes, and the whole file is replaced in one step. A
    fact that a newer text no longer states is kept in ``retired`` (its id alone), so that its
    history is known.
    """

    def __init__(self, path: Path, mend: str = BUILD) -> None:
        """``mend`` is the next step that an error names where the file is damaged."""
        self.path = path
        self._mend = mend

    @cached_property
    def _tables(self) -> Rows:
        tables = read_rows(self.path, self._mend) or {}
        version = self._about(tables).version
        if version != VERSION:
            raise StoreError(
                f"{self.path}: fact store of version {version}, this program reads {VERSION}",
                self._mend,
            )
        return tables

    def _about(self, tables: Rows) -> _About:
        rows = typed(self.path, self._mend, "about", tables.get("about", {}), _About)
        return rows[0] if rows else _About()

    def _all(self, table: str, kind: type[Kind]) -> list[Kind]:
        return typed(self.path, self._mend, table, self._tables.get(table, {}), kind)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The sources, by id."""
        return tuple(self._all("sources", Source))

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """All facts, by source and then in the order of the text."""
        return tuple(self._all("facts", Fact))

    @cached_property
    def _by_id(self) -> dict[str, list[Fact]]:
        found: dict[str, list[Fact]] = {}
        for fact in self.facts:
            found.setdefault(fact.id, []).append(fact)
        return found

    def get(self, fact: str) -> tuple[Fact, ...]:
        """The facts with this id (one in each source that states it)."""
        return tuple(self._by_id.get(fact, ()))

    def topic(self, topic: str) -> tuple[Fact, ...]:
        """The facts under a topic."""
        return tuple(self._by_topic.get(topic, ()))

    @cached_property
    def _by_topic(self) -> dict[str, list[Fact]]:
        found: dict[str, list[Fact]] = {}
        for fact in self.facts:
            found.setdefault(fact.topic, []).append(fact)
        return found

    def text(self, source: str) -> str | None:
        """The text of a source that lies in the store itself (the user's own)."""
        return self._texts.get(source)

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {row.source: row.text for row in self._all("texts", _StoredText)}

    @property
    def retired(self) -> tuple[str, ...]:
        """``source: id`` of facts that an edited text no longer states."""
        return tuple(row.fact for row in self._all("retired", _Retired))

    @property
    def inputs(self) -> str:
        """The digest of what the store was built from; empty for a new store."""
        return self._about(self._tables).inputs

    def replace(
        self,
        sources: Sequence[Source],
        facts: Sequence[Fact],
        inputs: str = "",
        texts: dict[str, str] | None = None,
        retired: Iterable[str] = (),
    ) -> None:
        """Put all of this in the place of what the store held. Raises StorageError."""
        from tinydb import TinyDB  # only here: what reads does not pay for it
        from tinydb.middlewares import CachingMiddleware

        from quizgen.store.storage import SortedStorage

        order = {source.id: number for number, source in enumerate(sources)}
        rows: dict[str, list[dict[str, Any]]] = {
            "about": [{"version": VERSION, "inputs": inputs}],
            "sources": [msgspec.to_builtins(s) for s in sources],
            "facts": [msgspec.to_builtins(f) for f in sorted(facts, key=lambda f: order[f.source])],
            "texts": [{"source": s, "text": t} for s, t in sorted((texts or {}).items())],
            "retired": [{"fact": fact} for fact in sorted(set(retired))],
        }
        # Held in memory until the database closes, then written in one step.
        with TinyDB(self.path, self._mend, storage=CachingMiddleware(SortedStorage)) as database:
            database.drop_tables()
            for name in TABLES:
                if rows[name]:
                    database.table(name).insert_multiple(rows[name])
        for kept in ("_tables", "sources", "facts", "_by_id", "_by_topic", "_texts"):
            self.__dict__.pop(kept, None)
