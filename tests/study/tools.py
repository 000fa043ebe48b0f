"""What the tests of this room share."""

import sqlite3
from pathlib import Path

from quizgen.study import DAY_MS, Days, History, Scheduler, Settings, Study
from quizgen.study.schema import CONTENT

NOON = 1_767_960_000_000  # 2026-01-09 12:00 UTC
MINUTE = 60_000
HOUR = 60 * MINUTE


def dump(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that the file says of the learner, table by table."""
    connection = sqlite3.connect(path)
    try:
        return {
            table: connection.execute(
                f"SELECT {', '.join(columns)} FROM {table} ORDER BY 1, 2"
            ).fetchall()
            for table, (columns, _) in CONTENT.items()
        }
    finally:
        connection.close()


def study_at(path: Path, settings: Settings | None = None, session: str = "") -> Study:
    """A study over the history file at ``path``, in UTC."""
    settings = settings or Settings()
    return Study(History(path, session), Scheduler(settings, Days()))


__all__ = ["DAY_MS", "HOUR", "MINUTE", "NOON", "dump", "study_at"]
