"""Both width tables: Rich's own, and the one in which a vowel sign takes a cell."""

from collections.abc import Iterator

import pytest
from rich import cells

from quizgen.tui.marks import widen


@pytest.fixture
def rich_table() -> Iterator[None]:
    """Rich's table, put back after the test."""
    original = cells.load_cell_table
    _forget()
    yield
    cells.load_cell_table = original
    _forget()


@pytest.fixture(params=["narrow", "wide"])
def widths(request: pytest.FixtureRequest, rich_table: None) -> str:  # noqa: ARG001
    """The test runs with both tables; ``wide`` counts vowel signs."""
    if request.param == "wide":
        widen()
    return str(request.param)


def _forget() -> None:
    cells.get_character_cell_size.cache_clear()
    cells.cached_cell_len.cache_clear()
