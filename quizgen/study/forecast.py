"""Looking ahead: what the next 30 days will ask, and what would still be known without study."""

from collections.abc import Sequence

from msgspec import Struct

from quizgen.model import Rating
from quizgen.study.days import DAY_MS
from quizgen.study.scheduler import Scheduler
from quizgen.study.state import CardState, Stage

HORIZON_DAYS = 30
_SAMPLE = 2_000  # cards followed one by one; of more, an even sample is followed and scaled


class Forecast(Struct, frozen=True):
    """``reviews``: answers expected on each of the next 30 days, today first, if every card is
    answered "good" on its day and no new card is begun. ``known``, ``known_7``, ``known_30``: how
    many of the cards met would be recalled now, in 7 and in 30 days, if nothing were studied."""

    reviews: tuple[float, ...]
    known: float
    known_7: float
    known_30: float


def forecast(states: Sequence[CardState], now_ms: int, scheduler: Scheduler) -> Forecast:
    """The forecast for cards that are not suspended."""
    met = [state for state in states if state.stage != Stage.NEW]

    def known(days: int) -> float:
        when = now_ms + days * DAY_MS
        return round(sum(scheduler.retrievability(state, when) for state in met), 2)

    return Forecast(_answers(met, now_ms, scheduler), known(0), known(7), known(30))


def _answers(met: Sequence[CardState], now_ms: int, scheduler: Scheduler) -> tuple[float, ...]:
    days = scheduler.days
    today = days.number(now_ms)
    end = days.start(today + HORIZON_DAYS)
    coming = sorted((s for s in met if s.due_ms < end), key=lambda state: (state.due_ms, state.key))
    step = max(1, -(-len(coming) // _SAMPLE))
    followed = coming[::step]
    weight = len(coming) / len(followed) if followed else 0.0
    per_day = [0.0] * HORIZON_DAYS
    for state in followed:
        while (when := max(state.due_ms, now_ms)) < end:
            per_day[days.number(when) - today] += weight
            state = scheduler.answer(state, Rating.GOOD, when)
    return tuple(round(count, 1) for count in per_day)
