"""English entries and articles, by recall and by precision."""

import pytest

from quizgen.extract import render_value
from quizgen.model import Text
from tests.extract.kazakh import FIXTURES, read
from tests.extract.scoring import read_expected, score

TEXTS = sorted(p for p in FIXTURES.glob("en-*.txt") if not p.name.endswith(".facts.txt"))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_recall_and_precision(path) -> None:  # type: ignore[no-untyped-def]
    text = path.read_bytes().decode("utf-8")
    facts = read(text, path.name, "en").facts
    found = score(facts, read_expected(path.with_name(path.stem + ".facts.txt")), "en")
    assert found.wrong == ()
    assert found.recall >= 0.9, found.missed
    for fact in facts:
        assert all(text[span.start : span.end] == span.quote != "" for span in fact.spans)


def test_there_are_texts() -> None:
    assert len(TEXTS) >= 2


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("Zinc oxide is used in sunscreens.", {"zinc-oxide/used-in/sunscreens"}),
        ("Radioactive zinc is stored in the liver.", {"radioactive-zinc/stored-in/liver"}),
        ("Salts of zinc are stored in the liver.", set()),
        ("Most of the zinc is stored in the liver.", {"zinc/stored-in/liver"}),
        ("The zinc molecule is stored in the liver.", {"zinc/stored-in/liver"}),
        ("It regulates the growth of hair, nails and skin.", {"zinc/regulates/growth-of-hair"}),
        (
            "It raises the pulse and stimulates digestion.",
            {"zinc/increases/pulse"},
        ),
        (
            "It was isolated in 1746 by Ann Lee.",
            {"zinc/isolated-in", "zinc/isolated-by/ann-lee"},
        ),
        (
            "It was discovered by Ann Lee and Bo Roe.",
            {"zinc/discovered-by/ann-lee", "zinc/discovered-by/bo-roe"},
        ),
        ("100 g of beef contains 5 mg of zinc.", set()),
        ("Beef contains 5 mg/100 g of zinc.", {"beef/zinc-content"}),
        ("A woman needs 8 mg of zinc a day.", {"woman/daily-zinc-need"}),
        ("Ferritin is a protein that is stored in the liver.", {"ferritin/stored-in/liver"}),
        ("The metal is stored in the liver.", {"zinc/stored-in/liver"}),
        ("A man holds 2 g of zinc, of which much is stored in bone.", {"man/zinc-content"}),
        (
            "Common side effects are rash and fever.",
            {"zinc/side-effect/rash", "zinc/side-effect/fever"},
        ),
        ("Beans and peas are rich in zinc.", {"zinc/found-in/beans", "zinc/found-in/pea"}),
    ],
)
def test_whom_a_sentence_is_about_and_what_it_says(sentence: str, facts: set[str]) -> None:
    found = {f.id for f in read(f"Zinc is a metal. {sentence}", "x.txt", "en").facts}
    assert found - {"zinc/is-a/metal"} == facts


@pytest.mark.parametrize(
    ("sentence", "denied"),
    [
        ("It was not discovered by Ann Lee.", {"zinc/discovered-by/ann-lee"}),
        ("It was never isolated from milk.", {"zinc/isolated-from/milk"}),
        ("It was not first synthesised by Ann Lee.", {"zinc/first-synthesised-by/ann-lee"}),
        ("It was not discovered in 1746.", set()),  # which year it was is still open
        ("It has not yet been isolated from milk.", set()),
        ("It is no longer used as a medicine.", {"zinc/used-as/medicine"}),
        ("It is rarely used as a medicine.", set()),
        ("It is not used to treat fever.", {"zinc/used-against/fever"}),
        ("It does not increase the pulse.", {"zinc/increases/pulse"}),
        ("It may not reduce fever.", set()),
        ("It never accumulates in the liver.", {"zinc/stored-in/liver"}),
        ("It does not take part in digestion.", {"zinc/takes-part-in/digestion"}),
        ("It plays no role in digestion.", {"zinc/takes-part-in/digestion"}),
        ("It plays little role in digestion.", set()),
        ("It is not readily soluble in ether.", set()),
        ("It is not odourless.", set()),
        ("It does not form crystals.", set()),
        ("A lack of zinc does not lead to scurvy.", set()),
    ],
)
def test_a_denial_is_never_read_as_its_opposite(sentence: str, denied: set[str]) -> None:
    facts = read(f"Zinc is a metal. {sentence}", "x.txt", "en").facts
    said = {f.id: f.affirmed for f in facts if f.id != "zinc/is-a/metal"}
    assert said == dict.fromkeys(denied, False)


