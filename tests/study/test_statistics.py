"""Statistics over a history that is small enough to count by hand."""

import json
from pathlib import Path

import msgspec
import pytest

from quizgen.model import Rating, Review
from quizgen.study import DAY_MS, CardState, Scheduler, Settings, Stage
from quizgen.study.statistics import About, Retention, compute
from tests.study.tools import HOUR, MINUTE, NOON, study_at

SCHEDULER = Scheduler(Settings(fuzz=False))
DECK = {
    "a|kk|typed": About("milk", "kk"),
    "a|hi|typed": About("milk", "hi"),
    "b|kk|typed": About("solubility", "kk"),
    "c|kk|typed": About("solubility", "kk"),
    "d|hi|typed": About("symptoms", "hi"),
}


def state(key: str, due_days: float, interval_days: float, **more: object) -> CardState:
    due = NOON + int(due_days * DAY_MS)
    last = due - int(interval_days * DAY_MS)
    fields = {"stability": interval_days, "difficulty": 5.0, "reps": 3, **more}
    return CardState(key, Stage.REVIEW, due_ms=due, last_ms=last, **fields)  # type: ignore[arg-type]


STATES = {
    s.key: s
    for s in (
        state("a|kk|typed", -3, 10, lapses=2),
        state("a|hi|typed", 6, 30),
        state("b|kk|typed", 20, 40, lapses=9, leech=True),
        state("c|kk|typed", 0, 5, suspended=True),
        state("gone|kk|typed", 0, 5, lapses=50),
    )
}
REVIEWS = [
    Review("b|kk|typed", NOON - 60 * DAY_MS, Rating.GOOD, 6_000, state=0),
    Review("b|kk|typed", NOON - 20 * DAY_MS, Rating.AGAIN, 6_000, state=2),
    Review("a|kk|typed", NOON - 10 * DAY_MS, Rating.GOOD, 12_000, state=2),
    Review("gone|kk|typed", NOON - 2 * DAY_MS, Rating.GOOD, 60_000, state=2),
    Review("a|hi|typed", NOON - DAY_MS, Rating.GOOD, 3_000, state=0),
    Review("a|hi|typed", NOON - DAY_MS + MINUTE, Rating.AGAIN, 3_000, state=1),
    Review("a|kk|typed", NOON - HOUR, Rating.HARD, 30_000, state=2),
]
FOUND = compute(DECK, STATES, REVIEWS, NOON, SCHEDULER)


def test_cards_are_counted_by_how_far_they_are() -> None:
    assert (FOUND.cards, FOUND.new, FOUND.learning, FOUND.young, FOUND.mature) == (5, 1, 0, 2, 2)
    assert FOUND.suspended == ("c|kk|typed",)
    assert FOUND.leeches == ("b|kk|typed",)


def test_what_is_due_leaves_out_suspended_cards_and_cards_that_are_gone() -> None:
    assert (FOUND.due_now, FOUND.due_7, FOUND.due_30) == (1, 2, 3)
    assert len(FOUND.due) == 30
    assert [n for n, count in enumerate(FOUND.due) if count] == [0, 6, 20]


def test_retention_counts_learnt_cards_only() -> None:
    assert FOUND.retention == Retention(3, 4)
    assert FOUND.retention.share == pytest.approx(0.75)
    assert FOUND.mature_retention == Retention(0, 1)  # seen 40 days before
    assert FOUND.young_retention == Retention(3, 3)
    assert Retention().share is None


def test_the_calendar_is_a_year_of_study_days_ending_today() -> None:
    assert len(FOUND.calendar) == 365
    assert (FOUND.today.date, FOUND.today.reviews, FOUND.today.minutes) == ("2026-01-09", 1, 0.5)
    yesterday = FOUND.calendar[-2]
    assert (yesterday.date, yesterday.reviews, yesterday.minutes) == ("2026-01-08", 2, 0.1)
    assert yesterday.retention == Retention()
    assert FOUND.calendar[-21].retention == Retention(0, 1)
    assert sum(day.reviews for day in FOUND.calendar) == FOUND.reviews == 7
    assert FOUND.minutes == 2.0
    assert FOUND.days_in_a_row == 3


def test_a_day_not_yet_begun_does_not_end_the_row() -> None:
    morning = compute(DECK, STATES, REVIEWS, NOON + DAY_MS, SCHEDULER)
    assert (morning.today.reviews, morning.days_in_a_row) == (0, 3)
    assert compute(DECK, STATES, REVIEWS, NOON + 2 * DAY_MS, SCHEDULER).days_in_a_row == 0


def test_topics_and_languages_split_the_deck() -> None:
    assert [(g.name, g.cards, g.due, g.reviews) for g in FOUND.topics] == [
        ("milk", 2, 1, 4),
        ("solubility", 2, 0, 2),
        ("symptoms", 1, 0, 0),
    ]
    assert [(g.name, g.cards, g.new) for g in FOUND.languages] == [("hi", 2, 1), ("kk", 3, 0)]
    assert FOUND.topics[0].retention == Retention(2, 2)


def test_the_hardest_cards_are_those_forgotten_most_often() -> None:
    assert [(card.key, card.lapses) for card in FOUND.hardest] == [
        ("b|kk|typed", 9),
        ("a|kk|typed", 2),
    ]


def test_the_forecast_follows_each_card_and_what_would_be_known() -> None:
    ahead = FOUND.forecast
    assert len(ahead.reviews) == 30
    assert (ahead.reviews[0], ahead.reviews[6], ahead.reviews[20]) == (1, 1, 1)
    assert 3 > ahead.known > ahead.known_7 > ahead.known_30 > 0


def test_a_large_deck_is_forecast_from_an_even_sample() -> None:
    states = {f"{n}": state(f"{n}", n % 30, 400) for n in range(9_000)}
    found = compute({key: About("t", "kk") for key in states}, states, [], NOON, SCHEDULER)
    assert found.forecast.reviews[0] == pytest.approx(300, rel=0.1)
    assert sum(found.forecast.reviews) == pytest.approx(9_000, rel=0.02)


def test_no_history_gives_statistics_of_nothing() -> None:
    empty = compute(DECK, {}, [], NOON, SCHEDULER)
    assert (empty.new, empty.due_30, empty.reviews, empty.days_in_a_row) == (5, 0, 0, 0)
    assert compute({}, {}, [], NOON, SCHEDULER).topics == ()


def test_statistics_are_json() -> None:
    text = msgspec.json.encode(FOUND)
    assert json.loads(text)["retention"] == {"passed": 3, "total": 4}
    assert msgspec.json.decode(text, type=type(FOUND)) == FOUND


def test_statistics_of_a_real_history(tmp_path: Path) -> None:
    study = study_at(tmp_path / "history.sqlite3")
    for day in range(12):
        for number, key in enumerate(DECK):
            rating = Rating.AGAIN if (day + number) % 6 == 0 else Rating.GOOD
            study.answer(key, rating, NOON + day * DAY_MS + number * MINUTE, duration_ms=6_000)
    now = NOON + 11 * DAY_MS + HOUR
    found = compute(DECK, study.history.states(), study.history.reviews(), now, study.scheduler)
    assert found.reviews == 60
    assert found.minutes == pytest.approx(6.0)
    assert found.days_in_a_row == 12
    assert found.young + found.mature + found.learning + found.new == 5
    assert found.retention.total <= 60
