"""Cost grows with the length of the text, not with its square. Work is counted, not timed; the
benchmark holds the seconds."""

import pytest

from tests.extract.kazakh import read, shipped
from tests.work import calls


def test_four_times_the_text_costs_at_most_four_times() -> None:
    text = shipped()
    read(text)  # rules and lexicon are compiled once
    small, large = calls(lambda: read(text * 3)), calls(lambda: read(text * 12))
    assert 2 * small < large < 4 * small


@pytest.mark.parametrize("noise", ["ә", "а,", "(", "5 ", "— ", ": ", "Қ. "])
def test_no_text_is_costly_by_its_shape(noise: str) -> None:
    read(noise)
    small, large = calls(lambda: read(noise * 2_500)), calls(lambda: read(noise * 10_000))
    assert large < 4.4 * small
