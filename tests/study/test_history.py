"""The history file: what is kept, what is refused, and that refusing loses nothing."""

import sqlite3
from pathlib import Path

import pytest

from quizgen.errors import HistoryError, StorageError
from quizgen.model import Rating
from quizgen.study import CardState, History, schema
from quizgen.study import database as database_module
from quizgen.study.backups import make_backup
from quizgen.study.schema import card_id
from tests.study.tools import NOON, dump, study_at


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "history.sqlite3"


def filled(path: Path) -> None:
    study = study_at(path)
    for number in range(30):
        study.answer(f"card-{number}|kk|typed", Rating.GOOD, NOON + number, sibling="s")
    study.history.close()


def test_an_answer_is_read_back_by_another_program(path: Path) -> None:
    study = study_at(path)
    kept = study.answer(
        "ешкі|kk|typed",
        Rating.HARD,
        NOON,
        sibling="ешкі",
        duration_ms=4_200,
        verdict="minor",
        answer="ешки",
    )
    with History(path) as other:
        assert other.reviews() == [kept.review]
        assert other.state("ешкі|kk|typed") == kept.after
        assert other.states() == {"ешкі|kk|typed": kept.after}
    assert kept.review.answer == "ешки"
    assert kept.before == CardState("ешкі|kk|typed")


def test_two_answers_within_a_millisecond_are_both_kept(path: Path) -> None:
    study = study_at(path)
    study.answer("a", Rating.AGAIN, NOON)
    study.answer("a", Rating.GOOD, NOON)
    assert [(r.time_ms, r.rating) for r in study.history.reviews()] == [(NOON, 1), (NOON + 1, 3)]


def test_reviews_come_by_time_and_can_be_asked_for_by_card_and_since(path: Path) -> None:
    study = study_at(path)
    study.answer("b", Rating.GOOD, NOON)
    study.answer("a", Rating.GOOD, NOON + 5)
    study.answer("b", Rating.GOOD, NOON + 9)
    history = study.history
    assert [r.card for r in history.reviews()] == ["b", "a", "b"]
    assert [r.time_ms for r in history.reviews("b")] == [NOON, NOON + 9]
    assert [r.card for r in history.reviews(since_ms=NOON + 5)] == ["a", "b"]


def test_the_file_is_marked_as_ours_and_safe_against_power_cuts(path: Path) -> None:
    with History(path) as history:
        connection = history._database.connection
        assert connection.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION_ID
        assert connection.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2  # FULL


def test_card_ids_are_made_of_the_key_alone() -> None:
    assert card_id("goat-milk/b12-content|kk|typed") == card_id("goat-milk/b12-content|kk|typed")
    assert 0 <= card_id("x") < 2**63
    assert len({card_id(f"card {n}") for n in range(50_000)}) == 50_000


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"not a database at all, but a letter to my aunt" * 40, "not a history file"),
        (b"SQLite format 3\x00" + b"\x00" * 50, "cut short"),
        (b"SQLite format 3\x00" + b"\xff" * 4_096, "damaged"),
        (b"PK\x03\x04 zip", "not a history file"),
    ],
)
def test_a_foreign_file_is_refused_and_left_alone(path: Path, content: bytes, words: str) -> None:
    path.write_bytes(content)
    with pytest.raises(HistoryError, match=words) as caught:
        History(path)
    assert "restore" in str(caught.value)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused_and_left_alone(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(HistoryError, match="another program"):
        History(path)
    assert path.read_bytes() == before


def test_a_file_of_a_newer_version_is_refused_and_left_alone(path: Path) -> None:
    filled(path)
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(HistoryError, match="newer quizgen"):
        History(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_file_is_refused_at_once(path: Path, share: float) -> None:
    filled(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(HistoryError, match=r"cut short|damaged"):
        History(path)
    assert path.read_bytes() == whole[: int(len(whole) * share)]


def test_an_emptied_file_beside_backups_is_not_taken_for_a_new_one(path: Path) -> None:
    filled(path)
    with History(path) as history:
        make_backup(history, NOON)
    path.write_bytes(b"")
    with pytest.raises(HistoryError, match="empty, yet there are backups"):
        History(path)


def test_an_empty_file_without_backups_is_a_start_that_was_cut_off(path: Path) -> None:
    path.write_bytes(b"")
    with History(path) as history:
        assert history.states() == {}


def test_a_damaged_page_met_later_is_named_and_nothing_is_written(path: Path) -> None:
    filled(path)
    data = bytearray(path.read_bytes())
    page = int.from_bytes(data[16:18], "big")
    data[page + 8 :] = b"\xee" * (len(data) - page - 8)
    path.write_bytes(data)
    with pytest.raises(HistoryError, match=r"damaged|malformed"):
        study_at(path).answer("x", Rating.GOOD, NOON)


def test_a_folder_in_the_place_of_the_file_is_a_storage_error(path: Path) -> None:
    path.mkdir()
    with pytest.raises(StorageError, match="cannot be read"):
        History(path)


def test_a_file_in_the_place_of_the_folder_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(StorageError):
        History(tmp_path / "data" / "history.sqlite3")


def test_an_older_file_is_brought_up_to_date(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(path)
    before = dump(path)
    steps = (*schema.MIGRATIONS, "ALTER TABLE setting ADD COLUMN note TEXT")
    monkeypatch.setattr(database_module, "MIGRATIONS", steps)
    monkeypatch.setattr(database_module, "VERSION", schema.VERSION + 1)
    with History(path) as history:
        connection = history._database.connection
        assert connection.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION + 1
        assert connection.execute("SELECT note FROM setting").fetchall() == []
    assert dump(path) == before


def test_a_migration_that_fails_changes_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(path)
    before = dump(path)
    steps = (*schema.MIGRATIONS, "DELETE FROM review; ALTER TABLE nothing ADD COLUMN x")
    with monkeypatch.context() as patch:
        patch.setattr(database_module, "MIGRATIONS", steps)
        patch.setattr(database_module, "VERSION", schema.VERSION + 1)
        with pytest.raises(HistoryError):
            History(path)
    assert dump(path) == before
    with History(path) as history:
        assert len(history.reviews()) == 30


def test_a_second_program_waits_and_then_says_who_is_in_the_way(path: Path) -> None:
    with History(path) as one, History(path, busy_ms=50) as other:
        with one.action("hold", "", NOON) as write:
            write.put_setting("a", "1")
            with (
                pytest.raises(HistoryError, match="another program is writing"),
                other.action("wait", "", NOON) as blocked,
            ):
                blocked.put_setting("b", "2")
        with other.action("now", "", NOON) as write:
            write.put_setting("b", "2")
        assert (one.setting("a"), one.setting("b")) == ("1", "2")


def test_an_error_inside_an_action_undoes_all_of_it(path: Path) -> None:
    study = study_at(path)
    study.answer("a", Rating.GOOD, NOON)
    before = dump(path)

    def fail() -> None:
        with study.history.action("x", "", NOON) as write:
            write.put_setting("half", "done")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert dump(path) == before


def test_old_undo_lists_of_other_sessions_are_dropped(path: Path) -> None:
    one = study_at(path, session="one")
    one.answer("a", Rating.GOOD, NOON)
    other = study_at(path, session="other")
    other.answer("b", Rating.GOOD, NOON)
    other.history.forget_actions(NOON + 8 * 86_400_000)
    assert one.undo() is None
    assert other.undo() is not None
