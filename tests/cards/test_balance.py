"""Whether a statement is true cannot be told from when it comes."""

import pytest

from quizgen.cards.spread import STEP
from quizgen.flow.cardfile import read_cards
from quizgen.flow.library import CARDS
from quizgen.knowledge import facts_folder
from quizgen.model import Card


def share(cards: list[Card]) -> float:
    """How many of the statements are true, as a part of one; the first option says so."""
    return sum(card.answer == card.choices[0] for card in cards) / len(cards)


@pytest.mark.parametrize("language", ["kk", "hi", "en"])
def test_about_half_of_the_statements_are_true_whenever_they_come(language: str) -> None:
    cards = [
        card
        for card in read_cards(facts_folder() / CARDS)
        if card.language == language and card.form == "truefalse"
    ]
    first = [card for card in cards if card.rank // STEP % 10 == 0]
    later = [card for card in cards if card.rank // STEP % 10]
    for group in (cards, first, later):
        assert len(group) > 30
        assert 0.4 < share(group) < 0.6
