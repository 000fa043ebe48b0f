"""Erratum: what a source prints wrongly, what is accepted, by which reference."""

from typing import Literal

from msgspec import Struct

from quizgen.model.value import Value


class Erratum(Struct, frozen=True):
    """One row of ``facts/errata.toml``.

    ``facts`` are the fact ids it concerns, ``printed`` the words of the source that are at fault;
    once the source no longer prints them the erratum no longer applies. ``accepted`` is the value
    that the card teaches instead, where there is one. ``claim`` marks a doubtful statement that
    is shown as the source's own claim, ``silent`` a slip of the pen that needs no word on a card
    (the quote shows it, the card is spelt right). ``reference`` is where the accepted value comes
    from.
    """

    id: str
    kind: Literal["value", "wording", "gap"]
    source: str
    printed: tuple[str, ...]
    reference: str
    facts: tuple[str, ...] = ()
    accepted: Value | None = None
    claim: bool = False
    silent: bool = False
