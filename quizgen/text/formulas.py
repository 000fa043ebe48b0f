"""Chemical formulas, also where they are printed with letters of another alphabet."""

from dataclasses import dataclass
from functools import lru_cache

import regex

from quizgen.text.conventions import Conventions

_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_CANDIDATE = regex.compile(
    r"(?<![\p{L}\p{M}\p{N}])[\p{Lu}\[(][\p{L}\p{Nd}₀-₉()\[\]·•+\-=,]*[\p{L}\p{Nd}₀-₉)\]]"
)


@dataclass(frozen=True, slots=True)
class FormulaMatch:
    """A formula: its place and its text in Latin letters, strays dropped."""

    start: int
    end: int
    text: str


@lru_cache(maxsize=8)
def _shape(elements: tuple[str, ...]) -> "regex.Pattern[str]":
    symbols = "|".join(sorted(elements, key=lambda symbol: (-len(symbol), symbol)))
    unit = rf"(?:(?:{symbols})\d*|[(\[]|[)\]](?:\d+|[nx](?!\p{{L}}))?|[·•=\-]\d*)"
    return regex.compile(rf"{unit}+")


def find_formulas(
    text: str, start: int, end: int, conventions: Conventions
) -> tuple[FormulaMatch, ...]:
    """The formulas in ``text[start:end]``.

    At least two element symbols and a figure (or a two-letter symbol) make one, so that a code
    such as a letter with a number, or a word in capitals, is none.
    """
    if not conventions.elements:
        return ()
    table = str.maketrans(conventions.lookalikes)
    found: list[FormulaMatch] = []
    for match in _CANDIDATE.finditer(text, start, end):
        printed = _balanced(match.group())
        latin = printed.translate(_SUBSCRIPTS).translate(table)
        parts = [part for part in latin.split(",") if part]
        if all(_is_formula(part, conventions.elements) for part in parts) and _rich(latin):
            stop = match.start() + len(printed)
            found.append(FormulaMatch(match.start(), stop, "".join(parts)))
            continue
        # A list of formulas or a formula with a comma after it: take the first part alone.
        head = printed.split(",")[0]
        latin = head.translate(_SUBSCRIPTS).translate(table)
        if head != printed and _is_formula(latin, conventions.elements) and _rich(latin):
            found.append(FormulaMatch(match.start(), match.start() + len(head), latin))
    return tuple(found)


def _balanced(printed: str) -> str:
    """``printed`` without brackets at its end that open outside it."""
    for opening, closing in (("(", ")"), ("[", "]")):
        while printed.endswith(closing) and printed.count(closing) > printed.count(opening):
            printed = printed[:-1]
    return printed


def _is_formula(part: str, elements: tuple[str, ...]) -> bool:
    return _shape(elements).fullmatch(part) is not None


def _rich(latin: str) -> bool:
    capitals = sum(letter.isupper() for letter in latin)
    digits = any(letter.isdigit() for letter in latin)
    return capitals >= 2 and (digits or any(letter.islower() for letter in latin))
