"""What must hold of grading for any answer at all."""

import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quizgen.model import Card, card_key
from quizgen.quiz.grading import Expected, GradingContext, expected_of, grade
from quizgen.quiz.prepare import clusters, prepare
from quizgen.quiz.verdict import HintKind, Kind
from quizgen.quiz.words import diff
from tests.quiz.test_grading_cases import CONTEXT, LANGUAGES, TABLE

LETTERS = {
    code: st.sampled_from([*one.letters, *one.letters.upper(), " ", "-", ",", ".", *"0123456789"])
    for code, one in LANGUAGES.items()
}
ANY_TEXT = st.text(max_size=40)
CODES = sorted(LANGUAGES)
EMPTY_DECK = GradingContext(LANGUAGES)


def words_of(code: str) -> st.SearchStrategy[str]:
    return st.text(LETTERS[code], min_size=1, max_size=24)


LANGUAGE_AND_WORDS = st.sampled_from(CODES).flatmap(lambda c: st.tuples(st.just(c), words_of(c)))


@given(ANY_TEXT)
def test_preparing_twice_is_preparing_once(text: str) -> None:
    assert prepare(prepare(text)) == prepare(text)


@given(ANY_TEXT)
def test_composed_and_decomposed_letters_are_the_same(text: str) -> None:
    assert prepare(unicodedata.normalize("NFD", text)) == prepare(
        unicodedata.normalize("NFC", text)
    )


@given(LANGUAGE_AND_WORDS)
def test_any_answer_accepts_itself(case: tuple[str, str]) -> None:
    code, answer = case
    assume(prepare(answer))
    assert grade(answer, Expected(answer, code), CONTEXT).kind is Kind.EXACT


@given(st.sampled_from(CODES), ANY_TEXT)
def test_any_answer_of_any_letters_accepts_itself(code: str, answer: str) -> None:
    assume(prepare(answer))
    assert grade(answer, Expected(answer, code), CONTEXT).kind is Kind.EXACT


@given(st.sampled_from(CODES), ANY_TEXT, ANY_TEXT)
def test_grading_any_text_gives_a_verdict_and_a_true_diff(
    code: str, typed: str, right: str
) -> None:
    verdict = grade(typed, Expected(right, code), CONTEXT)
    if verdict.diff:
        shown = " ".join(unicodedata.normalize("NFC", typed).split())
        assert (
            "".join(c for step, c in verdict.diff if step != "missing").casefold()
            == shown.casefold()
        )
        assert "".join(c for step, c in verdict.diff if step != "extra") == verdict.matched


ODD_TEXT = st.text(
    st.one_of(st.sampled_from("0123456789.,-–<>~ /µгlк²½٣߂𑁦'()"), st.characters()), max_size=14
)


@given(st.sampled_from(CODES), ODD_TEXT, ODD_TEXT)
@settings(max_examples=400, deadline=None)
def test_odd_figures_and_signs_never_break_the_grader(code: str, typed: str, right: str) -> None:
    odd = Expected(right, code, accepted=(f"{typed}x",), printed=(f"{right}1",), foreign=(typed,))
    assert grade(typed, odd, CONTEXT).kind in Kind
    assert grade(right, Expected(right, code), CONTEXT).kind in (Kind.EXACT, Kind.EMPTY)


def test_a_figure_that_rounds_to_ours_is_wrong_where_it_is_anothers() -> None:
    cards = [
        Card(f"{n}|en|typed", f"{n}", "en", "typed", "", "?", text)
        for n, text in enumerate(("1.4 µg/L", "1.42 µg/L"))
    ]
    assert grade("1.42 mcg/l", expected_of(cards[0]), EMPTY_DECK).kind is Kind.VARIANT
    assert grade("1.42 mcg/l", expected_of(cards[0]), GradingContext(LANGUAGES, cards)).kind is (
        Kind.WRONG
    )


@given(st.lists(LANGUAGE_AND_WORDS, min_size=2, max_size=6))
@settings(max_examples=150, deadline=None)
def test_no_other_known_answer_is_ever_accepted(answers: list[tuple[str, str]]) -> None:
    cards = [
        Card(card_key(f"f{i}", code, "typed"), f"f{i}", code, "typed", "", "?", text)
        for i, (code, text) in enumerate(answers)
    ]
    context = GradingContext(LANGUAGES, cards)
    for card in cards:
        for other in cards:
            own = grade(other.answer, expected_of(card), EMPTY_DECK)
            if other is card or own.kind in (Kind.EXACT, Kind.EMPTY):
                continue
            verdict = grade(other.answer, expected_of(card), context)
            back = grade(card.answer, expected_of(other), EMPTY_DECK)
            same_writing = own.kind is back.kind is Kind.VARIANT
            assert same_writing or not verdict.kind.accepted


