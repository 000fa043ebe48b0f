"""The units that rules run over, in reading order: headings, sentences, items, terms."""

from dataclasses import dataclass
from typing import Literal

import regex

from quizgen.text import Block, Conventions, blocks, sentences

UnitKind = Literal["heading", "sentence", "item"]
_BRACKETS = regex.compile(r"\([^()]*\)")
_FINISHED = regex.compile(r"[.!?।॥…:;][\"»”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Unit:
    """``[start, end)`` of the view. ``heading``: index of the heading unit above it. ``term``: the
    words before the colon that it describes. ``first``: the first sentence of running text.
    ``cut_off``: running text that ends without a stop, at the end of the whole text."""

    kind: UnitKind
    start: int
    end: int
    heading: int | None = None
    term: tuple[int, int] | None = None
    opens_term: bool = False
    first: bool = False
    cut_off: bool = False


def units(text: str, conventions: Conventions) -> tuple[Unit, ...]:
    """The units of a view's text."""
    found: list[Unit] = []
    headings: dict[int, int] = {}
    seen_first = False
    all_blocks = blocks(text, conventions)
    for index, block in enumerate(all_blocks):
        heading = headings.get(block.heading) if block.heading is not None else None
        if block.kind == "heading":
            headings[index] = len(found)
            found.append(Unit("heading", block.start, block.end))
        elif block.kind == "item":
            whole, *more = _sentences(text, block, conventions)
            found.append(Unit("item", *whole, heading))
            found.extend(Unit("sentence", *one, heading) for one in more)
        else:
            for number, (start, end) in enumerate(_sentences(text, block, conventions)):
                last = index == len(all_blocks) - 1 and end == block.end
                cut = last and not _FINISHED.search(text[max(start, end - 4) : end])
                first = not seen_first and block.kind == "paragraph"
                seen_first = seen_first or first
                found.append(
                    Unit("sentence", start, end, heading, block.term, number == 0, first, cut)
                )
    return tuple(found)


def _sentences(text: str, block: Block, conventions: Conventions) -> list[tuple[int, int]]:
    return list(sentences(text, block.start, block.end, conventions))


def clauses(
    text: str, start: int, end: int, pattern: "regex.Pattern[str]"
) -> tuple[tuple[int, int], ...]:
    """``[start, end)`` cut after each match of ``pattern`` that stands outside brackets."""
    brackets = [match.span() for match in _BRACKETS.finditer(text, start, end)]
    found = []
    begin = start
    for match in pattern.finditer(text, start, end):
        if any(a < match.start() < b for a, b in brackets) or match.end() >= end:
            continue
        found.append((begin, match.end()))
        begin = match.end()
    found.append((begin, end))
    return tuple(found)
