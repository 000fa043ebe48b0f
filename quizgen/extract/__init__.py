"""Rules over text → grounded facts, and coverage. Knows no card, no quiz and no store."""

from quizgen.extract.coverage import Coverage, Covered
from quizgen.extract.engine import Extraction, extract
from quizgen.extract.golden import render_golden, render_value
from quizgen.extract.ruleset import RuleSet, load_rules

__all__ = [
    "Coverage",
    "Covered",
    "Extraction",
    "RuleSet",
    "extract",
    "load_rules",
    "render_golden",
    "render_value",
]
