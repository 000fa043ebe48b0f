"""Wrong options: parallel to the answer and certainly wrong by every fact there is.

Three options are enough (Rodriguez 2005, Educational Measurement 24(2):3–13).
"""

import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache

import regex
from msgspec import Struct

from quizgen.knowledge import Knowledge
from quizgen.model import ConceptValue, Fact, Quantity, Relation, Text, Value

WRONG_OPTIONS = 2
# Units that differ by a factor of a thousand look alike in print and are worth telling apart.
_SCALES = (("µg", "mg"), ("mg", "g"), ("mg", "µg"))
_YEAR = regex.compile(r"1[0-9]{3}|20[0-9]{2}")
_YEARS_OFF = (-17, 12, -34)
_NEIGHBOURS = 60  # of other subjects; more would only take time
_STEM = 4  # letters by which two words are taken for one
# Units that one counts off in whole numbers; no unit at all is a number of things.
_COUNTED = ("min", "minute", "h", "hour", "day", "week", "month", "year", "dose", "times", None)


class Claims(Struct, frozen=True):
    """What all facts together say, arranged for looking up what is true and what is denied."""

    true: dict[tuple[str, str], tuple[Value, ...]]
    denied: dict[tuple[str, str], tuple[Value, ...]]
    by_relation: dict[str, tuple[Value, ...]]
    linked: dict[str, frozenset[str]]
    words: dict[tuple[str, str], tuple[Value, ...]] = {}  # (language, relation) → values said in it

    @staticmethod
    def of(facts: Iterable[Fact]) -> "Claims":
        """Arrange ``facts``."""
        true: dict[tuple[str, str], list[Value]] = {}
        denied: dict[tuple[str, str], list[Value]] = {}
        relations: dict[str, list[Value]] = {}
        linked: dict[str, set[str]] = {}
        words: dict[tuple[str, str], list[Value]] = {}
        for fact in facts:
            if fact.affirmed:
                words.setdefault((fact.language, fact.relation), []).append(fact.value)
            side = true if fact.affirmed else denied
            side.setdefault((fact.subject, fact.relation), []).append(fact.value)
            relations.setdefault(fact.relation, []).append(fact.value)
            if fact.affirmed and isinstance(fact.value, ConceptValue):
                linked.setdefault(fact.subject, set()).add(fact.value.id)
        return Claims(
            true={k: tuple(v) for k, v in true.items()},
            denied={k: tuple(v) for k, v in denied.items()},
            by_relation={k: tuple(v) for k, v in relations.items()},
            linked={k: frozenset(v) for k, v in linked.items()},
            words={k: tuple(v) for k, v in words.items()},
        )


def stable_order(seed: str, value: Value) -> str:
    """A key that sorts values in an order that looks random and never changes."""
    return hashlib.sha256(f"{seed}|{value!r}".encode()).hexdigest()


def wrong_values(fact: Fact, value: Value, knowledge: Knowledge, claims: Claims) -> list[Value]:
    """Certainly wrong values for the claim of ``fact``, best first; ``value`` is the right one."""
    if isinstance(value, Quantity):
        return list(_wrong_quantities(fact, value, claims))
    if not isinstance(value, ConceptValue):
        return []
    key = (fact.subject, fact.relation)
    opposite = claims.denied if fact.affirmed else claims.true
    certain = [v for v in opposite.get(key, ()) if isinstance(v, ConceptValue)]
    banned = true_of(fact, knowledge, claims) | {value.id, fact.subject}
    kind = knowledge.concepts[value.id].kind if value.id in knowledge.concepts else None
    pool = [v for v in claims.by_relation.get(fact.relation, ()) if isinstance(v, ConceptValue)]
    alike = (c for c in knowledge.concepts.values() if c.kind == kind and c.option)
    pool += [ConceptValue(c.id) for c in alike]
    seen: set[str] = set()
    ordered: list[Value] = []
    for candidate in [
        *sorted(certain, key=lambda v: stable_order(fact.id, v)),
        *sorted(pool, key=lambda v: stable_order(fact.id, v)),
    ]:
        known = knowledge.concepts.get(candidate.id)
        parallel = kind is None or (known is not None and known.kind == kind)
        if candidate.id not in seen and candidate.id not in banned and parallel:
            seen.add(candidate.id)
            ordered.append(candidate)
    return ordered


