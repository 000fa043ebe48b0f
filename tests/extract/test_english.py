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
        (
            "It regulates the growth of hair, nails and skin.",
            {
                "zinc/regulates/growth-of-hair",
                "zinc/regulates/growth-of-nails",
                "zinc/regulates/growth-of-skin",
            },
        ),
        (
            "It regulates the loss of weight, fever and appetite.",
            {"zinc/regulates/loss-of-weight"},
        ),
        (
            "It is needed for the growth of hair, digestion and sleep.",
            {"zinc/needed-for/growth-of-hair"},
        ),
        (
            "It is needed for the growth of hair and for a healthy skin.",
            {"zinc/needed-for/growth-of-hair", "zinc/needed-for/healthy-skin"},
        ),
        (
            "It raises the pulse and stimulates digestion.",
            {"zinc/increases/pulse", "zinc/helps/digestion"},
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
        (
            "The best sources are yeast (12 mg per 100 g), pork (0.9 mg) and oats.",
            {
                "zinc/found-in/yeast",
                "yeast/zinc-content",
                "zinc/found-in/pork",
                "pork/zinc-content",
                "zinc/found-in/oats",
            },
        ),
        ("It is changed into zincin, which regulates sleep.", {"zinc/turns-into/zincin"}),
        (
            "Copper and tin reduce the uptake of zinc.",
            {"copper/decreases/uptake-of-zinc", "tin/decreases/uptake-of-zinc"},
        ),
        ("It is given with meat to improve its uptake.", set()),
        ("White zinc is soft; it is soluble in benzene.", {"white-zinc/soluble-in/benzene"}),
        ("Its salts are stored in the liver.", set()),
        (
            "It is stored in the liver, and kidneys are poor in it.",
            {"zinc/stored-in/liver"},
        ),
        (
            "Zinc deficiency causes goitre, a disease of the thyroid gland and the neck.",
            {"zinc-deficiency/effect/goitre"},
        ),
        (
            "Zinc deficiency causes bleeding in the brain and death.",
            {"zinc-deficiency/effect/bleeding-in-the-brain", "zinc-deficiency/effect/death"},
        ),
        ("Mild deficiency often causes no symptoms.", set()),
        (
            "It dissolves in water, but not in ether.",
            {"zinc/soluble-in/water", "zinc/soluble-in/ether"},
        ),
        (
            "In 1922 Ann Lee and Bo Roe discovered it.",
            {"zinc/discovered-in", "zinc/discovered-by/ann-lee", "zinc/discovered-by/bo-roe"},
        ),
        (
            "Too little zinc causes dwarfism; too much zinc leads to fever.",
            {"zinc-deficiency/effect/dwarfism", "zinc-excess/effect/fever"},
        ),
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


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Zinc deficiency: causes and treatment\n\n## Causes\n\n* Poor diet\n",
            {"zinc-deficiency/cause/poor-diet"},
        ),
        (
            (
                "Zinc deficiency\n\nTreatment\n- Zinc salt: 20 mg 2 times a day for 3 weeks\n"
                "- Alcohol: avoid it\n"
            ),
            {
                "zinc-deficiency/treated-with/zinc-salt",
                "zinc-salt/dose",
                "zinc-salt/times-a-day",
                "zinc-salt/duration",
            },
        ),
        (
            "Zinc deficiency\n\nPrevention\n- Eat nuts\n- Do not smoke\n",
            {"zinc-deficiency/prevented-by/eating-nuts"},
        ),
        (
            (
                "Zinc deficiency\n\nTests\n- Zinc level: below 7 mg/L in men and 5 mg/L in women "
                "means deficiency\n- Urine test: a value below 3 mg/L means deficiency.\n"
            ),
            {
                "zinc-deficiency/diagnosed-by/zinc-level",
                "zinc-deficiency/diagnosed-by/urine-test",
                "zinc-deficiency/diagnosed-below",
            },
        ),
        (
            "Zinc deficiency\n\nSymptoms\n- Loss of taste and smell\n- Cold hands and feet\n",
            {
                "zinc-deficiency/symptom/loss-of-taste",
                "zinc-deficiency/symptom/loss-of-smell",
                "zinc-deficiency/symptom/cold-hands-and-feet",
            },
        ),
        (
            "Zinc deficiency\n\nCauses\n- Poor diet\n\nDaily need\n- Men: 9 mg\n",
            {"zinc-deficiency/cause/poor-diet", "men/daily-zinc-need"},
        ),
    ],
)
def test_what_an_article_says(text: str, facts: set[str]) -> None:
    found = {f.id: f for f in read(text, "x.txt", "en").facts}
    assert set(found) == facts
    below = found.get("zinc-deficiency/diagnosed-below")
    assert below is None or getattr(below.value, "number", None) == 3
