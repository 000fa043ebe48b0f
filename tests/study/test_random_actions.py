"""Actions at random, undone and redone: the file says at every place what it said there before."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from quizgen.model import Rating, Review
from quizgen.study import DAY_MS, Settings, Stage
from tests.study.tools import MINUTE, NOON, dump, study_at

CARDS = [f"fact-{n}|{code}|typed" for n in range(3) for code in ("kk", "hi")]
cards = st.sampled_from(CARDS)
ratings = st.sampled_from(list(Rating))


class Learner(RuleBasedStateMachine):
    """Random actions, undos and redos, against a list of what the file said after each."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(self.make_folder())
        self.path = self.folder / "history.sqlite3"
        self.study = study_at(self.path, Settings(leech_lapses=2), session="one")
        self.now = NOON
        self.said = [dump(self.path)]
        self.place = 0

    def make_folder(self) -> str:
        self.temporary = tempfile.TemporaryDirectory()
        return self.temporary.name

    def teardown(self) -> None:
        if hasattr(self, "study"):
            self.study.history.close()
            self.temporary.cleanup()

    def did(self) -> None:
        after = dump(self.path)
        if after != self.said[self.place]:
            self.said = [*self.said[: self.place + 1], after]
            self.place += 1

    @rule(minutes=st.sampled_from((1, 7, 700, 2_000, 60_000)))
    def time_passes(self, minutes: int) -> None:
        self.now += minutes * MINUTE

    @rule(minutes=st.sampled_from((1, 3_000)))
    def the_clock_is_set_back(self, minutes: int) -> None:
        self.now -= minutes * MINUTE

    @rule(card=cards, rating=ratings)
    def answer(self, card: str, rating: Rating) -> None:
        preview = self.study.preview(card, self.now)[rating]
        done = self.study.answer(card, rating, self.now, sibling=card.split("|")[0])
        if done.review.time_ms == self.now > done.before.last_ms:
            assert done.after.due_ms == preview.due_ms
        self.did()

    @rule(card=cards, rating=ratings)
    def change_rating(self, card: str, rating: Rating) -> None:
        if self.study.history.reviews(card):
            self.study.change_rating(card, rating, self.now)
            self.did()

    @rule(
        card=cards,
        name=st.sampled_from(
            (
                "suspend",
                "unsuspend",
                "put_off",
                "bring_back",
                "forget",
                "mark_leech",
                "unmark_leech",
            )
        ),
    )
    def mark(self, card: str, name: str) -> None:
        getattr(self.study, name)(card, self.now)
        self.did()

    @rule(card=cards, days=st.integers(0, 400))
    def reschedule(self, card: str, days: int) -> None:
        if self.study.state(card).stage != Stage.NEW:
            self.study.reschedule(card, self.now + days * DAY_MS, self.now)
            self.did()

    @rule(card=cards, text=st.sampled_from(("a", "ә", "क")))
    def accept(self, card: str, text: str) -> None:
        self.study.accept(card, text, self.now)
        self.did()

    @rule(card=cards, rating=ratings, back=st.integers(0, 90))
    def merge(self, card: str, rating: Rating, back: int) -> None:
        self.study.merge([Review(card, self.now - back * DAY_MS, rating, 0)], self.now)
        self.did()

    @rule()
    def undo(self) -> None:
        undone = self.study.undo()
        assert (undone is None) == (self.place == 0)
        self.place -= undone is not None
        assert dump(self.path) == self.said[self.place]

    @rule()
    def redo(self) -> None:
        redone = self.study.redo()
        assert (redone is None) == (self.place == len(self.said) - 1)
        self.place += redone is not None
        assert dump(self.path) == self.said[self.place]

    @precondition(lambda self: self.place > 3)
    @rule()
    def undo_everything(self) -> None:
        while self.study.undo():
            self.place -= 1
        assert self.place == 0
        assert dump(self.path) == self.said[0]

    @rule()
    def start_again(self) -> None:
        self.study.history.close()
        self.study = study_at(self.path, Settings(leech_lapses=2), session="one")

    @invariant()
    def states_follow_from_reviews(self) -> None:
        if not hasattr(self, "study"):
            return
        history = self.study.history
        for state in history.states().values():
            counted = [r for r in history.reviews(state.key) if r.time_ms > state.forgotten_ms]
            assert state.reps == len(counted)
            assert state.last_ms == (counted[-1].time_ms if counted else 0)
            if counted and not state.moved_ms:
                again = self.study.scheduler.replay(state.key, counted)
                assert (state.stage, state.due_ms) == (again.stage, again.due_ms)
                assert (state.stability, state.difficulty) == (again.stability, again.difficulty)


Learner.TestCase.settings = settings(
    max_examples=30,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestLearner = Learner.TestCase
