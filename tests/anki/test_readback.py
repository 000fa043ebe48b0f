"""Check 21, and hostile files: reading back from Anki's own exports what was studied there."""

import io
import sqlite3
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgen.anki import Progress, read_history, unpack
from quizgen.errors import ExitCode, PackageInputError
from quizgen.model import Rating, Review
from quizgen.study.days import Days
from tests.anki import engine, sample
from tests.anki.build import export
from tests.anki.test_scheduling import answered


@pytest.fixture
def col(tmp_path: Path) -> Iterator[Any]:
    with engine.collection(tmp_path) as opened:
        yield opened


def engines_export(col: Any, path: Path) -> Path:
    """Anki's "with scheduling, support older versions"."""
    from anki.collection import ExportAnkiPackageOptions

    options = ExportAnkiPackageOptions(
        with_scheduling=True, with_deck_configs=False, with_media=False, legacy=True
    )
    col.export_anki_package(out_path=str(path), options=options, limit=None)
    return path


def study(col: Any, count: int, ease: int) -> list[str]:
    """Answer ``count`` cards in the real scheduler; their GUIDs in order."""
    done = []
    col.decks.set_current(col.decks.id("B12"))
    for _ in range(count):
        card = col.sched.getCard()
        card.start_timer()
        done.append(card.note().guid)
        col.sched.answerCard(card, ease)
        time.sleep(0.003)
    return done


def test_each_review_is_mapped_by_guid(tmp_path: Path, col: Any) -> None:
    export(tmp_path, sample.cards())
    engine.put_in(col, tmp_path / "b12.apkg")
    done = study(col, 5, 3)
    found = read_history(engines_export(col, tmp_path / "out.apkg"))
    assert [review.card for review in found] == done
    assert [review.time_ms for review in found] == col.db.list("select id from revlog order by id")
    assert {review.rating for review in found} == {Rating.GOOD}
    assert {review.origin for review in found} == {"anki"}


def test_what_went_in_comes_back_the_same(tmp_path: Path, col: Any) -> None:
    now = int(time.time() * 1000)
    days = Days()
    states, reviews = answered(now, days)
    export(tmp_path, sample.cards(), progress=Progress(states, reviews, days, now))
    engine.put_in(col, tmp_path / "b12.apkg", scheduling=True)
    found = read_history(engines_export(col, tmp_path / "out.apkg"))
    assert [(r.card, r.time_ms, r.rating, r.duration_ms, r.state) for r in found] == [
        (r.card, r.time_ms, r.rating, r.duration_ms, r.state)
        for r in sorted(reviews, key=lambda r: r.time_ms)
    ]


def test_a_whole_collection_of_the_older_format_is_read(tmp_path: Path, col: Any) -> None:
    export(tmp_path, sample.cards())
    engine.put_in(col, tmp_path / "b12.apkg")
    done = study(col, 3, 2)
    out = tmp_path / "all.colpkg"
    col.export_collection_package(str(out), include_media=False, legacy=True)
    col.reopen() if col.db is None else None
    assert [review.card for review in read_history(out)] == done


def test_foreign_cards_manual_entries_and_previews_stay_out(tmp_path: Path, col: Any) -> None:
    export(tmp_path, sample.cards())
    engine.put_in(col, tmp_path / "b12.apkg")
    study(col, 2, 3)
    other = col.new_note(col.models.by_name("Basic"))
    other["Front"], other["Back"] = "a", "b"
    col.add_note(other, col.decks.id("Other"))
    rows = col.db.list("select id from cards")
    theirs = other.cards()[0].id
    add = "insert into revlog values (?, ?, -1, ?, 1, 1, ?, 10, ?)"
    col.db.execute(add, 1_700_000_000_001, theirs, 3, 0, 1)
    col.db.execute(add, 1_700_000_000_002, rows[0], 0, 0, 4)
    col.db.execute(add, 1_700_000_000_003, rows[0], 3, 0, 3)
    col.db.execute(add, 1_700_000_000_004, rows[0], 3, 2500, 3)
    found = read_history(engines_export(col, tmp_path / "out.apkg"))
    assert found[0].time_ms == 1_700_000_000_004
    assert len(found) == 3


