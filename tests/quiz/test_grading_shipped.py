"""The grader over the shipped cards: each accepts its own, none accepts another's."""

from functools import cache

from quizgen.flow.cardfile import read_cards
from quizgen.knowledge import facts_folder
from quizgen.model import Card
from quizgen.quiz.grading import GradingContext, expected_of, grade
from quizgen.quiz.prepare import prepare
from quizgen.quiz.verdict import HintKind, Kind
from tests.quiz.test_grading_cases import LANGUAGES

FORMS = ("typed", "cloze", "name")


@cache
def shipped() -> tuple[list[Card], GradingContext]:
    cards = read_cards(facts_folder() / "cards.jsonl")
    return [c for c in cards if c.form in FORMS], GradingContext(LANGUAGES, cards)


def test_every_card_accepts_its_own_answers() -> None:
    cards, context = shipped()
    assert len(cards) > 500
    for card in cards:
        expected = expected_of(card)
        assert grade(card.answer, expected, context).kind is Kind.EXACT, card.key
        for text in card.accepted:
            kind = grade(text, expected, context).kind
            assert kind in (Kind.EXACT, Kind.VARIANT), (card.key, text)


def test_every_printed_value_is_recognised_kindly() -> None:
    cards, context = shipped()
    printed = [(card, text) for card in cards for text in card.printed]
    assert printed
    for card, text in printed:
        assert grade(text, expected_of(card), context).kind is Kind.PRINTED, (card.key, text)


def test_names_in_other_languages_are_right_but_for_name_cards() -> None:
    cards, context = shipped()
    for card in cards:
        for text in card.foreign:
            kind = grade(text, expected_of(card), context).kind
            assert kind.accepted == (card.form != "name"), (card.key, text)


def test_no_card_accepts_a_wrong_option() -> None:
    cards, context = shipped()
    for card in cards:
        for text in card.choices:
            if prepare(text) not in {prepare(own) for own in (card.answer, *card.accepted)}:
                kind = grade(text, expected_of(card), context).kind
                assert not kind.accepted, (card.key, text)


def test_no_card_accepts_the_answer_to_another() -> None:
    """Unless it is among its own right answers, or its own in another guise: a sign, a blank."""
    cards, context = shipped()
    for code in LANGUAGES:
        here = [card for card in cards if card.language == code]
        answers = {card.answer: card for card in here}
        for card in here[::9]:
            for text, other in answers.items():
                if other.sibling != card.sibling:
                    kind = grade(text, expected_of(card), context).kind
                    assert kind is not Kind.TYPO, (card.key, card.answer, text)


def test_a_word_of_another_subject_is_wrong_and_no_opposite() -> None:
    cards, context = shipped()
    strange = {"kk": "терезе", "hi": "खिड़की", "en": "window"}
    for card in cards:
        verdict = grade(strange[card.language], expected_of(card), context)
        assert verdict.kind is Kind.WRONG, card.key
        assert all(hint.kind is not HintKind.OPPOSITE for hint in verdict.hints), card.key
