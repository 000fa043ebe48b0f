"""Packages and histories that someone handed in: refused whole, nothing of them half taken."""

import io
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.errors import ExitCode
from tests.anki.test_readback import SCHEMA
from tests.faults.tools import contents, refused, run, unchanged

HEAD = "card_id,review_time,review_rating,review_state,review_duration\n"
GOOD = "a/b|kk|typed,1700000000000,3,0,900\n"


def _row(row: str, *, before: str = GOOD) -> bytes:
    return (HEAD + before + row + "\n").encode()


CSV: dict[str, tuple[bytes, str]] = {
    "empty": (b"", ":1:"),
    "blank": (b"\n\n\n", ":1:"),
    "no header": (GOOD.encode(), ":1:"),
    "another header": (b"question,answer\na,b\n", ":1:"),
    "a column is missing": (b"card_id,review_time\na,1\n", "review_rating"),
    "semicolons": (HEAD.replace(",", ";").encode() + b"a;1;3\n", ":1:"),
    "NUL": (_row("a\x00b,1,3,0,0"), ":3:"),
    "not UTF-8": (_row("a") + b"\xff,1,3,0,0\n", ":4:"),
    "UTF-16": (HEAD.encode("utf-16"), ":1:"),
    "an open quotation mark": (_row('"a/b,1,3,0,0'), ":"),
    "too few columns": (_row("a/b,1"), ":3:"),
    "no card": (_row(",1,3,0,0"), ":3:"),
    "a time in words": (_row("a,yesterday,3,0,0"), ":3:"),
    "a time before all": (_row("a,-1,3,0,0"), ":3:"),
    "a time of zero": (_row("a,0,3,0,0"), ":3:"),
    "a time beyond all": (_row("a,999999999999999,3,0,0"), ":3:"),
    "half a millisecond": (_row("a,1700000000000.5,3,0,0"), ":3:"),
    "digits of another script": (_row("a,१७०००००००००००,3,0,0"), ":3:"),
    "a rating of 0": (_row("a,1700000000000,0,0,0"), ":3:"),
    "a rating of 5": (_row("a,1700000000000,5,0,0"), ":3:"),
    "a rating in words": (_row("a,1700000000000,good,0,0"), ":3:"),
    "no rating": (_row("a,1700000000000,,0,0"), ":3:"),
    "a state of 9": (_row("a,1700000000000,3,9,0"), ":3:"),
    "minus a second": (_row("a,1700000000000,3,0,-1000"), ":3:"),
    "a formula": (_row("=1+1,1700000000000,3,0,0"), ":3:"),
    "a command": (_row("@SUM(A1),1700000000000,3,0,0"), ":3:"),
    "a formula after a plus": (_row("+cmd|' /C calc'!A0,1700000000000,3,0,0"), ":3:"),
    "a terminal escape": (_row("a\x1b[2Jb,1700000000000,3,0,0"), ":3:"),
    "a line end in a name": (_row('"a\nb",1700000000000,3,0,0'), ":4:"),
    "a huge name": (_row("a" * 100_000 + ",1700000000000,3,0,0"), ":3:"),
    "a huge field": (_row("a" * 300_000 + ",1700000000000,3,0,0"), ":3:"),
    "a number without end": (_row(f"a,{'9' * 50_000},3,0,0"), ":3:"),
    "a web page": (b"<!doctype html>\n<p>Not found\n", ":1:"),
    "bad at the end": ((HEAD + GOOD * 500 + "a,1,9\n").encode(), ":502:"),
}


@pytest.mark.parametrize("case", CSV)
def test_a_csv_at_fault_is_refused_whole(case: str, tmp_path: Path, data: Path) -> None:
    content, words = CSV[case]
    path = tmp_path / "reviews.csv"
    path.write_bytes(content)
    with unchanged(data):
        done = run("history", "import", path, data=data)
    refused(done, ExitCode.INPUT, "reviews.csv", words)


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def _database(script: str) -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.executescript(script)
    data = connection.serialize()
    connection.close()
    return data


