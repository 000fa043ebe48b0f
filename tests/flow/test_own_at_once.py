"""Two processes that save texts of the user's own at the same time lose nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from quizgen.errors import StorageError
from quizgen.flow.alone import LOCK, alone
from quizgen.flow.library import own_store
from quizgen.knowledge import facts_folder

ROUNDS = 6
WRITER = """
import sys
from pathlib import Path
from quizgen.flow.build import open_workshop, read_source
from quizgen.flow.own import remove, save
data, texts, name = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
shop = open_workshop(Path(sys.argv[4]))
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[5])):
    path = texts / f"{name}-{number}.txt"
    path.write_text(f"Substance{name}{number} melts at {number + 10} °C.", encoding="utf-8")
    save(shop, data, read_source(shop, path, "en"), ())
    if number % 3 == 2:
        remove(shop, data, path.name, ())
"""


def start(tmp_path: Path, name: str) -> "subprocess.Popen[str]":
    folder = tmp_path / "texts"
    folder.mkdir(exist_ok=True)
    words = [str(tmp_path / "data"), str(folder), name, str(facts_folder()), str(ROUNDS)]
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_two_processes_at_once_keep_all_texts(tmp_path: Path) -> None:
    writers = [start(tmp_path, name) for name in "ab"]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("\n")
        writer.stdin.flush()
    for writer in writers:
        _, said = writer.communicate(timeout=120)
        assert writer.returncode == 0, said
    store = own_store(tmp_path / "data")
    kept = [f"{w}-{n}.txt" for w in "ab" for n in range(ROUNDS) if n % 3 != 2]
    assert [source.id for source in store.sources] == kept
    assert {fact.source for fact in store.facts} == set(kept)
    assert len(store.retired) == 2 * (ROUNDS // 3)


def test_whoever_waits_too_long_is_told(tmp_path: Path) -> None:
    told = pytest.raises(StorageError, match="another quizgen is saving")
    with alone(tmp_path), told, alone(tmp_path, patience=0.1):
        raise AssertionError("two hold the lock")
    with alone(tmp_path, patience=0.1):
        assert (tmp_path / LOCK).exists()


def test_a_process_that_dies_leaves_no_lock(tmp_path: Path) -> None:
    code = f"""
import os
from pathlib import Path
from quizgen.flow.alone import alone
with alone(Path({str(tmp_path)!r})):
    os._exit(9)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9
    with alone(tmp_path, patience=0.1):
        assert (tmp_path / LOCK).exists()


def test_a_folder_that_refuses_is_named(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    with pytest.raises(StorageError, match="file"), alone(blocked):
        raise AssertionError("a file was taken for a folder")
