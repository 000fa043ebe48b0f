"""Hindi is whole on every screen: nothing stands to the right of it."""

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.tui.play import home, playing, press, rows
from tests.tui.samples import sample_services
from tests.tui.stories import STORIES

DEVANAGARI = re.compile(r"[\u0900-\u097f]")
# What may end a Hindi sentence or stand in it: its own stops, and Latin names and figures.
OWN_TAIL = re.compile(r"(?: ?[A-Za-z0-9][A-Za-z0-9.,:%/–+-]*| ?[-?!.,:;()…”»/·%]+)*")


EDGES = ("│", "┃", "▐", "▕", "█")


def tail(row: str) -> str:
    """What follows the last Devanagari letter of a row."""
    return row[max(found.end() for found in DEVANAGARI.finditer(row)) :]


# Where a learner of Hindi whose screens speak another language sees no Hindi.
WITHOUT = ("help", "statistics", "pause", "practise", "palette")


@pytest.mark.parametrize(
    ("language", "size"), [("kk", (80, 30)), ("hi", (80, 30)), ("hi", (60, 20)), ("en", (80, 30))]
)
async def test_only_blanks_follow_hindi(
    tmp_path: Path, language: str, size: tuple[int, int], widths: str
) -> None:
    services = sample_services(tmp_path, language, answer="hi")
    async with playing(services, size, known=widths == "wide") as pilot:
        for story, keys in STORIES.items():
            await press(pilot, *keys)
            shown = [row for row in rows(pilot) if DEVANAGARI.search(row)]
            assert shown or (language != "hi" and story in WITHOUT), story
            for row in shown:
                assert OWN_TAIL.fullmatch(tail(row)), (story, row)
                assert row.rstrip()[-1:] not in EDGES, (story, row)
            await home(pilot)


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("story", ["choice", "verdict", "home", "settings"])
async def test_a_third_of_the_row_is_free_while_the_terminal_is_silent(
    tmp_path: Path,
    width: int,
    story: str,
    rich_table: None,  # noqa: ARG001
) -> None:
    async with playing(sample_services(tmp_path, "hi"), (width, 34)) as pilot:
        await press(pilot, *STORIES[story])
        shown = [row for row in rows(pilot) if DEVANAGARI.search(row)]
        assert shown
        assert max(cell_len(row) for row in shown) <= width - round(width * 0.3)
