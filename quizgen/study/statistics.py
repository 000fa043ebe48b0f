"""What the reviews and states add up to. Pure: the clock, the zone and the deck are passed in."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from quizgen.model import Review
from quizgen.study.forecast import Forecast, forecast
from quizgen.study.scheduler import Scheduler
from quizgen.study.state import CardState
from quizgen.study.tallies import (
    About,
    DayOfStudy,
    Group,
    Retention,
    Tallies,
    due_by_day,
    groups,
    stage_counts,
)

_HARDEST = 10


class HardCard(Struct, frozen=True):
    """A card that is often forgotten."""

    key: str
    lapses: int
    answers: int
    difficulty: float
    leech: bool


class Statistics(Struct, frozen=True):
    """All figures of the statistics screen and of ``quizgen stats --json``.

    ``due`` are reviews due on each of the next 30 days, the first being today with all that is
    overdue; ``due_now``, ``due_7``, ``due_30`` add it up. ``calendar`` are the last 365 days, the
    last being today. ``retention`` is over the whole history; ``young`` and ``mature`` split it by
    whether the card had last been seen less than 21 days before. ``days_in_a_row`` ends today, or
    yesterday where today has no answer yet. ``forecast`` looks 30 days ahead.
    """

    cards: int
    new: int
    learning: int
    young: int
    mature: int
    suspended: tuple[str, ...]
    leeches: tuple[str, ...]
    due_now: int
    due_7: int
    due_30: int
    due: tuple[int, ...]
    reviews: int
    minutes: float
    retention: Retention
    young_retention: Retention
    mature_retention: Retention
    calendar: tuple[DayOfStudy, ...]
    days_in_a_row: int
    topics: tuple[Group, ...]
    languages: tuple[Group, ...]
    hardest: tuple[HardCard, ...]
    forecast: Forecast

    @property
    def today(self) -> DayOfStudy:
        """The day that is not over yet."""
        return self.calendar[-1]


def compute(
    deck: Mapping[str, About],
    states: Mapping[str, CardState],
    reviews: Sequence[Review],
    now_ms: int,
    scheduler: Scheduler,
) -> Statistics:
    """The statistics at ``now_ms``. ``deck`` are the cards there are, by key; reviews of others
    (whose texts are gone) count for days and retention, their cards for nothing.

    ``reviews`` are in order of time, as ``History.reviews`` gives them.
    """
    days = scheduler.days
    today, (_, end_ms) = days.number(now_ms), days.today(now_ms)
    here = {key: state for key, state in states.items() if key in deck}
    active = [state for state in here.values() if not state.suspended]
    tallies = Tallies(reviews, days)
    due = due_by_day(active, days, today)
    calendar = tallies.calendar(today)
    return Statistics(
        cards=len(deck),
        **stage_counts(deck, here),
        suspended=tuple(sorted(state.key for state in here.values() if state.suspended)),
        leeches=tuple(sorted(state.key for state in here.values() if state.leech)),
        due_now=due[0],
        due_7=sum(due[:7]),
        due_30=sum(due),
        due=due,
        reviews=len(reviews),
        minutes=round(sum(review.duration_ms for review in reviews) / 60_000, 2),
        retention=tallies.retention,
        young_retention=tallies.young.done(),
        mature_retention=tallies.mature.done(),
        calendar=calendar,
        days_in_a_row=_in_a_row(calendar),
        topics=groups(deck, here, tallies, end_ms, lambda about: about.topic),
        languages=groups(deck, here, tallies, end_ms, lambda about: about.language),
        hardest=_hardest(here.values()),
        forecast=forecast(active, now_ms, scheduler),
    )


def _in_a_row(calendar: Sequence[DayOfStudy]) -> int:
    studied = [day.reviews > 0 for day in calendar]
    if studied and not studied[-1]:
        studied.pop()
    count = 0
    while count < len(studied) and studied[-1 - count]:
        count += 1
    return count


def _hardest(states: Iterable[CardState]) -> tuple[HardCard, ...]:
    """The cards forgotten most often, the more difficult first among equals."""
    forgotten = [state for state in states if state.lapses]
    forgotten.sort(key=lambda s: (-s.lapses, -(s.difficulty or 0.0), s.key))
    return tuple(
        HardCard(s.key, s.lapses, s.reps, round(s.difficulty or 0.0, 2), s.leech)
        for s in forgotten[:_HARDEST]
    )


__all__ = [
    "About",
    "DayOfStudy",
    "Forecast",
    "Group",
    "HardCard",
    "Retention",
    "Statistics",
    "compute",
]
