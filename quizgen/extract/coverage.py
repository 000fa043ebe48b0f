"""How much of a text gave facts, and why the rest gave none."""

from dataclasses import dataclass
from typing import Literal

Reason = Literal["", "heading", "announcement", "cut off", "citation", "no rule"]


@dataclass(frozen=True, slots=True)
class Covered:
    """One heading, sentence or list item; ``[start, end)`` in code points on disk, ``line`` from 1.

    ``reason`` says why it gave no facts; a text that breaks off says so even where it gave some.
    """

    kind: str
    start: int
    end: int
    quote: str
    line: int
    facts: int
    reason: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """All units of a text in order."""

    units: tuple[Covered, ...]

    @property
    def silent(self) -> tuple[Covered, ...]:
        """The units that gave no fact."""
        return tuple(unit for unit in self.units if not unit.facts)

    @property
    def speaking(self) -> int:
        """How many units gave facts."""
        return sum(1 for unit in self.units if unit.facts)
