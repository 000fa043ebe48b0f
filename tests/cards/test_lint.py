"""Each rule of the lint finds its fault: a card that was well made is spoilt in one way, and the
finding names the card, the rule and the words. The cards as shipped have no fault."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from msgspec.structs import replace

from quizgen.cards import lint
from quizgen.flow.build import Workshop, make, open_workshop, read_shipped
from quizgen.knowledge import facts_folder
from quizgen.model import Card, Fact

TYPED = "goat-milk/b12-content|kk|typed"
ASKED = "cyanocobalamin/contains/cobalt|en|typed"
CLOZE = "sheep-milk/b12-content|en|cloze"
PICKED = "b12-deficiency/cause/intrinsic-factor-deficiency|en|typed"


@cache
def shipped() -> tuple[Workshop, tuple[Fact, ...], tuple[Card, ...]]:
    shop = open_workshop(facts_folder())
    facts, cards = make(shop, read_shipped(shop))
    return shop, tuple(facts), tuple(cards)


def findings(cards: list[Card], facts: tuple[Fact, ...] | None = None) -> list[tuple[str, ...]]:
    shop, known, _ = shipped()
    found = lint(cards, known if facts is None else facts, shop.knowledge, shop.books)
    return [(one.card, one.rule, one.words) for one in found]


def card(key: str) -> Card:
    (found,) = [one for one in shipped()[2] if one.key == key]
    return found


def spoilt(key: str, change: Callable[[Card], dict[str, Any]]) -> list[tuple[str, ...]]:
    """What is found when the card ``key`` is changed so, and nothing else."""
    return findings(
        [replace(c, **change(c)) if c.key == key else c for c in shipped()[2]],
    )


def test_the_cards_as_shipped_have_no_fault() -> None:
    assert findings(list(shipped()[2])) == []


def evidence(c: Card, **changed: Any) -> dict[str, Any]:
    assert c.evidence is not None
    return {"evidence": replace(c.evidence, **changed)}


@pytest.mark.parametrize(
    ("key", "rule", "words", "change"),
    [
        (TYPED, "no-question-mark", "Не.", lambda _: {"question": "Не."}),
        (CLOZE, "cloze-gap", "No gap here.", lambda _: {"question": "No gap here."}),
        (ASKED, "answer-too-long", "a " * 12 + "b", lambda _: {"answer": "a " * 12 + "b"}),
        (ASKED, "two-answers", "cobalt/iron", lambda _: {"answer": "cobalt/iron"}),
        (PICKED, "answer-not-an-option", "cobalt", lambda _: {"answer": "cobalt"}),
        (ASKED, "empty-part", ASKED, lambda _: {"accepted": ("",)}),
        (ASKED, "open-placeholder", "Why {value}?", lambda _: {"question": "Why {value}?"}),
        (ASKED, "stray-space", "Which  metal?", lambda _: {"question": "Which  metal?"}),
        (ASKED, "stray-space", "Which metal ?", lambda _: {"question": "Which metal ?"}),
        (TYPED, "not-nfc", "и\u0306од?", lambda _: {"question": "и\u0306од?"}),
        (TYPED, "mixed-scripts", "сүтiнде", lambda _: {"question": "Ешкі сүтiнде ше?"}),
        (TYPED, "letter-not-in-alphabet", "сўт (ў)", lambda _: {"question": "Ешкі сўт ше?"}),
        (ASKED, "letter-not-in-alphabet", "кобальт", lambda _: {"question": "Is it кобальт?"}),
        (ASKED, "answer-leaked", "cobalt", lambda _: {"question": "Why is cobalt a metal?"}),
        (ASKED, "answer-leaked", "कोबाल्ट", lambda _: {"question": "Is it कोबाल्ट?"}),
        (ASKED, "questions-alike", f"(as {PICKED})", lambda _: {"question": card(PICKED).question}),
        (PICKED, "options-alike", "pepsin", lambda c: {"choices": ("pepsin", "Pepsin", c.answer)}),
        (TYPED, "figure-differs", "0,4 мкг/л ≠ 0,3", lambda _: {"answer": "0,4 мкг/л"}),
        (TYPED, "unit-missing", "0,3", lambda _: {"answer": "0,3"}),
        (TYPED, "no-quote", "goat-milk/b12-content", lambda _: {"evidence": None}),
        (ASKED, "quote-not-translated", "", lambda c: evidence(c, translation="")),
        (TYPED, "erratum-without-note", "E14", lambda _: {"erratum_note": ""}),
    ],
)
def test_a_spoilt_card_is_found(
    key: str, rule: str, words: str, change: Callable[[Card], dict[str, Any]]
) -> None:
    said = [told for where, which, told in spoilt(key, change) if (where, which) == (key, rule)]
    assert any(words in told for told in said)


def test_a_choice_has_three_options() -> None:
    choice = next(c for c in shipped()[2] if c.form == "choice" and len(c.choices) == 3)
    two = tuple(o for o in choice.choices if o == choice.answer or o == choice.choices[0])[:2]
    assert (choice.key, "not-three-options", " · ".join(two)) in spoilt(
        choice.key, lambda _: {"choices": two}
    )


def test_an_option_that_is_right_under_another_name_is_found() -> None:
    right = card(PICKED).accepted[0]
    assert (PICKED, "wrong-option-is-true", right) in spoilt(
        PICKED, lambda c: {"choices": (c.answer, right, "pepsin")}
    )


def test_an_option_that_another_fact_of_the_subject_makes_true_is_found() -> None:
    """The liver holds the vitamin, so it is no wrong answer to where else it is made."""
    key = "cyanocobalamin/synthesised-by/stomach-bacteria|hi|typed"
    assert (key, "wrong-option-is-true", "यकृत") in spoilt(
        key, lambda c: {"choices": (c.answer, "यकृत", "अग्न्याशय")}
    )


def test_a_fact_that_a_language_does_not_ask_is_found() -> None:
    kept = [c for c in shipped()[2] if not (c.language == "hi" and c.fact == card(TYPED).fact)]
    assert ("goat-milk/b12-content", "language-missing", "hi") in findings(kept)


def test_a_wording_for_a_fact_that_is_gone_or_turned_is_found() -> None:
    shop, facts, cards = shipped()
    worded = next(iter(shop.books["en"].facts))
    less = tuple(fact for fact in facts if fact.id != worded)
    kept = [c for c in cards if c.fact != worded]
    assert (worded, "wording-without-fact", "en") in findings(kept, less)
    turned = tuple(
        replace(fact, affirmed=not fact.affirmed) if fact.id == worded else fact for fact in facts
    )
    assert (worded, "wording-of-other-polarity", "en") in findings(list(cards), turned)
