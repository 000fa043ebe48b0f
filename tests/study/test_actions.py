"""What the learner can do to a card, and that each of it can be undone and redone exactly."""

from pathlib import Path

import pytest

from quizgen.errors import HistoryError, UsageError
from quizgen.model import Rating, Review
from quizgen.study import DAY_MS, CardState, Deck, Entry, Scheduler, Settings, Stage, Study
from quizgen.study.study import kept_parameters
from tests.study.tools import MINUTE, NOON, dump, study_at


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "history.sqlite3"


def test_forgot_then_good_then_undo_gives_the_state_after_forgot(path: Path) -> None:
    study = study_at(path)
    forgot = study.answer("a", Rating.AGAIN, NOON, sibling="s")
    after_forgot = dump(path)
    study.answer("a", Rating.GOOD, NOON + MINUTE, sibling="s")
    undone = study.undo()
    assert undone is not None
    assert (undone.kind, undone.card) == ("answer", "a")
    assert study.state("a") == forgot.after
    assert dump(path) == after_forgot
    study.redo()
    assert study.state("a").reps == 2


def test_undo_goes_back_across_cards_to_an_empty_file(path: Path) -> None:
    study = study_at(path)
    empty = dump(path)
    for number in range(50):
        study.answer(f"card-{number % 7}", Rating(1 + number % 4), NOON + number * MINUTE)
    full = dump(path)
    while study.undo():
        pass
    assert dump(path) == empty
    while study.redo():
        pass
    assert dump(path) == full
    assert study.redo() is None


def test_a_new_action_ends_what_could_be_redone(path: Path) -> None:
    study = study_at(path)
    study.answer("a", Rating.GOOD, NOON)
    study.undo()
    study.answer("b", Rating.GOOD, NOON)
    assert study.redo() is None


def test_another_session_cannot_undo_ours_but_the_same_name_can(path: Path) -> None:
    study_at(path, session="evening").answer("a", Rating.GOOD, NOON)
    assert study_at(path, session="morning").undo() is None
    assert study_at(path, session="evening").undo() is not None


def test_what_another_program_changed_since_is_not_overwritten_by_undo(path: Path) -> None:
    ours, theirs = study_at(path), study_at(path)
    ours.answer("a", Rating.GOOD, NOON)
    theirs.answer("a", Rating.GOOD, NOON + MINUTE)
    before = dump(path)
    with pytest.raises(HistoryError, match="changed by another program"):
        ours.undo()
    assert dump(path) == before
    assert theirs.undo() is not None
    assert ours.undo() is not None


def test_changing_a_rating_is_like_having_given_it_at_once(path: Path, tmp_path: Path) -> None:
    study, straight = study_at(path), study_at(tmp_path / "other.sqlite3")
    for one in (study, straight):
        one.answer("a", Rating.GOOD, NOON)
        one.answer("a", Rating.GOOD, NOON + DAY_MS)
    study.answer("a", Rating.AGAIN, NOON + 5 * DAY_MS)
    changed = study.change_rating("a", Rating.EASY, NOON + 5 * DAY_MS + 900)
    direct = straight.answer("a", Rating.EASY, NOON + 5 * DAY_MS)
    assert changed.after == direct.after
    assert study.history.reviews() == straight.history.reviews()
    study.undo()
    assert study.history.reviews()[-1].rating == Rating.AGAIN


def test_a_rating_of_a_card_without_answers_cannot_be_changed(path: Path) -> None:
    with pytest.raises(UsageError, match="no answer yet"):
        study_at(path).change_rating("a", Rating.EASY, NOON)


