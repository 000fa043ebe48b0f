"""What is asked today: limits, siblings, order, and practice that touches nothing."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgen.model import Rating, Review
from quizgen.study import (
    DAY_MS,
    CardState,
    Days,
    Deck,
    Entry,
    Queue,
    Settings,
    Stage,
    Study,
    Today,
)
from quizgen.study.due import due_of
from quizgen.study.queue import build_queue, done_today
from tests.study.tools import HOUR, MINUTE, NOON, dump, study_at

DAYS = Days()
END = DAYS.today(NOON)[1]


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return study_at(tmp_path / "history.sqlite3")


def deck(*groups: str) -> Deck:
    """Two cards for each letter: ``a1`` and ``a2`` are siblings; ranks follow the order."""
    return Deck(
        Entry(f"{group}{number}", group, rank)
        for rank, group in enumerate(groups)
        for number in (1, 2)
    )


def reviewed(key: str, due_ms: int) -> CardState:
    return CardState(key, Stage.REVIEW, None, 5.0, 5.0, due_ms, due_ms - 5 * DAY_MS, 2)


def queue_of(
    cards: Deck, states: list[CardState], wanted: Settings | None = None, today: Today | None = None
) -> Queue:
    due = due_of({state.key: state for state in states}, {}, NOON, END)
    return build_queue(cards, due, NOON, wanted or Settings(), today)


def test_new_cards_come_by_rank_one_of_each_group_first() -> None:
    cards = deck("a", "b", "c")
    assert cards.new_order == ("a1", "b1", "c1", "a2", "b2", "c2")
    queue = queue_of(cards, [])
    assert queue.new == ("a1", "b1", "c1")
    assert queue.put_off == ("a2", "b2", "c2")


def test_the_limit_on_new_cards_means_what_it_says() -> None:
    cards = deck(*"abcdefghij")
    assert len(queue_of(cards, [], Settings(new_per_day=4)).new) == 4
    assert queue_of(cards, [], Settings(new_per_day=4), Today(new=3)).new == ("a1",)
    assert queue_of(cards, [], Settings(new_per_day=4), Today(new=9)).new == ()
    assert queue_of(cards, [], Settings(new_per_day=0)).new == ()


def test_limits_come_in_order_new_then_put_off_then_total() -> None:
    cards = deck("a", "b", "c", "d")
    due = [reviewed("a2", NOON - DAY_MS), reviewed("b2", NOON)]
    # New first: a1, b1; both are then put off for their siblings due today.
    assert queue_of(cards, due, Settings(new_per_day=2)).cards == ("a2", "b2")
    # The total cuts last, and reviews go before new cards.
    limited = queue_of(cards, due, Settings(new_per_day=4, total_per_day=3))
    assert (limited.review, limited.new) == (("a2", "b2"), ("c1",))
    few = queue_of(cards, due, Settings(total_per_day=3), Today(cards=("x", "y")))
    assert (few.review, few.new) == (("a2",), ())


def test_siblings_are_asked_together_where_putting_off_is_switched_off() -> None:
    queue = queue_of(deck("a"), [], Settings(put_off_siblings=False))
    assert (queue.new, queue.put_off) == (("a1", "a2"), ())


def test_a_sibling_is_put_off_until_tomorrow_and_does_come_back(study: Study) -> None:
    cards = deck("a", "b")
    study.answer("a1", Rating.EASY, NOON, sibling="a")
    queue = study.queue(cards, NOON + MINUTE)
    assert (queue.new, queue.put_off) == (("b1",), ("a2", "b2"))
    tomorrow = study.queue(cards, NOON + DAY_MS)
    assert set(tomorrow.new) == {"a2", "b1"}
    assert study.history.put_off_groups(NOON + DAY_MS) == {}


def test_putting_off_ends_at_four_in_the_morning_not_at_midnight(study: Study) -> None:
    cards = deck("a")
    late = END - HOUR  # three in the morning
    study.answer("a1", Rating.EASY, late, sibling="a")
    assert study.queue(cards, END - 1).new == ()
    assert study.queue(cards, END).new == ("a2",)


def test_a_learning_card_is_never_put_off_and_its_siblings_wait(study: Study) -> None:
    cards = deck("a", "b")
    study.answer("a1", Rating.GOOD, NOON, sibling="a")
    soon = study.queue(cards, NOON + MINUTE)
    assert (soon.steps, soon.ahead, soon.new) == ((), ("a1",), ("b1",))
    assert soon.waiting_ms == NOON + 10 * MINUTE
    assert soon.cards == ("b1", "a1")
    later = study.queue(cards, NOON + 10 * MINUTE)
    assert (later.steps, later.ahead) == (("a1",), ())


def test_learning_cards_come_ahead_of_time_only_within_the_setting() -> None:
    state = CardState("a1", Stage.LEARNING, 0, 1.0, 5.0, NOON + HOUR, NOON, 1)
    queue = queue_of(deck("a"), [state])
    assert (queue.ahead, queue.waiting_ms) == ((), NOON + HOUR)
    assert queue_of(deck("a"), [state], Settings(learn_ahead=3_600)).ahead == ("a1",)


def test_reviews_come_in_order_of_due_time_with_new_cards_among_them() -> None:
    cards = Deck(Entry(key, key) for key in ("r1", "r2", "r3", "r4", "n1"))
    due = [reviewed(f"r{n}", NOON - n * HOUR) for n in (1, 2, 3, 4)]
    queue = queue_of(cards, due)
    assert queue.review == ("r4", "r3", "r2", "r1")
    assert queue.cards == ("r4", "r3", "n1", "r2", "r1")


def test_a_review_due_later_today_is_asked_today_and_one_of_tomorrow_is_not() -> None:
    cards = Deck([Entry("a", "a"), Entry("b", "b")])
    queue = queue_of(cards, [reviewed("a", END - 1), reviewed("b", END)])
    assert queue.cards == ("a",)


def test_cards_of_other_decks_are_never_asked() -> None:
    queue = queue_of(deck("a"), [reviewed("gone|kk|typed", NOON), reviewed("a1", NOON)])
    assert queue.cards == ("a1",)


def test_today_counts_new_cards_and_cards_once_and_knows_what_was_missed() -> None:
    reviews = [
        Review("old", NOON - DAY_MS, Rating.AGAIN, 0, state=0),
        Review("a", NOON, Rating.AGAIN, 0, state=0),
        Review("b", NOON + 1, Rating.GOOD, 0, state=2),
        Review("a", NOON + 2, Rating.GOOD, 0, state=1),
        Review("c", NOON + 3, Rating.AGAIN, 0, state=2),
    ]
    assert done_today(reviews, DAYS, NOON) == Today(1, ("a", "b", "c"), ("a", "c"))


def test_practice_never_touches_the_schedule(study: Study) -> None:
    cards = deck("a", "b", "c")
    study.answer("b1", Rating.AGAIN, NOON, sibling="b")
    study.answer("c1", Rating.GOOD, NOON - DAY_MS, sibling="c")
    before = dump(study.history.path)
    assert study.practice("cram", cards, NOON) == ("b1", "c1")
    assert study.practice("preview", cards, NOON) == ("a1", "a2", "b2", "c2")
    assert study.practice("missed", cards, NOON) == ("b1",)
    assert study.practice("missed", cards, NOON + DAY_MS) == ()
    assert dump(study.history.path) == before


states = st.builds(
    CardState,
    key=st.sampled_from([f"{group}{number}" for group in "abcdef" for number in (1, 2)]),
    stage=st.sampled_from([0, 1, 2, 3]),
    due_ms=st.integers(NOON - 3 * DAY_MS, NOON + 3 * DAY_MS),
    suspended=st.booleans(),
    put_off_until_ms=st.sampled_from([0, 0, NOON - 1, END]),
)
limits = st.builds(
    Settings,
    new_per_day=st.integers(0, 8),
    total_per_day=st.integers(0, 8),
    put_off_siblings=st.booleans(),
)


@given(st.lists(states, unique_by=lambda s: s.key), limits, st.sampled_from(["", "a", "c"]))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_file_and_memory_give_the_same_queue(
    tmp_path_factory: pytest.TempPathFactory, some: list[CardState], wanted: Settings, group: str
) -> None:
    study = study_at(tmp_path_factory.mktemp("q") / "history.sqlite3", wanted)
    with study.history.action("set", "", NOON) as write:
        for state in some:
            write.put_state(state)
        if group:
            write.put_off(group, END)
    groups = study.history.put_off_groups(NOON)
    memory = due_of({s.key: s for s in some}, groups, NOON, END)
    cards = deck(*"abcde")
    queue = study.queue(cards, NOON)
    assert queue == build_queue(cards, memory, NOON, wanted)
    study.history.close()
    # Whatever the limits: nobody is asked twice, nor suspended, nor put off, nor of another deck.
    asked = [key for key in queue.cards if key not in queue.ahead]
    assert len(set(asked)) == len(asked)
    known = {state.key: state for state in some}
    for key in asked:
        assert key in cards.group
        assert not known.get(key, CardState(key)).suspended
        assert known.get(key, CardState(key)).put_off_until_ms <= NOON
        assert key not in queue.put_off
    if wanted.put_off_siblings:
        by_group = [cards.group[key] for key in (*queue.review, *queue.new)]
        assert len(set(by_group)) == len(by_group)
    if wanted.total_per_day:
        assert len(queue.review) + len(queue.new) <= wanted.total_per_day
    assert len(queue.new) <= wanted.new_per_day
