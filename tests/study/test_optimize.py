"""Own parameters: taken only where the newest, unseen part of the history says they are better."""

import random
from collections.abc import Sequence
from importlib.util import find_spec

import pytest
from msgspec.structs import replace

from quizgen.errors import UsageError
from quizgen.model import Rating, Review
from quizgen.study import DAY_MS, CardState, Days, Scheduler, Settings
from quizgen.study.optimize import LEAST_REVIEWS, Outcome, installed_fit, optimize
from tests.study.tools import NOON

DAYS = Days()
DEFAULTS = Scheduler().parameters
# A learner who forgets far faster than FSRS's defaults expect.
FORGETFUL = (0.05, 0.12, 0.25, 0.6, *DEFAULTS[4:8], 0.9, *DEFAULTS[9:])


def history_of(parameters: tuple[float, ...], cards: int, seed: int = 4) -> list[Review]:
    """What a learner whose memory truly follows ``parameters`` would answer."""
    chance = random.Random(seed)
    memory = Scheduler(Settings(parameters=parameters, fuzz=False), DAYS)
    found = []
    for number in range(cards):
        now = NOON + chance.randint(0, 40) * DAY_MS
        state = CardState(f"card-{number}")
        for _ in range(8):
            known = memory.retrievability(state, now) if state.last_ms else 0.5
            rating = Rating.GOOD if chance.random() < known else Rating.AGAIN
            found.append(Review(state.key, now, rating, 3_000))
            state = memory.answer(state, rating, now)
            now += chance.choice((1, 2, 4, 8, 15)) * DAY_MS
    return found


class Fit:
    """An optimiser that always answers the same, and notes what it was shown."""

    def __init__(self, parameters: tuple[float, ...]) -> None:
        self.parameters = parameters
        self.seen: Sequence[Review] = ()

    def __call__(self, reviews: Sequence[Review], days: Days) -> tuple[float, ...]:
        assert days is DAYS
        self.seen = reviews
        return self.parameters


def test_true_parameters_are_taken_and_the_gain_is_told() -> None:
    reviews, fit = history_of(FORGETFUL, 500), Fit(FORGETFUL)
    outcome = optimize(reviews, Settings(), DAYS, fit)
    assert outcome.gained
    assert outcome.parameters == FORGETFUL
    assert outcome.reviews == len(reviews) == 4_000
    assert outcome.before is not None
    assert outcome.after is not None
    assert outcome.after.log_loss < outcome.before.log_loss
    assert outcome.after.rmse < outcome.before.rmse
    assert 0 < outcome.judged < len(reviews) / 4


def test_the_fit_never_sees_what_it_is_judged_by() -> None:
    reviews, fit = history_of(FORGETFUL, 500), Fit(FORGETFUL)
    optimize(reviews, Settings(), DAYS, fit)
    times = sorted(review.time_ms for review in reviews)
    assert max(review.time_ms for review in fit.seen) < times[int(len(times) * 0.8)]
    assert list(fit.seen) == sorted(fit.seen, key=lambda r: (r.time_ms, r.card))


def test_parameters_that_fit_worse_are_not_taken() -> None:
    outcome = optimize(history_of(DEFAULTS, 150), Settings(), DAYS, Fit(FORGETFUL))
    assert outcome.reason == "no gain"
    assert outcome.parameters == ()
    assert outcome.before is not None
    assert outcome.after is not None
    assert outcome.after.log_loss > outcome.before.log_loss


def test_the_same_parameters_are_no_gain() -> None:
    outcome = optimize(history_of(DEFAULTS, 150), Settings(), DAYS, Fit(DEFAULTS))
    assert outcome.reason == "no gain"
    assert outcome.before == outcome.after


def test_a_gain_within_chance_is_none() -> None:
    near = (*DEFAULTS[:2], DEFAULTS[2] * 1.001, *DEFAULTS[3:])
    outcome = optimize(history_of(DEFAULTS, 150), Settings(), DAYS, Fit(near))
    assert outcome.reason == "no gain"


def test_few_reviews_are_left_alone_without_asking_the_optimiser() -> None:
    def never(_: Sequence[Review], __: Days) -> tuple[float, ...]:
        raise AssertionError

    reviews = history_of(DEFAULTS, 10)
    assert len(reviews) < LEAST_REVIEWS
    assert optimize(reviews, Settings(), DAYS, never) == Outcome(80, 0, "too few", ())
    assert optimize([], Settings(), DAYS, never).reason == "too few"


def test_a_history_of_one_day_has_nothing_to_judge_by() -> None:
    reviews = [Review(f"card-{n}", NOON + n, Rating.GOOD, 0) for n in range(LEAST_REVIEWS)]
    outcome = optimize(reviews, Settings(), DAYS, Fit(FORGETFUL))
    assert (outcome.reason, outcome.judged) == ("too few", 0)


def test_parameters_in_force_stay_where_nothing_is_gained() -> None:
    settings = replace(Settings(), parameters=FORGETFUL)
    outcome = optimize(history_of(FORGETFUL, 500), settings, DAYS, Fit(DEFAULTS))
    assert outcome.parameters == FORGETFUL


def test_the_optimiser_of_py_fsrs_is_given_whole_study_days(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import fsrs

    class Given:
        logs: Sequence[fsrs.ReviewLog] = ()

        def __init__(self, logs: Sequence[fsrs.ReviewLog]) -> None:
            Given.logs = logs

        def compute_optimal_parameters(self) -> list[float]:
            return list(DEFAULTS)

    monkeypatch.setattr(fsrs, "Optimizer", Given)
    monkeypatch.setattr("quizgen.study.optimize.find_spec", lambda _: True)
    evening, morning = NOON + 10 * 3_600_000, NOON + 20 * 3_600_000
    reviews = [
        Review("b", evening, Rating.HARD, 7),
        Review("a", evening + 1, Rating.GOOD, 7),
        Review("a", morning, Rating.AGAIN, 7),
    ]
    assert installed_fit()(reviews, DAYS) == DEFAULTS
    assert [(log.card_id, int(log.rating)) for log in Given.logs] == [(1, 2), (0, 3), (0, 1)]
    first, second, third = (log.review_datetime for log in Given.logs)
    assert (second - first).days == 0
    assert (third - second).days == 1


def test_an_optimiser_that_is_not_installed_is_asked_for_by_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("quizgen.study.optimize.find_spec", lambda _: None)
    with pytest.raises(UsageError, match=r'pip install "fsrs\[optimizer\]"'):
        installed_fit()
    monkeypatch.setattr("quizgen.study.optimize.find_spec", find_spec)
