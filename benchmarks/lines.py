"""A line of the table: what was measured, against whom, the ratio, and the limit if any."""

import time
from collections.abc import Callable, Sequence

from msgspec import Struct


class Line(Struct, frozen=True):
    """``ratio`` is ours divided by the rival's or the limit's. ``most``: what it may be at most."""

    what: str
    ours: str
    rival: str
    theirs: str
    ratio: float
    most: float | None = None

    @property
    def verdict(self) -> str:
        """Whether the limit is kept; empty where there is none."""
        if self.most is None:
            return ""
        return "kept" if self.ratio <= self.most else "missed"


def against(
    what: str, ours: float, rival: str, theirs: float, most: float | None = None, unit: str = "s"
) -> Line:
    """A line of two figures of one unit: ``s``, ``MB`` or ``bytes``."""
    return Line(what, shown(ours, unit), rival, shown(theirs, unit), ours / theirs, most)


def limited(what: str, ours: float, limit: float, unit: str = "s") -> Line:
    """A line of a figure and the limit set for it."""
    return Line(what, shown(ours, unit), "limit", shown(limit, unit), ours / limit, 1.0)


def shown(figure: float, unit: str) -> str:
    """A figure with its unit, three digits of it."""
    if unit == "bytes":
        return f"{figure / 1000:,.0f} kB"
    if unit == "MB":
        return f"{figure:,.0f} MB"
    for factor, name in ((1, "s"), (1e3, "ms"), (1e6, "µs")):
        if figure * factor >= 1:
            return f"{figure * factor:.3g} {name}"
    return f"{figure * 1e9:.3g} ns"


def best(run: Callable[[], object], times: int = 5) -> float:
    """The quickest of ``times`` runs, in seconds: what the work costs where nobody disturbs it."""
    return min(once(run) for _ in range(times))


def once(run: Callable[[], object]) -> float:
    """The seconds that one run takes."""
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin


def in_turns(runs: Sequence[Callable[[], float]], times: int) -> list[float]:
    """The quickest of each, run one after the other and again: all meet the same machine."""
    found: list[list[float]] = [[] for _ in runs]
    for _ in range(times):
        for place, run in enumerate(runs):
            found[place].append(run())
    return [min(one) for one in found]


def percentile(figures: Sequence[float], share: float) -> float:
    """The figure that ``share`` of them do not exceed."""
    ordered = sorted(figures)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
