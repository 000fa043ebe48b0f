"""An answer's names in the other languages."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from quizgen.cards.abroad import with_names_abroad
from quizgen.model import Card, Form
from tests.world import read_world

CARD = Card(
    key="tar/sinks-in/honey|aa|typed",
    fact="tar/sinks-in/honey",
    language="aa",
    form="typed",
    topic="chemistry",
    question="What floats?",
    answer="Rock",
)


def foreign(tmp_path: Path, card: Card) -> tuple[str, ...]:
    _, books = read_world(tmp_path)
    (widened,) = with_names_abroad([card], books)
    assert replace(widened, foreign=card.foreign) == card
    return widened.foreign


def test_a_name_brings_its_names_abroad_whatever_the_fact_is_about(tmp_path: Path) -> None:
    assert foreign(tmp_path, CARD) == ("sto",)


def test_a_form_is_as_good_as_the_name(tmp_path: Path) -> None:
    assert foreign(tmp_path, replace(CARD, answer="honeyish", form="cloze")) == ("med",)


def test_what_the_card_knows_stays_and_nothing_comes_twice(tmp_path: Path) -> None:
    assert foreign(tmp_path, replace(CARD, foreign=("pedra", "sto"))) == ("pedra", "sto")


def test_a_word_that_names_nothing_brings_nothing(tmp_path: Path) -> None:
    assert foreign(tmp_path, replace(CARD, answer="at once")) == ()


def test_a_name_that_the_question_shows_is_no_answer(tmp_path: Path) -> None:
    assert foreign(tmp_path, replace(CARD, question="What is called sto?")) == ()


@pytest.mark.parametrize("form", ["name", "qa", "choice", "truefalse"])
def test_only_typed_answers_are_widened(tmp_path: Path, form: Form) -> None:
    assert foreign(tmp_path, replace(CARD, form=form)) == ()
