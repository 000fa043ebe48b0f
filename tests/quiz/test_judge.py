"""Choices by text or number, orders by numbers or items, the rest by the grader."""

from pathlib import Path

import pytest

from quizgen.language import load_books
from quizgen.model import Card, Rating
from quizgen.quiz.judge import DeckJudge, ordering, pick
from quizgen.quiz.questions import Question
from tests.quiz.world import card

FACTS = Path(__file__).resolve().parents[2] / "facts"
ITEMS = ("swallow", "wait", "measure")
CHOICES = ("sand", "the salt", "silt")


@pytest.fixture(scope="module")
def judge() -> DeckJudge:
    cards = [card("salt"), card("sand", answer="sand"), card("silt", answer="silt")]
    return DeckJudge({code: book.settings for code, book in load_books(FACTS).items()}, cards)


def choice(shown: Card | None = None) -> Question:
    return Question(shown or card("salt"), "choice", "?", "en", CHOICES)


def order() -> Question:
    return Question(
        card("steps", "order", choices=ITEMS), "order", "?", "en", ("measure", "swallow", "wait")
    )


@pytest.mark.parametrize(
    ("given", "picked"),
    [
        ("the salt", "the salt"),
        ("  THE  SALT ", "the salt"),
        ("2", "the salt"),
        ("२", "the salt"),
        ("٢", "the salt"),
        ("0", None),
        ("4", None),
        ("2.5", None),
        ("pepper", None),
        ("", None),
    ],
)
def test_pick(given: str, picked: str | None) -> None:
    assert pick(given, CHOICES) == picked


def test_a_figure_among_the_options_is_no_place() -> None:
    assert pick("2", ("4", "2", "3")) == "2"
    assert pick("3", ("4", "2", "5")) == "5"


def test_choice(judge: DeckJudge) -> None:
    assert judge(choice(), "2", ()).rating is Rating.GOOD
    assert judge(choice(), "sand", ()).verdict == "wrong"
    assert judge(choice(), " ", ()).rating is None


def test_what_is_no_option_is_graded_as_if_typed(judge: DeckJudge) -> None:
    assert judge(choice(), "The Salt!", ()).rating is Rating.GOOD
    assert judge(choice(), "pepper", ()).rating is Rating.AGAIN


def test_typed_and_what_the_learner_taught(judge: DeckJudge) -> None:
    question = Question(card("salt"), "typed", "?", "en")
    assert judge(question, "the salt", ()).verdict == "exact"
    assert judge(question, "halite", ()).rating is Rating.AGAIN
    assert judge(question, "halite", ("halite",)).rating is Rating.GOOD
    assert judge(question, "sand", ()).rating is Rating.AGAIN


@pytest.mark.parametrize(
    "given",
    [
        "2 3 1",
        "2,3,1",
        "२ ३ १",
        "2 > 3 > 1",
        "swallow\nwait\nmeasure",
        "swallow; wait; measure",
        "Swallow → wait → measure",
        "swallow, wait, measure",
    ],
)
def test_order_right(judge: DeckJudge, given: str) -> None:
    assert ordering(given, order().choices) == ITEMS
    assert judge(order(), given, ()).rating is Rating.GOOD


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        ("1 2 3", "wrong"),
        ("2 3", "partial"),
        ("swallow", "wrong"),
        ("9 9 9", "wrong"),
        ("?", "wrong"),
    ],
)
def test_order_wrong(judge: DeckJudge, given: str, verdict: str) -> None:
    judged = judge(order(), given, ())
    assert (judged.verdict, judged.rating) == (verdict, Rating.AGAIN)
