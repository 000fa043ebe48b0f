"""Fitting FSRS to the learner's own history, and saying honestly whether that gained anything.

The fit sees the older four fifths of the history; both sets of parameters are then judged on the
newest fifth, which neither has seen. Needs the optional extra ``optimize`` (torch).
"""

import math
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from quizgen.errors import UsageError
from quizgen.model import Rating, Review
from quizgen.study.days import DAY_MS, Days
from quizgen.study.scheduler import Scheduler
from quizgen.study.settings import Settings
from quizgen.study.state import CardState

Fit = Callable[[Sequence[Review], Days], tuple[float, ...]]
"""Reviews in order of time → 21 FSRS parameters."""

LEAST_REVIEWS = 512  # below one batch of py-fsrs's optimiser it gives back the defaults
_LEAST_JUDGED = 50
_TRAINING_SHARE = 0.8
_BINS = 20
_LEAST_GAIN = 0.005  # of the log loss: less would move no interval worth speaking of


class Score(Struct, frozen=True):
    """How well recall was foretold: smaller is better. ``rmse`` is over bins of equal forecast."""

    log_loss: float
    rmse: float


class Outcome(Struct, frozen=True):
    """What optimising came to. ``reviews`` all there were, ``judged`` those foretold.

    ``reason`` is ``gain``, ``no gain`` or ``too few``; ``parameters`` are the new ones only where
    the gain is real, else those in force (empty for the defaults).
    """

    reviews: int
    judged: int
    reason: str
    parameters: tuple[float, ...]
    before: Score | None = None
    after: Score | None = None

    @property
    def gained(self) -> bool:
        """Whether the new parameters are worth taking."""
        return self.reason == "gain"


def installed_fit() -> Fit:
    """The optimiser of py-fsrs. Raises UsageError where its optional parts are not installed."""
    if any(find_spec(part) is None for part in ("torch", "pandas", "tqdm")):
        raise UsageError(
            "no optimiser is installed",
            f'Install it with: {sys.executable} -m pip install "fsrs[optimizer]"',
        )
    return _fit


def _fit(reviews: Sequence[Review], days: Days) -> tuple[float, ...]:
    import fsrs

    numbers = {key: number for number, key in enumerate(sorted({r.card for r in reviews}))}
    # Whole study days, as the scheduler counts them; the order within a day stays.
    start = datetime(1, 1, 1, tzinfo=UTC)
    logs = [
        fsrs.ReviewLog(
            card_id=numbers[r.card],
            rating=fsrs.Rating(int(r.rating)),
            review_datetime=start + timedelta(days=days.number(r.time_ms)),
            review_duration=r.duration_ms,
        )
        for r in reviews
    ]
    return tuple(float(p) for p in fsrs.Optimizer(logs).compute_optimal_parameters())


def optimize(
    reviews: Sequence[Review], settings: Settings, days: Days, fit: Fit | None = None
) -> Outcome:
    """Fit FSRS to ``reviews`` and judge the fit on the newest fifth of them.

    The gain is real where both scores are better, the log loss by half a percent at least and by
    more than two standard errors. ``fit`` is the optimiser, ``installed_fit()`` by default (raises
    UsageError without it).
    """
    ordered = sorted(reviews, key=lambda review: (review.time_ms, review.card))
    outcome = Outcome(len(ordered), 0, "too few", settings.parameters)
    if len(ordered) < LEAST_REVIEWS:
        return outcome
    border = ordered[int(len(ordered) * _TRAINING_SHARE)].time_ms
    fitted = (fit or installed_fit())([r for r in ordered if r.time_ms < border], days)
    old = _foretold(ordered, settings, days, border)
    new = _foretold(ordered, replace(settings, parameters=fitted), days, border)
    if len(old) < _LEAST_JUDGED:
        return replace(outcome, judged=len(old))
    before, after = _score(old), _score(new)
    worth = after.log_loss <= before.log_loss * (1 - _LEAST_GAIN)
    gained = worth and after.rmse < before.rmse and _surely_less(new, old)
    return Outcome(
        reviews=len(ordered),
        judged=len(old),
        reason="gain" if gained else "no gain",
        parameters=fitted if gained else settings.parameters,
        before=before,
        after=after,
    )


_Foretold = list[tuple[float, bool]]


def _foretold(reviews: Sequence[Review], settings: Settings, days: Days, since: int) -> _Foretold:
    """For each review since then, at least a day after the one before: the recall foretold from all
    that went before it, and whether the card was recalled."""
    scheduler = Scheduler(replace(settings, fuzz=False), days)
    states: dict[str, CardState] = {}
    found: _Foretold = []
    for review in reviews:
        state = states.get(review.card) or CardState(review.card)
        away = days.elapsed(state.last_ms, review.time_ms) if state.last_ms else 0
        if review.time_ms >= since and away:
            share = scheduler.retrievability(state, state.last_ms + away * DAY_MS)
            found.append((min(max(share, 1e-6), 1 - 1e-6), review.rating > Rating.AGAIN))
        states[review.card] = scheduler.answer(state, review.rating, review.time_ms)
    return found


def _loss(share: float, recalled: bool) -> float:
    return -math.log(share if recalled else 1 - share)


def _score(foretold: _Foretold) -> Score:
    losses = [_loss(*one) for one in foretold]
    bins = groupby(sorted(foretold), key=lambda one: int(one[0] * _BINS))
    squares = 0.0
    for _, members in bins:
        pairs = list(members)
        gap = sum(share for share, _ in pairs) / len(pairs) - sum(r for _, r in pairs) / len(pairs)
        squares += len(pairs) * gap * gap
    count = len(foretold)
    return Score(round(sum(losses) / count, 6), round(math.sqrt(squares / count), 6))


def _surely_less(new: _Foretold, old: _Foretold) -> bool:
    """Whether the loss fell by more than chance: two standard errors of the paired differences."""
    gains = [_loss(*a) - _loss(*b) for a, b in zip(old, new, strict=True)]
    mean = sum(gains) / len(gains)
    spread = math.sqrt(sum((gain - mean) ** 2 for gain in gains) / (len(gains) - 1))
    return mean > 2 * spread / math.sqrt(len(gains)) and mean > 0
