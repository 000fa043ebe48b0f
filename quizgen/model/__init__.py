"""The words of the program as small immutable types. Imports nothing of ours.

Types are ``msgspec`` structs: the type *is* the file format, so what is read is validated and
what is written is sorted and stable.
"""

from quizgen.model.card import NAMES, Card, Evidence, Form, card_key, language_of, topic_of
from quizgen.model.erratum import Erratum
from quizgen.model.fact import Concept, Fact, Relation, fact_id
from quizgen.model.review import Rating, Review
from quizgen.model.source import Source, Span
from quizgen.model.value import ConceptValue, Formula, Quantity, Text, Value

__all__ = [
    "NAMES",
    "Card",
    "Concept",
    "ConceptValue",
    "Erratum",
    "Evidence",
    "Fact",
    "Form",
    "Formula",
    "Quantity",
    "Rating",
    "Relation",
    "Review",
    "Source",
    "Span",
    "Text",
    "Value",
    "card_key",
    "fact_id",
    "language_of",
    "topic_of",
]
