"""The learner's own things: preferences, settings and the history, in the data folder."""

import time
from collections.abc import Iterable
from datetime import datetime, tzinfo
from pathlib import Path

from msgspec.structs import replace

from quizgen.errors import StorageError
from quizgen.model import Card, language_of, topic_of
from quizgen.study import Days, History, Scheduler, Settings, Study
from quizgen.study.backups import backup_if_due
from quizgen.study.statistics import About, Statistics, compute
from quizgen.study.study import kept_parameters

HISTORY = "history.sqlite3"


def local_zone() -> tzinfo:
    """The zone of this machine's clock."""
    zone = datetime.now().astimezone().tzinfo
    if zone is None:  # astimezone always sets one; said for the type checker
        raise StorageError("this machine's clock has no time zone", "Set TZ and try again")
    return zone


def open_study(data: Path, settings: Settings | None = None, zone: tzinfo | None = None) -> Study:
    """The learner's study over ``data``'s history file, which is made where there is none.

    ``settings`` take the learner's own FSRS parameters from the history, where there are any. A
    backup is made where one is due. Raises HistoryError or StorageError where the file or the
    folder refuses.
    """
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"{data}: cannot be made ({error.strerror})",
            "Choose another folder with --data-dir or QUIZGEN_DATA",
        ) from error
    settings = settings or Settings()
    history = History(data / HISTORY)
    try:
        backup_if_due(history, time.time_ns() // 1_000_000)
        if not settings.parameters:
            settings = replace(settings, parameters=kept_parameters(history))
        days = Days(zone or local_zone(), settings.rollover_hour)
        return Study(history, Scheduler(settings, days))
    except BaseException:
        history.close()
        raise


def statistics(study: Study, cards: Iterable[Card], now_ms: int, language: str = "") -> Statistics:
    """All figures about the learner's history with these cards; of one ``language``, or of all. The
    vocabulary is a topic of its own, as it is where cards are asked and browsed."""
    about = {
        card.key: About(topic_of(card), card.language)
        for card in cards
        if language in ("", card.language)
    }
    history = study.history
    reviews = history.reviews()
    if language:
        reviews = [review for review in reviews if language_of(review.card) == language]
    return compute(about, history.states(), reviews, now_ms, study.scheduler)
