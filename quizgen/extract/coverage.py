"""How much of a text gave facts, and why the rest gave none."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import regex

from quizgen.extract.units import Unit
from quizgen.text import View

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
    reason: Reason


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


def cover(
    view: View,
    citation: "regex.Pattern[str] | None",
    units: Sequence[Unit],
    counts: Sequence[int],
) -> Coverage:
    """The coverage of ``units``, the n-th of which gave ``counts[n]`` facts. Linear."""
    filled = {unit.heading for unit in units if unit.heading is not None}
    rows: list[Covered] = []
    line, counted = 1, 0
    for index, (unit, count) in enumerate(zip(units, counts, strict=True)):
        start, end = view.on_disk(unit.start, unit.end)
        line += view.source.count("\n", counted, start)
        counted = max(counted, start)
        words = view.text[unit.start : unit.end]
        silent = _reason(unit, words, index in filled, citation)
        reason: Reason = "cut off" if unit.cut_off and silent != "citation" else silent
        if count and reason != "cut off":
            reason = ""
        rows.append(Covered(unit.kind, start, end, view.source[start:end], line, count, reason))
    return Coverage(tuple(rows))


def _reason(unit: Unit, words: str, filled: bool, citation: "regex.Pattern[str] | None") -> Reason:
    if unit.kind == "heading":
        return "announcement" if filled and words.endswith(":") else "heading"
    if citation is not None and citation.search(words):
        return "citation"
    return "announcement" if words.endswith(":") else "no rule"
