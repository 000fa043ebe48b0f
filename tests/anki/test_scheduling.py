"""Checks 19 to 21: progress and presets arrive when asked for, exactly, and come back."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from quizgen.anki import Progress
from quizgen.model import Rating, Review
from quizgen.study.days import DAY_MS, Days
from quizgen.study.scheduler import Scheduler
from quizgen.study.state import CardState, Stage
from tests.anki import engine, sample
from tests.anki.build import export

MILK = "goat-milk/b12-content|kk|typed"
MEMORY = "b12-deficiency/symptom/memory-loss|hi|qa"
ZONES = [UTC, ZoneInfo("Asia/Almaty"), ZoneInfo("Asia/Kolkata"), ZoneInfo("America/Los_Angeles")]


@pytest.fixture
def col(tmp_path: Path) -> Iterator[Any]:
    with engine.collection(tmp_path) as opened:
        yield opened


def answered(now_ms: int, days: Days) -> tuple[dict[str, CardState], list[Review]]:
    """Two cards studied with the terminal's own scheduler: one in review, one still in steps."""
    scheduler = Scheduler(days=days)
    plan = {
        MILK: [
            (now_ms - 20 * DAY_MS, Rating.GOOD),
            (now_ms - 19 * DAY_MS, Rating.GOOD),
            (now_ms - 9 * DAY_MS, Rating.HARD),
        ],
        MEMORY: [(now_ms - 60_000, Rating.AGAIN)],
    }
    states, reviews = {}, []
    for key, answers in plan.items():
        state = CardState(key)
        for time_ms, rating in answers:
            reviews.append(Review(key, time_ms, rating, 4_321, state=state.stage))
            state = scheduler.answer(state, rating, time_ms)
        states[key] = state
    return states, reviews


def test_by_default_everything_is_new_and_there_is_no_log(tmp_path: Path, col: Any) -> None:
    days = Days(UTC)
    now = engine_now_ms()
    states, reviews = answered(now, days)
    report = export(tmp_path, sample.cards(), progress=Progress(states, reviews, days, now))
    assert {package.path.stem: package.reviews for package in report.packages}["b12"] == 4
    engine.put_in(col, tmp_path / "b12.apkg")
    assert col.db.list("select distinct type from cards") == [0]
    assert col.db.scalar("select count() from revlog") == 0


@pytest.mark.parametrize("zone", ZONES, ids=str)
def test_with_scheduling_the_due_day_is_exact_and_the_log_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: tzinfo
) -> None:
    monkeypatch.setenv("TZ", getattr(zone, "key", "UTC"))
    import time

    time.tzset()
    time.sleep(1.1)  # the engine looks at TZ no more than once a second
    days, now = Days(zone), engine_now_ms()
    states, reviews = answered(now, days)
    export(tmp_path, sample.cards(), progress=Progress(states, reviews, days, now))
    with engine.collection(tmp_path) as col:
        engine.put_in(col, tmp_path / "b12.apkg", scheduling=True)
        (card,) = engine.note(col, MILK).cards()
        state = states[MILK]
        due_in_days = days.number(state.due_ms) - days.number(now)
        assert (card.type, card.queue) == (2, 2)
        assert card.due - col.sched.today == due_in_days
        assert card.ivl == days.elapsed(state.last_ms, state.due_ms)
        assert (card.reps, card.lapses) == (3, 0)
        assert state.stability is not None
        assert state.difficulty is not None
        assert card.memory_state.stability == pytest.approx(state.stability, abs=1e-4)
        assert card.memory_state.difficulty == pytest.approx(state.difficulty, abs=1e-3)
        log = col.db.all(
            "select id, ease, time, type from revlog where cid = ? order by id", card.id
        )
        assert log == [
            [r.time_ms, int(r.rating), 4_321, {2: 1, 3: 2}.get(r.state, 0)]
            for r in reviews
            if r.card == MILK
        ]
        (learning,) = engine.note(col, MEMORY).cards()
        assert (learning.type, learning.queue) == (1, 1)
        assert learning.due == states[MEMORY].due_ms // 1000
        assert col.db.scalar("select count() from cards where type = 0") == 13
        assert col.fix_integrity() == ("Database rebuilt and optimized.", True)
    monkeypatch.undo()
    time.tzset()
    time.sleep(1.1)