@pytest.mark.parametrize("code", CODES)
def test_no_answer_of_the_judged_deck_is_accepted_for_another(code: str) -> None:
    deck = TABLE["deck"][code]
    for right in deck:
        for other in deck:
            if other != right:
                assert not grade(other, Expected(right, code), CONTEXT).kind.accepted, (
                    right,
                    other,
                )


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_diff_holds_both_texts(typed: str, wanted: str) -> None:
    found = diff(typed, wanted)
    assert "".join(c for step, c in found if step != "extra") == wanted
    assert "".join(c for step, c in found if step != "missing").casefold() == typed.casefold()
    assert {step for step, _ in found} <= {"same", "extra", "missing"}


def test_a_diff_never_cuts_a_vowel_sign_off_its_letter() -> None:
    for typed, wanted in (("काम", "कमी"), ("ज़रुरी", "ज़रूरी"), ("हिन्दी", "हिंदी")):
        for _, cluster in diff(typed, wanted):
            assert clusters(cluster) == [cluster]
            assert not unicodedata.category(cluster[0]).startswith("M")


def test_a_minor_slip_names_the_letters() -> None:
    verdict = grade("карын", Expected("қарын", "kk"), CONTEXT)
    assert [(h.kind, h.typed, h.wanted) for h in verdict.hints] == [(HintKind.LETTER, "к", "қ")]


def test_another_answer_of_the_deck_is_named() -> None:
    verdict = grade("калий", Expected("кальций", "kk"), CONTEXT)
    assert verdict.kind is Kind.WRONG
    assert [(h.kind, h.typed) for h in verdict.hints] == [(HintKind.OTHER, "калий")]


def test_a_sibling_of_the_same_fact_is_no_other_answer() -> None:
    typed = Card("a|kk|typed", "a", "kk", "typed", "", "?", "кобальт")
    cloze = Card("a|kk|cloze", "a", "kk", "cloze", "", "?", "кобальты")
    context = GradingContext(LANGUAGES, [typed, cloze])
    assert grade("кобальты", expected_of(typed), context).kind is Kind.TYPO


def test_the_sibling_in_another_language_is_a_right_answer() -> None:
    kazakh = Card("a|kk|typed", "a", "kk", "typed", "", "?", "бауыр")
    hindi = Card("a|hi|typed", "a", "hi", "typed", "", "?", "यकृत")
    context = GradingContext(LANGUAGES, [kazakh, hindi])
    verdict = grade("यकृत", expected_of(kazakh), context)
    assert verdict.kind is Kind.VARIANT
    assert (verdict.hints[0].kind, verdict.hints[0].wanted) == (HintKind.FOREIGN, "бауыр")


def test_a_name_card_wants_just_its_language() -> None:
    card = Card("b|kk|name-hi", "b", "kk", "name", "", "?", "бауыр")
    assert grade("liver", expected_of(card, foreign=["liver"]), CONTEXT).kind is Kind.WRONG_SCRIPT


def test_the_learners_own_word_counts_even_against_the_deck() -> None:
    card = Card("c|kk|typed", "c", "kk", "typed", "", "?", "кальций")
    assert grade("калий", expected_of(card, learned=["калий"]), CONTEXT).kind is Kind.VARIANT


def test_a_wrong_option_is_no_typo() -> None:
    card = Card(
        "d|en|typed", "d", "en", "typed", "", "?", "muscles", choices=("muscles", "mussels")
    )
    assert grade("mussels", expected_of(card), CONTEXT).kind is Kind.WRONG


def test_a_pasted_book_is_wrong_at_once() -> None:
    assert grade("а" * 100_000, Expected("а", "kk"), CONTEXT).kind is Kind.WRONG


@pytest.mark.parametrize("typed", ["-", "about", "~", "+", "x"])
def test_what_is_no_unit_is_not_one_of_anything(typed: str) -> None:
    card = Card("d|en|typed", "d", "en", "typed", "", "?", "1")
    assert not grade(typed, expected_of(card), CONTEXT).kind.accepted


@given(LANGUAGE_AND_WORDS)
def test_the_short_way_for_plain_words_gives_what_the_long_way_gives(case: tuple[str, str]) -> None:
    _, text = case
    assert prepare(text) == prepare(f" {text}\t")
