"""Reading a typed quantity: figures, a unit, "more than", "about", a range. Exact or nothing."""

from decimal import Decimal

import regex
from msgspec import Struct

from quizgen.quiz.tongue import Tongue

_SIGNS = {">": ">", "<": "<", "~": "~", "≈": "~", "≥": "≥", "≤": "≤"}
# ASCII figures alone: prepared text has no others, and `regex` knows digits that Python does not.
_NUMBER = regex.compile(
    r"(?<![\p{L}\p{M}0-9.,])(?:(?<=^|[ (<>~≈=])-)?"
    r"[0-9]{1,15}(?:[ '][0-9]{3}(?![0-9])|[.,][0-9]{1,15})*"
)
_FIGURE = regex.compile(r"[0-9]")
_SLASH = regex.compile(r" ?/ ?")
_SIGN = regex.compile(r"[<>~≈≥≤]")
_MOST = 200  # a quantity longer than that is none


class Quantity(Struct, frozen=True):
    """A quantity as typed. Each number is the set of values it may mean ("1,234" is two), with how
    many decimals it has. ``bound`` is ``=``, ``>``, ``<``, ``~``, ``≥``, ``≤`` or ``range``."""

    numbers: tuple[tuple[frozenset[Decimal], int], ...]
    bound: str = "="
    units: frozenset[str] = frozenset()


def readings(text: str) -> tuple[frozenset[Decimal], int]:
    """What a figure may mean, by any decimal mark, and how many decimals it shows."""
    plain = text.replace(" ", "").replace("'", "")
    marks = [c for c in plain if c in ".,"]
    found: set[Decimal] = set()
    if not marks:
        return frozenset((Decimal(plain),)), 0
    last = marks[-1]
    head, _, tail = plain.rpartition(last)
    if marks.count(last) == 1:  # the last mark may be the decimal one, all before it group
        found.add(Decimal(head.replace(",", "").replace(".", "") + "." + tail))
    if len(tail) == 3 and len(set(marks)) == 1 and head.lstrip("-") not in ("", "0"):
        found.add(Decimal(plain.replace(last, "")))
    return frozenset(found), len(tail) if marks.count(last) == 1 else 0


def own_reading(text: str, tongue: Tongue) -> tuple[frozenset[Decimal], int]:
    """What a figure means that is written by the rules of its language."""
    marks = [c for c in text if c in ".,"]
    if marks == [tongue.decimal]:
        head, _, tail = text.replace(" ", "").replace("'", "").partition(tongue.decimal)
        return frozenset((Decimal(f"{head}.{tail}"),)), len(tail)
    if marks and set(marks) == {tongue.group} and len(text.rpartition(tongue.group)[2]) == 3:
        return frozenset((Decimal(text.replace(tongue.group, "").replace(" ", "")),)), 0
    return readings(text)


def read_quantity(prepared: str, tongue: Tongue, own: bool = False) -> Quantity | None:
    """The quantity that prepared text states, or None where it says anything beside a quantity.

    ``own`` text is written by the language's rules; a learner may write any decimal mark.
    """
    if len(prepared) > _MOST or not _FIGURE.search(prepared):
        return None
    text = tongue.fold(prepared)
    text = _SLASH.sub("/", text)
    text, units = _units_with_figures(text, tongue)
    figures = list(_NUMBER.finditer(text))
    if not 1 <= len(figures) <= 2:
        return None
    numbers = tuple(
        own_reading(match.group(), tongue) if own else readings(match.group()) for match in figures
    )
    if not all(values for values, _ in numbers):
        return None
    joined = text[figures[0].end() : figures[-1].start()] if len(figures) == 2 else ""
    connected = joined.strip() in ("-", "...", "…")
    signs = {_SIGNS[c] for c in text if c in _SIGNS}
    words = [word.strip("-,;()") for word in _SIGN.sub(" ", _NUMBER.sub(" ", text)).split()]
    bounds, more_units, between = _sorted([word for word in words if word], tongue)
    if bounds is None:
        return None
    signs |= bounds
    if len(figures) == 2 and not connected and not between:
        return None
    if len(signs) > 1 or (signs and len(figures) == 2 and signs != {"~"}):
        return None
    bound = "range" if len(figures) == 2 else next(iter(signs), "=")
    unit = units or more_units
    if units and more_units:
        unit = units & more_units
        if not unit:
            return None
    return Quantity(numbers, bound, unit)


def _units_with_figures(text: str, tongue: Tongue) -> tuple[str, frozenset[str]]:
    """Take a unit that has a figure in its own name ("µg/100 g") out of the text."""
    for name, symbols in tongue.units_with_figures.items():
        if text.endswith(name) and text != name:
            return text[: -len(name)], symbols
    return text, frozenset()


def _sorted(words: list[str], tongue: Tongue) -> tuple[set[str] | None, frozenset[str], bool]:
    """Words as bounds, units and connecting words; None for the bounds where a word is neither."""
    bounds: set[str] = set()
    units: frozenset[str] | None = None
    between = False
    place = 0
    while place < len(words):
        for length in range(min(tongue.longest_phrase, len(words) - place), 0, -1):
            phrase = tuple(words[place : place + length])
            if phrase in tongue.bounds:
                bounds.add(tongue.bounds[phrase])
            elif phrase in tongue.units:
                # Both ends of a range may carry the unit; two different units are no quantity.
                units = tongue.units[phrase] & (units or tongue.units[phrase])
                if not units:
                    return None, frozenset(), False
            elif length == 1 and phrase[0] in tongue.between:
                between = True
            else:
                continue
            place += length
            break
        else:
            return None, frozenset(), False
    return bounds, units or frozenset(), between


def same_quantity(typed: Quantity, wanted: Quantity) -> bool:
    """Whether two quantities are the same to the last digit, whatever their writing."""
    return (
        typed.bound == wanted.bound
        and len(typed.numbers) == len(wanted.numbers)
        and bool(typed.units & wanted.units or typed.units == wanted.units)
        and all(a & b for (a, _), (b, _) in zip(typed.numbers, wanted.numbers, strict=True))
    )


def rounds_to(typed: frozenset[Decimal], wanted: tuple[frozenset[Decimal], int]) -> bool:
    """Whether a typed figure lies within half a unit of the last printed digit."""
    values, decimals = wanted
    half = Decimal(5).scaleb(-decimals - 1)
    return any(value - half <= t < value + half for value in values for t in typed)