def test_not_only_denies_nothing() -> None:
    text = "Zinc is a metal. It not only increases the pulse but also lowers fever."
    said = {f.id: f.affirmed for f in read(text, "x.txt", "en").facts}
    assert said == {
        "zinc/is-a/metal": True,
        "zinc/increases/pulse": True,
        "zinc/decreases/fever": True,
    }


@pytest.mark.parametrize("claim", ["is stored in the liver", "was discovered in 1913"])
def test_a_letter_that_looks_like_an_article_is_part_of_the_name(claim: str) -> None:
    facts = read(f"Zinc is a metal. Vitamin A {claim}.", "x.txt", "en").facts
    assert {f.subject for f in facts} == {"zinc", "vitamin-a"}


def test_a_lead_in_that_says_cause_heads_no_causes() -> None:
    text = "Goitre\n\nSymptoms of goitre\n\nIt may cause:\n- cough\n- a hoarse voice\n"
    assert {f.id for f in read(text, "x.txt", "en").facts} == {
        "goitre/symptom/cough",
        "goitre/symptom/hoarse-voice",
    }


def test_a_colon_inside_brackets_makes_no_term() -> None:
    text = "Zinc (German: Zink) is a metal. It is stored in the liver."
    assert {f.id for f in read(text, "x.txt", "en").facts} == {
        "zinc/is-a/metal",
        "zinc/stored-in/liver",
    }


def test_a_bracket_that_opens_outside_is_no_part_of_a_formula() -> None:
    text = "Salt (sodium chloride, NaCl2) is a compound. Lime (Ca(OH)2) is stored in bone."
    values = [f.value for f in read(text, "x.txt", "en").facts if f.relation == "formula"]
    assert [getattr(value, "text", "") for value in values] == ["NaCl2"]


def test_a_capital_that_only_begins_a_line_is_no_part_of_the_value() -> None:
    text = (
        "Iron deficiency\n\nSymptoms of iron deficiency:\n- Pale skin\n- Low ESR\n- Crohn Disease\n"
    )
    facts = read(text, "iron.txt", "en").facts
    found = {fact.value.text for fact in facts if isinstance(fact.value, Text)}
    assert found == {"pale skin", "Low ESR", "Crohn Disease"}


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("Almonds contain 7 mg of zinc per 100 g.", {"almond": "= 7 mg/100 g"}),
        ("In 100 g, almonds contain 7 mg of zinc.", {"almond": "= 7 mg/100 g"}),
        ("Almonds contain 7 mg of zinc.", {"almond": "= 7 mg"}),
    ],
)
def test_an_amount_is_per_what_the_sentence_says(sentence: str, content: dict[str, str]) -> None:
    facts = read(f"Zinc\n\nZinc is a metal. {sentence}\n", "zinc.txt", "en").facts
    found = {f.subject: render_value(f.value) for f in facts if f.relation == "zinc-content"}
    assert found == content


def test_an_amount_is_of_what_the_sentence_names() -> None:
    said = "Milk contains 120 mg of calcium. Adults need 18 mg of iron a day."
    text = f"Zinc\n\nZinc is a metal. {said}\n"
    ids = {fact.id for fact in read(text, "zinc.txt", "en").facts}
    assert "milk/calcium-content" in ids
    assert "milk/zinc-content" not in ids
    assert not [one for one in ids if one.startswith("zinc/daily-need")]


def test_a_description_in_small_letters_goes_on_with_its_term() -> None:
    text = "Iron deficiency\n\nTreatment\nVitamin C: improves the absorption of iron.\n"
    ids = {fact.id for fact in read(text, "iron.txt", "en").facts}
    assert "vitamin-c/improves/iron-absorption" in ids


def test_a_sentence_among_sources_is_no_list() -> None:
    text = "Iron\n\nIron is a metal.\n\nFood sources\nTea and coffee reduce the uptake of iron.\n"
    ids = {fact.id for fact in read(text, "iron.txt", "en").facts}
    assert not [one for one in ids if "found-in" in one]


def test_what_an_adjective_is_said_of_stays_with_it() -> None:
    text = "Iron deficiency\n\nSymptoms\n- Cold hands and feet\n- Pale skin and fatigue\n"
    ids = {fact.id.rpartition("/")[2] for fact in read(text, "iron.txt", "en").facts}
    assert {"cold-hands-and-feet", "pale-skin", "fatigue"} <= ids
