"""What reviews make of a card: replaying, merging, leeches. Pure."""

from collections.abc import Iterable

from msgspec.structs import replace

from quizgen.model import Review
from quizgen.study.scheduler import Scheduler
from quizgen.study.settings import Settings
from quizgen.study.state import CardState, Stage


def replayed(state: CardState, reviews: Iterable[Review], scheduler: Scheduler) -> CardState:
    """``state`` as ``reviews`` (in order of time) alone make it; the learner's own marks stay.

    Reviews up to the time the card was forgotten do not count.
    """
    counted = [review for review in reviews if review.time_ms > state.forgotten_ms]
    return replace(
        scheduler.replay(state.key, counted),
        suspended=state.suspended,
        put_off_until_ms=state.put_off_until_ms,
        leech=state.leech,
        forgotten_ms=state.forgotten_ms,
    )


def merged(state: CardState, reviews: Iterable[Review], scheduler: Scheduler) -> CardState:
    """``state`` after reviews came in between. A due time set by hand since the last review stays,
    and lapses that reach the mark make a leech."""
    again = replayed(state, reviews, scheduler)
    if state.moved_ms and state.moved_ms >= again.last_ms and again.stage != Stage.NEW:
        again = replace(again, due_ms=state.due_ms, moved_ms=state.moved_ms)
    return with_leech(state, again, scheduler.settings)


def with_leech(before: CardState, after: CardState, settings: Settings) -> CardState:
    """``after``, marked where its lapses have just reached the mark, or half of it more."""
    if leech_marks(after.lapses, settings) <= leech_marks(before.lapses, settings):
        return after
    suspended = after.suspended or settings.leech_action == "suspend"
    return replace(after, leech=True, suspended=suspended)


def without_leech(now: CardState, after: CardState, settings: Settings) -> CardState:
    """``after`` in the place of ``now``: where the lapse that made the leech is no more, the mark
    goes with it."""
    if (
        not now.leech
        or leech_marks(after.lapses, settings)
        or not leech_marks(now.lapses, settings)
    ):
        return after
    suspended = after.suspended and settings.leech_action != "suspend"
    return replace(after, leech=False, suspended=suspended)


def leech_marks(lapses: int, settings: Settings) -> int:
    """How often a card with so many lapses was marked: at the first mark, then at each half."""
    first = settings.leech_lapses
    return 0 if lapses < first else 1 + (lapses - first) // max(1, first // 2)
