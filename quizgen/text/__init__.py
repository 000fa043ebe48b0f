"""A text as it is: read, normalised with a way back, cut into blocks, sentences, figures."""

from quizgen.text.blocks import Block, blocks
from quizgen.text.capitals import in_usual_letters, usual_letters
from quizgen.text.controls import without_controls
from quizgen.text.conventions import Conventions
from quizgen.text.formulas import FormulaMatch, find_formulas
from quizgen.text.numbers import (
    QuantityMatch,
    denominators,
    find_quantities,
    parse_number,
    with_denominators,
)
from quizgen.text.reading import LIMIT_BYTES, decode, read_text
from quizgen.text.sentences import sentences
from quizgen.text.slug import compare_key, slug_of
from quizgen.text.view import View, make_view

__all__ = [
    "LIMIT_BYTES",
    "Block",
    "Conventions",
    "FormulaMatch",
    "QuantityMatch",
    "View",
    "blocks",
    "compare_key",
    "decode",
    "denominators",
    "find_formulas",
    "find_quantities",
    "in_usual_letters",
    "make_view",
    "parse_number",
    "read_text",
    "sentences",
    "slug_of",
    "usual_letters",
    "with_denominators",
    "without_controls",
]
