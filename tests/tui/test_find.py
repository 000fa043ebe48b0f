"""Finding cards: the same whichever way the words came to be typed."""

from hypothesis import given
from hypothesis import strategies as st

from quizgen.tui.find import Finder
from tests.tui.samples import sample_cards

CARDS = sample_cards()


@given(st.lists(st.text("аеинसकebtn 12\x7f", min_size=1, max_size=4), max_size=12))
def test_typing_on_and_taking_back_finds_what_one_look_finds(pieces: list[str]) -> None:
    typing, words = Finder(CARDS, {}, 0), ""
    for piece in pieces:
        words = words[:-1] if "\x7f" in piece else words + piece
        assert typing.find(words, "en") == Finder(CARDS, {}, 0).find(words, "en")


def test_filters_are_kept_apart() -> None:
    finder = Finder(CARDS, {}, 0)
    everything = finder.find("")
    assert everything == list(range(len(CARDS)))
    for language in ("kk", "hi", "en"):
        found = finder.find("", language)
        assert found == [i for i in everything if CARDS[i].language == language]
    assert finder.find("", state="due") == []
    assert finder.find("", state="new") == everything


def test_what_is_handed_out_is_the_callers_own() -> None:
    finder = Finder(CARDS, {}, 0)
    finder.find("").clear()
    assert finder.find("")
