"""Fact and language → cards: errata applied, options made, linted."""

from quizgen.cards.deck import make_cards
from quizgen.cards.evidence import EvidenceFinder
from quizgen.cards.lint import Finding, lint

__all__ = ["EvidenceFinder", "Finding", "lint", "make_cards"]
