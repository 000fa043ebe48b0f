"""A small deck and a recorder in memory, for the tests of questions and sessions."""

from collections.abc import Mapping
from pathlib import Path

from quizgen.model import Card, Rating, Review, card_key
from quizgen.quiz.judge import Judgement, folded, pick
from quizgen.quiz.questions import Question, Stage

FACTS = Path(__file__).resolve().parents[2] / "facts"
MINUTE = 60_000
DELAYS = {Rating.AGAIN: 1, Rating.HARD: 6, Rating.GOOD: 10, Rating.EASY: 11_520}


def card(fact: str, form: str = "typed", language: str = "en", **rest: object) -> Card:
    """A card with a question and an answer made of its fact's id."""
    fields: dict[str, object] = {"question": f"{fact}?", "answer": f"the {fact}", **rest}
    return Card(
        key=card_key(fact, language, form),
        fact=fact,
        language=language,
        form=form,  # type: ignore[arg-type]
        topic=str(fields.pop("topic", "things")),
        **fields,  # type: ignore[arg-type]
    )


class Memory:
    """A recorder that undoes exactly: it keeps all its states."""

    def __init__(self) -> None:
        self.reviews: list[Review] = []
        self.learned: dict[str, tuple[str, ...]] = {}
        self._past: list[tuple[list[Review], dict[str, tuple[str, ...]]]] = []
        self._future: list[tuple[list[Review], dict[str, tuple[str, ...]]]] = []

    def stage(self, card: Card) -> Stage:
        return "learning" if any(r.card == card.key for r in self.reviews) else "new"

    def previews(self, card: Card, now_ms: int) -> Mapping[Rating, int]:  # noqa: ARG002
        return {rating: now_ms + delay * MINUTE for rating, delay in DELAYS.items()}

    def record(self, card: Card, review: Review) -> int | None:  # noqa: ARG002
        self._keep()
        self.reviews = [*self.reviews, review]
        return review.time_ms + DELAYS[review.rating] * MINUTE

    def amend(self, card: Card, rating: Rating, now_ms: int) -> int | None:
        self._keep()
        last = self.reviews[-1]
        assert last.card == card.key
        changed = Review(
            last.card, last.time_ms, rating, last.duration_ms, last.verdict, last.answer
        )
        self.reviews = [*self.reviews[:-1], changed]
        return now_ms + DELAYS[rating] * MINUTE

    def accepted(self, card: Card) -> tuple[str, ...]:
        return self.learned.get(card.key, ())

    def accept(self, card: Card, answer: str, now_ms: int) -> None:  # noqa: ARG002
        self._keep()
        self.learned = {**self.learned, card.key: (*self.accepted(card), answer)}

    def note(self) -> None:
        """Whoever acted has told the memory himself."""

    def undo(self) -> None:
        self._future.append((self.reviews, self.learned))
        self.reviews, self.learned = self._past.pop()

    def redo(self) -> None:
        self._past.append((self.reviews, self.learned))
        self.reviews, self.learned = self._future.pop()

    def _keep(self) -> None:
        self._past.append((self.reviews, self.learned))
        self._future.clear()


def judge(question: Question, given: str, learned: tuple[str, ...]) -> Judgement:
    """Exact or wrong; nothing typed asks again."""
    if not given.strip():
        return Judgement("empty", None)
    answer = pick(given, question.choices) or given
    right = folded(answer) in {folded(text) for text in (question.card.answer, *learned)}
    return Judgement("exact", Rating.GOOD) if right else Judgement("wrong", Rating.AGAIN)


class Clock:
    """Time that passes only when told to."""

    def __init__(self, now: int = 1_000_000) -> None:
        self.now = now

    def __call__(self) -> int:
        return self.now

    def pass_(self, minutes: float) -> None:
        self.now += round(minutes * MINUTE)
