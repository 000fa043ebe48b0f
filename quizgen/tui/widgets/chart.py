"""Plots of blocks: columns over days, a calendar of a year. Words beside them say the same."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

_EIGHTHS = " ▁▂▃▄▅▆▇█"
_SHADES = "·░▒▓█"


class Chart(Static):
    """A plot: no words, so no slack. What it shows is also said in words by the screen."""

    DEFAULT_CSS = """
    Chart { height: auto; color: $primary; text-wrap: nowrap; }
    """


def columns(values: Sequence[float], height: int = 4, top: float = 0) -> list[str]:
    """Rows of a column plot, from the top, a cell to a value. ``top`` is the value of a full
    column (0: the greatest value)."""
    most = top or max(values, default=0)
    if most <= 0:
        return [" " * len(values)] * (height - 1) + ["▁" * len(values)]
    levels = [round(max(value, 0) / most * height * 8) for value in values]
    # What is there at all is seen: a value above nothing gets its eighth.
    levels = [
        max(level, 1) if value > 0 else level for level, value in zip(levels, values, strict=True)
    ]
    rows = []
    for row in range(height - 1, -1, -1):
        rows.append("".join(_EIGHTHS[min(max(level - row * 8, 0), 8)] for level in levels))
    return rows


def plot(
    values: Sequence[float],
    first: str,
    last: str,
    *,
    height: int = 4,
    top: float = 0,
    wide: int = 1,
) -> Content:
    """A column plot: at its left the figure that a full column stands for, below it a base line and
    the names of its first and last column; a column begins every ``wide`` cells."""
    most = top or max(values, default=0)
    scale = f"{most:.0f}" if most >= 10 or most == int(most) else f"{most:.1f}"
    rows = [(" " * (wide - 1)).join(row) for row in columns(values, height, top)]
    margin = len(scale) + 1
    sides = [scale, *[""] * (height - 1)]
    width = len(values) * wide - (wide - 1)
    foot = first + " " * max(width - len(first) - len(last), 1) + last
    return Content.assemble(
        *(
            part
            for side, row in zip(sides, rows, strict=True)
            for part in ((f"{side:>{margin - 1}} ", "$secondary"), f"{row}\n")
        ),
        (" " * margin + "▔" * width, "$panel"),
        "\n",
        (" " * margin + foot, "$secondary"),
    )


def calendar(days: Sequence[int], first_weekday: int) -> Content:
    """A year: a column a week, a row a weekday, darker where more was answered.

    ``days`` are counts of consecutive days, ``first_weekday`` is 0 where the first is a Monday.
    """
    cells: list[int | None] = [*([None] * first_weekday), *days]
    most = max(days, default=0)
    rows = []
    for weekday in range(7):
        row = [_shade(count, most) for count in cells[weekday::7]]
        rows.append("".join(row))
    return Content("\n".join(rows))


def _shade(count: int | None, most: int) -> str:
    if count is None:
        return " "
    if count == 0 or most == 0:
        return _SHADES[0]
    return _SHADES[1 + min(3, count * 4 // (most + 1))]
