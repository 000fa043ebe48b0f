"""Backups: whole, rotated, thinned, and brought back over anything."""

import sqlite3
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from quizgen.errors import HistoryError
from quizgen.model import Rating
from quizgen.study import DAY_MS, History
from quizgen.study.backups import (
    APART_MS,
    Backup,
    backup_if_due,
    list_backups,
    make_backup,
    restore,
    superfluous,
)
from quizgen.study.schema import VERSION
from tests.study.tools import HOUR, MINUTE, NOON, dump, study_at


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "history.sqlite3"


def test_a_backup_is_a_whole_history_that_stands_by_itself(path: Path) -> None:
    study = study_at(path)
    for number in range(40):
        study.answer(f"card-{number}", Rating.GOOD, NOON + number)
    made = make_backup(study.history, NOON + HOUR)
    assert dump(made.path) == dump(path)
    assert list_backups(path) == [made]
    assert [p.name for p in made.path.parent.iterdir()] == [made.path.name]
    assert made.time_ms == NOON + HOUR


def test_backups_come_by_themselves_never_more_often_than_each_half_hour(path: Path) -> None:
    study = study_at(path)
    assert backup_if_due(study.history, NOON) is None  # nothing to lose yet
    study.answer("a", Rating.GOOD, NOON)
    made = [
        minute
        for minute in range(0, 240, 7)
        if backup_if_due(study.history, NOON + minute * MINUTE) is not None
    ]
    assert made == [0, 35, 70, 105, 140, 175, 210]
    times = [backup.time_ms for backup in list_backups(path)]
    assert all(b - a >= APART_MS for a, b in pairwise(times))


def test_old_backups_are_thinned_by_day_week_and_month() -> None:
    now = NOON
    start = now - 500 * DAY_MS
    kept: list[Backup] = []
    for time in range(start, now + 1, 6 * HOUR):
        kept.append(Backup(time, Path(str(time))))
        gone = set(superfluous(kept[:-1], time))
        kept = [backup for backup in kept if backup not in gone]
    ages = [(now - backup.time_ms) / DAY_MS for backup in kept]
    assert sum(age < 2 for age in ages) == 8  # all of two days
    days = [datetime.fromtimestamp(b.time_ms / 1000, UTC).date() for b in kept]
    today = datetime.fromtimestamp(now / 1000, UTC).date()
    assert {today - timedelta(days=n) for n in range(1, 13)} <= set(days)
    weeks = {day.isocalendar()[:2] for day in days}
    assert {(today - timedelta(weeks=n)).isocalendar()[:2] for n in range(9)} <= weeks
    months = {(day.year, day.month) for day in days}
    assert len(months) >= 8
    assert len(kept) <= 8 + 12 + 10 + 9 + 3


def test_restoring_gives_back_what_was_and_keeps_what_is(path: Path) -> None:
    study = study_at(path)
    study.answer("a", Rating.GOOD, NOON)
    made, before = make_backup(study.history, NOON), dump(path)
    study.answer("b", Rating.GOOD, NOON + HOUR)
    later = dump(path)
    study.history.close()
    saved = restore(path, made.path, NOON + 2 * HOUR)
    assert saved is not None
    assert dump(path) == before
    assert dump(saved) == later
    restore(path, saved, NOON + 3 * HOUR)
    assert dump(path) == later


def test_restoring_while_another_program_has_the_file_open_is_seen_by_it(path: Path) -> None:
    study = study_at(path)
    study.answer("a", Rating.GOOD, NOON)
    made = make_backup(study.history, NOON)
    study.answer("b", Rating.GOOD, NOON + HOUR)
    restore(path, made.path, NOON + 2 * HOUR)
    assert set(study.history.states()) == {"a"}
    study.answer("c", Rating.GOOD, NOON + 3 * HOUR)
    with History(path) as other:
        assert set(other.states()) == {"a", "c"}


@pytest.mark.parametrize("damage", ["truncated", "emptied", "foreign", "scribbled", "missing"])
def test_restoring_over_a_damaged_file_keeps_it_aside(path: Path, damage: str) -> None:
    study = study_at(path)
    for number in range(60):
        study.answer(f"card-{number}", Rating.GOOD, NOON + number)
    made, before = make_backup(study.history, NOON), dump(path)
    study.history.close()
    whole = path.read_bytes()
    broken = {
        "truncated": whole[: len(whole) // 2],
        "emptied": b"",
        "foreign": b"a letter to my aunt" * 99,
        "scribbled": whole[:4_096] + b"\xee" * (len(whole) - 4_096),
    }
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(broken[damage])
    aside = restore(path, made.path, NOON + HOUR)
    assert dump(path) == before
    if damage == "missing":
        assert aside is None
    else:
        assert aside is not None
        assert aside.read_bytes() == broken[damage]


def test_what_is_no_backup_is_refused_and_nothing_changes(path: Path, tmp_path: Path) -> None:
    study = study_at(path)
    study.answer("a", Rating.GOOD, NOON)
    made = make_backup(study.history, NOON)
    before = dump(path)
    foreign = tmp_path / "foreign.sqlite3"
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
    connection.close()
    text = tmp_path / "text.sqlite3"
    text.write_text("no database")
    half = tmp_path / "half.sqlite3"
    half.write_bytes(made.path.read_bytes()[:9_000])
    newer = tmp_path / "newer.sqlite3"
    newer.write_bytes(made.path.read_bytes())
    connection = sqlite3.connect(newer)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    for wrong in (foreign, text, half, newer, tmp_path / "nothing.sqlite3"):
        with pytest.raises(HistoryError, match=wrong.name):
            restore(path, wrong, NOON)
    assert dump(path) == before
    assert len(list_backups(path)) == 1


def test_a_history_in_use_is_not_restored_over(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    study = study_at(path)
    study.answer("a", Rating.GOOD, NOON)
    made, before = make_backup(study.history, NOON), dump(path)
    original = History.__init__
    monkeypatch.setattr(
        History,
        "__init__",
        lambda self, path, session="", busy_ms=50: original(self, path, session, busy_ms),
    )

    def while_writing() -> None:
        with study.history.action("hold", "", NOON) as write:
            write.put_setting("a", "1")
            with pytest.raises(HistoryError, match="another program is writing"):
                restore(path, made.path, NOON + HOUR)

    while_writing()
    study.undo()
    assert dump(path) == before
