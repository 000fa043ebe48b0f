"""How wide a Devanagari vowel sign is on this terminal, asked of the terminal itself.

Rich measures spacing vowel signs (category Mc) as no cell; most terminals give them one. Where
the terminal says so, Rich's table is replaced by one that agrees with it. This rests on one
name of Rich that is not public (``rich.cells.load_cell_table``); Rich is pinned, and a test
fails when the name goes.
"""

import contextlib
import os
import re
import select
import sys
import time
import unicodedata
from collections.abc import Sequence
from typing import Any

PROBE = "का"
"""A consonant and a spacing vowel sign: one cell or two."""
_PATIENCE = 0.15
"""Seconds from the question on; the program loads meanwhile, which takes about as long."""
_ANSWER = re.compile(rb"\x1b\[(\d+);(\d+)R")


class Probe:
    """A question to the terminal, asked at once and answered while the program loads.

    Nothing is asked where there is no terminal, and never under textual-serve: there ``/dev/tty``
    would be the operator's own terminal. Close it before the screen is taken over.
    """

    def __init__(self) -> None:
        self._descriptor: int | None = None
        self._before: list[Any] | None = None
        self._until = time.monotonic() + _PATIENCE
        if "TEXTUAL_DRIVER" in os.environ or not sys.stderr.isatty():
            return
        try:
            self._descriptor = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
            self._before = _quiet(self._descriptor)
            # The report is made before the line is cleared again, so nothing is seen of it.
            os.write(self._descriptor, f"\r{PROBE}\x1b[6n\r\x1b[K".encode())
        except OSError:
            self.close()

    def width(self) -> int | None:
        """The cells a vowel sign takes; None where the terminal does not say in time."""
        if self._descriptor is None:
            return None
        try:
            column = _read(self._descriptor, self._until)
        except OSError:
            column = None
        finally:
            self.close()
        return None if column is None else max(0, min(column - 2, 1))

    def close(self) -> None:
        """Leave the terminal as it was."""
        if self._descriptor is not None:
            if self._before is not None:
                _restore(self._descriptor, self._before)
            os.close(self._descriptor)
            self._descriptor = None


def settle(choice: str, probe: Probe | None = None) -> bool:
    """Apply ``--marks``: ``0`` and ``1`` say how many cells a sign takes, ``auto`` asks.

    True where the width is known now, so that texts may use the whole row; False where it is
    not, and every Hindi row keeps slack at its end. Call before the app runs.
    """
    width = int(choice) if choice in ("0", "1") else (probe or Probe()).width()
    if width == 1:
        widen()
    return width is not None


def _quiet(descriptor: int) -> list[Any]:
    """No echo, no waiting for a line. Gives what to restore; raises OSError."""
    import termios
    import tty

    try:
        before = termios.tcgetattr(descriptor)
        tty.setcbreak(descriptor)
    except termios.error as error:
        raise OSError(str(error)) from error
    return before


def _restore(descriptor: int, before: list[Any]) -> None:
    import termios

    with contextlib.suppress(termios.error):
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def _read(descriptor: int, until: float) -> int | None:
    """The column that the terminal reports, 1-based."""
    heard = b""
    while True:
        left = max(until - time.monotonic(), 0)
        ready, _, _ = select.select([descriptor], [], [], left)
        if not ready:
            return None
        heard += os.read(descriptor, 64)
        found = _ANSWER.search(heard)
        if found:
            return int(found.group(2))


def widen() -> None:
    """Let Rich count one cell for each spacing vowel sign."""
    import rich.cells

    cells: Any = rich.cells  # the name below is not public: see above
    original = cells.load_cell_table
    if getattr(original, "widened", False):
        return

    def load_cell_table(unicode_version: str = "auto") -> Any:
        table = original(unicode_version)
        known = _TABLES.get(table.unicode_version)
        if known is None:
            known = table._replace(widths=widened(table.widths))
            _TABLES[table.unicode_version] = known
        return known

    vars(load_cell_table)["widened"] = True
    cells.load_cell_table = load_cell_table
    cells.get_character_cell_size.cache_clear()
    cells.cached_cell_len.cache_clear()


_TABLES: dict[str, Any] = {}


def widened(widths: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Rich's zero-width ranges without the spacing marks (Mc), which then count one cell."""
    kept: list[tuple[int, int, int]] = []
    for start, end, width in widths:
        if width != 0:
            kept.append((start, end, width))
            continue
        run: int | None = None
        for code in range(start, end + 2):
            inside = code <= end and unicodedata.category(chr(code)) != "Mc"
            if inside and run is None:
                run = code
            elif not inside and run is not None:
                kept.append((run, code - 1, 0))
                run = None
    return kept
