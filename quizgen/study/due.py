"""What the schedule holds at a moment: the little of all states that a queue needs."""

from collections.abc import Mapping

from msgspec import Struct

from quizgen.study.state import CardState, Stage


class Due(Struct, frozen=True):
    """Cards of a history as a queue needs them.

    ``steps``: learning cards with their due time, in order. ``review``: cards due on the day scale,
    in order. ``others``: every other card that cannot come as a new one; those of ``steps`` are
    among them. ``held``: cards put off by hand that would have come. ``groups``: groups of
    siblings that are put off, and until when.
    """

    steps: list[tuple[int, str]]
    review: list[str]
    others: list[str]
    held: list[str]
    groups: dict[str, int]


def due_of(
    states: Mapping[str, CardState], groups: Mapping[str, int], now_ms: int, end_ms: int
) -> Due:
    """The same from states in memory. ``History.due`` asks the file, faster."""
    steps, review, held, others = [], [], [], []
    for key, state in states.items():
        fresh = state.stage == Stage.NEW
        put_off = state.put_off_until_ms > now_ms
        due = state.stage == Stage.REVIEW and state.due_ms < end_ms
        if state.suspended or put_off or not (fresh or due):
            others.append(key)
        if state.suspended:
            continue
        if put_off:
            if fresh or state.due_ms < end_ms:
                held.append(key)
        elif state.in_steps and state.due_ms < end_ms:
            steps.append((state.due_ms, key))
        elif due:
            review.append((state.due_ms, key))
    return Due(
        steps=sorted(steps),
        review=[key for _, key in sorted(review)],
        others=others,
        held=sorted(held),
        groups={group: until for group, until in groups.items() if until > now_ms},
    )
