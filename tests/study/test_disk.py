"""A full disk and a folder that cannot be written: a clear message, and nothing lost."""

import os
import resource
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quizgen.errors import StorageError
from quizgen.model import Rating
from quizgen.study import History
from quizgen.study.backups import list_backups, make_backup
from tests.study.tools import MINUTE, NOON, dump, study_at

NOBODY = 65_534


def told_by_child(work: Callable[[], str]) -> str:
    """What ``work`` says, run in a child whose limits and rights may be taken away."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            os.write(writing, work().encode())
        except BaseException as error:
            os.write(writing, f"broken: {error!r}".encode())
        finally:
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    said = b""
    while chunk := os.read(reading, 65_536):
        said += chunk
    os.close(reading)
    return said.decode()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that others may enter and read, not write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield folder
        folder.chmod(0o755)


def as_stranger(folder: Path, work: Callable[[], str]) -> str:
    """Run ``work`` without the right to write to ``folder``, whoever runs the tests."""
    folder.chmod(0o555)

    def run() -> str:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        return work()

    return told_by_child(run)


def opened(path: Path) -> str:
    try:
        with History(path) as history:
            return f"opened with {len(history.states())}"
    except StorageError as error:
        return f"StorageError: {error}"


def test_a_folder_that_cannot_be_written_is_named(open_folder: Path) -> None:
    said = as_stranger(open_folder, lambda: opened(open_folder / "history.sqlite3"))
    assert said.startswith("StorageError")
    assert "history.sqlite3" in said
    assert "permissions" in said


def test_a_history_in_a_read_only_folder_is_refused_and_left_alone(open_folder: Path) -> None:
    path = open_folder / "history.sqlite3"
    study = study_at(path)
    study.answer("a", Rating.GOOD, NOON)
    study.history.close()
    path.chmod(0o444)
    before = path.read_bytes()
    said = as_stranger(open_folder, lambda: opened(path))
    assert said.startswith("StorageError")
    assert path.read_bytes() == before
    assert sorted(p.name for p in open_folder.iterdir()) == ["history.sqlite3"]


def test_a_folder_that_cannot_be_entered_is_named(open_folder: Path) -> None:
    inner = open_folder / "inner"
    inner.mkdir(mode=0o700)
    said = as_stranger(open_folder, lambda: opened(inner / "history.sqlite3"))
    if os.geteuid() == 0:
        assert said.startswith("StorageError")
    else:
        assert said == "opened with 0"


def fill_the_disk(path: Path) -> str:
    """Answer until the disk is full, make room, answer again."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    study = study_at(path)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
    said, number = "", 0
    try:
        while not said:
            study.answer(f"card-{number}", Rating.GOOD, NOON + number * MINUTE, answer="ә" * 900)
            number += 1
            assert number < 10_000
    except StorageError as error:
        said = str(error)
    kept = len(study.history.reviews())
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    study.answer("after", Rating.GOOD, NOON)
    return f"{number} acknowledged, {kept} kept, {len(study.history.reviews())} in the end: {said}"


def test_a_full_disk_loses_nothing_and_answering_goes_on_when_there_is_room(
    tmp_path: Path,
) -> None:
    path = tmp_path / "history.sqlite3"
    said = told_by_child(lambda: fill_the_disk(path))
    numbers, _, message = said.partition(": ")
    words = numbers.replace(",", "").split()
    acknowledged, kept, in_the_end = int(words[0]), int(words[2]), int(words[4])
    assert acknowledged == kept == in_the_end - 1 > 5
    assert "nothing saved is lost" in message
    with History(path) as history:
        assert len(history.reviews()) == in_the_end


def test_a_full_database_is_said_to_be_a_full_disk(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    study = study_at(path)
    study.answer("a", Rating.GOOD, NOON)
    before = dump(path)
    connection = study.history._database.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StorageError, match="disk is full"):
        study.answer("b", Rating.GOOD, NOON, answer="ә" * 20_000)
    assert dump(path) == before
    connection.execute(f"PRAGMA max_page_count = {pages + 1_000}")
    study.answer("b", Rating.GOOD, NOON)
    assert len(study.history.reviews()) == 2


def backup_without_room(path: Path) -> str:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    with History(path) as history:
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
        try:
            make_backup(history, NOON)
        except StorageError as error:
            return f"StorageError: {error}"
    return "made"


def test_a_backup_without_room_leaves_no_half_backup(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    study = study_at(path)
    for number in range(80):
        study.answer(f"card-{number}", Rating.GOOD, NOON, answer="ә" * 400)
    study.history.close()
    said = told_by_child(lambda: backup_without_room(path))
    assert said.startswith("StorageError"), said
    assert list_backups(path) == []
    assert list((tmp_path / "backups").iterdir()) == []
