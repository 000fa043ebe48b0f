"""The shipped Kazakh text: all its facts, each on its own words, and each of its traps."""

import difflib

import pytest

from quizgen.extract import render_golden
from quizgen.model import ConceptValue, Formula, Text
from tests.extract.kazakh import SOURCE, facts_of, quantity, quotes, read, shipped

GOLDEN = SOURCE.with_name(SOURCE.name.replace(".txt", ".facts.txt"))
FACTS = facts_of(shipped())


def values(prefix: str) -> set[str]:
    return {key.removeprefix(prefix) for key in FACTS if key.startswith(prefix)}


def test_golden() -> None:
    text = shipped()
    found = render_golden(read(text).facts, text)
    expected = GOLDEN.read_text(encoding="utf-8")
    lines = difflib.unified_diff(expected.splitlines(), found.splitlines(), lineterm="")
    assert found == expected, "\n".join(lines)


def test_every_span_quotes_the_file() -> None:
    text = shipped()
    for fact in FACTS.values():
        assert quotes(fact, "value"), fact.id
        assert quotes(fact, "subject"), fact.id
        for span in fact.spans:
            assert span.quote == text[span.start : span.end] != "", fact.id


def test_all_that_the_text_says_is_known_by_name() -> None:
    assert [fact.id for fact in FACTS.values() if isinstance(fact.value, Text)] == []


def test_every_sentence_speaks_but_the_citation() -> None:
    coverage = read(shipped()).coverage
    assert [(unit.reason, unit.quote) for unit in coverage.silent] == [
        ("citation", '"Қазақ Энциклопедиясы", 18 том')
    ]


@pytest.mark.parametrize(
    ("animal", "number", "lent"), [("sheep", 1.4, True), ("goat", 0.3, True), ("cow", 3, False)]
)
def test_a_bare_number_takes_its_neighbours_unit(animal: str, number: float, lent: bool) -> None:
    fact = FACTS[f"{animal}-milk/b12-content"]
    assert quantity(fact).number == number
    assert quantity(fact).unit == "µg/L"
    assert quantity(fact).unit_inherited is lent
    assert quotes(fact, "unit") == ["мкг/л"]


def test_the_lending_unit_keeps_its_own_place() -> None:
    text = shipped()
    (unit,) = (s for s in FACTS["goat-milk/b12-content"].spans if s.role == "unit")
    (value,) = (s for s in FACTS["goat-milk/b12-content"].spans if s.role == "value")
    assert text[value.end : unit.start].startswith(", бие сүтінде")


def test_a_bound_between_number_and_unit() -> None:
    fact = FACTS["cow-milk/b12-content"]
    assert quantity(fact).op == ">"
    assert quotes(fact, "value") == ["3-тен артық"]


def test_a_dash_is_a_range_and_a_dash_is_a_verb() -> None:
    assert (
        quantity(FACTS["mare-milk/b12-content"]).low,
        quantity(FACTS["mare-milk/b12-content"]).high,
    ) == (2, 3)
    assert "cyanocobalamin/is-a/complex-compound" in FACTS


def test_one_verb_and_one_ending_serve_four_nouns() -> None:
    denied = {k for k, f in FACTS.items() if "/soluble-in/" in k and not f.affirmed}
    assert denied == {
        f"cyanocobalamin/soluble-in/{one}" for one in ("ether", "acetone", "benzene", "chloroform")
    }
    assert all(quotes(FACTS[key], "negation") == ["ерімейді"] for key in denied)


def test_a_shared_head_noun() -> None:
    assert quotes(FACTS["cyanocobalamin/synthesised-by/stomach-bacteria"], "value") == [
        "қарын",
        "бактериялары",
    ]
    assert values("cyanocobalamin/found-in/") == {"fish-liver", "cow-liver", "pig-liver"}
    assert quotes(FACTS["cyanocobalamin/found-in/cow-liver"], "value") == ["сиыр", "бауырында"]


def test_dots_of_abbreviations_end_no_sentence() -> None:
    quoted = [unit.quote for unit in read(shipped()).coverage.units]
    assert any("молек. массасы" in one for one in quoted)
    assert any("органик. қышқылдарда" in one for one in quoted)
    assert len(quoted) == 21


def test_the_formula_is_read_in_latin_and_quoted_as_printed() -> None:
    value = FACTS["cyanocobalamin/formula"].value
    assert value == Formula("C63H90O14N14PCo", "С63Н90О14,N14РСо")


def test_no_quantity_is_read_in_formula_code_or_citation() -> None:
    numbers = {
        number
        for fact in FACTS.values()
        if not isinstance(fact.value, ConceptValue | Formula | Text)
        for number in (fact.value.number, fact.value.low, fact.value.high)
    }
    assert numbers == {None, 1357.39, 4, 300, 80, 3, 1.4, 0.3, 2, 1}


def test_locants_are_no_number() -> None:
    fact = FACTS["nucleotide-residue/namely/dimethylbenzimidazole"]
    assert quotes(fact, "value") == ["5,6 диметилбензимидазолэ"]


def test_about_three_hundred_degrees_without_melting() -> None:
    heat = quantity(FACTS["cyanocobalamin/decomposes-at"])
    assert (heat.op, heat.number, heat.unit) == ("~", 300, "°C")
    assert not FACTS["cyanocobalamin/on-heating/melting"].affirmed


@pytest.mark.parametrize(
    ("key", "erratum"),
    [("formula", "E01"), ("molecular-mass", "E02"), ("daily-need", "E15")],
)
def test_a_wrong_figure_is_kept_and_marked(key: str, erratum: str) -> None:
    assert FACTS[f"cyanocobalamin/{key}"].erratum == erratum


def test_no_statement_is_written_by_extraction() -> None:
    assert all(fact.statements == {} for fact in FACTS.values())