def test_forgetting_makes_a_card_new_and_keeps_its_reviews(path: Path) -> None:
    study = study_at(path)
    for number in range(4):
        study.answer("a", Rating.GOOD, NOON + number * 3 * DAY_MS)
    before = study.state("a")
    study.forget("a", NOON + 20 * DAY_MS)
    assert study.state("a").stage == Stage.NEW
    assert len(study.history.reviews("a")) == 4
    again = study.answer("a", Rating.GOOD, NOON + 21 * DAY_MS)
    assert (
        again.after.stability == study.scheduler.answer(CardState("a"), Rating.GOOD, NOON).stability
    )
    assert study.change_rating("a", Rating.HARD, NOON + 21 * DAY_MS).before.stage == Stage.NEW
    for _ in range(3):
        study.undo()
    assert study.state("a") == before


def test_rescheduling_moves_the_card_and_keeps_its_memory(path: Path) -> None:
    study = study_at(path)
    with pytest.raises(UsageError, match="is new"):
        study.reschedule("a", NOON, NOON)
    before = study.answer("a", Rating.EASY, NOON).after
    moved = study.reschedule("a", NOON + 99 * DAY_MS, NOON + MINUTE)
    assert (moved.due_ms, moved.stability) == (NOON + 99 * DAY_MS, before.stability)
    study.merge([Review("a", NOON - DAY_MS, Rating.GOOD, 0)], NOON + 2 * MINUTE)
    assert study.state("a").due_ms == NOON + 99 * DAY_MS
    study.answer("a", Rating.GOOD, NOON + DAY_MS)
    assert study.state("a").moved_ms == 0


def test_a_card_put_off_comes_back_tomorrow_by_itself(path: Path) -> None:
    study = study_at(path)
    deck = Deck([Entry("a", "A"), Entry("b", "B")])
    study.put_off("a", NOON)
    assert study.queue(deck, NOON).new == ("b",)
    assert study.queue(deck, NOON).put_off == ("a",)
    assert study.queue(deck, NOON + DAY_MS).new == ("a", "b")
    study.bring_back("a", NOON)
    assert study.queue(deck, NOON).new == ("a", "b")


def test_suspended_cards_are_not_asked(path: Path) -> None:
    study = study_at(path)
    deck = Deck([Entry("a", "A"), Entry("b", "B")])
    study.answer("b", Rating.EASY, NOON - 30 * DAY_MS)
    study.suspend("a", NOON)
    study.suspend("b", NOON)
    assert study.queue(deck, NOON).cards == ()
    study.unsuspend("a", NOON)
    study.unsuspend("b", NOON)
    assert set(study.queue(deck, NOON).cards) == {"a", "b"}


def lapse(study: Study, card: str, times: int, start: int) -> list[bool]:
    marked = []
    for number in range(times):
        now = start + number * 40 * DAY_MS
        study.answer(card, Rating.EASY, now)
        marked.append(study.answer(card, Rating.AGAIN, now + 20 * DAY_MS).leech)
    return marked


def test_a_leech_is_marked_at_eight_lapses_and_again_at_each_half_of_that(path: Path) -> None:
    study = study_at(path)
    marked = lapse(study, "a", 8, NOON)
    assert marked == [False] * 7 + [True]
    assert study.state("a").lapses == 8
    study.unmark_leech("a", NOON)
    assert not study.state("a").leech
    more = lapse(study, "a", 8, NOON + 400 * DAY_MS)
    assert [number for number, leech in enumerate(more, 9) if leech] == [12]
    study.unmark_leech("a", NOON)
    study.mark_leech("a", NOON)
    assert study.state("a").leech
    assert not study.state("a").suspended


def test_a_leech_can_be_suspended_by_itself(path: Path) -> None:
    study = study_at(path, Settings(leech_lapses=2, leech_action="suspend"))
    lapse(study, "a", 2, NOON)
    assert (study.state("a").leech, study.state("a").suspended) == (True, True)


def test_an_accepted_answer_is_kept_and_can_be_taken_back(path: Path) -> None:
    study = study_at(path)
    study.accept("a", "ешки сүті", NOON)
    study.accept("a", "серке сүті", NOON + 1)
    assert study.history.accepted("a") == ("ешки сүті", "серке сүті")
    assert study.history.accepted("b") == ()
    study.reject("a", "ешки сүті", NOON + 2)
    assert study.history.accepted("a") == ("серке сүті",)
    study.undo()
    assert study.history.accepted("a") == ("ешки сүті", "серке сүті")


