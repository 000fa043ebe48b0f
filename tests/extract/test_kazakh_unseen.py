"""Kazakh entries that the rules were not written for, scored by recall and by precision."""

import pytest

from tests.extract.kazakh import FIXTURES, facts_of, read
from tests.extract.scoring import read_expected, score

ENTRIES = sorted(path for path in FIXTURES.glob("kk-*.txt") if not path.name.endswith(".facts.txt"))

# Long entries in the dense manner of the encyclopedia, measured: no run may fall below.
MEASURED = {
    "kk-adrenaline": (0.93, 1.00),
    "kk-arginine": (1.00, 1.00),
    "kk-ascorbic-acid": (0.92, 1.00),
    "kk-aspirin": (0.95, 1.00),
    "kk-biotin": (0.95, 1.00),
    "kk-caffeine": (0.85, 1.00),
    "kk-calciferol": (0.92, 1.00),
    "kk-calcium": (0.96, 1.00),
    "kk-carnitine": (1.00, 1.00),
    "kk-carotene": (1.00, 1.00),
    "kk-chlorophyll": (1.00, 1.00),
    "kk-cholecalciferol": (0.97, 1.00),
    "kk-cholesterol": (0.90, 1.00),
    "kk-choline": (0.95, 1.00),
    "kk-chromium": (0.92, 1.00),
    "kk-citric-acid": (0.93, 1.00),
    "kk-cobalt": (0.97, 1.00),
    "kk-copper": (0.93, 1.00),
    "kk-cortisone": (0.88, 1.00),
    "kk-cysteine": (0.89, 1.00),
    "kk-fluorine": (0.97, 1.00),
    "kk-folacin": (0.93, 0.98),
    "kk-folic-acid": (0.95, 1.00),
    "kk-fructose": (0.94, 1.00),
    "kk-glucose": (0.91, 1.00),
    "kk-glutamic-acid": (0.92, 0.97),
    "kk-hemoglobin": (0.80, 0.94),
    "kk-inositol": (0.93, 1.00),
    "kk-insulin": (0.80, 1.00),
    "kk-iodine": (0.88, 1.00),
    "kk-iron": (0.82, 1.00),
    "kk-lactose": (1.00, 1.00),
    "kk-lipoic-acid": (0.95, 0.98),
    "kk-lysine": (0.96, 1.00),
    "kk-magnesium": (1.00, 1.00),
    "kk-manganese": (0.98, 1.00),
    "kk-melatonin": (1.00, 1.00),
    "kk-menadione": (0.91, 1.00),
    "kk-methionine": (1.00, 1.00),
    "kk-molybdenum": (0.97, 1.00),
    "kk-morphine": (0.94, 1.00),
    "kk-niacin": (0.80, 1.00),
    "kk-nicotinamide": (0.98, 0.98),
    "kk-nicotine": (0.95, 1.00),
    "kk-paba": (0.97, 1.00),
    "kk-pantothenic-acid": (0.98, 1.00),
    "kk-penicillin": (0.75, 1.00),
    "kk-phosphorus": (0.90, 1.00),
    "kk-potassium": (0.95, 1.00),
    "kk-progesterone": (0.85, 0.96),
    "kk-pyridoxine": (1.00, 1.00),
    "kk-retinol": (0.89, 1.00),
    "kk-riboflavin": (0.98, 1.00),
    "kk-rutin": (0.94, 1.00),
    "kk-selenium": (0.97, 1.00),
    "kk-serotonin": (0.97, 0.97),
    "kk-sodium": (0.95, 1.00),
    "kk-sucrose": (1.00, 1.00),
    "kk-testosterone": (0.97, 1.00),
    "kk-thiamine-long": (0.98, 1.00),
    "kk-thiamine": (0.96, 1.00),
    "kk-thyroxine": (0.89, 0.97),
    "kk-tocopherol": (0.89, 1.00),
    "kk-tryptophan": (0.98, 1.00),
    "kk-vitamin-k": (1.00, 1.00),
    "kk-vitamin-u": (0.93, 1.00),
    "kk-zinc": (0.82, 1.00),
}


@pytest.mark.parametrize("path", ENTRIES, ids=lambda path: path.stem)
def test_recall_and_precision(path) -> None:  # type: ignore[no-untyped-def]
    text = path.read_bytes().decode("utf-8")
    expected = read_expected(path.with_name(path.stem + ".facts.txt"))
    found = score(read(text).facts, expected, "kk")
    recall, precision = MEASURED.get(path.stem, (0.85, 1.0))
    assert found.precision >= precision, found.wrong
    assert found.recall >= recall, found.missed


@pytest.mark.parametrize("path", ENTRIES, ids=lambda path: path.stem)
def test_spans(path) -> None:  # type: ignore[no-untyped-def]
    text = path.read_bytes().decode("utf-8")
    for fact in facts_of(text).values():
        assert all(text[span.start : span.end] == span.quote != "" for span in fact.spans)


def test_there_are_entries() -> None:
    assert len(ENTRIES) >= 3
