"""A session: each answer is kept at once, anything can be undone, the result adds up."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.errors import StorageError
from quizgen.model import Card, Rating, Review
from quizgen.quiz.record import Practice
from quizgen.quiz.session import Plan, Session
from tests.quiz.world import Clock, Memory, card, judge

WORDS = ("salt", "sand", "silt", "clay", "loam", "peat", "marl")


def begin(
    count: int = 3,
    plan: Plan | None = None,
    memory: Memory | None = None,
    clock: Clock | None = None,
) -> tuple[Session, Memory, Clock]:
    memory, clock = memory or Memory(), clock or Clock()
    cards = [card(word, topic="soil" if word < "n" else "stone") for word in WORDS[:count]]
    return Session(cards, memory, judge, clock, plan), memory, clock


def answer(session: Session, right: bool = True) -> None:
    assert session.question is not None
    session.answer(session.question.card.answer if right else "mud")
    session.proceed()


def test_an_answer_is_kept_before_the_next_question() -> None:
    session, memory, clock = begin()
    clock.pass_(0.1)
    outcome = session.answer("the salt")
    assert outcome.rating is Rating.GOOD
    assert outcome.due == clock.now + 600_000
    assert memory.reviews == [
        Review(card("salt").key, clock.now, Rating.GOOD, 6_000, verdict="exact", answer="the salt")
    ]
    assert session.question is not None
    assert session.question.card.fact == "salt"
    assert not session.last
    session.proceed()
    assert session.question.card.fact == "sand"


def test_the_answer_before_may_be_disputed_until_something_is_done() -> None:
    session, memory, clock = begin()
    answer(session, right=False)
    assert session.answer("  ").rating is None
    assert session.turn_back() is not None
    session.i_was_right()
    assert [review.rating for review in memory.reviews] == [Rating.GOOD]
    session.proceed()
    assert session.question is not None
    assert session.question.card.fact == "sand"
    clock.pass_(1)
    answer(session)
    assert memory.reviews[-1].duration_ms == 60_000
    session.skip()
    assert session.turn_back() is None
    session.undo()
    assert session.turn_back() is None


def test_nothing_typed_counts_for_nothing() -> None:
    session, memory, _ = begin()
    assert session.answer("  ").rating is None
    assert memory.reviews == []
    assert session.outcome is None
    assert not session.can_undo


def test_what_the_disk_refuses_is_not_counted() -> None:
    class Full(Memory):
        def record(self, card: Card, review: Review) -> int | None:  # noqa: ARG002
            raise StorageError("the disk is full")

    session, _, _ = begin(memory=Full())
    with pytest.raises(StorageError):
        session.answer("the salt")
    assert session.state.done == ()
    assert session.outcome is None
    assert session.question is not None
    assert not session.can_undo


def test_a_missed_card_comes_back_in_the_session_and_not_for_ever() -> None:
    session, _, _ = begin(2)
    asked = []
    while session.question is not None and len(asked) < 50:
        asked.append(session.question.card.fact)
        answer(session, right=session.question.card.fact == "sand")
    assert asked == ["salt", "sand", "salt", "salt"]


def test_a_session_of_so_many_answers_takes_no_more() -> None:
    session, memory, _ = begin(7, Plan(cards=3))
    counts = [session.state.remaining]
    while not session.over:
        answer(session, right=False)
        counts.append(session.state.remaining)
    assert len(memory.reviews) == 3
    assert counts == [3, 2, 1, 0]


def test_a_session_of_so_many_minutes_ends_after_the_answer_in_hand() -> None:
    session, memory, clock = begin(7, Plan(minutes=5))
    answer(session)
    clock.pass_(6)
    assert not session.over
    answer(session)
    assert session.over
    assert len(memory.reviews) == 2


def test_a_pause_stops_the_clock() -> None:
    session, memory, clock = begin(7, Plan(minutes=5))
    clock.pass_(1)
    session.pause()
    clock.pass_(60)
    assert session.paused
    assert session.elapsed == 60_000
    session.resume()
    clock.pass_(1)
    session.answer("the salt")
    assert memory.reviews[0].duration_ms == 120_000
    assert not session.over


def test_the_learner_knows_better() -> None:
    session, memory, _ = begin()
    session.answer("mud")
    outcome = session.i_was_right()
    assert outcome.overridden
    assert outcome.rating is Rating.GOOD
    assert [review.rating for review in memory.reviews] == [Rating.GOOD]
    assert session.state.done[-1].right


def test_accept_from_now_on() -> None:
    session, memory, _ = begin()
    session.answer("mud")
    assert session.accept_from_now_on().taught
    assert memory.learned == {card("salt").key: ("mud",)}
    again, _, _ = begin(memory=memory)
    assert again.answer("mud").rating is Rating.GOOD


def test_undoing_a_taught_answer_unlearns_it() -> None:
    session, memory, _ = begin()
    session.answer("mud")
    session.accept_from_now_on()
    session.rate(Rating.EASY)
    session.proceed()
    assert session.undo()
    assert memory.reviews == []
    assert memory.learned == {}
    assert session.redo()
    assert [review.rating for review in memory.reviews] == [Rating.EASY]
    assert memory.learned == {card("salt").key: ("mud",)}


def test_the_rating_may_be_changed_and_stays_one_review() -> None:
    session, memory, _ = begin()
    session.answer("the salt")
    outcome = session.rate(Rating.HARD)
    assert outcome.rating is Rating.HARD
    assert session.rate(Rating.HARD).rating is Rating.HARD
    assert [review.rating for review in memory.reviews] == [Rating.HARD]


def test_recalled_and_rated_by_the_learner() -> None:
    session = Session([card("salt", "qa")], memory := Memory(), judge, Clock())
    assert session.question is not None
    assert session.question.kind == "qa"
    assert session.previews()[Rating.GOOD] == Clock().now + 600_000
    assert session.recall(Rating.HARD).judgement.verdict == "own"
    assert memory.reviews[0].verdict == "own"


def test_a_skipped_card_is_left_out_ungraded() -> None:
    session, memory, _ = begin()
    session.skip()
    assert session.question is not None
    assert session.question.card.fact == "sand"
    assert memory.reviews == []
    assert session.undo()
    assert session.question.card.fact == "salt"


def test_nothing_to_ask_is_over_at_once() -> None:
    session = Session([], Memory(), judge, Clock())
    assert session.over
    assert session.question is None
    assert session.result().total.asked == 0
    assert not session.undo()
    assert not session.redo()


def test_practice_keeps_no_review_but_what_was_accepted() -> None:
    memory = Memory()
    salt = card("salt")
    memory.accept(salt, "sea dust", 0)
    session = Session([salt], Practice(memory), judge, Clock())
    outcome = session.answer("mud")
    session.i_was_right()
    session.accept_from_now_on()
    assert outcome.due is None
    assert session.previews() == {}
    assert memory.reviews == []
    assert memory.accepted(salt) == ("sea dust", "mud")
    session.undo()
    assert session.state.done == ()
    assert memory.accepted(salt) == ("sea dust",)
    assert session.redo()
    assert memory.accepted(salt) == ("sea dust", "mud")
    assert session.undo()
    assert not session.undo()
    assert memory.accepted(salt) == ("sea dust",)


def test_undoing_while_the_clock_stands_lends_no_time() -> None:
    memory, clock = Memory(), Clock()
    session = Session([card("salt")], memory, judge, clock)
    session.pause()
    memory.accept(card("sand"), "grit", 0)
    session.noted()
    clock.pass_(30)
    assert session.undo()
    session.resume()
    clock.pass_(1)
    session.answer("mud")
    assert memory.reviews[0].duration_ms == 60_000


@pytest.mark.parametrize("practised", [False, True])
def test_what_another_hand_did_is_undone_before_the_answer(practised: bool) -> None:
    memory = Memory()
    salt, sand = card("salt"), card("sand")
    session = Session([salt, sand], Practice(memory) if practised else memory, judge, Clock())
    session.answer("mud")
    memory.accept(sand, "grit", 0)  # as a card is suspended while its text is looked at
    session.noted()
    shown = session.outcome
    assert session.undo()
    assert memory.accepted(sand) == ()
    assert session.outcome is shown
    assert session.redo()
    assert memory.accepted(sand) == ("grit",)
    assert session.undo()
    assert session.undo()
    assert memory.reviews == []
    assert session.outcome is None
    assert not session.undo()


def test_out_of_turn_is_a_mistake_of_the_caller() -> None:
    session, _, _ = begin(1)
    with pytest.raises(ValueError, match="no answer"):
        session.rate(Rating.GOOD)
    answer(session)
    with pytest.raises(ValueError, match="no question"):
        session.answer("x")


def test_result() -> None:
    session, _, clock = begin(3)
    clock.pass_(1)
    answer(session, right=False)  # salt, stone
    answer(session)  # sand, stone
    session.skip()  # silt, stone
    answer(session)  # salt again
    result = session.result()
    assert (result.total.right, result.total.asked) == (1, 2)
    assert result.topics["stone"].share == 0.5
    assert result.again == (card("salt").key,)
    assert [missed.fact for missed in session.missed()] == ["salt"]
    assert (result.answers, result.skipped, result.milliseconds) == (3, 1, 60_000)


def test_near_misses_are_told_apart_from_misses() -> None:
    session, _, _ = begin(2)
    session.answer("the salt")
    session.rate(Rating.HARD)
    session.proceed()
    answer(session, right=False)
    assert session.result().near == (card("salt").key,)
    assert session.result().again == (card("sand").key,)


STEPS: dict[str, Callable[[Session], object]] = {
    "right": lambda s: (
        s.question and s.state.phase == "asking" and s.answer(s.question.card.answer)
    ),
    "wrong": lambda s: s.state.phase == "asking" and s.answer("mud"),
    "go on": Session.proceed,
    "skip": lambda s: s.state.phase == "asking" and s.skip(),
    "hard": lambda s: s.state.phase == "answered" and s.rate(Rating.HARD),
    "mine": lambda s: s.state.phase == "answered" and s.i_was_right(),
    "teach": lambda s: s.state.phase == "answered" and s.accept_from_now_on(),
    "undo": Session.undo,
    "redo": Session.redo,
}


@given(st.lists(st.sampled_from(sorted(STEPS)), max_size=40), st.integers(0, 5))
def test_undo_as_far_back_as_the_session_goes(steps: list[str], limit: int) -> None:
    session, memory, _ = begin(5, Plan(cards=limit))
    for name in steps:
        STEPS[name](session)
        assert len(memory.reviews) == len(session.state.done)
    done, learned = session.state.done, memory.learned
    undone = 0
    while session.undo():
        undone += 1
    assert memory.reviews == []
    assert memory.learned == {}
    assert session.state.done == ()
    assert session.question is not None
    assert session.question.card.fact == "salt"
    for _ in range(undone):
        assert session.redo()
    assert session.state.done == done
    assert memory.learned == learned
