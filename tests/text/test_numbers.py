"""Figures, units, bounds and ranges in any script; and what is no figure."""

import pytest

from quizgen.text import Conventions, compare_key, find_formulas, find_quantities, slug_of

CONVENTIONS = Conventions(
    numbers={"एक": 1, "दो": 2},
    units={"µg/L": ("мкг/л",), "mg": ("мг", "mg"), "°C": ("°[СC]",), "day": ("दिन",)},
    suffix="тен|ден|дан|нан|ға",
    join=("या", "to"),
    before={"~": ("шамамен",), ">": ("more than",)},
    after={">": ("артық",), "~": ("шамасында",)},
    locants=("диметил", "метил"),
    elements=("C", "H", "O", "N", "P", "Co", "Na", "Cl"),
    lookalikes={"С": "C", "Н": "H", "О": "O", "Р": "P", "о": "o"},
)


def found(text: str) -> list[tuple[object, ...]]:
    return [
        (q.value.op, q.value.number, q.value.low, q.value.high, q.value.unit)
        for q in find_quantities(text, 0, len(text), CONVENTIONS)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("сүтінде 1,4", ("=", 1.4, None, None, None)),
        ("3-тен артық мкг/л", (">", 3, None, None, "µg/L")),
        ("2 — 3 мкг/л", ("range", None, 2, 3, "µg/L")),
        ("2–3 мкг/л", ("range", None, 2, 3, "µg/L")),
        ("шамамен 1,7 мг", ("~", 1.7, None, None, "mg")),
        ("300°С шамасында", ("~", 300, None, None, "°C")),
        ("more than 5 mg", (">", 5, None, None, "mg")),
        ("1 200 мг", ("=", 1200, None, None, "mg")),
        ("३ दिन", ("=", 3, None, None, "day")),
        ("एक या दो दिन", ("range", None, 1, 2, "day")),
        ("-38 °C", ("=", -38, None, None, "°C")),
        ("100 mg दिन में", ("=", 100, None, None, "mg")),  # the next unit is no part of it
    ],
)
def test_one_quantity(text: str, expected: tuple[object, ...]) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize("text", ["В12 витамині", "5,6 диметил", "5,6-диметил", "एक प्रोटीन", "B12"])
def test_no_quantity(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("С63Н90О14,N14РСо — қан", "C63H90O14N14PCo"),
        ("формуласы С6Н8О6, мол.", "C6H8O6"),
        ("C₆H₈O₆ ерітіндісі", "C6H8O6"),
        ("ас тұзы NaCl деп", "NaCl"),
        ("(аскорбин қышқылы, C6H8O6) суда", "C6H8O6"),
    ],
)
def test_formula(text: str, expected: str) -> None:
    assert [f.text for f in find_formulas(text, 0, len(text), CONVENTIONS)] == [expected]


@pytest.mark.parametrize("text", ["В12 витамині", "НОС", "Р. Кун", "СССР кезінде", "ООН"])
def test_no_formula(text: str) -> None:
    formulas = [f.text for f in find_formulas(text, 0, len(text), CONVENTIONS)]
    assert formulas == []


def test_keys_fold_codes_alone() -> None:
    assert compare_key("В12 витамині") == compare_key("B12 витамині")
    assert compare_key("кальций") != compare_key("kальций")
    assert slug_of("Қышқыл  орта (рН)") == "қышқыл-орта-рн"
