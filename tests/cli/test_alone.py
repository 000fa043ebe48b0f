"""In a process of its own: what is imported, and that it runs from any folder as installed."""

import json
import shutil
from pathlib import Path

import pytest

from tests.faults.tools import REPOSITORY, run_alone

HEAVY = ["textual", "rich", "genanki", "anki", "fsrs", "babel", "tinydb", "plotext", "rapidfuzz"]
_TELL = """
import sys
from quizgen.cli.main import main
try:
    main(sys.argv[1:])
finally:
    heavy = {heavy!r}
    sys.stderr.write("\\nimported:" + " ".join(m for m in heavy if m in sys.modules) + "\\n")
"""
# command → the heavy packages that it may import
ALLOWED: dict[str, set[str]] = {
    "--help": set(),
    "--version": set(),
    "facts --help": set(),
    "facts --json": {"tinydb"},
    "facts show x": {"tinydb"},
    "sources": {"tinydb"},
    "cards --json": {"tinydb"},
    "extract NOTE -l kk": {"tinydb"},
    "extract NOTE -l kk --save": {"tinydb"},
    "build": {"tinydb"},
    "history export": {"fsrs"},
    "stats": {"fsrs", "tinydb"},
    "backup": {"fsrs"},
    "restore": set(),
    "quiz": set(),
    "quiz --plain -l en": {"fsrs", "tinydb", "babel", "rapidfuzz"},
    "": set(),
}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, shipped: Path) -> Path:
    """The package as a wheel lays it down: facts and decks inside, nothing beside it."""
    site = tmp_path_factory.mktemp("site")
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(REPOSITORY / "quizgen", site / "quizgen", ignore=ignore)
    for name in ("facts", "decks"):
        shutil.copytree(shipped / name, site / "quizgen/_data" / name)
    return site


@pytest.mark.parametrize("command", ALLOWED)
def test_a_command_that_draws_nothing_pays_for_no_drawing(
    command: str, installed: Path, note: Path, tmp_path: Path
) -> None:
    words = command.replace("NOTE", str(note)).split()
    done = run_alone(
        *words,
        python=("-c", _TELL.format(heavy=HEAVY)),
        cwd=tmp_path,
        environment={"PYTHONPATH": str(installed), "QUIZGEN_DATA": str(tmp_path / "data")},
    )
    assert "Traceback" not in done.err
    imported = set(done.err.rpartition("imported:")[2].split())
    assert imported <= ALLOWED[command], f"{command} imports {imported - ALLOWED[command]}"


def test_only_the_export_pays_for_writing_packages(installed: Path, tmp_path: Path) -> None:
    done = run_alone(
        *("export", "-l", "en", "-o", tmp_path / "out", "--quiet"),
        python=("-c", _TELL.format(heavy=HEAVY)),
        cwd=tmp_path,
        environment={"PYTHONPATH": str(installed), "QUIZGEN_DATA": str(tmp_path / "data")},
    )
    imported = set(done.err.rpartition("imported:")[2].split())
    assert done.code == 0, done
    assert "genanki" in imported
    assert not {"textual", "rich", "anki"} & imported


@pytest.mark.parametrize(
    "command",
    [
        ["facts", "--json"],
        ["cards", "-l", "kk", "--json"],
        ["sources", "--json"],
        ["extract", "NOTE", "-l", "kk", "--json"],
    ],
    ids=lambda words: words[0],
)
def test_it_runs_the_same_from_any_folder(
    command: list[str], installed: Path, note: Path, tmp_path: Path
) -> None:
    words = [str(note) if word == "NOTE" else word for word in command]
    here = run_alone(*words, environment={"QUIZGEN_DATA": str(tmp_path / "a")})
    away = tmp_path / "elsewhere"
    away.mkdir()
    there = run_alone(
        *words,
        cwd=away,
        environment={"PYTHONPATH": str(installed), "QUIZGEN_DATA": str(tmp_path / "b")},
    )
    assert there.code == here.code == 0, (here.err, there.err)
    assert json.loads(there.out)
    assert list(away.iterdir()) == []


def test_an_installed_program_exports_into_the_folder_one_is_in(
    installed: Path, tmp_path: Path
) -> None:
    away = tmp_path / "elsewhere"
    away.mkdir()
    before = sorted(installed.rglob("*.apkg")), (installed / "quizgen/_data/decks").stat().st_mtime
    done = run_alone(
        *("export", "-l", "en"),
        cwd=away,
        environment={"PYTHONPATH": str(installed), "QUIZGEN_DATA": str(tmp_path / "b")},
    )
    assert done.code == 0, done
    assert "b12-en.apkg" in [path.name for path in away.iterdir()]
    after = sorted(installed.rglob("*.apkg")), (installed / "quizgen/_data/decks").stat().st_mtime
    assert after == before
