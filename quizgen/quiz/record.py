"""Recorder: what a session needs of the room that remembers."""

from collections.abc import Mapping
from typing import Protocol

from quizgen.model import Card, Rating, Review
from quizgen.quiz.questions import Stage
from quizgen.study import Stage as Known
from quizgen.study import Study


class Recorder(Protocol):
    """Keeps answers and says when a card comes back. Each action can be undone, last first.

    ``record`` returns only when the review is safe on disk; it may raise a ``QuizgenError``.
    """

    def stage(self, card: Card) -> Stage:
        """How far the learner is with the card."""

    def previews(self, card: Card, now_ms: int) -> Mapping[Rating, int]:
        """When (Unix milliseconds) the card would come back after each rating."""

    def record(self, card: Card, review: Review) -> int | None:
        """Keep one answer; gives when the card is due, None where the schedule is untouched."""

    def amend(self, card: Card, rating: Rating, now_ms: int) -> int | None:
        """Give the card's last answer another rating; gives when the card is due now."""

    def accepted(self, card: Card) -> tuple[str, ...]:
        """The learner's own further right answers."""

    def accept(self, card: Card, answer: str, now_ms: int) -> None:
        """Count ``answer`` as right from now on."""

    def note(self) -> None:
        """The history has one action more, kept by another hand; it is undone as any other."""

    def undo(self) -> None:
        """Take the last action back, exactly."""

    def redo(self) -> None:
        """Do again what was last taken back."""


class StudyRecorder:
    """Records in the learner's study: one durable transaction for each action."""

    def __init__(self, study: Study) -> None:
        self._study = study

    def stage(self, card: Card) -> Stage:
        known = self._study.state(card.key).stage
        if known == Known.NEW:
            return "new"
        return "review" if known == Known.REVIEW else "learning"

    def previews(self, card: Card, now_ms: int) -> Mapping[Rating, int]:
        after = self._study.preview(card.key, now_ms)
        return {rating: state.due_ms for rating, state in after.items()}

    def record(self, card: Card, review: Review) -> int | None:
        kept = self._study.answer(
            card.key,
            review.rating,
            review.time_ms,
            sibling=card.sibling,
            duration_ms=review.duration_ms,
            verdict=review.verdict,
            answer=review.answer,
        )
        return kept.after.due_ms

    def amend(self, card: Card, rating: Rating, now_ms: int) -> int | None:
        return self._study.change_rating(card.key, rating, now_ms).after.due_ms

    def accepted(self, card: Card) -> tuple[str, ...]:
        return self._study.history.accepted(card.key)

    def accept(self, card: Card, answer: str, now_ms: int) -> None:
        self._study.accept(card.key, answer, now_ms)

    def note(self) -> None:
        """The study's own history knows it."""

    def undo(self) -> None:
        self._study.undo()

    def redo(self) -> None:
        self._study.redo()


class Practice:
    """A recorder that keeps no answer: cramming never touches the schedule.

    Stages and accepted answers are those of the recorder it stands before; an answer accepted from
    now on is kept there too, for it says nothing of when a card comes back.
    """

    def __init__(self, behind: Recorder) -> None:
        self._behind = behind
        self._done: list[bool] = []  # for each action, whether it was kept
        self._undone: list[bool] = []

    def stage(self, card: Card) -> Stage:
        return self._behind.stage(card)

    def previews(self, card: Card, now_ms: int) -> Mapping[Rating, int]:  # noqa: ARG002
        return {}

    def record(self, card: Card, review: Review) -> int | None:  # noqa: ARG002
        self._did(kept=False)
        return None

    def amend(self, card: Card, rating: Rating, now_ms: int) -> int | None:  # noqa: ARG002
        self._did(kept=False)
        return None

    def accepted(self, card: Card) -> tuple[str, ...]:
        return self._behind.accepted(card)

    def accept(self, card: Card, answer: str, now_ms: int) -> None:
        self._behind.accept(card, answer, now_ms)
        self._did(kept=True)

    def note(self) -> None:
        self._did(kept=True)

    def undo(self) -> None:
        if self._done:
            if self._done[-1]:
                self._behind.undo()
            self._undone.append(self._done.pop())

    def redo(self) -> None:
        if self._undone:
            if self._undone[-1]:
                self._behind.redo()
            self._done.append(self._undone.pop())

    def _did(self, *, kept: bool) -> None:
        self._done.append(kept)
        self._undone.clear()
