"""Concepts, relations, errata and source records, read from ``facts/*.toml`` and validated."""

from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct

from quizgen.errors import DataFileError
from quizgen.files import convert, read_toml
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
            raise DataFileError(f"{path}: [{key}] is not a table", "Mend that entry")
        entries[key] = convert({**fields, "id": key}, kind, path, key)
    return entries


def load_knowledge(folder: Path) -> Knowledge:
    """Read ``concepts.toml``, ``relations.toml``, ``errata.toml``, ``sources.toml`` in ``folder``.

    Raises DataFileError naming file and line.
    """
    sources = folder / "sources.toml"
    relations = folder / "relations.toml"
    return Knowledge(
        concepts=_entries(p := folder / "concepts.toml", read_toml(p), Concept),
        relations=_entries(relations, read_toml(relations).get("relation", {}), Relation),
        errata=_entries(p := folder / "errata.toml", read_toml(p), Erratum),
        sources={
            key: convert(fields, SourceRecord, sources, key)
            for key, fields in read_toml(sources).items()
        },
    )