def excluded_values(fact: Fact, relation: Relation | None, claims: Claims) -> list[Value]:
    """Values that what the texts say of the same subject makes certainly wrong, in a fixed order.

    They are denied, or values of a relation that this one excludes (what treats a disease is no
    cause of it), or, where the relation is closed, values of other subjects. None shares a word
    with a right one.
    """
    if relation is None or not fact.affirmed or isinstance(fact.value, Quantity):
        return []
    key = (fact.subject, fact.relation)
    pool = list(claims.denied.get(key, ()))
    for other in relation.excludes:
        pool += claims.true.get((fact.subject, other), ())
    if relation.closed or relation.single:
        pool += claims.words.get((fact.language, fact.relation), ())[:_NEIGHBOURS]
        if isinstance(fact.value, Text) and _YEAR.fullmatch(fact.value.text):
            pool += [Text(str(int(fact.value.text) + off)) for off in _YEARS_OFF]
    if not pool:
        return []
    right = [*claims.true.get(key, ()), fact.value]
    taken = {stem for value in right for stem in _stems(value)}
    same_kind = [v for v in pool if not _stems(v) & taken and not isinstance(v, Quantity)]
    return list(dict.fromkeys(sorted(same_kind, key=lambda v: stable_order(fact.id, v))))


def could_hold(fact: Fact, other: Relation, claims: Claims) -> bool:
    """Whether the texts also tie the value of ``fact``, or words of it, to its subject by
    ``other``."""
    known = claims.true.get((fact.subject, other.id), ())
    return any(_stems(value) & _stems(fact.value) for value in known)


@lru_cache(maxsize=4096)
def _stems(value: Value) -> frozenset[str]:
    """The beginnings of the words of a value, by which “loss of blood” meets “blood test”."""
    said: str = getattr(value, "id", "") or getattr(value, "text", "")
    return frozenset(word[:_STEM].casefold() for word in regex.findall(r"[\p{L}\p{M}\p{N}]+", said))


def true_of(fact: Fact, knowledge: Knowledge, claims: Claims) -> frozenset[str]:
    """Concepts that any fact ties to this subject, with what they are kinds of."""
    if not fact.affirmed:
        return frozenset(
            v.id
            for v in claims.denied.get((fact.subject, fact.relation), ())
            if isinstance(v, ConceptValue)
        )
    tied = set(claims.linked.get(fact.subject, frozenset()))
    for concept in list(tied):
        if concept in knowledge.concepts:
            tied.update(knowledge.concepts[concept].isa)
    return frozenset(tied)


def _wrong_quantities(fact: Fact, value: Quantity, claims: Claims) -> Iterator[Value]:
    """Neighbours' figures, then a decimal shift, then the wrong unit; none overlaps the truth."""
    neighbours = [
        v
        for v in claims.by_relation.get(fact.relation, ())
        if isinstance(v, Quantity) and v.unit == value.unit
    ]
    yielded: list[Quantity] = []
    candidates = [
        *sorted(neighbours, key=lambda v: stable_order(fact.id, v)),
        *(_scaled(value, factor) for factor in _counted_factors(value)),
        _scaled(value, 10),
        _scaled(value, 0.1),
        *(_other_unit(value, old, new) for old, new in _SCALES if old in (value.unit or "")),
        _scaled(value, 100),
    ]
    for candidate in candidates:
        if not _overlaps(candidate, value) and all(not _overlaps(candidate, y) for y in yielded):
            yielded.append(candidate)
            yield candidate


def _counted_factors(value: Quantity) -> tuple[float, ...]:
    """By what to change a figure that was counted off: 0.8 weeks for 8 would be told at once."""
    figures = [f for f in (value.number, value.low, value.high) if f is not None]
    if value.unit not in _COUNTED or not all(float(figure).is_integer() for figure in figures):
        return ()
    halves = (0.5,) if all(float(figure / 2).is_integer() for figure in figures) else ()
    return (*halves, 2, 3, 4, 5)


def _scaled(value: Quantity, factor: float) -> Quantity:
    def scale(number: int | float | None) -> int | float | None:
        if number is None:
            return None
        result = round(number * factor, 6)
        return int(result) if float(result).is_integer() else result

    return Quantity(
        number=scale(value.number),
        low=scale(value.low),
        high=scale(value.high),
        op=value.op,
        unit=value.unit,
    )


def _other_unit(value: Quantity, old: str, new: str) -> Quantity:
    unit = (value.unit or "").replace(old, new)
    return Quantity(number=value.number, low=value.low, high=value.high, op=value.op, unit=unit)


def _interval(value: Quantity) -> tuple[float, float]:
    """The figures a quantity allows, its rounding tolerance included."""
    if value.op == "range":
        return float(value.low or 0), float(value.high or 0)
    number = float(value.number or 0)
    margin = abs(number) * (0.1 if value.op == "~" else 0.005)
    if value.op == ">":
        return number, float("inf")
    if value.op == "<":
        return float("-inf"), number
    return number - margin, number + margin


def _overlaps(one: Quantity, other: Quantity) -> bool:
    if one.unit != other.unit:
        return False
    (low, high), (start, end) = _interval(one), _interval(other)
    return low <= end and start <= high
