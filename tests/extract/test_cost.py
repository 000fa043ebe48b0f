"""Cost grows with the length of the text, not with its square."""

import time

import pytest

from tests.extract.kazakh import read, shipped


def seconds(text: str) -> float:
    start = time.process_time()
    read(text)
    return time.process_time() - start


def test_four_times_the_text_costs_about_four_times() -> None:
    text = shipped()
    read(text)  # rules and lexicon are compiled once
    small, large = seconds(text * 3), seconds(text * 12)
    assert large / small < 7


@pytest.mark.parametrize("noise", ["ә", "а,", "(", "5 ", "— ", ": ", "Қ. "])
def test_no_text_is_slow_by_its_shape(noise: str) -> None:
    assert seconds(noise * (20_000 // len(noise))) < 6
