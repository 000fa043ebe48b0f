"""One fact in one language → its cards, in a made-up world."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from quizgen.cards import make_cards
from quizgen.cards.deck import state_facts
from quizgen.cards.evidence import EvidenceFinder
from quizgen.cards.options import Claims, wrong_values
from quizgen.cards.vocabulary import vocabulary
from quizgen.knowledge.base import SourceRecord
from quizgen.language.book import Name
from quizgen.language.wording import Ask, ClozeText, Wording
from quizgen.model import Card, Erratum, Fact, Quantity, Source, Text
from tests.world import MOSS_IN_HONEY, OIL, WEIGHT, WINE_DENIED, WORLD, a_fact, read_world


def made(tmp_path: Path, *facts: Fact, **more: object) -> dict[str, Card]:
    knowledge, books = read_world(tmp_path)
    cards = make_cards(facts, knowledge, books, {}, **more)  # type: ignore[arg-type]
    return {card.key: card for card in cards}


def test_keys_are_fact_language_form(tmp_path: Path) -> None:
    cards = made(tmp_path, WEIGHT, vocabulary=False)
    assert set(cards) == {
        "stone/weight|aa|typed",
        "stone/weight|aa|cloze",
        "stone/weight|aa|truefalse",
        "stone/weight|bb|typed",
        "stone/weight|bb|truefalse",
    }


def test_the_accepted_value_is_taught_and_the_printed_one_is_known(tmp_path: Path) -> None:
    card = made(tmp_path, *WORLD)["stone/weight|aa|typed"]
    assert card.answer == "13.5 kilos"
    assert card.printed == ("12.5 kilos", "12,5")
    assert card.explanation == "It weighs 13.5 kilos; the text prints 12.5 kilos."
    assert (card.erratum, card.erratum_note) == ("E1", "The text prints 12.5 kg.")


def test_a_gap_knows_the_printed_value_too(tmp_path: Path) -> None:
    assert made(tmp_path, *WORLD)["stone/weight|aa|cloze"].printed == ("12.5 kilos", "12,5")


def test_every_name_of_the_value_is_right_in_a_gap_and_for_an_inflected_answer(
    tmp_path: Path,
) -> None:
    knowledge, books = read_world(tmp_path)
    book = books["aa"]
    asked = replace(
        book.relations["sinks-in"],
        qa=Ask("What does a {subject} sink in first?", answer="{value:in}"),
        cloze=ClozeText("A {subject} sinks {{{value:in}}} at once.", accepted=("oily",)),
    )
    oil = replace(book.names["oil"], aliases=("grease",))
    book = replace(
        book,
        relations={**book.relations, "sinks-in": asked},
        names={**book.names, "oil": oil},
    )
    made_of = make_cards([OIL], knowledge, {**books, "aa": book}, {}, vocabulary=False)
    cards = {card.key: card for card in made_of}
    assert cards["stone/sinks-in/oil|aa|qa"].answer == "oilin"
    assert cards["stone/sinks-in/oil|aa|qa"].accepted == ("oil", "grease")
    assert cards["stone/sinks-in/oil|aa|cloze"].accepted == ("oily", "oil", "grease")


def test_a_question_with_several_answers_gives_way_to_one_that_names_the_value(
    tmp_path: Path,
) -> None:
    knowledge, books = read_world(tmp_path)
    book = books["aa"]
    both = replace(
        book.relations["sinks-in"],
        typed=Ask("What does a {subject} sink in?"),
        qa=Ask("Does a {subject} sink in {value}?", answer="yes"),
    )
    books["aa"] = replace(book, relations={**book.relations, "sinks-in": both})

    def asked(*facts: Fact) -> set[tuple[str, str, str]]:
        cards = make_cards(facts, knowledge, books, {}, vocabulary=False)
        mine = [card for card in cards if card.language == "aa"]
        return {(c.form, c.question, c.answer) for c in mine if c.form in ("typed", "qa")}

    assert asked(OIL) == {("typed", "What does a stone sink in?", "oil")}
    assert asked(OIL, a_fact("stone/sinks-in/tar")) == {
        ("qa", "Does a stone sink in oil?", "yes"),
        ("qa", "Does a stone sink in tar?", "yes"),
    }


def test_a_printed_value_without_a_name_takes_no_card_away(tmp_path: Path) -> None:
    nameless = replace(WEIGHT, value=Text("ein Stein von einem Gewicht"), language="cc")
    card = made(tmp_path, nameless)["stone/weight|bb|typed"]
    assert card.printed == ("12,5",)


def test_the_card_follows_the_text(tmp_path: Path) -> None:
    changed = a_fact("honey/ms-content", Quantity(number=7, unit="kg"))
    card = made(tmp_path, changed)["honey/ms-content|bb|typed"]
    assert card.answer == "7 ki"
    assert card.question == "Mo med ko?"


def test_a_denied_fact_takes_only_sentences_from_its_relation(tmp_path: Path) -> None:
    cards = made(tmp_path, OIL, WINE_DENIED, vocabulary=False)
    forms = {c.form for c in cards.values() if c.fact == WINE_DENIED.id}
    assert forms == {"truefalse"}
    card = cards["stone/sinks-in/wine|aa|truefalse"]
    assert card.answer == ("False" if "Stone sinks" in card.question else "True")


def test_a_denied_fact_is_asked_where_the_question_knows_its_answer(tmp_path: Path) -> None:
    knowledge, books = read_world(tmp_path)
    book = books["aa"]
    asked = Ask("Does a {subject} sink in {value}?", answer="yes", denied="no")
    sinks = replace(book.relations["sinks-in"], qa=asked)
    books["aa"] = replace(book, relations={**book.relations, "sinks-in": sinks})
    cards = make_cards([OIL, WINE_DENIED], knowledge, books, {}, vocabulary=False)
    answers = {c.question: c.answer for c in cards if c.language == "aa" and c.form == "qa"}
    assert answers == {"Does a stone sink in oil?": "yes", "Does a stone sink in wine?": "no"}


def test_true_false_is_right_either_way(tmp_path: Path) -> None:
    for card in made(tmp_path, *WORLD, vocabulary=False).values():
        if card.form == "truefalse" and card.language == "aa" and card.fact == OIL.id:
            assert card.answer == ("False" if "not" in card.question else "True")


def test_options_are_three_with_the_answer_and_no_truth_among_the_wrong(tmp_path: Path) -> None:
    wet = a_fact("stone/sinks-in/tar")
    cards = made(tmp_path, OIL, WINE_DENIED, wet)
    card = cards["stone/sinks-in/oil|aa|qa"]
    assert len(card.choices) == 3
    assert card.answer in card.choices
    assert "wine" in card.choices  # denied, so certainly wrong
    assert "tar" not in card.choices  # true


def test_options_of_a_range_never_overlap_it(tmp_path: Path) -> None:
    card = made(tmp_path, *WORLD)[f"{MOSS_IN_HONEY.id}|aa|typed"]
    assert card.answer == "2–3 kilos"
    assert set(card.choices) == {"2–3 kilos", "more than 40 kilos", "20–30 kilos"}


def test_options_stay_the_same(tmp_path: Path) -> None:
    one = made(tmp_path / "1", *WORLD)
    two = made(tmp_path / "2", *WORLD)
    assert one == two


def test_names_of_the_user_s_own_facts_are_led_by_the_source(tmp_path: Path) -> None:
    cards = made(tmp_path, OIL, namespace="own.txt", vocabulary=False)
    assert "own.txt:stone/sinks-in/oil|aa|qa" in cards
    assert next(iter(cards.values())).sibling == "own.txt:stone/sinks-in/oil"


def test_a_word_without_translation_makes_cards_in_its_own_language(tmp_path: Path) -> None:
    fact = a_fact("stone/sinks-in/quick-sand", Text("quick sand"))
    languages = {card.language for card in made(tmp_path, fact, vocabulary=False).values()}
    assert languages == {"aa"}


def test_names_go_both_ways(tmp_path: Path) -> None:
    cards = made(tmp_path, *WORLD)
    assert cards["stone/name|bb|name-aa"].question == "What is “stone” in Bb?"
    assert cards["stone/name|bb|name-aa"].answer == "sto"
    assert cards["stone/name|aa|name-bb"].accepted == ("rock",)


@pytest.mark.parametrize(("language", "translation"), [("aa", ""), ("bb", "Sto ko.")])
def test_evidence(tmp_path: Path, language: str, translation: str) -> None:
    knowledge, books = read_world(tmp_path)
    text = "Once.\nA stone  sinks. The end."
    fact = Fact(**{**{f: getattr(OIL, f) for f in OIL.__struct_fields__}, "spans": ()})
    from quizgen.model import Span

    spans = (Span("value", 8, 13, "stone"), Span("cue", 15, 20, "sinks"))
    fact = Fact(**{**{f: getattr(OIL, f) for f in OIL.__struct_fields__}, "spans": spans})
    finder = EvidenceFinder(Source("a.txt", "aa", "T", "", ""), text, lambda _: (5, 22))
    cards = make_cards([fact], knowledge, books, {"a.txt": finder}, vocabulary=False)
    evidence = next(c.evidence for c in cards if c.language == language)
    assert evidence is not None
    assert evidence.quote == text[evidence.start : evidence.end] == "A stone  sinks."
    assert (evidence.line, evidence.marks) == (2, ((2, 7), (9, 14)))
    assert evidence.translation == translation


def test_a_name_s_options_leave_out_what_a_fact_ties_to_it(tmp_path: Path) -> None:
    cards = made(tmp_path, OIL, WINE_DENIED, a_fact("tar/sinks-in/honey"))
    assert set(cards["honey/name|bb|name-aa"].choices) == {"med", "oli", "vin"}


def test_a_name_without_its_like_has_no_options(tmp_path: Path) -> None:
    cards = made(tmp_path, OIL, WINE_DENIED, a_fact("tar/sinks-in/honey"))
    assert cards["stone/name|bb|name-aa"].choices == ()


def test_a_word_that_another_concept_shares_is_answered_by_its_names_too(tmp_path: Path) -> None:
    knowledge, books = read_world(tmp_path)
    aa = books["aa"]
    shared = replace(aa.names["oil"], aliases=("honey",))
    books = {**books, "aa": replace(aa, names={**aa.names, "oil": shared})}
    facts = (OIL, WINE_DENIED, a_fact("stone/sinks-in/tar"), a_fact("tar/sinks-in/honey"))
    cards = {c.key: c for c in make_cards(facts, knowledge, books, {})}
    asked = cards["honey/name|bb|name-aa"]  # What is “honey” in Bb?
    assert (asked.answer, asked.accepted) == ("med", ("oli",))
    assert "oli" not in asked.choices
    assert cards["oil/name|bb|name-aa"].accepted == ()


def test_a_language_with_few_names_takes_no_words_from_the_others(tmp_path: Path) -> None:
    full = made(tmp_path / "full", OIL)
    young = tmp_path / "young"
    knowledge, books = read_world(young)
    one = replace(books["bb"], names={"stone": books["bb"].names["stone"]})
    cc = replace(one, settings=replace(one.settings, code="cc"))
    cards = {c.key for c in make_cards((OIL,), knowledge, {**books, "cc": cc}, {})}
    assert {key for key in full if "|name-" in key} <= cards
    assert "stone/name|cc|name-aa" in cards
    assert "oil/name|cc|name-aa" not in cards


def test_a_statement_says_what_the_source_says(tmp_path: Path) -> None:
    knowledge, books = read_world(tmp_path)
    wrong = Erratum("E9", "value", "a.txt", ("oil",), "The Sea", facts=(OIL.id,))
    fact = replace(OIL, erratum="E9")
    taught = Wording(statement="Stone floats.", affirmed=True)
    aa = replace(books["aa"], facts={OIL.id: taught})
    shipped = {"a.txt": SourceRecord("aa", "T")}
    known = replace(knowledge, errata={"E9": wrong}, sources=shipped)
    said = state_facts([fact], known, {"aa": aa})[OIL.id]
    assert said == {"aa": "Stone sinks oilin."}
    claim = replace(known, errata={"E9": replace(wrong, claim=True)})
    assert state_facts([fact], claim, {"aa": aa})[OIL.id] == {"aa": "Stone floats."}
    own = replace(claim, sources={})
    assert state_facts([fact], own, {"aa": aa})[OIL.id] == {"aa": "Stone sinks oilin."}


@pytest.mark.parametrize("gap", ["{{{value}}}", "{{stone}}"])
def test_a_gap_takes_the_other_names_of_what_stands_in_it(tmp_path: Path, gap: str) -> None:
    knowledge, books = read_world(tmp_path)
    fact = a_fact("tar/sinks-in/stone")
    books["aa"].facts[fact.id] = Wording(cloze=ClozeText(f"Tar sinks in {gap}."))
    cards = make_cards([fact], knowledge, books, {}, vocabulary=False)
    (card,) = [card for card in cards if card.form == "cloze"]
    assert (card.question, card.answer) == ("Tar sinks in […].", "stone")
    assert (card.accepted, card.foreign) == (("rock",), ("sto",))


@pytest.mark.parametrize(
    ("aa", "bb", "kept"),
    [
        ("wines", "vini", False),  # a plural in both languages
        ("wines", "oli", True),  # another word in one of them
        ("wine2", "vin2", True),  # a figure makes another thing
        ("winebottle", "vinbottle", True),  # a compound is another word
    ],
)
def test_a_plural_is_no_word_of_its_own(tmp_path: Path, aa: str, bb: str, kept: bool) -> None:
    knowledge, books = read_world(tmp_path)
    books["aa"].names["oil"] = Name(name=aa)
    books["bb"].names["oil"] = Name(name=bb)
    words = vocabulary([OIL, WINE_DENIED], knowledge, books)
    assert ("oil" in words) is kept
    assert {"stone", "wine"} <= set(words)


def test_an_answer_that_is_the_subject_takes_its_other_names(tmp_path: Path) -> None:
    knowledge, books = read_world(tmp_path)
    fact = a_fact("stone/sinks-in/oil")
    ask = Ask(question="What sinks in {value}?", answer="{subject}")
    books["aa"].facts[fact.id] = Wording(typed=ask)
    cards = make_cards([fact], knowledge, books, {}, vocabulary=False)
    (card,) = [card for card in cards if card.form == "typed"]
    assert (card.answer, card.accepted, card.foreign) == ("stone", ("rock",), ("sto",))


@pytest.mark.parametrize(
    ("value", "options"),
    [
        (Quantity(number=8, unit="week"), {4, 16}),
        (Quantity(number=3, unit="month"), {6, 9}),
        (Quantity(number=4), {2, 8}),
        (Quantity(number=1.5, unit="hour"), {15, 0.15}),  # measured, not counted
        (Quantity(number=8, unit="kg"), {80, 0.8}),
    ],
)
def test_counted_things_stay_whole_in_wrong_options(
    tmp_path: Path, value: Quantity, options: set[float]
) -> None:
    knowledge, _ = read_world(tmp_path)
    fact = a_fact("stone/weight", value)
    wrong = wrong_values(fact, value, knowledge, Claims.of([fact]))
    figures = [one.number for one in wrong[:2] if isinstance(one, Quantity)]
    assert set(figures) == options
