"""Hindi is whole on every screen: nothing stands to the right of it."""

import re
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from tests.tui.play import home, playing, press, rows
from tests.tui.samples import sample_services, studied_services
from tests.tui.stories import STORIES

DEVANAGARI = re.compile(r"[\u0900-\u097f]")
# Where a Hindi sentence goes on in its row: its stops, and figures, units and Latin names, one
# blank before each at most. No bar, no separator, no second column.
GOES_ON = re.compile(r"[-?!.,:;()…”’»%]*(?: [“‘«(]?[A-Za-z0-9][A-Za-z0-9.,:%/–+()…”’»?!;-]*)*")
# Where a learner of Hindi whose screens speak another language sees no Hindi.
WITHOUT = ("help", "statistics", "pause", "practise", "palette", "day", "result")


def strays(pilot: "Pilot[None]") -> list[str]:
    """Rows in which something follows the last Devanagari letter that is not its own sentence:
    another sign, or another widget."""
    found = []
    for y, row in enumerate(rows(pilot)):
        letters = [match.end() for match in DEVANAGARI.finditer(row)]
        if not letters:
            continue
        tail = row[letters[-1] :]
        own, _ = pilot.app.screen.get_widget_at(cell_len(row[: letters[-1]]) - 1, y)
        after = {
            pilot.app.screen.get_widget_at(cell_len(row[: letters[-1] + n]), y)[0]
            for n, sign in enumerate(tail)
            if sign != " "
        }
        if not GOES_ON.fullmatch(tail) or after - {own}:
            found.append(row)
    return found


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
@pytest.mark.parametrize("language", ["kk", "hi", "en"])
async def test_only_blanks_follow_hindi(
    tmp_path: Path, language: str, size: tuple[int, int], widths: str
) -> None:
    services = studied_services(tmp_path, language, answer="hi")
    async with playing(services, size, known=widths == "wide") as pilot:
        for story, keys in STORIES.items():
            await press(pilot, *keys)
            shown = [row for row in rows(pilot) if DEVANAGARI.search(row)]
            assert shown or (language != "hi" and story in WITHOUT), story
            assert strays(pilot) == [], story
            await home(pilot)


def test_the_test_sees_what_stands_beside() -> None:
    for own in ("", "?", ".”", " 2,4", " B12", " B12,", " (PPI)"):
        assert GOES_ON.fullmatch(own), own
    for stray in ("  12", " ▐", "│", " ·", " → B12", " ━━", "   F5", " █"):
        assert not GOES_ON.fullmatch(stray), stray


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