def _bomb(size: int) -> bytes:
    """A member of ``size`` zeros, packed a thousand to one, written without holding it."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("collection.anki2", "w", force_zip64=True) as member,
    ):
        for _ in range(size >> 20):
            member.write(bytes(1 << 20))
    return out.getvalue()


_ROWS = "INSERT INTO notes VALUES (1, 'a/b|kk|typed'); INSERT INTO cards VALUES (1, 1, 0);"
PACKAGES: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "a text": lambda: b"not a package",
    "an empty archive": lambda: _zip({}),
    "a cut archive": lambda: _zip({"collection.anki2": _database(SCHEMA)})[:-40],
    "only a head": lambda: b"PK\x03\x04" + bytes(60),
    "no collection": lambda: _zip({"media": b"{}"}),
    "a text for a collection": lambda: _zip({"collection.anki2": b"Hello"}),
    "an empty collection": lambda: _zip({"collection.anki2": b""}),
    "a cut collection": lambda: _zip({"collection.anki2": _database(SCHEMA)[:700]}),
    "zeros for a collection": lambda: _zip({"collection.anki2": bytes(9_000)}),
    "no tables": lambda: _zip({"collection.anki2": _database("CREATE TABLE a (b);")}),
    "views for tables": lambda: _zip(
        {
            "collection.anki2": _database(
                "CREATE TABLE a (b);"
                + "".join(f"CREATE VIEW {t} AS SELECT 1;" for t in ("notes", "cards", "revlog"))
            )
        }
    ),
    "other columns": lambda: _zip(
        {
            "collection.anki2": _database(
                "CREATE TABLE notes (a); CREATE TABLE cards (b); CREATE TABLE revlog (c);"
            )
        }
    ),
    "the newer format": lambda: _zip({"collection.anki21b": b"\x28\xb5\x2f\xfd", "meta": b"x"}),
    "a way out of the folder": lambda: _zip({"../../collection.anki2": _database(SCHEMA)}),
    "an absolute name": lambda: _zip({"/tmp/collection.anki2": _database(SCHEMA)}),
    "a database, not a package": lambda: _database(SCHEMA),
    "a gzip": lambda: b"\x1f\x8b\x08\x00" + bytes(40),
}


@pytest.mark.parametrize("ending", [".apkg", ".colpkg"])
@pytest.mark.parametrize("case", PACKAGES)
def test_a_package_at_fault_is_refused(case: str, ending: str, tmp_path: Path, data: Path) -> None:
    folder = tmp_path / "handed in"
    folder.mkdir()
    path = folder / f"deck{ending}"
    path.write_bytes(PACKAGES[case]())
    before = contents(tmp_path)
    with unchanged(data):
        done = run("history", "import", path, data=data)
    refused(done, ExitCode.INPUT, f"deck{ending}")
    assert contents(tmp_path) == before


def test_a_bomb_fills_neither_memory_nor_disk(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "deck.apkg"
    path.write_bytes(_bomb(1_100 << 20))
    assert path.stat().st_size < 12_000_000
    space = tmp_path / "space"
    space.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(space))
    with unchanged(data):
        refused(run("history", "import", path, data=data), ExitCode.INPUT, "deck.apkg", "MB")
    assert list(space.iterdir()) == []


@pytest.mark.parametrize("kind", ["missing.csv", "missing.apkg", "folder.csv", "folder.apkg"])
def test_a_history_that_is_not_there_is_named(kind: str, tmp_path: Path, data: Path) -> None:
    path = tmp_path / kind
    if kind.startswith("folder"):
        path.mkdir()
    with unchanged(data):
        refused(run("history", "import", path, data=data), ExitCode.INPUT, kind)


def test_an_endless_history_is_stopped(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from quizgen.study import interchange

    monkeypatch.setattr(interchange, "MOST_BYTES", 1 << 20)
    with unchanged(data):
        done = run("history", "import", "/dev/zero", data=data)
    refused(done, ExitCode.INPUT, "/dev/zero", "MB")


def test_a_backup_that_is_none_is_refused(tmp_path: Path, data: Path) -> None:
    path = tmp_path / "backup.sqlite3"
    for content in (b"", b"text", _database("CREATE TABLE a (b);"), b"SQLite format 3\x00" * 40):
        path.write_bytes(content)
        with unchanged(data):
            refused(run("restore", path, data=data), ExitCode.STORAGE, "backup.sqlite3")
    path.unlink()
    with unchanged(data):
        refused(run("restore", path, data=data), ExitCode.STORAGE, "backup.sqlite3")


def test_good_rows_beside_bad_ones_are_not_taken(tmp_path: Path, data: Path) -> None:
    path = tmp_path / "deck.apkg"
    log = "INSERT INTO revlog VALUES (1700000000000, 1, 3, 900, 1, 0), ('later', 1, 3, 9, 1, 0);"
    schema = (
        "CREATE TABLE notes (id, guid); CREATE TABLE cards (id, nid, ord);"
        "CREATE TABLE revlog (id, cid, ease, time, type, factor);"
    )
    path.write_bytes(_zip({"collection.anki2": _database(schema + _ROWS + log)}))
    with unchanged(data):
        refused(run("history", "import", path, data=data), ExitCode.INPUT, "deck.apkg")
