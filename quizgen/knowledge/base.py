"""Concepts, relations, errata and source records, read from ``facts/*.toml`` and validated."""

from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct

from quizgen.files import convert, damaged, only, read_toml
from quizgen.model import Concept, Erratum, Relation

T = TypeVar("T")
_OF = "{of}"


class SourceRecord(Struct, frozen=True, forbid_unknown_fields=True):
    """What ``sources.toml`` says of one shipped text."""

    language: str
    title: str
    attribution: str = ""


class Knowledge(Struct, frozen=True):
    """All language-independent data. Keys are ids."""

    concepts: dict[str, Concept]
    relations: dict[str, Relation]
    errata: dict[str, Erratum]
    sources: dict[str, SourceRecord]

    def relation(self, name: str) -> tuple[Relation, str] | None:
        """The definition behind a fact's relation name and the slug that fills ``{of}``.

        ``b12-content`` gives (``{of}-content``, ``b12``); a plain name gives (itself, "").
        """
        plain = self.relations.get(name)
        if plain is not None:
            return plain, ""
        for pattern, relation in self.relations.items():
            if _OF in pattern:
                before, after = pattern.split(_OF)
                if (
                    name.startswith(before)
                    and name.endswith(after)
                    and len(name) > len(before) + len(after)
                ):
                    return relation, name[len(before) : len(name) - len(after)]
        return None

    def by_slug(self, slug: str) -> Concept | None:
        """The concept whose slug (or id) is ``slug``."""
        found = self.concepts.get(slug)
        if found is not None:
            return found
        return next((c for c in self.concepts.values() if c.slug == slug), None)

    def slug(self, concept: str) -> str:
        """The short form of a concept id for derived ids."""
        known = self.concepts.get(concept)
        return (known.slug or known.id) if known else concept


def _entries(path: Path, raw: dict[str, Any], kind: type[T]) -> dict[str, T]:
    entries: dict[str, T] = {}
    for key, fields in raw.items():
        if not isinstance(fields, dict):
            raise damaged(path, key, "is not a table")
        if unknown := [name for name in fields if name not in _fields(kind)]:
            raise damaged(path, key, f"has an unknown key {unknown[0]}")
        entries[key] = convert({**fields, "id": key}, kind, path, key)
    return entries


def _fields(kind: type[Any]) -> tuple[str, ...]:
    return tuple(name for name in kind.__struct_fields__ if name != "id")


def _relations(path: Path) -> dict[str, Relation]:
    raw = only(read_toml(path), ("relation",), path)
    found = _entries(path, raw.get("relation", {}), Relation)
    for key in found:
        if key.count(_OF) > 1 or key == _OF:
            raise damaged(path, key, f"must hold {_OF} once, beside other letters")
    return found


def _sources(path: Path) -> dict[str, SourceRecord]:
    found = {}
    for key, fields in read_toml(path).items():
        if Path(key).name != key or "\\" in key:  # no text outside facts/sources
            raise damaged(path, key, "is not the name of a file in facts/sources")
        found[key] = convert(fields, SourceRecord, path, key)
    return found


def load_knowledge(folder: Path) -> Knowledge:
    """Read ``concepts.toml``, ``relations.toml``, ``errata.toml``, ``sources.toml`` in ``folder``.

    Raises DataFileError naming file and line.
    """
    return Knowledge(
        concepts=_entries(p := folder / "concepts.toml", read_toml(p), Concept),
        relations=_relations(folder / "relations.toml"),
        errata=_entries(p := folder / "errata.toml", read_toml(p), Erratum),
        sources=_sources(folder / "sources.toml"),
    )