def test_only_known_keys_are_taken_when_they_are_given(tmp_path: Path, col: Any) -> None:
    export(tmp_path, sample.cards())
    engine.put_in(col, tmp_path / "b12.apkg")
    done = study(col, 3, 3)
    found = read_history(engines_export(col, tmp_path / "out.apkg"), known={done[0]})
    assert [review.card for review in found] == [done[0]]


def test_the_newer_format_is_named_with_the_way_out(tmp_path: Path, col: Any) -> None:
    from anki.collection import ExportAnkiPackageOptions

    export(tmp_path, sample.cards())
    engine.put_in(col, tmp_path / "b12.apkg")
    out = tmp_path / "new.apkg"
    options = ExportAnkiPackageOptions(with_scheduling=True, legacy=False)
    col.export_anki_package(out_path=str(out), options=options, limit=None)
    with pytest.raises(PackageInputError, match="Support older Anki versions"):
        read_history(out)


SCHEMA = """
create table notes (id integer primary key, guid text);
create table cards (id integer primary key, nid integer, ord integer);
create table revlog (id integer primary key, cid integer, ease integer, time integer,
                     type integer, factor integer);
insert into notes values (1, 'a/b|kk|qa');
insert into cards values (2, 1, 0);
"""


def database(extra: str = "", schema: str = SCHEMA) -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.executescript(schema + extra)
    return connection.serialize()


def zipped(members: dict[str, bytes], pack: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", pack) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def row(time_ms: object = 1_700_000_000_000, ease: object = 3, took: object = 9) -> str:
    return f"insert into revlog values ({time_ms}, 2, {ease}, {took}, 1, 2500);"


LOOP = "with recursive c(x) as (select 1 union all select x + 1 from c) select x, 2, 3, 4, 1, 5"
NO_LOG = SCHEMA.replace("create table revlog", "create table lost")

HOSTILE: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "a text": lambda: b"hello, I am no package",
    "a package cut off": lambda: zipped({"collection.anki2": database()})[:-30],
    "no collection": lambda: zipped({"media": b"{}"}),
    "only a path that climbs": lambda: zipped({"../../collection.anki2": database()}),
    "a collection of zeros": lambda: zipped({"collection.anki2": bytes(100_000)}),
    "a collection of text": lambda: zipped({"collection.anki21": b"x" * 4096}),
    "a collection of nothing": lambda: zipped({"collection.anki21": b""}),
    "a database cut off": lambda: zipped({"collection.anki21": database()[:5_000]}),
    "a foreign database": lambda: zipped(
        {"collection.anki21": database(schema="create table t(x);")}
    ),
    "no review log": lambda: zipped({"collection.anki21": database(schema=NO_LOG)}),
    "a view for a table": lambda: zipped(
        {"collection.anki21": database(f"create view revlog as {LOOP} from c;", NO_LOG)}
    ),
    "a virtual table": lambda: zipped(
        {"collection.anki21": database("create virtual table revlog using fts5(id);", NO_LOG)}
    ),
    "another table's columns": lambda: zipped(
        {"collection.anki21": database("create table revlog (x);", NO_LOG)}
    ),
    "a date beyond time": lambda: zipped({"collection.anki21": database(row(2**62))}),
    "a date before time": lambda: zipped({"collection.anki21": database(row(-5))}),
    "a duration of letters": lambda: zipped({"collection.anki21": database(row(took="'long'"))}),
    "a GUID that is no text": lambda: zipped(
        {"collection.anki21": database("update notes set guid = x'ff00';" + row())}
    ),
    "a GUID without end": lambda: zipped(
        {"collection.anki21": database("update notes set guid = hex(zeroblob(5000));" + row())}
    ),
    "a GUID that is no UTF-8": lambda: zipped(
        {"collection.anki21": database("update notes set guid = cast(x'ff' as text);" + row())}
    ),
    "a member twice": lambda: _twice(),
    "an encrypted member": lambda: _flagged(zipped({"collection.anki21": database()})),
    "the newer format": lambda: zipped(
        {"collection.anki21b": b"x", "collection.anki2": database()}
    ),
}


