"""How much work something is: counted, not timed, so the same on every machine at every load."""

import sqlite3
import sys
from collections.abc import Callable
from types import FrameType


def calls(action: Callable[[], object]) -> int:
    """How many calls and returns of functions, Python's and C's, ``action`` takes."""
    count = 0

    def profile(_: FrameType, __: str, ___: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(profile)
    try:
        action()
    finally:
        sys.setprofile(None)
    return count


def database_steps(connection: sqlite3.Connection, action: Callable[[], object]) -> int:
    """How many instructions of SQLite's virtual machine ``action`` takes on this connection."""
    count = 0

    def step() -> int:
        nonlocal count
        count += 1
        return 0

    connection.set_progress_handler(step, 1)
    try:
        action()
    finally:
        connection.set_progress_handler(None, 1)
    return count
