"""FSRS through py-fsrs, with the clock, the day and chance passed in.

py-fsrs counts whole 24 hours between two answers; Anki, and a learner, count study days. Here the
days are counted by ``Days`` and handed to py-fsrs: an evening and the next morning are a day apart.
"""

import hashlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from quizgen.errors import UsageError
from quizgen.model import Rating, Review
from quizgen.study.days import DAY_MS, Days
from quizgen.study.settings import Settings
from quizgen.study.state import CardState, Stage

if TYPE_CHECKING:
    import fsrs

Chance = Callable[[str, int], float]

# Anki and fsrs-rs keep stability below a hundred years; py-fsrs has no upper bound.
STABILITY_MAX = 36_500.0

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)
# (from days, to days, share): Anki's fuzz, fsrs-rs and py-fsrs agree on these ranges.
_FUZZ = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, float("inf"), 0.05))


def keyed_chance(key: str, reps: int) -> float:
    """A number in [0, 1) that depends on card and answer alone, so a preview tells the truth and
    a replay gives the same schedule."""
    digest = hashlib.blake2b(f"{key}\x00{reps}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64


def fuzz_window(days: float, maximum: int) -> tuple[int, int]:
    """The least and the most days that an interval of ``days`` may become."""
    if days < 2.5:
        return round(days), round(days)
    delta = 1.0 + sum(share * max(min(days, end) - start, 0.0) for start, end, share in _FUZZ)
    most = min(round(days + delta), maximum)
    return min(max(2, round(days - delta)), most), most


class Scheduler:
    """Turns a card's state, a rating and a time into the next state. Changes nothing itself.

    Raises UsageError where ``settings.parameters`` are not 21 weights within FSRS's bounds.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        days: Days | None = None,
        chance: Chance = keyed_chance,
    ) -> None:
        self.settings = settings or Settings()
        self.days = days or Days(rollover_hour=self.settings.rollover_hour)
        self.chance = chance

    @property
    def parameters(self) -> tuple[float, ...]:
        """The 21 FSRS parameters in force, also where they are the defaults."""
        return tuple(self._fsrs.parameters)

    def answer(self, state: CardState, rating: Rating, now_ms: int) -> CardState:
        """The state after ``rating`` at ``now_ms``. Stability and difficulty are py-fsrs's own."""
        import fsrs

        last = None
        if state.last_ms and state.stability is not None:
            # py-fsrs floors to whole days, so hand it exactly the study days that went by.
            last = _at(now_ms) - timedelta(days=self.days.elapsed(state.last_ms, now_ms))
        card = fsrs.Card(
            card_id=0,
            state=fsrs.State(state.stage or fsrs.State.Learning),
            step=state.step,
            stability=state.stability,
            difficulty=state.difficulty,
            due=_at(now_ms),
            last_review=last,
        )
        after, _ = self._fsrs.review_card(card, fsrs.Rating(int(rating)), _at(now_ms))
        reps = state.reps + 1
        due_ms = (after.due - _EPOCH) // _MS
        if self.settings.fuzz and after.state == fsrs.State.Review:
            due_ms = now_ms + self._fuzzed(state.key, reps, (due_ms - now_ms) // DAY_MS) * DAY_MS
        lapsed = state.stage == Stage.REVIEW and rating == Rating.AGAIN
        return replace(
            state,
            stage=int(after.state),
            step=after.step,
            stability=min(after.stability or 0.0, STABILITY_MAX),
            difficulty=after.difficulty,
            due_ms=due_ms,
            last_ms=now_ms,
            reps=reps,
            lapses=state.lapses + lapsed,
            moved_ms=0,
        )

    def preview(self, state: CardState, now_ms: int) -> dict[Rating, CardState]:
        """What each of the four ratings would do; ``due_ms`` says when the card would come back."""
        return {rating: self.answer(state, rating, now_ms) for rating in Rating}

    def replay(self, key: str, reviews: Iterable[Review]) -> CardState:
        """The state that ``reviews`` of one card, in order of time, lead to."""
        state = CardState(key)
        for review in reviews:
            state = self.answer(state, review.rating, review.time_ms)
        return state

    def retrievability(self, state: CardState, now_ms: int) -> float:
        """How likely the card is still known, 0 to 1; 0 for a new card."""
        if state.stability is None:
            return 0.0
        decay = -self._fsrs.parameters[20]
        factor = 0.9 ** (1 / decay) - 1
        elapsed = max(0.0, (now_ms - state.last_ms) / DAY_MS)
        return float((1 + factor * elapsed / state.stability) ** decay)

    @cached_property
    def _fsrs(self) -> "fsrs.Scheduler":
        import fsrs

        wanted = self.settings
        try:
            return fsrs.Scheduler(
                parameters=wanted.parameters or fsrs.scheduler.DEFAULT_PARAMETERS,
                desired_retention=wanted.retention,
                learning_steps=[timedelta(seconds=s) for s in wanted.learning_steps],
                relearning_steps=[timedelta(seconds=s) for s in wanted.relearning_steps],
                maximum_interval=wanted.maximum_interval,
                enable_fuzzing=False,
            )
        except ValueError as error:
            raise UsageError(
                f"FSRS parameters: {error}", "Remove them to use the defaults"
            ) from error

    def _fuzzed(self, key: str, reps: int, days: int) -> int:
        least, most = fuzz_window(days, self.settings.maximum_interval)
        return least + int(self.chance(key, reps) * (most - least + 1))


def _at(ms: int) -> datetime:
    return _EPOCH + ms * _MS
