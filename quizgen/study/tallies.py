"""Counting reviews and cards for the statistics: by day, by maturity, by topic and language."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from quizgen.model import Rating, Review
from quizgen.study.days import DAY_MS, Days
from quizgen.study.state import CardState, Stage

MATURE_DAYS = 21  # Anki's border between a young and a mature card
YEAR_DAYS = 365
MONTH_DAYS = 30


class About(Struct, frozen=True):
    """What statistics has to know of a card of the deck."""

    topic: str
    language: str


class Retention(Struct, frozen=True):
    """How many reviews of learnt cards there were, and how many were passed (not "again")."""

    passed: int = 0
    total: int = 0

    @property
    def share(self) -> float | None:
        """0 to 1; None where there were no such reviews."""
        return self.passed / self.total if self.total else None


class DayOfStudy(Struct, frozen=True):
    """One study day (ISO date): answers given, minutes spent, retention of learnt cards."""

    date: str
    reviews: int = 0
    minutes: float = 0.0
    retention: Retention = Retention()


class Group(Struct, frozen=True):
    """The cards of one topic or language: how many and how far, how many are due today, all answers
    ever given to them, and the retention of the learnt ones."""

    name: str
    cards: int
    new: int
    learning: int
    young: int
    mature: int
    due: int
    reviews: int
    retention: Retention


class Tally:
    """Passed and total, counted up."""

    __slots__ = ("passed", "total")

    def __init__(self) -> None:
        self.passed = self.total = 0

    def add(self, review: Review) -> None:
        self.total += 1
        self.passed += review.rating > Rating.AGAIN

    def done(self) -> Retention:
        return Retention(self.passed, self.total)


class Tallies:
    """One pass over all reviews, in order of time."""

    def __init__(self, reviews: Iterable[Review], days: Days) -> None:
        self.young, self.mature = Tally(), Tally()
        self.answers: dict[str, int] = defaultdict(int)
        self.by_card: dict[str, Tally] = defaultdict(Tally)
        self._reviews: dict[int, int] = defaultdict(int)
        self._time: dict[int, int] = defaultdict(int)
        self._days: dict[int, Tally] = defaultdict(Tally)
        last: dict[str, int] = {}
        for review in reviews:
            day = days.number(review.time_ms)
            self._reviews[day] += 1
            self._time[day] += review.duration_ms
            self.answers[review.card] += 1
            if review.state == Stage.REVIEW:
                self._days[day].add(review)
                self.by_card[review.card].add(review)
                since = day - last.get(review.card, day)
                (self.mature if since >= MATURE_DAYS else self.young).add(review)
            last[review.card] = day

    def calendar(self, today: int) -> tuple[DayOfStudy, ...]:
        """The last 365 days, the last being today."""
        return tuple(
            DayOfStudy(
                date.fromordinal(day).isoformat(),
                self._reviews.get(day, 0),
                round(self._time.get(day, 0) / 60_000, 2),
                self._days[day].done() if day in self._days else Retention(),
            )
            for day in range(today - YEAR_DAYS + 1, today + 1)
        )

    @property
    def retention(self) -> Retention:
        """Over the whole history."""
        young, mature = self.young, self.mature
        return Retention(young.passed + mature.passed, young.total + mature.total)


def maturity(state: CardState | None) -> str:
    """``new``, ``learning``, ``young`` or ``mature``."""
    if state is None or state.stage == Stage.NEW:
        return "new"
    if state.in_steps:
        return "learning"
    return "mature" if state.interval_ms >= MATURE_DAYS * DAY_MS else "young"


def due_by_day(states: Iterable[CardState], days: Days, today: int) -> tuple[int, ...]:
    """Reviews due on each of the next 30 days; today's include all that is overdue."""
    counts = [0] * MONTH_DAYS
    end = days.start(today + MONTH_DAYS)
    for state in states:
        if state.stage != Stage.NEW and state.due_ms < end:
            counts[max(0, days.number(state.due_ms) - today)] += 1
    return tuple(counts)


def groups(
    deck: Mapping[str, About],
    states: Mapping[str, CardState],
    tallies: Tallies,
    end_ms: int,
    name: Callable[[About], str],
) -> tuple[Group, ...]:
    """The deck split by ``name``, in the order of the names. ``end_ms`` is the end of today."""
    members: dict[str, list[str]] = defaultdict(list)
    for key, about in deck.items():
        members[name(about)].append(key)
    return tuple(
        _group(label, keys, states, tallies, end_ms) for label, keys in sorted(members.items())
    )


def _group(
    name: str, keys: Sequence[str], states: Mapping[str, CardState], tallies: Tallies, end_ms: int
) -> Group:
    stages = stage_counts(keys, states)
    found = [states[key] for key in keys if key in states]
    kept = [tallies.by_card[key] for key in keys if key in tallies.by_card]
    return Group(
        name=name,
        cards=len(keys),
        new=stages["new"],
        learning=stages["learning"],
        young=stages["young"],
        mature=stages["mature"],
        due=sum(s.stage != Stage.NEW and not s.suspended and s.due_ms < end_ms for s in found),
        reviews=sum(tallies.answers.get(key, 0) for key in keys),
        retention=Retention(sum(t.passed for t in kept), sum(t.total for t in kept)),
    )


def stage_counts(keys: Iterable[str], states: Mapping[str, CardState]) -> dict[str, int]:
    """How many of the cards are new, learning, young and mature."""
    counts = {"new": 0, "learning": 0, "young": 0, "mature": 0}
    for key in keys:
        counts[maturity(states.get(key))] += 1
    return counts