def test_merging_adds_what_is_new_once_and_schedules_anew(path: Path, tmp_path: Path) -> None:
    phone = [
        Review("a", NOON + DAY_MS * n, Rating(rating), 1_000, origin="anki")
        for n, rating in enumerate((3, 3, 1, 3))
    ]
    study, straight = study_at(path), study_at(tmp_path / "other.sqlite3")
    study.answer("a", Rating.GOOD, NOON)
    study.answer("a", Rating.HARD, NOON + 10 * DAY_MS)
    merged = study.merge([*phone, phone[1]], NOON + 11 * DAY_MS)
    assert (merged.added, merged.known, merged.cards) == (3, 2, 1)
    for review in (*phone, study.history.reviews("a")[-1]):
        straight.answer("a", review.rating, review.time_ms)
    assert study.state("a") == straight.state("a")
    before = dump(path)
    again = study.merge(phone, NOON + 12 * DAY_MS)
    assert (again.added, again.known, again.cards) == (0, 4, 0)
    assert dump(path) == before
    study.undo()
    assert len(study.history.reviews()) == 2


def test_merging_in_any_order_and_in_parts_gives_the_same_file(tmp_path: Path) -> None:
    reviews = [
        Review(f"card-{n % 3}", NOON + n * 7 * MINUTE + n * n * DAY_MS, Rating(1 + n % 4), 0)
        for n in range(24)
    ]
    whole, parts = study_at(tmp_path / "1.sqlite3"), study_at(tmp_path / "2.sqlite3")
    whole.merge(reviews, NOON)
    parts.merge(reversed(reviews[::2]), NOON)
    parts.merge(reviews[::3], NOON)
    parts.merge(reviews, NOON)
    assert dump(whole.history.path) == dump(parts.history.path)


def test_reviews_merged_from_elsewhere_can_make_a_leech(path: Path) -> None:
    study = study_at(path, Settings(leech_lapses=2))
    ratings = (4, 1, 4, 1)
    study.merge(
        [Review("a", NOON + n * 20 * DAY_MS, Rating(r), 0) for n, r in enumerate(ratings)], NOON
    )
    assert study.state("a").leech


def test_a_card_whose_text_is_gone_keeps_its_history_and_finds_it_again(path: Path) -> None:
    study = study_at(path)
    kept = study.answer("gone|kk|typed", Rating.GOOD, NOON - 5 * DAY_MS)
    deck = Deck([Entry("other|kk|typed", "other")])
    assert study.queue(deck, NOON).cards == ("other|kk|typed",)
    assert study.history.states()["gone|kk|typed"] == kept.after
    returned = Deck([Entry("gone|kk|typed", "gone"), Entry("other|kk|typed", "other")])
    queue = study.queue(returned, NOON)
    assert queue.steps == ("gone|kk|typed",)
    assert len(study.history.reviews("gone|kk|typed")) == 1


def test_other_parameters_are_kept_and_every_card_scheduled_by_them(path: Path) -> None:
    study = study_at(path)
    for number in range(3):
        study.answer("a", Rating.GOOD, NOON + number * 5 * DAY_MS)
    before = dump(path)
    parameters = (0.5, 2.0, 5.0, 12.0, *Scheduler().parameters[4:])
    assert study.take_parameters(parameters, NOON) == 1
    assert kept_parameters(study.history) == parameters
    assert study.state("a") == Scheduler(
        Settings(parameters=parameters), study.scheduler.days
    ).replay("a", study.history.reviews("a"))
    study.undo()
    assert dump(path) == before
    with pytest.raises(UsageError, match="FSRS parameters"):
        study.take_parameters((1.0, 2.0), NOON)
