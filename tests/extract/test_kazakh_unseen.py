"""Kazakh entries that the rules were not written for, scored by recall and by precision."""

import pytest

from tests.extract.kazakh import FIXTURES, facts_of, read
from tests.extract.scoring import read_expected, score

ENTRIES = sorted(path for path in FIXTURES.glob("kk-*.txt") if not path.name.endswith(".facts.txt"))


@pytest.mark.parametrize("path", ENTRIES, ids=lambda path: path.stem)
def test_recall_and_precision(path) -> None:  # type: ignore[no-untyped-def]
    text = path.read_bytes().decode("utf-8")
    expected = read_expected(path.with_name(path.stem + ".facts.txt"))
    found = score(read(text).facts, expected)
    assert found.wrong == ()
    assert found.recall >= 0.85, found.missed


@pytest.mark.parametrize("path", ENTRIES, ids=lambda path: path.stem)
def test_spans(path) -> None:  # type: ignore[no-untyped-def]
    text = path.read_bytes().decode("utf-8")
    for fact in facts_of(text).values():
        assert all(text[span.start : span.end] == span.quote != "" for span in fact.spans)


def test_there_are_entries() -> None:
    assert len(ENTRIES) >= 3
