"""What a session came to: score by topic, time, and what to look at again."""

from collections.abc import Mapping

from msgspec import Struct

from quizgen.model import Card, Rating, topic_of
from quizgen.quiz.state import Answered, State


class Score(Struct, frozen=True):
    """``right`` of ``asked`` cards were known at the first try."""

    right: int
    asked: int

    @property
    def share(self) -> float:
        """Between 0 and 1; 0 where nothing was asked."""
        return self.right / self.asked if self.asked else 0.0


class Result(Struct, frozen=True):
    """``total`` and ``topics`` count each card once, by its first answer. ``again`` are the cards
    missed at any try, worst first; ``near`` those right but hard. ``answers`` counts every
    answer, ``answering`` the milliseconds from question to answer, ``milliseconds`` the time spent
    in all, reading included, pauses left out."""

    total: Score
    topics: dict[str, Score]
    again: tuple[str, ...]
    near: tuple[str, ...]
    answers: int
    answering: int
    skipped: int
    milliseconds: int


def summary(state: State, cards: Mapping[str, Card], milliseconds: int) -> Result:
    """The result of a session that stands at ``state``. Topics keep the order of the questions."""
    first: dict[str, Answered] = {}
    misses: dict[str, int] = {}
    for answer in state.done:
        first.setdefault(answer.key, answer)
        misses[answer.key] = misses.get(answer.key, 0) + (not answer.right)
    topics: dict[str, Score] = {}
    for key, answer in first.items():
        topic = topic_of(cards[key])
        score = topics.get(topic, Score(0, 0))
        topics[topic] = Score(score.right + answer.right, score.asked + 1)
    again = sorted((key for key in misses if misses[key]), key=lambda key: -misses[key])
    near = [
        key for key, answer in first.items() if answer.rating is Rating.HARD and key not in again
    ]
    return Result(
        total=Score(sum(s.right for s in topics.values()), len(first)),
        topics=topics,
        again=tuple(again),
        near=tuple(near),
        answers=len(state.done),
        answering=round(sum(answer.seconds for answer in state.done) * 1000),
        skipped=len(state.skipped),
        milliseconds=milliseconds,
    )
