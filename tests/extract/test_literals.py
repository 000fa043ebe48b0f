"""What an expression needs is read off it rightly: a rule passed over could never have matched."""

from pathlib import Path

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.extract import load_rules
from quizgen.extract.literals import Scout, fold, needs_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("source", "needs"),
    [
        (r"(?:melts|boils)\s+at", {"melts", "boils"}),
        (r"colou?r", {"colo"}),
        (r"(?:very )?soluble", {"soluble"}),
        (r"(?P<no>not)\s+melt(?:s|ing)", {"melt"}),
        (r"(?<!un)stable(?!\w)", {"stable"}),
        (r"lit\.\s?Latin", {"latin"}),
        (r"(?:ab)+", {"ab"}),
        (r",(?=[^;]{0,60}used)", {"used"}),
        (r"(?<=very )well", {"well"}),
        (r"(?:rare|\w+)", None),
        (r"(?:word)*", None),
        (r"(?:word){0,3}x", {"x"}),
        (r"(?:word){2}", {"word"}),
        (r"[abc]{3}", None),
        (r"(?&once)word", None),
        (r"(?x: w o r d )", None),
        (r"\x41bcd", None),
        (r"un(?:closed", None),
    ],
)
def test_what_must_occur(source: str, needs: set[str] | None) -> None:
    assert needs_of(source) == (None if needs is None else frozenset(needs))


_LETTERS = st.text("abcİıſK ", min_size=1, max_size=6)
_SOURCES = st.recursive(
    _LETTERS,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda two: f"(?:{two[0]}|{two[1]})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{2}", "{0,2}"])).map(
            lambda two: f"(?:{two[0]}){two[1]}"
        ),
        inner.map(lambda one: f"(?={one}){one}"),
        inner.map(lambda one: f"(?<!{one})"),
        st.tuples(_LETTERS, inner).map(lambda two: rf"[{two[0]}]\s*{two[1]}"),
    ),
    max_leaves=8,
)


@settings(max_examples=400, deadline=None)
@given(_SOURCES, st.text("abcABCiIİıſsSkKK ", max_size=30))
def test_a_match_holds_what_is_needed(source: str, text: str) -> None:
    needs = needs_of(source)
    match = regex.search(source, text, regex.IGNORECASE)
    assert needs is None or match is None or any(one in fold(match.group()) for one in needs)


def _read(name: str) -> str:
    return (ROOT / "tests" / "extract" / "fixtures" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(("language", "name"), [("kk", "kk-iodine.txt"), ("en", "en-iron.txt")])
def test_no_shipped_pattern_that_matches_is_passed_over(language: str, name: str) -> None:
    rules = load_rules(ROOT / "facts" / "rules", language).rules
    patterns = [pattern for rule in rules for pattern in rule.patterns]
    scout = Scout([(pattern, [pattern.needs]) for pattern in patterns])
    passed = 0
    for line in _read(name).split("."):
        kept = scout.look(line, 0, len(line))
        for pattern in patterns:
            if pattern not in kept:
                passed += 1
                assert pattern.core.search(line, 0, len(line)) is None
    assert passed > 100