def _twice() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("collection.anki21", database())
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("collection.anki21", database(row()))
    return buffer.getvalue()


def _flagged(data: bytes) -> bytes:
    at = data.index(b"PK\x01\x02")
    return data[:6] + b"\x01" + data[7 : at + 8] + b"\x01" + data[at + 9 :]


@pytest.mark.parametrize("case", HOSTILE, ids=str)
def test_a_hostile_file_is_refused_in_one_line_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    path = inner / "handed-in.apkg"
    path.write_bytes(HOSTILE[case]())
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    with pytest.raises(PackageInputError) as caught:
        read_history(path)
    message = str(caught.value)
    assert "handed-in.apkg" in message
    assert "\n" not in message
    assert caught.value.next_step
    assert caught.value.exit_code == ExitCode.INPUT
    assert list(temporary.iterdir()) == []
    assert sorted(p.name for p in tmp_path.iterdir()) == ["inner", "temporary"]


def test_a_bomb_is_stopped_at_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "bomb.apkg"
    path.write_bytes(zipped({"collection.anki21": bytes(60 << 20)}))
    assert path.stat().st_size < 100_000
    with (
        pytest.raises(PackageInputError, match="unpacks to more than 1 MB"),
        unpack.open_collection(path, most_bytes=1 << 20),
    ):
        pass
    lying = bytearray(path.read_bytes())
    at = lying.index(b"PK\x01\x02")
    lying[at + 24 : at + 28] = (4096).to_bytes(4, "little")
    path.write_bytes(bytes(lying))
    with pytest.raises(PackageInputError), unpack.open_collection(path, most_bytes=1 << 20):
        pass


def test_a_query_that_never_ends_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpack, "_MOST_LOOKS", 20)
    path = tmp_path / "slow.apkg"
    rows = "insert into revlog select x, 2, 3, 4, 1, 5 from c limit 300000;"
    path.write_bytes(
        zipped(
            {
                "collection.anki21": database(
                    "with recursive c(x) as (select 1 union all select x + 1 from c) " + rows
                )
            }
        )
    )
    with pytest.raises(PackageInputError, match="interrupted"):
        read_history(path)


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(PackageInputError, match="no such file"):
        read_history(tmp_path / "none.apkg")
    with pytest.raises(PackageInputError, match="cannot be read"):
        read_history(tmp_path)


def test_paths_inside_the_file_are_never_used(tmp_path: Path) -> None:
    path = tmp_path / "in" / "x.apkg"
    path.parent.mkdir()
    path.write_bytes(
        zipped(
            {"../escaped": b"x", "/abs": b"x", "collection.anki21": database(row()), "media": b"{"}
        )
    )
    (review,) = read_history(path)
    assert review == Review("a/b|kk|qa", 1_700_000_000_000, Rating.GOOD, 9, state=0, origin="anki")
    assert [p.name for p in tmp_path.iterdir()] == ["in"]


def read_or_refuse(path: Path) -> None:
    """Any file gives sound reviews, or one line that names it: nothing else may be raised."""
    with suppress(PackageInputError):
        reviews = read_history(path)
        assert all(review.time_ms > 0 and review.origin == "anki" for review in reviews)


WHOLE = zipped({"collection.anki21": database(row())})


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(0, len(WHOLE) - 1), st.binary(max_size=40), st.integers(0, 40))
def test_a_damaged_package_gives_reviews_or_a_clear_error(
    tmp_path: Path, at: int, put: bytes, drop: int
) -> None:
    path = tmp_path / "damaged.apkg"
    path.write_bytes(WHOLE[:at] + put + WHOLE[at + drop :])
    read_or_refuse(path)


INNER = database(row())


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(0, len(INNER) - 1), st.binary(min_size=1, max_size=40))
def test_a_damaged_database_gives_reviews_or_a_clear_error(
    tmp_path: Path, at: int, put: bytes
) -> None:
    path = tmp_path / "damaged.apkg"
    path.write_bytes(zipped({"collection.anki21": INNER[:at] + put + INNER[at + len(put) :]}))
    read_or_refuse(path)
