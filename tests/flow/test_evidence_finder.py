"""Where the sentence behind a place in a text begins and ends."""

from pathlib import Path

import pytest

from quizgen.flow.build import evidence_finder, open_workshop, read_text_of
from quizgen.knowledge import facts_folder
from quizgen.model import Source

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
