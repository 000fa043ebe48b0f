"""Facts that two rules read out of the same words: the longest reading is the one to ask."""

from collections.abc import Sequence

from quizgen.model import Fact

_NEAR = 4  # neighbours in the text that are looked at

Interval = tuple[int, int]


def without_twins(facts: Sequence[Fact]) -> list[Fact]:
    """``facts`` without each whose value lies within that of another one of the same subject,
    relation and sign: "severe lack" beside "severe lack of sleep" would be asked twice."""
    alike: dict[tuple[str, str, bool], list[tuple[tuple[Interval, ...], str]]] = {}
    for fact in facts:
        values = _values(fact)
        if values:
            key = (fact.subject, fact.relation, fact.affirmed)
            alike.setdefault(key, []).append((values, fact.id))
    shorter: set[str] = set()
    for group in alike.values():
        group.sort()
        for place, (values, fact_id) in enumerate(group):
            near = group[max(0, place - _NEAR) : place + _NEAR + 1]
            if any(_lies_within(values, other) for other, _ in near):
                shorter.add(fact_id)
    return [fact for fact in facts if fact.id not in shorter]


def _values(fact: Fact) -> tuple[Interval, ...]:
    return tuple(sorted((s.start, s.end) for s in fact.spans if s.role == "value"))


def _lies_within(values: Sequence[Interval], others: Sequence[Interval]) -> bool:
    """Whether each of ``values`` is a part of one of ``others``, which reach further."""
    if sum(end - start for start, end in values) >= sum(end - start for start, end in others):
        return False
    return all(any(low <= start and end <= high for low, high in others) for start, end in values)
