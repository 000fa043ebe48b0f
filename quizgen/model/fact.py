"""Concept, Relation and Fact, and how a fact gets its id."""

from typing import Literal

from msgspec import Struct

from quizgen.model.source import Span
from quizgen.model.value import Value


class Concept(Struct, frozen=True):
    """A thing with names in each language (the names live in ``facts/languages/*/lexicon.toml``).

    ``kind`` groups what may stand beside it as a wrong option (``solvent``, ``symptom``…).
    ``slug`` is the short form used in derived ids (``b12`` in ``b12-content``); defaults to ``id``.
    ``isa`` are broader concepts. ``level`` 1–3 orders new cards from simple to hard. ``generic``:
    which one is meant, only what it serves tells (a drug, a blood test). ``option`` false: never
    offered as a wrong option, since nobody has checked it against all facts.
    """

    id: str
    kind: str
    slug: str = ""
    isa: tuple[str, ...] = ()
    level: int = 1
    generic: bool = False
    option: bool = True


class Relation(Struct, frozen=True):
    """A kind of claim.

    ``id`` may hold ``{of}``: then the fact's relation name carries the slug of the concept that
    the claim is about (``{of}-content`` gives ``b12-content``). ``single`` relations leave the
    value out of the fact's id. ``value`` is the kind of value asked for. ``closed``: what holds of
    one subject holds of no other (a discoverer, a name), so a neighbour's value is certainly wrong.
    ``one_subject``: the value alone fixes the subject, which may be asked for. ``excludes`` are
    relations whose values, of the same subject, cannot be values of this one. ``defined``: what a
    ``term : description`` line says of a value tells which it is.
    """

    id: str
    topic: str
    value: Literal["concept", "quantity", "formula", "text"]
    single: bool = False
    level: int = 1
    closed: bool = False
    one_subject: bool = False
    excludes: tuple[str, ...] = ()
    defined: bool = False


class Fact(Struct, frozen=True, gc=False):
    """subject – relation → value, affirmed or denied, with the spans that ground it."""

    id: str
    topic: str
    subject: str
    relation: str
    affirmed: bool
    value: Value
    source: str
    language: str
    spans: tuple[Span, ...]
    rule: str
    statements: dict[str, str]
    erratum: str | None = None


def fact_id(subject: str, relation: str, value_id: str | None) -> str:
    """``subject/relation`` for a single-valued relation (``value_id`` None), else with the value.

    Never contains a position or a figure, so a corrected figure is still the same fact.
    """
    return f"{subject}/{relation}" if value_id is None else f"{subject}/{relation}/{value_id}"
