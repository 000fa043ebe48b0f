"""Days, ratings, previews and fuzz, before the engine and the file come in."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.errors import UsageError
from quizgen.model import Rating, Review
from quizgen.study import DAY_MS, CardState, Days, Scheduler, Settings, Stage
from quizgen.study.scheduler import fuzz_window, keyed_chance
from tests.study.tools import HOUR, MINUTE, NOON

ALMATY = Days(ZoneInfo("Asia/Almaty"))
KOLKATA = Days(ZoneInfo("Asia/Kolkata"))
BERLIN = Days(ZoneInfo("Europe/Berlin"))


def ms(text: str, days: Days) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=days.zone).timestamp() * 1000)


@pytest.mark.parametrize("days", [ALMATY, KOLKATA, BERLIN, Days()])
def test_a_day_begins_at_four(days: Days) -> None:
    assert days.date(ms("2026-03-10 03:59:59", days)) == date(2026, 3, 9)
    assert days.date(ms("2026-03-10 04:00:00", days)) == date(2026, 3, 10)
    assert days.date(ms("2026-03-11 03:59:59", days)) == date(2026, 3, 10)
    start, end = days.today(ms("2026-03-10 12:00:00", days))
    assert (start, end) == (ms("2026-03-10 04:00", days), ms("2026-03-11 04:00", days))


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_days_stay_whole_when_the_clock_is_changed(day: str) -> None:
    noon = ms(f"{day} 12:00", BERLIN)
    start, end = BERLIN.today(noon)
    assert BERLIN.number(start) == BERLIN.number(end - 1) == BERLIN.number(noon)
    assert BERLIN.number(start - 1) == BERLIN.number(noon) - 1
    assert BERLIN.elapsed(ms(f"{day} 23:00", BERLIN), ms(f"{day} 23:00", BERLIN) + 10 * HOUR) == 1


@given(st.datetimes(datetime(1990, 1, 2), datetime(2100, 1, 1)), st.sampled_from([ALMATY, BERLIN]))  # noqa: DTZ001
def test_each_moment_lies_in_its_day(moment: datetime, days: Days) -> None:
    now = int(moment.replace(tzinfo=UTC).timestamp() * 1000)
    start, end = days.today(now)
    assert start <= now < end
    assert days.number(start) == days.number(now)
    assert days.number(end) == days.number(now) + 1


def test_an_evening_and_the_next_morning_are_a_day_apart() -> None:
    scheduler = Scheduler(Settings(learning_steps=(), relearning_steps=(), fuzz=False), ALMATY)
    evening, morning = ms("2026-03-10 23:00", ALMATY), ms("2026-03-11 07:00", ALMATY)
    first = scheduler.answer(CardState("a"), Rating.GOOD, evening)
    next_day = scheduler.answer(first, Rating.GOOD, morning)
    whole_day = scheduler.answer(first, Rating.GOOD, evening + DAY_MS)
    assert next_day.stability == whole_day.stability
    assert next_day.stability != scheduler.answer(first, Rating.GOOD, evening + HOUR).stability


def test_a_new_card_goes_through_its_learning_steps() -> None:
    scheduler = Scheduler()
    one = scheduler.answer(CardState("a"), Rating.GOOD, NOON)
    assert (one.stage, one.due_ms) == (Stage.LEARNING, NOON + 10 * MINUTE)
    two = scheduler.answer(one, Rating.GOOD, one.due_ms)
    assert two.stage == Stage.REVIEW
    assert two.due_ms - two.last_ms >= DAY_MS
    lapsed = scheduler.answer(two, Rating.AGAIN, two.due_ms)
    assert (lapsed.stage, lapsed.lapses) == (Stage.RELEARNING, 1)
    assert lapsed.due_ms == two.due_ms + 10 * MINUTE
    again = scheduler.answer(lapsed, Rating.AGAIN, lapsed.due_ms)
    assert again.lapses == 1


def test_without_steps_a_card_leaves_for_days_at_once() -> None:
    scheduler = Scheduler(Settings(learning_steps=(), relearning_steps=(), fuzz=False))
    for rating in Rating:
        state = scheduler.answer(CardState("a"), rating, NOON)
        assert state.stage == Stage.REVIEW
        assert (state.due_ms - NOON) % DAY_MS == 0


@given(
    st.lists(st.tuples(st.sampled_from(list(Rating)), st.integers(1, 60 * 24 * 200)), max_size=9)
)
def test_a_preview_tells_the_truth(history: list[tuple[Rating, int]]) -> None:
    scheduler, now = Scheduler(), NOON
    state = CardState("ешкі|kk|typed")
    for rating, minutes in history:
        now += minutes * MINUTE
        foretold = scheduler.preview(state, now)
        assert list(foretold) == list(Rating)
        state = scheduler.answer(state, rating, now)
        assert state == foretold[rating]


@given(
    st.lists(st.tuples(st.sampled_from(list(Rating)), st.integers(0, 60 * 24 * 90)), max_size=12)
)
def test_replaying_the_reviews_gives_the_state(history: list[tuple[Rating, int]]) -> None:
    scheduler, now = Scheduler(), NOON
    state, reviews = CardState("a"), []
    for rating, minutes in history:
        now += minutes * MINUTE
        state = scheduler.answer(state, rating, now)
        reviews.append(Review("a", now, rating, 0))
    assert scheduler.replay("a", reviews) == state
    if state.stability is not None and state.difficulty is not None:
        assert 0.001 <= state.stability <= 36_500
        assert 1 <= state.difficulty <= 10
        assert state.due_ms > state.last_ms


def test_fuzz_spreads_cards_within_its_window_and_the_same_way_each_time() -> None:
    plain = Scheduler(Settings(learning_steps=(), fuzz=False))
    fuzzy = Scheduler(Settings(learning_steps=()))
    known = CardState("x", Stage.REVIEW, None, 40.0, 5.0, NOON, NOON - 40 * DAY_MS, 5)
    expected = (plain.answer(known, Rating.GOOD, NOON).due_ms - NOON) // DAY_MS
    least, most = fuzz_window(expected, 36_500)
    found = set()
    for number in range(300):
        card = CardState(
            f"card-{number}", *[getattr(known, f) for f in known.__struct_fields__[1:]]
        )
        days = (fuzzy.answer(card, Rating.GOOD, NOON).due_ms - NOON) // DAY_MS
        assert days == (fuzzy.answer(card, Rating.GOOD, NOON).due_ms - NOON) // DAY_MS
        found.add(days)
    assert min(found) == least
    assert max(found) == most


def test_chance_is_passed_in() -> None:
    known = CardState("x", Stage.REVIEW, None, 40.0, 5.0, NOON, NOON - 40 * DAY_MS, 5)
    least = Scheduler(chance=lambda *_: 0.0).answer(known, Rating.GOOD, NOON)
    most = Scheduler(chance=lambda *_: 0.999999).answer(known, Rating.GOOD, NOON)
    assert least.due_ms < most.due_ms
    assert all(0 <= keyed_chance(f"k{n}", n) < 1 for n in range(1_000))


def test_the_longest_interval_is_kept_also_by_fuzz() -> None:
    scheduler = Scheduler(Settings(learning_steps=(), maximum_interval=30))
    known = CardState("x", Stage.REVIEW, None, 900.0, 2.0, NOON, NOON - 900 * DAY_MS, 9)
    for number in range(50):
        card = CardState(f"c{number}", *[getattr(known, f) for f in known.__struct_fields__[1:]])
        assert scheduler.answer(card, Rating.EASY, NOON).due_ms - NOON <= 30 * DAY_MS


def test_a_higher_retention_brings_cards_back_sooner() -> None:
    known = CardState("x", Stage.REVIEW, None, 40.0, 5.0, NOON, NOON - 40 * DAY_MS, 5)
    due = [
        Scheduler(Settings(retention=share, fuzz=False)).answer(known, Rating.GOOD, NOON).due_ms
        for share in (0.8, 0.9, 0.97)
    ]
    assert due == sorted(due, reverse=True)
    assert len(set(due)) == 3


def test_retrievability_falls_from_one_to_the_retention_at_the_due_time() -> None:
    scheduler = Scheduler(Settings(fuzz=False))
    state = CardState("x", Stage.REVIEW, None, 10.0, 5.0, NOON + 10 * DAY_MS, NOON, 3)
    assert scheduler.retrievability(state, NOON) == pytest.approx(1.0)
    assert scheduler.retrievability(state, NOON + 10 * DAY_MS) == pytest.approx(0.9)
    assert scheduler.retrievability(CardState("new"), NOON) == 0.0


def test_parameters_that_are_none_are_refused() -> None:
    with pytest.raises(UsageError, match="FSRS parameters"):
        Scheduler(Settings(parameters=(1.0,))).answer(CardState("a"), Rating.GOOD, NOON)


def test_settings_refuse_what_cannot_be() -> None:
    import msgspec

    for wrong in ({"retention": 1.5}, {"learning_steps": [0]}, {"new_per_day": -1}, {"nothing": 1}):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(wrong, Settings)
    assert timedelta(seconds=Settings().learning_steps[0]) == timedelta(minutes=1)
