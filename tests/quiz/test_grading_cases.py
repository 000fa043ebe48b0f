"""The table of judged cases, and what must hold of every case in it."""

import tomllib
import unicodedata
from pathlib import Path

import pytest

from quizgen.files import convert, read_toml
from quizgen.knowledge import facts_folder
from quizgen.language.settings import LanguageSettings
from quizgen.model import Card, Rating, card_key
from quizgen.quiz.grading import Expected, GradingContext, grade
from quizgen.quiz.verdict import Kind

TABLE = tomllib.loads(Path(__file__).with_name("grading_cases.toml").read_text(encoding="utf-8"))


def load_languages() -> dict[str, LanguageSettings]:
    found = {}
    for path in sorted((facts_folder() / "languages").glob("*/language.toml")):
        found[path.parent.name] = convert(read_toml(path), LanguageSettings, path)
    return found


LANGUAGES = load_languages()


def known_cards(deck: dict[str, list[str]]) -> list[Card]:
    return [
        Card(
            card_key(f"fact-{place}", code, "typed"),
            f"fact-{code}-{place}",
            code,
            "typed",
            "",
            "?",
            text,
        )
        for code, texts in deck.items()
        for place, text in enumerate(texts)
    ]


CONTEXT = GradingContext(LANGUAGES, known_cards(TABLE["deck"]))


def rows() -> list[tuple[str, str, str, Expected]]:
    found = []
    for case in TABLE["case"]:
        expected = Expected(
            case["expected"],
            case["language"],
            accepted=tuple(case.get("accepted", ())),
            printed=tuple(case.get("printed", ())),
            foreign=tuple(case.get("foreign", ())),
        )
        for kind in Kind:
            name = "printed-kind" if kind is Kind.PRINTED else kind.value
            found += [
                (expected.language, answer, kind.value, expected) for answer in case.get(name, ())
            ]
    return found


ROWS = rows()


@pytest.mark.parametrize(
    ("answer", "kind", "expected"),
    [row[1:] for row in ROWS],
    ids=[f"{r[0]}-{r[3].answer}-{r[1]}" for r in ROWS],
)
def test_judged_case(answer: str, kind: str, expected: Expected) -> None:
    verdict = grade(answer, expected, CONTEXT)
    assert verdict.kind.value == kind, verdict
    decomposed = grade(unicodedata.normalize("NFD", answer), expected, CONTEXT)
    assert decomposed.kind == verdict.kind


def test_the_table_is_large_and_speaks_all_languages() -> None:
    assert len(ROWS) >= 100
    assert {row[0] for row in ROWS} == {"kk", "hi", "en"}
    assert min(sum(row[0] == code for row in ROWS) for code in ("kk", "hi", "en")) >= 30


def test_ratings_follow_verdicts() -> None:
    assert {kind: kind.rating for kind in Kind} == {
        Kind.EXACT: Rating.GOOD,
        Kind.VARIANT: Rating.GOOD,
        Kind.MINOR: Rating.HARD,
        Kind.TYPO: Rating.HARD,
        Kind.PARTIAL: Rating.AGAIN,
        Kind.PRINTED: Rating.AGAIN,
        Kind.WRONG: Rating.AGAIN,
        Kind.EMPTY: None,
        Kind.WRONG_SCRIPT: None,
    }
