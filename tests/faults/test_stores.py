"""Damaged stores, cards, ledgers, histories and preferences: refused, and never overwritten."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from quizgen.errors import ExitCode
from tests.faults.tools import refused, run, unchanged

Change = Callable[[bytes], bytes]
Damaging = Callable[[str, Callable[[Path], None]], AbstractContextManager[Path]]


def _edit(change: Callable[[dict[str, dict[str, dict[str, object]]]], object]) -> Change:
    """A change to a store as the objects it holds."""

    def edit(data: bytes) -> bytes:
        tables = json.loads(data)
        change(tables)
        return json.dumps(tables, ensure_ascii=False).encode()

    return edit


def _first(table: str, **fields: object) -> Change:
    return _edit(lambda tables: tables[table]["1"].update(fields))


def _without(table: str, field: str) -> Change:
    return _edit(lambda tables: tables[table]["1"].pop(field))


STORES: dict[str, Change] = {
    "cut in the middle": lambda data: data[: len(data) // 2],
    "cut by a byte": lambda data: data.rstrip()[:-1],
    "empty": lambda _: b"",
    "blank": lambda _: b"\n\n",
    "zeros": lambda data: bytes(len(data)),
    "not UTF-8": lambda data: data.replace("к".encode(), b"\xff", 1),
    "UTF-16": lambda data: data.decode().encode("utf-16"),
    "doubled": lambda data: data + data,
    "a list": lambda _: b"[]",
    "a number": lambda _: b"7",
    "null": lambda _: b"null",
    "a picture": lambda _: b"\x89PNG\r\n\x1a\n",
    "a database": lambda _: b"SQLite format 3\x00" + bytes(84),
    "a web page": lambda _: b"<!doctype html><p>Not found",
    "deeply nested": lambda _: b'{"facts": ' + b"[" * 100_000,
    "deep objects": lambda _: b'{"facts": {"1": {"a": ' + b'{"a":' * 100_000,
    "a table that is a list": lambda _: b'{"facts": []}',
    "a row that is a list": lambda _: b'{"facts": {"1": []}}',
    "a row without a number": lambda _: b'{"facts": {"one": {}}}',
    "a row below zero": lambda _: b'{"facts": {"-1": {}}}',
    "a row beyond all": lambda _: b'{"facts": {"%s": {}}}' % (b"9" * 5_000),
    "of a newer version": _first("about", version=99),
    "of a version in words": _first("about", version="one"),
    "a fact without id": _without("facts", "id"),
    "a fact without value": _without("facts", "value"),
    "a fact without spans": _without("facts", "spans"),
    "a value of a foreign kind": _first("facts", value={"kind": "song"}),
    "a value that is a word": _first("facts", value="water"),
    "affirmed in words": _first("facts", affirmed="yes"),
    "spans that are a number": _first("facts", spans=3),
    "a span from a word": _first(
        "facts", spans=[{"role": "value", "start": "a", "end": 2, "quote": "x"}]
    ),
    "statements that are a list": _first("facts", statements=[]),
    "a source without language": _without("sources", "language"),
    "a source that is a number": _first("sources", id=7),
}


def _replaced(change: Change) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        path.write_bytes(change(path.read_bytes()))

    return damage


@pytest.mark.parametrize("case", STORES)
def test_a_damaged_fact_store_is_named(case: str, damaged: Damaging, data: Path) -> None:
    with damaged("facts/facts.json", _replaced(STORES[case])) as path, unchanged(data):
        command = "sources" if "source" in case else "facts"
        done = run(command, "--json", data=data)
        refused(done, ExitCode.DATA, str(path), "quizgen build")


@pytest.mark.parametrize("case", STORES)
def test_a_damaged_store_of_ones_own_is_named_and_not_overwritten(
    case: str, data: Path, note: Path
) -> None:
    path = data / "own-facts.json"
    path.write_bytes(STORES[case](path.read_bytes()))
    with unchanged(data):
        command = "sources" if "source" in case else "facts"
        refused(run(command, data=data), ExitCode.DATA, str(path), "--save")
        done = run("extract", note, "-l", "kk", "--save", data=data)
        assert done.code == ExitCode.DATA, done
        assert str(path) in done.message
        assert "Saved" not in done.err


CARDS: dict[str, Change] = {
    "cut in the middle": lambda data: data[: len(data) // 2 + 3].rstrip(b"\n") or b"{",
    "zeros": lambda _: bytes(100),
    "not UTF-8": lambda data: data.replace("а".encode(), b"\xff", 1),
    "a list a line": lambda data: data + b"[]\n",
    "a number a line": lambda data: b"7\n" + data,
    "a card without key": lambda data: data + b'{"fact": "a"}\n',
    "a card of a foreign form": lambda data: data.replace(b'"form":"', b'"form":"sung-', 1),
    "choices that are a word": lambda data: data.replace(b'"choices":[', b'"choices":"x","y":[', 1),
    "rank in words": lambda data: data.replace(b'"rank":', b'"rank":"first","r":', 1),
    "deeply nested": lambda data: data + b'{"key":' + b"[" * 100_000 + b"\n",
    "a web page": lambda _: b"<!doctype html>\n<p>Not found\n",
}


@pytest.mark.parametrize("case", CARDS)
def test_a_damaged_card_file_is_named_with_its_line(
    case: str, damaged: Damaging, data: Path
) -> None:
    with damaged("facts/cards.jsonl", _replaced(CARDS[case])) as path, unchanged(data):
        done = run("cards", "--json", data=data)
        refused(done, ExitCode.DATA, f"{path}:", "quizgen build")


@pytest.mark.parametrize("case", ["zeros", "a list a line", "a web page", "not UTF-8"])
def test_damaged_cards_of_ones_own_are_named_and_made_again(case: str, data: Path) -> None:
    path = data / "own-cards.jsonl"
    before = path.read_bytes()
    path.write_bytes(CARDS[case](before))
    with unchanged(data):
        refused(run("cards", data=data), ExitCode.DATA, f"{path}:", "quizgen build")
    assert run("build", data=data).code == 0
    assert path.read_bytes() == before


def test_missing_cards_of_ones_own_are_named_and_made_again(data: Path) -> None:
    path = data / "own-cards.jsonl"
    before = path.read_bytes()
    path.unlink()
    refused(run("cards", data=data), ExitCode.DATA, str(path), "quizgen build")
    assert run("build", data=data).code == 0
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["facts/facts.json", "facts/cards.jsonl"])
def test_what_has_not_been_built_is_said(name: str, damaged: Damaging, data: Path) -> None:
    command = "facts" if name.endswith("json") else "cards"
    with damaged(name, Path.unlink), unchanged(data):
        refused(run(command, data=data), ExitCode.DATA, Path(name).name, "quizgen build")


LEDGERS: dict[str, Change] = {
    "cut": lambda data: data[: len(data) // 2],
    "empty": lambda _: b"",
    "a list": lambda _: b"[]",
    "of a newer version": lambda _: b'{"version": 99}',
    "an entry without time": lambda _: b'{"version": 1, "notes": {"a": {"hash": "x"}}}',
    "a time in words": lambda _: b'{"version": 1, "notes": {"a": {"hash": "x", "mod": "now"}}}',
    "an unknown part": lambda _: b'{"version": 1, "decks": {}}',
    "not UTF-8": lambda _: b'{"version": 1, "\xff": 1}',
}


@pytest.mark.parametrize("case", LEDGERS)
def test_a_damaged_ledger_stops_the_export(
    case: str, shipped: Path, data: Path, tmp_path: Path
) -> None:
    path = shipped / "decks/ledger.json"
    before = path.read_bytes() if path.exists() else b'{"version": 1}'
    path.write_bytes(LEDGERS[case](before))
    try:
        with unchanged(data), unchanged(shipped):
            done = run("export", "-o", tmp_path / "out", data=data)
        refused(done, ExitCode.DATA, str(path))
        assert not (tmp_path / "out").exists()
    finally:
        path.write_bytes(before)


def _foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()


def _newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 999")
    connection.close()


def _in_place(change: Change) -> Callable[[Path], None]:
    return _replaced(change)


HISTORIES: dict[str, Callable[[Path], None]] = {
    "cut": _in_place(lambda data: data[: len(data) // 2]),
    "cut in its head": _in_place(lambda data: data[:60]),
    "zeros": _in_place(lambda data: bytes(len(data))),
    "a text": _in_place(lambda _: "Менің тарихым".encode()),
    "a fact store": _in_place(lambda _: b'{"facts": {}}'),
    "noise in its pages": _in_place(lambda data: data[:100] + b"\xa5" * (len(data) - 100)),
    "of another program": _foreign,
    "of a newer quizgen": _newer,
}


@pytest.mark.parametrize("command", [["stats"], ["history", "export"], ["quiz", "--plain"]])
@pytest.mark.parametrize("case", HISTORIES)
def test_a_damaged_history_is_named_and_left_alone(
    case: str, command: list[str], data: Path
) -> None:
    path = data / "history.sqlite3"
    HISTORIES[case](path)
    with unchanged(data):
        refused(run(*command, data=data), ExitCode.STORAGE, str(path))


def test_a_folder_in_the_place_of_the_history_is_named(data: Path) -> None:
    path = data / "history.sqlite3"
    path.unlink()
    path.mkdir()
    refused(run("stats", data=data), ExitCode.STORAGE, str(path))


PREFERENCES: dict[str, bytes] = {
    "cut": b'{"interface": "k',
    "empty": b"",
    "a list": b"[]",
    "not UTF-8": b'{"interface": "\xff"}',
    "without a language": b"{}",
    "a language that is a number": b'{"interface": 5}',
    "an unknown look": b'{"interface": "kk", "theme": "pink"}',
    "minus cards": b'{"interface": "kk", "cards": -1}',
    "half a card": b'{"interface": "kk", "cards": 0.5}',
    "minutes in words": b'{"interface": "kk", "minutes": "ten"}',
    "retention of 2": b'{"interface": "kk", "retention": 2}',
    "retention of NaN": b'{"interface": "kk", "retention": NaN}',
    "deeply nested": b"[" * 100_000,
}


@pytest.mark.parametrize("case", PREFERENCES)
def test_damaged_preferences_are_named_and_left_alone(case: str, data: Path) -> None:
    path = data / "preferences.json"
    path.write_bytes(PREFERENCES[case])
    with unchanged(data):
        refused(run("quiz", "--plain", data=data), ExitCode.DATA, str(path))
