"""A card's schedule as Anki's columns, and reviews as rows of its review log."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from msgspec import Struct

from quizgen.model import Review
from quizgen.study.days import Days
from quizgen.study.state import CardState, Stage

_NEVER = CardState("")
_QUEUE_DAY_LEARNING = 3
_STEPS_LEFT = 1001
_LOG_TYPE: dict[int, int] = {Stage.REVIEW: 1, Stage.RELEARNING: 2}
_LOG_MANUAL = 4


class CardRow(Struct, frozen=True):
    """The columns of a card that scheduling fills, in Anki's order."""

    type: int = 0
    queue: int = 0
    due: int = 0
    interval: int = 0
    factor: int = 0
    reps: int = 0
    lapses: int = 0
    left: int = 0
    data: str = ""

    def columns(self) -> tuple[int | str, ...]:
        """The values in the order of the table."""
        return (
            self.type,
            self.queue,
            self.due,
            self.interval,
            self.factor,
            self.reps,
            self.lapses,
            self.left,
            self.data,
        )


def fixed_creation() -> int:
    """Day zero of a package without progress: the same on every day it is built."""
    return Days().start(Days().number(1_420_000_000_000)) // 1000


class Progress:
    """What the terminal knows of the cards, as Anki writes it.

    ``states`` is by card key; ``reviews`` are of any cards; ``days`` counts the learner's own
    days; ``now_ms`` is when the package is made. The collection's day zero is put before
    everything, so that no due day is negative.
    """

    def __init__(
        self, states: Mapping[str, CardState], reviews: Iterable[Review], days: Days, now_ms: int
    ) -> None:
        self._states = states
        self._days = days
        self._reviews: dict[str, list[Review]] = {}
        for review in sorted(reviews, key=lambda review: review.time_ms):
            self._reviews.setdefault(review.card, []).append(review)
        moments = [now_ms, *(s.due_ms for s in states.values() if s.stage != Stage.NEW)]
        moments += [reviews_of[0].time_ms for reviews_of in self._reviews.values()]
        self._first = days.number(min(moments))
        self._start = days.start(self._first)

    @property
    def creation(self) -> int:
        """The collection's day zero: the start of the learner's first day, Unix seconds."""
        return self._start // 1000

    def settings(self) -> dict[str, Any]:
        """What the collection's configuration must say for its days to be counted so."""
        local = datetime.fromtimestamp(self.creation, self._days.zone).utcoffset() or timedelta()
        west = -int(local.total_seconds()) // 60
        return {
            "schedVer": 2,
            "sched2021": True,
            "rollover": self._days.rollover_hour,
            "creationOffset": west,
            "localOffset": west,
        }

    def day(self, ms: int) -> int:
        """The number of the learner's day that holds ``ms``, counted from day zero."""
        return self._days.number(ms) - self._first

    def card(self, key: str, position: int) -> CardRow:
        """The columns of the card, which stands at ``position`` while it is new."""
        state = self._states.get(key, _NEVER)
        if state.stage == Stage.NEW:
            return CardRow(due=position, queue=-1 if state.suspended else 0)
        data: dict[str, Any] = {"pos": position}
        if state.stability is not None and state.difficulty is not None:
            data |= {"s": round(state.stability, 4), "d": round(state.difficulty, 3)}
        if state.last_ms:
            data["lrt"] = state.last_ms // 1000
        queue, due = self._place(state)
        in_review = state.stage == Stage.REVIEW
        return CardRow(
            type=state.stage,
            queue=-1 if state.suspended else queue,
            due=due,
            interval=self._interval(state) if in_review else 0,
            factor=2500,
            reps=state.reps,
            lapses=state.lapses,
            left=0 if in_review else _STEPS_LEFT,
            data=json.dumps(data, separators=(",", ":")),
        )

    def _place(self, state: CardState) -> tuple[int, int]:
        """Queue and due: a day for reviews and steps that cross a day, else a second."""
        if state.stage == Stage.REVIEW:
            return 2, self.day(state.due_ms)
        if state.last_ms and self._days.elapsed(state.last_ms, state.due_ms):
            return _QUEUE_DAY_LEARNING, self.day(state.due_ms)
        return 1, state.due_ms // 1000

    def _interval(self, state: CardState) -> int:
        return max(1, self._days.elapsed(state.last_ms, state.due_ms)) if state.last_ms else 1

    def log(self, cards: Iterable[tuple[int, str]]) -> Iterator[tuple[int, ...]]:
        """Rows of the review log for these cards (id and key). Anki keys its log by time alone,
        so two answers in one millisecond are put a millisecond apart."""
        used: set[int] = set()
        for card_id, key in cards:
            for row in self._log_of(key, card_id):
                moment = row[0]
                while moment in used:
                    moment += 1
                used.add(moment)
                yield (moment, *row[1:])

    def _log_of(self, key: str, card_id: int) -> Iterator[tuple[int, ...]]:
        reviews: Sequence[Review] = self._reviews.get(key, ())
        state = self._states.get(key, _NEVER)
        if state.forgotten_ms:  # Anki's own sign for "sent back to new": earlier reviews stay out
            yield (state.forgotten_ms, card_id, 0, 0, 0, 0, 0, _LOG_MANUAL)
        gaps = [0] + [self._days.elapsed(a.time_ms, b.time_ms) for a, b in pairwise(reviews)]
        gaps.append(self._interval(state) if state.stage == Stage.REVIEW else 0)
        factor = 100 + round(((state.difficulty or 5.5) - 1) / 9 * 1000)
        for at, review in enumerate(reviews):
            yield (
                review.time_ms,
                card_id,
                int(review.rating),
                gaps[at + 1],
                gaps[at],
                factor,
                review.duration_ms,
                _LOG_TYPE.get(review.state, 0),
            )
