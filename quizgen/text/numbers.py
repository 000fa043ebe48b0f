"""Figures with their units, bounds and ranges, in any script's digits."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import msgspec
import regex

from quizgen.model import Quantity
from quizgen.model.value import Operator
from quizgen.text.conventions import Conventions

_GROUPED = r"\p{Nd}{1,3}(?: \p{Nd}{3})+(?!\p{Nd})(?:[.,]\p{Nd}+)?"
_NUMBER = rf"(?:{_GROUPED}|\p{{Nd}}+(?:[.,]\p{{Nd}}+)*)"
_EDGE = r"(?![\p{L}\p{M}])"
_NEAR = 60  # code points within which a denominator serves the figures before it
_NO_AMOUNT = ("%", "°C", "min", "hour", "day", "week", "month", "year")
_WORD_BEFORE = regex.compile(r"(?<=\p{L}\s?)$")
_BELOW_ZERO = ("°C", "°F")
_OPERATORS: dict[str, Operator] = {">": ">", "<": "<", "~": "~"}


@dataclass(frozen=True, slots=True)
class QuantityMatch:
    """A quantity and where it stands. ``number`` covers figures and the bound words beside them,
    ``unit`` the unit alone (None where none is printed), ``bound`` a bound word behind the unit."""

    start: int
    end: int
    value: Quantity
    number: tuple[int, int]
    unit: tuple[int, int] | None
    bound: tuple[int, int] | None = None


def parse_number(digits: str, conventions: Conventions) -> float | int | None:
    """``1,4`` or ``1.4`` as 1.4; groups folded; None where it is no number (``1.2.3``)."""
    plain = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in digits)
    plain = plain.replace(" ", "")
    if conventions.thousands:
        group = regex.escape(conventions.thousands)
        if _grouped(group).fullmatch(plain):
            plain = plain.replace(conventions.thousands, "")
    plain = plain.replace(",", ".")
    try:
        return float(plain) if "." in plain else int(plain)
    except ValueError:
        return None


@lru_cache(maxsize=8)
def _grouped(sign: str) -> "regex.Pattern[str]":
    return regex.compile(rf"\d{{1,3}}(?:{sign}\d{{2,3}})*{sign}\d{{3}}(?:\.\d+)?")


@lru_cache(maxsize=8)
def _figure(key: "_Key") -> "regex.Pattern[str]":
    """A digit or a number word: without one there is no quantity."""
    words = "|".join(map(regex.escape, key.conventions.numbers))
    spelled = rf"|(?<![\p{{L}}\p{{M}}\p{{N}}])(?:{words}){_EDGE}" if words else ""
    return regex.compile(rf"\p{{Nd}}{spelled}", regex.IGNORECASE)


@lru_cache(maxsize=8)
def _locants_after(key: "_Key") -> "regex.Pattern[str]":
    words = "|".join(key.conventions.locants)
    return regex.compile(rf"[-\s]?(?:{words})" if words else r"(?!)", regex.IGNORECASE)


@lru_cache(maxsize=8)
def _compiled(key: "_Key") -> "regex.Pattern[str]":
    conventions = key.conventions
    units = "|".join(
        sorted((u for forms in conventions.units.values() for u in forms), key=lambda u: -len(u))
    )
    unit = rf"(?:{units})(?!\p{{L}})" if units else r"(?!)"
    suffix = rf"(?:-?(?:{conventions.suffix}){_EDGE})" if conventions.suffix else r"(?!)"
    join = "|".join([r"[-–—−]", *(rf"(?:{word}){_EDGE}" for word in conventions.join)])
    words = "|".join(sorted(map(regex.escape, conventions.numbers), key=lambda w: -len(w)))
    number = rf"(?:{_NUMBER}|(?:{words}){_EDGE})" if words else _NUMBER
    bounds = {
        place: "|".join(word for forms in table.values() for word in forms) or r"(?!)"
        for place, table in (("before", conventions.before), ("after", conventions.after))
    }
    return regex.compile(
        rf"(?:(?<![\p{{L}}\p{{M}}])(?P<before>{bounds['before']})\s*)?"
        rf"(?<![\p{{L}}\p{{M}}\p{{N}}]|\p{{N}}[.,])(?P<sign>(?<!\p{{N}}\s?|\p{{L}})[-−–])?"
        rf"(?P<a>{number})"
        rf"(?:\s*(?P<u0>{unit}))?{suffix}?"
        rf"(?:\s*(?P<join>{join})\s*(?P<b>{number}))?{suffix}?"
        rf"(?:(?(join)|(?(u0)(?!)))\s*(?P<u1>{unit}){suffix}?)?"
        rf"(?:(?:\s+|-)(?P<after>{bounds['after']}){_EDGE})?"
        rf"(?:(?(u0)(?!)|(?(u1)(?!)))\s*(?P<u2>{unit}){suffix}?)?(?![\p{{L}}\p{{N}}])",
        regex.IGNORECASE,
    )


class _Key:
    """Conventions by identity: they hold dictionaries and cannot be hashed."""

    __slots__ = ("conventions",)

    def __init__(self, conventions: Conventions) -> None:
        self.conventions = conventions

    def __hash__(self) -> int:
        return id(self.conventions)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.conventions is self.conventions


def find_quantities(
    text: str,
    start: int,
    end: int,
    conventions: Conventions,
    masked: Sequence[tuple[int, int]] = (),
) -> tuple[QuantityMatch, ...]:
    """The quantities in ``text[start:end]``, outside the ``masked`` intervals (formulas).

    Locants before a chemical word are no quantities; a number word is one only where a unit
    follows.
    """
    key = _Key(conventions)
    if _figure(key).search(text, start, end) is None:
        return ()
    pattern = _compiled(key)
    found: list[QuantityMatch] = []
    for match in pattern.finditer(text, start, end):
        first, last = match.span()
        if any(first < b and a < last for a, b in masked):
            continue
        if _locants(text, match.end("a"), end, conventions):
            continue
        quantity = _read(match, conventions)
        if quantity is not None:
            found.append(quantity)
    return tuple(found)


def _locants(text: str, after: int, end: int, conventions: Conventions) -> bool:
    return _locants_after(_Key(conventions)).match(text, after, end) is not None


def _read(match: "regex.Match[str]", conventions: Conventions) -> QuantityMatch | None:
    a = _value(match.group("a"), conventions)
    b = _value(match.group("b"), conventions) if match.group("b") else None
    if a is None or (match.group("b") and b is None):
        return None
    unit_name = next((name for name in ("u1", "u2", "u0") if match.group(name)), None)
    if match.group("sign"):
        behind_word = _WORD_BEFORE.search(match.string, 0, match.start("sign")) is not None
        # Behind a word a dash may mean "is"; only a temperature is surely below zero.
        degrees = unit_name and _symbol(match.group(unit_name), _Key(conventions)) in _BELOW_ZERO
        a = a if behind_word and not degrees else -a
    spelled = not match.group("a")[0].isdigit()
    if spelled and unit_name is None:
        return None
    symbol = _symbol(match.group(unit_name), _Key(conventions)) if unit_name else None
    op = _operator(match, conventions)
    if b is not None:
        if a >= b:
            return None
        value = Quantity(low=a, high=b, op="range", unit=symbol)
    else:
        value = Quantity(number=a, op=op, unit=symbol)
    first = match.start()
    number_end = max(match.end("a"), match.end("b") if b is not None else 0)
    if match.group("after"):
        number_end = max(number_end, match.end("after"))
    unit = match.span(unit_name) if unit_name else None
    bound = None
    if unit and match.group("after") and unit[0] < match.start("after"):
        number_end = max(match.end("a"), match.end("b") if b is not None else 0)
        bound = match.span("after")
    return QuantityMatch(first, match.end(), value, (first, number_end), unit, bound)


def denominators(
    text: str, start: int, end: int, conventions: Conventions
) -> tuple[tuple[int, int, str], ...]:
    """Where ``text[start:end]`` says "in 100 g of the product", and the unit that this makes."""
    found = [
        (*match.span(), symbol)
        for symbol, phrase in _phrases(_Key(conventions))
        for match in phrase.finditer(text, start, end)
    ]
    return tuple(sorted(found))


def with_denominators(
    quantities: Sequence[QuantityMatch], found: Sequence[tuple[int, int, str]]
) -> tuple[QuantityMatch, ...]:
    """``quantities`` with each denominator worked into the units that follow it, or, where none
    stands before, into those that it follows ("contain 7 mg, peanuts 9 mg per 100 g") unless a
    figure of its own comes right behind it ("an adult 1 g, a baby per kg 20 mg")."""
    kept: list[QuantityMatch] = []
    behind = [
        (start, symbol)
        for start, end, symbol in found
        if not any(0 <= one.start - end <= 1 for one in quantities)
    ]
    for one in quantities:
        if any(start <= one.start and one.end <= end for start, end, _ in found):
            continue
        before = [symbol for _, end, symbol in found if end <= one.start]
        near = [symbol for start, symbol in behind if 0 <= start - one.end <= _NEAR]
        unit = one.value.unit
        if (before or near) and unit and "/" not in unit and unit not in _NO_AMOUNT:
            symbol = before[-1] if before else near[0]
            value = msgspec.structs.replace(one.value, unit=f"{unit}/{symbol}")
            one = replace(one, value=value)
        kept.append(one)
    return tuple(kept)


def _value(words: str, conventions: Conventions) -> float | int | None:
    spelled = conventions.numbers.get(words.casefold())
    if spelled is not None:
        return int(spelled) if float(spelled).is_integer() else spelled
    return parse_number(words, conventions)


@lru_cache(maxsize=8)
def _phrases(key: "_Key") -> tuple[tuple[str, "regex.Pattern[str]"], ...]:
    return tuple(
        (symbol, regex.compile(phrase, regex.IGNORECASE))
        for symbol, phrase in key.conventions.per.items()
    )


@lru_cache(maxsize=4096)
def _symbol(printed: str, key: "_Key") -> str:
    for symbol, forms in key.conventions.units.items():
        if any(regex.fullmatch(form, printed, regex.IGNORECASE) for form in forms):
            return symbol
    return printed


def _operator(match: "regex.Match[str]", conventions: Conventions) -> Operator:
    for name, table in (("before", conventions.before), ("after", conventions.after)):
        word = match.group(name)
        if word:
            for op, forms in table.items():
                if any(regex.fullmatch(form, word, regex.IGNORECASE) for form in forms):
                    return _OPERATORS.get(op, "=")
    return "="
