"""Where the sentence behind a place in a text begins and ends."""

from pathlib import Path

import pytest

from quizgen.flow.build import evidence_finder, open_workshop, read_text_of
from quizgen.knowledge import facts_folder
from quizgen.model import Fact, Source, Span, Text

LINE = "Schilling Test : इस जांच में कोबाल्ट दिया जाता है। इसमें समय लगता है।"
TEXT = f"विटामिन B12 की कमी का निदान :\n{LINE}\nआलस\n"


@pytest.mark.parametrize(
    ("place", "quote"),
    [
        ("Schilling", "Schilling Test : इस जांच में कोबाल्ट दिया जाता है।"),
        ("कोबाल्ट", "इस जांच में कोबाल्ट दिया जाता है।"),
        ("समय", "इसमें समय लगता है।"),
        ("आलस", "आलस"),
    ],
)
def test_a_term_is_quoted_with_the_sentence_that_follows_it(place: str, quote: str) -> None:
    shop = open_workshop(Path(facts_folder()))
    read = read_text_of(shop, Source("t.txt", "hi", "T", "", ""), TEXT)
    start, end = evidence_finder(read).sentence_at(TEXT.index(place))
    assert TEXT[start:end].strip() == quote


def grounded(value: str, subject: str) -> Fact:
    """A fact that rests on the first ``value`` and ``subject`` of the text."""
    places = (("value", value), ("subject", subject))
    spans = tuple(
        Span(role, TEXT.index(words), TEXT.index(words) + len(words), words)
        for role, words in places
    )
    return Fact("a/b/c", "role", "a", "b", True, Text(value), "t.txt", "hi", spans, "r", {})


@pytest.mark.parametrize(
    ("value", "subject", "heading", "quote"),
    [
        ("कोबाल्ट", "Schilling Test", "", "Schilling Test : इस जांच में कोबाल्ट दिया जाता है।"),
        ("समय", "Schilling Test", "Schilling Test", "इसमें समय लगता है।"),
        ("समय", "विटामिन B12", "", "इसमें समय लगता है।"),
    ],
)
def test_the_term_that_a_fact_rests_on_is_shown(
    value: str, subject: str, heading: str, quote: str
) -> None:
    shop = open_workshop(Path(facts_folder()))
    read = read_text_of(shop, Source("t.txt", "hi", "T", "", ""), TEXT)
    evidence = evidence_finder(read).find(grounded(value, subject), shop.books["hi"])
    assert (evidence.heading, evidence.quote) == (heading, quote)
    assert TEXT[evidence.start : evidence.end] == quote
    for start, end in evidence.ground_marks:
        assert evidence.ground[start:end] in (value, subject)
    assert evidence.ground == (f"{heading} … {quote}" if heading else quote)
