"""Where sentences end, and where they do not."""

import pytest

from quizgen.text import Conventions, sentences

CONVENTIONS = Conventions(abbreviations=("молек", "органик", "ж"), coded=("vitamin",))


def cut(text: str) -> list[str]:
    return [text[a:b] for a, b in sentences(text, 0, len(text), CONVENTIONS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Бір. Екі.", ["Бір.", "Екі."]),
        ("Оның молек. Массасы үлкен. Сол.", ["Оның молек. Массасы үлкен.", "Сол."]),
        ("Кіші органик. қышқылдар. Ары.", ["Кіші органик. қышқылдар.", "Ары."]),
        ("1911 ж. К. Функ ашты. Ол.", ["1911 ж. К. Функ ашты.", "Ол."]),
        ("Балқуы 190°С. Суда ериді.", ["Балқуы 190°С.", "Суда ериді."]),
        ("It is vitamin C. It dissolves.", ["It is vitamin C.", "It dissolves."]),
        ("यह है। वह भी है।", ["यह है।", "वह भी है।"]),
        ("Mass 1.5 g. Yes!", ["Mass 1.5 g.", "Yes!"]),
        ("no stop at all", ["no stop at all"]),
    ],
)
def test_cuts(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_an_endless_line_is_cut_so_that_cost_stays_linear() -> None:
    pieces = cut("сөз " * 5000)
    assert len(pieces) > 5
    assert max(map(len, pieces)) <= 1500
