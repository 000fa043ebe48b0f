"""Judging an answer of any kind: typed answers are graded, chosen and ordered ones compared."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from quizgen.language.settings import LanguageSettings
from quizgen.model import Card, Rating
from quizgen.quiz.grading import GradingContext, expected_of, grade
from quizgen.quiz.questions import Question
from quizgen.quiz.verdict import Hint, Kind, Verdict

OWN = "own"
"""The verdict of the learner himself on what he recalled."""

Learned = Sequence[str]


class Judgement(Struct, frozen=True):
    """A verdict by name, the rating it stands for (None: ask again), and what can be said of it."""

    verdict: str
    rating: Rating | None
    matched: str = ""
    hints: tuple[Hint, ...] = ()
    diff: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, verdict: Verdict) -> "Judgement":
        """A grader's verdict."""
        return cls(verdict.kind.value, verdict.rating, verdict.matched, verdict.hints, verdict.diff)

    @classmethod
    def own(cls, rating: Rating) -> "Judgement":
        """The learner rates himself."""
        return cls(OWN, rating)


Judge = Callable[[Question, str, Learned], Judgement]
"""Question, what was answered, the learner's own further right answers → judgement."""


class DeckJudge:
    """Judges answers to the cards of one deck. Building it reads every card once."""

    def __init__(self, languages: Mapping[str, LanguageSettings], cards: Iterable[Card]) -> None:
        self._context = GradingContext(languages, cards)

    def __call__(self, question: Question, given: str, learned: Learned) -> Judgement:
        if not folded(given):
            return Judgement(Kind.EMPTY.value, None)
        if question.kind == "order":
            return _ordered(question, given)
        if question.kind in ("choice", "truefalse"):
            chosen = pick(given, question.choices)
            if chosen is not None:
                right = chosen == question.card.answer
                kind = Kind.EXACT if right else Kind.WRONG
                return Judgement(kind.value, kind.rating, chosen if right else "")
        expected = expected_of(question.card, learned, question.card.foreign)
        return Judgement.of(grade(given, expected, self._context))


def folded(text: str) -> str:
    """For comparing options: NFC, no case, single blanks."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def pick(given: str, choices: Sequence[str]) -> str | None:
    """The option that ``given`` names, by its text or its number (any script's digits)."""
    wanted = folded(given)
    for choice in choices:
        if folded(choice) == wanted:
            return choice
    if wanted.isdecimal() and 1 <= int(wanted) <= len(choices):
        return choices[int(wanted) - 1]
    return None


def ordering(given: str, choices: Sequence[str]) -> tuple[str, ...]:
    """The items in the order answered: numbers of the shown items, or the items themselves,
    one to a line or between semicolons, arrows or commas."""
    numbers = re.findall(r"\d+", given)
    if numbers and not re.sub(r"[\d\s,.;>→-]", "", given):
        places = [int(number) for number in numbers]
        return tuple(choices[n - 1] for n in places if 1 <= n <= len(choices))
    for mark in (r"\n", r"[;→>|]", ","):
        parts = [part for part in re.split(mark, given) if folded(part)]
        if len(parts) == len(choices):
            break
    return tuple(pick(part, choices) or part.strip() for part in parts)


def _ordered(question: Question, given: str) -> Judgement:
    right = [folded(item) for item in question.card.choices]
    answered = [folded(item) for item in ordering(given, question.choices)]
    if answered == right:
        return Judgement(Kind.EXACT.value, Kind.EXACT.rating)
    placed = sum(one == other for one, other in zip(answered, right, strict=False))
    kind = Kind.PARTIAL if placed * 2 >= len(right) else Kind.WRONG
    return Judgement(kind.value, kind.rating)
