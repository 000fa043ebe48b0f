"""What a card expects of an answer, and what is the same for every answer of a session."""

from collections.abc import Iterable, Mapping

import regex
from msgspec import Struct

from quizgen.language.settings import LanguageSettings
from quizgen.model import Card
from quizgen.quiz.known import KnownAnswers
from quizgen.quiz.tongue import Tongue


class Expected(Struct, frozen=True):
    """The right answer to one card.

    ``accepted`` are further right answers, the learner's own among them; ``printed`` the wrong
    value that the source prints; ``foreign`` names of the same concept in other languages;
    ``wrong`` are options known to be wrong. ``concept`` and ``sibling`` tell which other answers
    of the deck are this one in another guise. ``translate`` is false where just this language is
    asked for.
    """

    answer: str
    language: str
    accepted: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    concept: str = ""
    sibling: str = ""
    translate: bool = True

    @property
    def right(self) -> tuple[str, ...]:
        """Every right answer in the language asked for, the card's own first."""
        return (self.answer, *self.accepted)


class GradingContext:
    """What is the same for every answer of a session: the languages and the deck's known answers.

    Building it reads every card once; keep it for the session.
    """

    def __init__(
        self, languages: Mapping[str, LanguageSettings], cards: Iterable[Card] = ()
    ) -> None:
        self.tongues = {code: Tongue(one, languages.values()) for code, one in languages.items()}
        self.known = KnownAnswers(self.tongues, cards)

    def scripts(self, text: str) -> set[str]:
        """The scripts of the words of ``text``; codes and formulas (words with figures) aside."""
        words = " ".join(w for w in text.split() if not any(c.isdigit() for c in w))
        return self._scripts(words)

    def own_scripts(self, right: str) -> set[str]:
        """The scripts in which a right answer is written: of its words, or of its codes where it
        has no others."""
        return self.scripts(right) or self._scripts(right)

    def _scripts(self, text: str) -> set[str]:
        names = {tongue.script for tongue in self.tongues.values()}
        return {name for name in names if regex.search(rf"\p{{Script={name}}}", text)}


def expected_of(card: Card, learned: Iterable[str] = (), foreign: Iterable[str] = ()) -> Expected:
    """What a card expects. ``learned`` are answers the learner told us to accept
    (``History.accepted``), ``foreign`` names of its concept in other languages."""
    accepted = (*card.accepted, *learned)
    right = {card.answer, *accepted}
    return Expected(
        answer=card.answer,
        language=card.language,
        accepted=accepted,
        printed=card.printed,
        foreign=(*card.foreign, *foreign),
        wrong=tuple(c for c in card.choices if c not in right) if card.form != "order" else (),
        concept=card.concept,
        sibling=card.sibling,
        translate=card.form != "name",
    )
