"""Change the Kazakh text, and the facts follow: proof that they are read, not remembered."""

import random
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.model import ConceptValue, Quantity, Text
from tests.extract.kazakh import changed, facts_of, quantity, read, shipped

BEFORE = facts_of(shipped())


def differences(text: str) -> tuple[set[str], set[str], set[str]]:
    """Facts gone, facts new, facts whose value or sign changed."""
    after = facts_of(text)
    kept = BEFORE.keys() & after.keys()
    turned = {
        key
        for key in kept
        if (BEFORE[key].value, BEFORE[key].affirmed) != (after[key].value, after[key].affirmed)
    }
    return set(BEFORE) - set(after), set(after) - set(BEFORE), turned


def test_a_corrected_figure_is_the_same_fact() -> None:
    text = changed("қой сүтінде 1,4", "қой сүтінде 1,6")
    assert differences(text) == (set(), set(), {"sheep-milk/b12-content"})
    assert quantity(facts_of(text)["sheep-milk/b12-content"]).number == 1.6


@given(st.decimals(min_value=0, max_value=900, places=2, allow_nan=False))
@settings(max_examples=12, deadline=None)
def test_any_figure_follows(number: object) -> None:
    text = changed("ешкі сүтінде 0,3", f"ешкі сүтінде {number}".replace(".", ","))
    value = facts_of(text)["goat-milk/b12-content"].value
    assert isinstance(value, Quantity)
    assert value.number == pytest.approx(float(str(number)))
    assert value.unit == "µg/L"


def test_a_turned_verb_turns_four_facts() -> None:
    gone, new, turned = differences(changed("хлороформда ерімейді", "хлороформда ериді"))
    solvents = ("ether", "acetone", "benzene", "chloroform")
    assert (gone, new) == (set(), set())
    assert turned == {f"cyanocobalamin/soluble-in/{one}" for one in solvents}


def test_a_deleted_noun_is_a_lost_fact() -> None:
    assert differences(changed(" бензол,", "")) == (
        {"cyanocobalamin/soluble-in/benzene"},
        set(),
        set(),
    )


def test_an_added_noun_is_a_new_fact() -> None:
    gone, new, turned = differences(changed("ацетон, бензол", "ацетон, гексан, бензол"))
    assert (gone, new, turned) == (set(), {"cyanocobalamin/soluble-in/гексан"}, set())


def test_an_unknown_word_waits_as_text() -> None:
    text = changed("сиыр, шошқа бауырында", "сиыр, шошқа бауырында, шомырда")
    assert facts_of(text)["cyanocobalamin/found-in/шомыр"].value == Text("шомыр")


def test_a_known_food_is_a_concept() -> None:
    text = changed("сиыр, шошқа бауырында", "сиыр, шошқа бауырында, сәбізде")
    assert facts_of(text)["cyanocobalamin/found-in/carrot"].value == ConceptValue("carrot")


def test_another_vitamin_gets_the_same_claims() -> None:
    text = shipped().replace("Цианокобаламин", "Фолацин")
    after = facts_of(text)
    renamed = {key.replace("cyanocobalamin", "фолацин") for key in BEFORE}
    assert set(after) == renamed


def test_another_unit_for_the_whole_series() -> None:
    text = changed("2 — 3 мкг/л витамин", "2 — 3 мг/л витамин")
    facts = facts_of(text)
    assert quantity(facts["mare-milk/b12-content"]).unit == "mg/L"
    assert quantity(facts["goat-milk/b12-content"]).unit == "mg/L"
    assert quantity(facts["sheep-milk/b12-content"]).unit == "µg/L"


def test_a_fixed_figure_silences_its_erratum() -> None:
    facts = facts_of(changed("1357,39", "1355,37"))
    assert facts["cyanocobalamin/molecular-mass"].erratum is None


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_sentences_does_not_matter(seed: int) -> None:
    units = [unit.quote for unit in read(shipped()).coverage.units]
    first, rest, citation = units[0], units[1:-1], units[-1]
    random.Random(seed).shuffle(rest)
    after = facts_of(" ".join([first, *rest, citation]))
    assert {key: (f.value, f.affirmed) for key, f in after.items()} == {
        key: (f.value, f.affirmed) for key, f in BEFORE.items()
    }


def test_a_sentence_alone_gives_its_own_facts() -> None:
    units = [unit.quote for unit in read(shipped()).coverage.units]
    for one in units[1:-1]:
        alone = set(facts_of(f"{units[0]} {one}"))
        assert alone <= set(BEFORE), one


@pytest.mark.parametrize("form", ["NFD", "NFC"])
def test_decomposed_text_gives_the_same_facts_at_its_own_places(form: str) -> None:
    text = unicodedata.normalize(form, shipped())
    facts = facts_of(text)
    assert {k: f.value for k, f in facts.items() if k != "x"} == {
        k: f.value for k, f in BEFORE.items()
    }
    for fact in facts.values():
        assert all(text[span.start : span.end] == span.quote for span in fact.spans)


def test_no_break_spaces_and_zero_width_signs_do_no_harm() -> None:
    text = re.sub(r"(?<=\d) (?=мк)", "\u00a0", shipped()).replace("бензол", "бен\u200bзол")
    facts = facts_of(text)
    assert set(facts) == set(BEFORE)
    for fact in facts.values():
        assert all(text[span.start : span.end] == span.quote for span in fact.spans)


@given(st.integers(min_value=0, max_value=4000), st.text(max_size=4))
@settings(max_examples=25, deadline=None)
def test_a_damaged_text_is_read_without_fail(place: int, noise: str) -> None:
    text = shipped()
    place = min(place, len(text))
    damaged = text[:place] + noise + text[place + len(noise) :]
    if not damaged.strip():
        return
    for fact in read(damaged).facts:
        assert all(damaged[span.start : span.end] == span.quote for span in fact.spans)


def test_twice_the_same_text_gives_each_fact_once() -> None:
    text = shipped()
    assert set(facts_of(f"{text.rstrip()}\n{text}")) == set(BEFORE)
