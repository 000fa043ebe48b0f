"""The shipped Hindi text: all its facts, each on its own words, and the traps of its spelling."""

import difflib

import pytest

from quizgen.extract import render_golden
from quizgen.model import ConceptValue, Quantity, Text
from tests.extract.hindi import SOURCE, facts_of, read, shipped

GOLDEN = SOURCE.with_name(SOURCE.name.replace(".txt", ".facts.txt"))
FACTS = facts_of(shipped())


def value_quotes(fact_id: str, role: str = "value") -> list[str]:
    return [span.quote for span in FACTS[fact_id].spans if span.role == role]


def test_golden() -> None:
    text = shipped()
    found = render_golden(read(text).facts, text)
    expected = GOLDEN.read_text(encoding="utf-8")
    lines = difflib.unified_diff(expected.splitlines(), found.splitlines(), lineterm="")
    assert found == expected, "\n".join(lines)


def test_every_span_quotes_the_file() -> None:
    text = shipped()
    for fact in FACTS.values():
        assert any(span.role == "value" for span in fact.spans), fact.id
        for span in fact.spans:
            assert span.quote == text[span.start : span.end] != "", fact.id


def test_the_same_text_gives_the_same_facts() -> None:
    assert read(shipped()).facts == read(shipped()).facts


def test_every_value_is_a_known_concept() -> None:
    texts = [fact.id for fact in FACTS.values() if isinstance(fact.value, Text)]
    assert texts == ["pernicious-anaemia/prevalence"]


def test_nothing_is_read_into_the_heading_without_a_list() -> None:
    assert not [fact for fact in FACTS.values() if fact.relation == "function"]


def test_the_flattened_list_of_causes() -> None:
    causes = [f for f in FACTS.values() if f.relation == "cause"]
    assert len(causes) == 10
    assert {fact.subject for fact in causes} == {"b12-deficiency"}
    heading = "शरीर में विटामिन B12 की कमी के निम्नलिखित कारण हैं :"
    anchored = [f for f in causes if any(s.quote == heading for s in f.spans)]
    assert len(anchored) == 9  # the tenth names the lack in its own sentence


def test_sixteen_lines_of_symptoms_hold_twenty() -> None:
    symptoms = [fact for fact in FACTS.values() if fact.relation == "symptom"]
    assert len(symptoms) == 20
    assert all(any(span.role == "heading" for span in fact.spans) for fact in symptoms)


def test_weak_digestion_is_a_cause_and_a_symptom() -> None:
    assert "b12-deficiency/cause/weak-digestion" in FACTS
    assert "b12-deficiency/symptom/weak-digestion" in FACTS


def test_a_slash_joins_two_names_of_one_thing() -> None:
    assert value_quotes("b12-deficiency/symptom/tinnitus") == ["कान में आवाज आना / घंटी बजना"]
    assert value_quotes("ppi/used-for/acidity") == ["अम्लपित्त / Acidity"]
    assert value_quotes("b12-deficiency/cause/stomach-ulcer") == ["पेट में व्रण / ulcer"]


def test_two_nouns_share_what_is_cut_out() -> None:
    assert value_quotes("b12-deficiency/cause/stomach-removal") == [
        "आमाशय",
        "का कुछ हिस्सा निकाल देते",
    ]
    assert value_quotes("b12-deficiency/symptom/numbness") == ["बधिरता", "हाथ-पैर में"]


def test_a_pronoun_stands_for_intrinsic_factor() -> None:
    fact = FACTS["b12-deficiency/cause/intrinsic-factor-deficiency"]
    assert fact.value == ConceptValue("intrinsic-factor-deficiency")
    assert "इसकी" in [span.quote for span in fact.spans]


@pytest.mark.parametrize(
    ("fact_id", "negation"),
    [
        ("vitamin-b12/sufficient-in/food", "न"),
        ("intrinsic-factor-deficiency/allows/b12-absorption", "नहीं"),
    ],
)
def test_negations_are_kept(fact_id: str, negation: str) -> None:
    assert not FACTS[fact_id].affirmed
    assert value_quotes(fact_id, "negation") == [negation]


def test_the_other_facts_are_affirmed() -> None:
    assert sum(not fact.affirmed for fact in FACTS.values()) == 2


def test_number_words() -> None:
    assert FACTS["injection/interval"].value == Quantity(low=1, high=2, op="range", unit="day")
    assert FACTS["injection/duration"].value == Quantity(number=1, unit="month")
    assert FACTS["booster-dose/given-after"].value == Quantity(number=3, unit="month")
    assert FACTS["pernicious-anaemia/prevalence"].value == Text("हजारो में किसी एक")


def test_spelling_is_quoted_as_printed() -> None:
    assert value_quotes("b12-deficiency/symptom/memory-loss") == ["याददाश कम होना"]
    assert value_quotes("b12-deficiency/symptom/poor-appetite") == ["भूंक कम लगना"]


def test_the_lost_word_costs_no_fact() -> None:
    assert FACTS["injection/given-into/muscle"].rule == "given-into"
    assert "injection/contains/hydroxocobalamin" in FACTS


def test_the_cut_off_sentence_gives_nothing_and_says_why() -> None:
    last = read(shipped()).coverage.units[-1]
    assert last.reason == "cut off"
    assert not [fact for fact in FACTS.values() if fact.subject == "diet"]


def test_coverage_names_a_reason_for_every_silent_unit() -> None:
    silent = read(shipped()).coverage.silent
    assert silent
    assert {unit.kind for unit in silent} == {"heading"}
    assert all(unit.reason for unit in silent)
