"""The normalised view and its way back to the code points on disk."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from quizgen.text import make_view

TEXTS = st.text(
    alphabet=st.sampled_from("аәйңүi ёéक़ाि\u093c\u0301\u0306\u200d\u00a0\n12.,"), max_size=40
)


@given(TEXTS)
def test_every_interval_of_the_view_comes_from_its_own_words(text: str) -> None:
    view = make_view(text)
    assert unicodedata.is_normalized("NFC", view.text) or "\u0301" in view.text
    for start in range(len(view.text)):
        first, last = view.on_disk(start, start + 1)
        assert 0 <= first < last <= len(text)
        visible = text[first:last].replace("\u200d", "")
        kept = unicodedata.normalize("NFC", visible).replace("\u00a0", " ")
        assert view.text[start] in kept


@given(TEXTS)
def test_the_whole_view_covers_all_visible_signs(text: str) -> None:
    view = make_view(text)
    if view.text:
        first, last = view.on_disk(0, len(view.text))
        assert not (text[:first] + text[last:]).strip("\u200d")


def test_a_composed_text_needs_no_map() -> None:
    assert make_view("қышқыл ериді").starts is None


def test_letters_that_normalisation_takes_apart_keep_their_place() -> None:
    # U+0958 is one code point on disk and two in NFC.
    view = make_view("\u0958लम है")
    assert view.text.startswith("\u0915\u093c")
    at = view.text.index("है")
    assert view.quote(at, at + 2) == "है"
