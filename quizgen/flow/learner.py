"""The learner's own things: preferences, settings and the history, in the data folder."""

from datetime import datetime, tzinfo
from pathlib import Path

from quizgen.errors import StorageError
from quizgen.study import Days, History, Scheduler, Settings, Study

HISTORY = "history.sqlite3"
PREFERENCES = "preferences.json"


def local_zone() -> tzinfo:
    """The zone of this machine's clock."""
    zone = datetime.now().astimezone().tzinfo
    if zone is None:  # astimezone always sets one; said for the type checker
        raise StorageError("this machine's clock has no time zone", "Set TZ and try again")
    return zone


def open_study(data: Path, settings: Settings | None = None, zone: tzinfo | None = None) -> Study:
    """The learner's study over ``data``'s history file, which is made where there is none.

    Raises HistoryError or StorageError where the file or the folder refuses.
    """
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"{data}: cannot be made ({error.strerror})",
            "Choose another folder with --data-dir or QUIZGEN_DATA",
        ) from error
    settings = settings or Settings()
    days = Days(zone or local_zone(), settings.rollover_hour)
    return Study(History(data / HISTORY), Scheduler(settings, days))
