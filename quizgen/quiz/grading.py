"""Grading a typed answer. Pure: no terminal, no files; languages and the deck are passed in."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from quizgen.language.settings import LanguageSettings
from quizgen.model import Card
from quizgen.quiz.verdict import Verdict


class Expected(Struct, frozen=True):
    """The right answer to one card.

    ``accepted`` are further right answers, the learner's own among them; ``printed`` the wrong value
    that the source prints; ``foreign`` names of the same concept in other languages; ``concept`` and
    ``sibling`` tell which other answers of the deck are this one in another guise.
    """

    answer: str
    language: str
    accepted: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    concept: str = ""
    sibling: str = ""


class GradingContext:
    """What is the same for every answer of a session: the languages and the deck's known answers.

    Building it reads every card once; keep it for the session.
    """

    def __init__(
        self, languages: Mapping[str, LanguageSettings], cards: Iterable[Card] = ()
    ) -> None:
        raise NotImplementedError


def expected_of(card: Card, learned: Iterable[str] = (), foreign: Iterable[str] = ()) -> Expected:
    """What a card expects. ``learned`` are answers the learner told us to accept
    (``History.accepted``), ``foreign`` names of its concept in other languages."""
    return Expected(
        answer=card.answer,
        language=card.language,
        accepted=(*card.accepted, *learned),
        printed=card.printed,
        foreign=tuple(foreign),
        concept=card.concept,
        sibling=card.sibling,
    )


def grade(answer: str, expected: Expected, context: GradingContext) -> Verdict:
    """The verdict on ``answer``."""
    raise NotImplementedError
