"""Full and read-only disks, folders that are none, output that nobody can take: nothing is lost."""

import os
import resource
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.errors import ExitCode
from tests.faults.tools import (
    Run,
    as_stranger,
    contents,
    in_child,
    refused,
    run,
    run_alone,
    unchanged,
)

COMMANDS: dict[str, list[object]] = {
    "save": ["extract", "NOTE", "-l", "kk", "--save"],
    "save again": ["extract", "OTHER", "-l", "kk", "--save"],
    "remove": ["sources", "remove", "note.txt"],
    "import": ["history", "import", "CSV"],
    "stats": ["stats"],
    "quiz": ["quiz", "--plain", "-l", "en"],
    "backup": ["backup"],
    "export history": ["history", "export", "OUT/reviews.csv"],
    "export": ["export", "-o", "OUT/decks"],
}
NEEDS_DATA = [name for name in COMMANDS if not name.startswith("export")]


@pytest.fixture
def words(open_folder: Path, kept_data: dict[str, bytes]) -> Callable[..., list[object]]:
    """A command's words; the files they name lie in a folder that anybody may read."""
    for name, text in (("note.txt", "Сүт суда ериді."), ("other.txt", "Ірімшік суда ерімейді.")):
        (open_folder / name).write_text(text, encoding="utf-8")
    (open_folder / "reviews.csv").write_text(
        "card_id,review_time,review_rating\n"
        + "".join(f"c-{n}|kk|typed,17000000{n:05},3\n" for n in range(9_000))
    )
    data = open_folder / "data"
    data.mkdir()
    for name, content in kept_data.items():
        (data / name).write_bytes(content)
    names = {"NOTE": "note.txt", "OTHER": "other.txt", "CSV": "reviews.csv"}

    def fill(command: str) -> list[object]:
        return [
            str(open_folder / names[str(word)])
            if word in names
            else str(word).replace("OUT", str(open_folder / "out"))
            for word in COMMANDS[command]
        ]

    return fill


def _protect(folder: Path, mode: int, files: int = 0o444) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.chmod(mode if path.is_dir() else files)
    folder.chmod(mode)


@pytest.mark.parametrize("command", NEEDS_DATA)
def test_a_data_folder_that_cannot_be_written_is_named(
    command: str, words: Callable[..., list[object]], open_folder: Path
) -> None:
    data = open_folder / "data"
    _protect(data, 0o555)
    with unchanged(open_folder):
        done = as_stranger(*words(command), data=data)
    done = Run(done.code, "", done.err) if command.startswith("save") else done
    refused(done, ExitCode.STORAGE, str(data))
    data.chmod(0o755)


@pytest.mark.parametrize("command", NEEDS_DATA)
def test_a_data_folder_that_cannot_be_entered_is_named(
    command: str, words: Callable[..., list[object]], open_folder: Path
) -> None:
    data = open_folder / "data"
    data.chmod(0)
    try:
        done = as_stranger(*words(command), data=data)
    finally:
        data.chmod(0o755)
    done = Run(done.code, "", done.err) if command.startswith("save") else done
    refused(done, ExitCode.STORAGE, str(data))


@pytest.mark.parametrize("command", NEEDS_DATA)
def test_a_file_in_the_place_of_the_data_folder_is_named(
    command: str, words: Callable[..., list[object]], open_folder: Path
) -> None:
    place = open_folder / "place"
    place.write_bytes(b"a file of the person's own")
    with unchanged(open_folder):
        done = run(*words(command), data=place)
    if command == "remove":
        refused(done, ExitCode.STORAGE, str(place))
        return
    done = Run(done.code, "", done.err) if command.startswith("save") else done
    refused(done, ExitCode.STORAGE, str(place))


@pytest.mark.parametrize("command", ["export history", "export"])
@pytest.mark.parametrize("kind", ["read-only", "a file"])
def test_a_place_for_exports_that_cannot_be_written_is_named(
    kind: str, command: str, words: Callable[..., list[object]], open_folder: Path
) -> None:
    out = open_folder / "out"
    if kind == "a file":
        out.write_bytes(b"a file of the person's own")
        before = contents(open_folder)
        done = run(*words(command), data=open_folder / "data")
    else:
        out.mkdir(mode=0o555)
        _protect(open_folder / "data", 0o777, 0o666)
        before = contents(open_folder)
        done = as_stranger(*words(command), data=open_folder / "data")
    refused(done, ExitCode.STORAGE, str(out))
    after = contents(open_folder)
    for name in [n for n in after if "backups/" in n or "history.sqlite3" in n]:
        after.pop(name)
        before.pop(name, None)
    assert before == after


def _full(bytes_left: int) -> Callable[[], None]:
    def prepare() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_left, bytes_left))

    return prepare


@pytest.mark.parametrize("left", [0, 1_000, 7_000])
@pytest.mark.parametrize("command", [n for n in COMMANDS if n not in ("stats", "quiz")])
def test_a_full_disk_loses_nothing(
    left: int, command: str, words: Callable[..., list[object]], open_folder: Path
) -> None:
    data = open_folder / "data"
    before = contents(data)
    done = in_child(_full(left), *words(command), data=data)
    assert "Traceback" not in done.err
    after = contents(data)
    if done.code == 0:  # there was room enough for this one
        return
    done = Run(done.code, "", done.err) if command.startswith("save") else done
    refused(done, ExitCode.STORAGE)
    for name in ("own-facts.json", "own-cards.jsonl"):
        assert after[name] == before[name]
    assert not [name for name in after if name.endswith((".part", ".tmp")) or name.startswith(".")]
    again = run("history", "export", data=data)
    assert again.code == 0
    assert "a/b|kk|typed" in again.out
    assert again.out.count("\n") == 2


@pytest.mark.parametrize(
    "arguments", [["facts"], ["facts", "--json"], ["cards"], ["sources"], ["--help"], ["--version"]]
)
def test_output_onto_a_full_disk_is_said(arguments: list[str], tmp_path: Path) -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    done = run_alone(
        *arguments,
        environment={"QUIZGEN_DATA": str(tmp_path / "data")},
        preexec=lambda: os.dup2(full, 1),
    )
    os.close(full)
    refused(done, ExitCode.STORAGE, "output")
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("closed", [(0,), (1,), (2,), (0, 1, 2)], ids=str)
def test_closed_streams_are_no_fault(closed: tuple[int, ...], tmp_path: Path) -> None:
    def prepare() -> None:
        for number in closed:
            os.close(number)

    done = run_alone("facts", environment={"QUIZGEN_DATA": str(tmp_path)}, preexec=prepare)
    assert done.code == 0, done
    assert "Traceback" not in done.err


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1251", "utf-16"])
@pytest.mark.parametrize("command", ["facts", "quiz --plain -l hi"])
def test_a_terminal_of_another_encoding_gets_what_it_can_show(
    command: str, encoding: str, tmp_path: Path
) -> None:
    done = run_alone(
        *command.split(),
        environment={
            "QUIZGEN_DATA": str(tmp_path),
            "PYTHONIOENCODING": encoding,
            "PYTHONUTF8": "0",
        },
    )
    assert done.code == 0, done
    assert "Traceback" not in done.err