@pytest.mark.parametrize("ahead", [-3, 0, 1, 40])
@pytest.mark.parametrize("hour", [3, 4, 5, 23])
def test_the_day_of_a_due_moment_begins_at_four(
    tmp_path: Path, col: Any, ahead: int, hour: int
) -> None:
    now = engine_now_ms()
    days = Days(UTC)
    today = datetime.fromordinal(days.number(now)).replace(tzinfo=UTC)
    due = today + timedelta(days=ahead, hours=hour)
    state = CardState(
        MILK, Stage.REVIEW, None, 12.5, 5.5, int(due.timestamp() * 1000), now - 5 * DAY_MS, 2
    )
    export(tmp_path, sample.cards(), progress=Progress({MILK: state}, [], days, now))
    engine.put_in(col, tmp_path / "b12.apkg", scheduling=True)
    (card,) = engine.note(col, MILK).cards()
    assert card.due - col.sched.today == ahead - (hour < 4)


def test_suspended_and_forgotten_cards_arrive_so(tmp_path: Path, col: Any) -> None:
    days, now = Days(UTC), engine_now_ms()
    states, reviews = answered(now, days)
    states[MILK] = CardState(MILK, suspended=True, forgotten_ms=now - DAY_MS)
    export(tmp_path, sample.cards(), progress=Progress(states, reviews, days, now))
    engine.put_in(col, tmp_path / "b12.apkg", scheduling=True)
    (card,) = engine.note(col, MILK).cards()
    assert (card.type, card.queue) == (0, -1)
    kinds = col.db.list("select type from revlog where cid = ? order by id", card.id)
    assert kinds == [0, 0, 1, 4]
    assert (
        json.loads(col.db.scalar("select data from cards where id = ?", card.id) or "{}").get("s")
        is None
    )


def test_a_package_with_progress_does_not_reset_what_is_already_studied(
    tmp_path: Path, col: Any
) -> None:
    days, now = Days(UTC), engine_now_ms()
    export(tmp_path / "plain", sample.cards())
    engine.put_in(col, tmp_path / "plain" / "b12.apkg")
    (card,) = engine.note(col, MILK).cards()
    col.sched.set_due_date([card.id], "99")
    states, reviews = answered(now, days)
    export(tmp_path / "full", sample.cards(), progress=Progress(states, reviews, days, now))
    engine.put_in(col, tmp_path / "full" / "b12.apkg", scheduling=True)
    assert col.get_card(card.id).due - col.sched.today == 99


def test_presets_travel_only_on_request_and_overwrite_nothing(tmp_path: Path) -> None:
    export(tmp_path / "plain", sample.cards())
    export(tmp_path / "preset", sample.cards(), preset=True)

    def names(col: Any) -> list[str]:
        return sorted(conf["name"] for conf in col.decks.all_config())

    with engine.collection(tmp_path, "one") as col:
        engine.put_in(col, tmp_path / "plain" / "b12.apkg", presets=True)
        assert names(col) == ["Default"]
    with engine.collection(tmp_path, "two") as col:
        engine.put_in(col, tmp_path / "preset" / "b12.apkg")
        assert names(col) == ["Default"]
    with engine.collection(tmp_path, "three") as col:
        engine.put_in(col, tmp_path / "preset" / "b12.apkg", presets=True)
        assert names(col) == ["B12", "Default"]
        deck = col.decks.by_name("B12::Қазақша::Химия")
        conf = col.decks.config_dict_for_deck_id(deck["id"])
        preset = sample.definition().preset
        assert (conf["new"]["perDay"], conf["rev"]["perDay"]) == (
            preset.new_per_day,
            preset.reviews_per_day,
        )
        conf["new"]["perDay"] = 77
        col.decks.save(conf) if hasattr(col.decks, "save_conf") else col.decks.update_config(conf)
        engine.put_in(col, tmp_path / "preset" / "b12.apkg", presets=True)
        kept = col.decks.config_dict_for_deck_id(deck["id"])
        assert (kept["name"], kept["new"]["perDay"]) == ("B12", 77)
        assert names(col) == ["B12", "Default"]


def engine_now_ms() -> int:
    """The engine reads the machine's clock, so these tests have to start from it."""
    import time

    return int(time.time() * 1000)
