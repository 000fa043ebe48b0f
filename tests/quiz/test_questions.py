"""The kind of a question suits form and stage; options are three, shuffled from a kept seed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.language import load_books
from quizgen.model import Card
from quizgen.quiz.pairs import Lender
from quizgen.quiz.questions import OPTIONS, kind_of, make_question, options
from tests.quiz.world import FACTS, card

SETTINGS = {code: book.settings for code, book in load_books(FACTS).items()}
THREE = ("the salt", "sand", "silt")


@pytest.mark.parametrize(
    ("form", "stage", "choices", "kind"),
    [
        ("typed", "new", THREE, "choice"),
        ("typed", "learning", THREE, "typed"),
        ("typed", "review", THREE, "typed"),
        ("typed", "new", (), "typed"),
        ("qa", "new", THREE, "choice"),
        ("qa", "learning", THREE, "choice"),
        ("qa", "review", THREE, "qa"),
        ("qa", "new", (), "qa"),
        ("cloze", "new", THREE, "cloze"),
        ("cloze", "review", (), "cloze"),
        ("truefalse", "new", ("True", "False"), "truefalse"),
        ("truefalse", "review", ("True", "False"), "truefalse"),
        ("truefalse", "new", (), "qa"),
        ("choice", "review", THREE, "choice"),
        ("choice", "review", (), "qa"),
        ("order", "new", ("a", "b", "c"), "order"),
        ("order", "new", (), "qa"),
        ("name", "new", THREE, "choice"),
        ("name", "learning", THREE, "typed"),
    ],
)
def test_kind(form: str, stage: str, choices: tuple[str, ...], kind: str) -> None:
    answer = "True" if form == "truefalse" else "the salt"
    assert kind_of(card("salt", form, choices=choices, answer=answer), stage) == kind  # type: ignore[arg-type]


def test_a_pipe_cannot_wait_for_the_learners_own_rating() -> None:
    long = card("salt", "qa")
    assert kind_of(long, "review", reveal=False) == "typed"
    assert kind_of(card("salt", "qa", choices=THREE), "review", reveal=False) == "choice"


def test_a_lone_option_is_no_choice() -> None:
    assert kind_of(card("salt", choices=("the salt",)), "new") == "typed"


def test_the_answer_is_always_among_the_options() -> None:
    assert options(card("salt", choices=("sand", "silt"))) == ("sand", "silt", "the salt")


@given(st.integers(), st.lists(st.text(min_size=1), min_size=1, max_size=8, unique=True))
def test_three_options_the_answer_among_them_from_a_kept_seed(seed: int, wrong: list[str]) -> None:
    asked = card("salt", choices=("the salt", *wrong))
    first = make_question(asked, "new", seed)
    again = make_question(asked, "new", seed)
    assert first == again
    assert first.kind == ("choice" if set(wrong) - {"the salt"} else "typed")
    if first.kind == "choice":
        assert len(first.choices) == len(set(first.choices)) <= OPTIONS
        assert "the salt" in first.choices


def test_every_place_is_the_answers_in_turn() -> None:
    asked = card("salt", choices=THREE)
    places = {make_question(asked, "new", seed).choices.index("the salt") for seed in range(40)}
    assert places == {0, 1, 2}


@given(st.integers(), st.lists(st.text(min_size=1), min_size=2, max_size=6, unique=True))
def test_an_order_is_never_shown_solved(seed: int, items: list[str]) -> None:
    question = make_question(card("steps", "order", choices=tuple(items)), "new", seed)
    assert sorted(question.choices) == sorted(items)
    assert question.choices != tuple(items)


def test_true_comes_before_false() -> None:
    asked = card("salt", "truefalse", choices=("True", "False"), answer="False")
    assert {make_question(asked, "new", seed).choices for seed in range(9)} == {("True", "False")}


def test_ask_in_one_language_answer_in_another() -> None:
    english, hindi = card("salt", question="What is it?"), card("salt", language="hi")
    twin = Lender([english, hindi], SETTINGS)(hindi, "en")
    assert twin is english
    question = make_question(hindi, "new", 0, asked=twin)
    assert (question.text, question.language) == ("What is it?", "en")
    assert (question.card.key, question.card.answer) == (hindi.key, "the salt")


def test_what_holds_its_answer_is_asked_in_its_own_language() -> None:
    cloze = card("salt", "cloze", language="hi")
    lend = Lender([cloze, card("salt", "cloze")], SETTINGS)
    assert lend(cloze, "en") is None
    assert lend(card("salt"), "en") is None
    assert lend(card("sand"), "kk") is None


def named(asked: str, answered: str, question: str = "?") -> Card:
    words = {"kk": "тұз", "hi": "नमक", "en": "salt"}
    return card(
        "salt/name",
        "name",
        answered,
        answer=words[answered],
        question=question,
        question_language=asked,
    )


def test_a_name_is_asked_for_in_the_learners_language_the_word_in_its_own() -> None:
    words = [named(a, b) for a in SETTINGS for b in SETTINGS if a != b]
    lend = Lender(words, SETTINGS)
    wanted = named("en", "hi", "What is “salt” called in Hindi?")
    assert lend(wanted, "en") is None, "the card asks so itself"
    for language, text in (
        ("kk", "«salt» хинди тілінде қалай аталады?"),
        ("hi", "“salt” को हिन्दी में क्या कहते हैं?"),
        ("", "“salt” को हिन्दी में क्या कहते हैं?"),  # the card's own language is the answer's
    ):
        question = make_question(wanted, "review", 0, asked=lend(wanted, language))
        assert (question.text, question.language) == (text, language or "hi")
        assert (question.card.key, question.card.answer) == (wanted.key, "नमक")


def test_a_name_whose_word_no_card_tells_keeps_its_question() -> None:
    assert Lender([named("en", "hi")], SETTINGS)(named("en", "hi"), "kk") is None
