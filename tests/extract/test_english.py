"""English entries and articles, by recall and by precision."""

import pytest

from quizgen.model import Text
from tests.extract.kazakh import FIXTURES, read
from tests.extract.scoring import read_expected, score

TEXTS = sorted(p for p in FIXTURES.glob("en-*.txt") if not p.name.endswith(".facts.txt"))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_recall_and_precision(path) -> None:  # type: ignore[no-untyped-def]
    text = path.read_bytes().decode("utf-8")
    facts = read(text, path.name, "en").facts
    found = score(facts, read_expected(path.with_name(path.stem + ".facts.txt")))
    assert found.wrong == ()
    assert found.recall >= 0.9, found.missed
    for fact in facts:
        assert all(text[span.start : span.end] == span.quote != "" for span in fact.spans)


def test_there_are_texts() -> None:
    assert len(TEXTS) >= 2


def test_a_capital_that_only_begins_a_line_is_no_part_of_the_value() -> None:
    text = (
        "Iron deficiency\n\nSymptoms of iron deficiency:\n- Pale skin\n- Low ESR\n- Crohn Disease\n"
    )
    facts = read(text, "iron.txt", "en").facts
    found = {fact.value.text for fact in facts if isinstance(fact.value, Text)}
    assert found == {"pale skin", "Low ESR", "Crohn Disease"}
