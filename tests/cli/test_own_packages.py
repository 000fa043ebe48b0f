"""A text of the user's own, its packages, and what is said of packages that are left."""

from pathlib import Path

import pytest

from tests.faults.tools import run

TEXT = "Zinc is a metal. It melts at 419.5 °C. Zinc is stored in the bones.\n"


@pytest.fixture
def folder(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a saved text and its package."""
    place = tmp_path / "work"
    place.mkdir()
    monkeypatch.chdir(place)
    (place / "my zinc.txt").write_text(TEXT, encoding="utf-8")
    saved = run("extract", "my zinc.txt", "-l", "en", "--save", data=data)
    assert saved.code == 0, saved.message
    assert run("export", "-l", "en", "-o", ".", "--quiet", data=data).code == 0
    return place


def test_a_removed_text_s_package_is_named(data: Path, folder: Path) -> None:
    assert (folder / "own-my-zinc.apkg").exists()
    removed = run("sources", "remove", "my zinc.txt", data=data)
    assert "own-my-zinc.apkg was made of it" in removed.err
    assert (folder / "own-my-zinc.apkg").exists()
    again = run("export", "-l", "en", "-o", ".", "--quiet", data=data)
    assert "own-my-zinc.apkg: its text is not among yours" in again.err


def test_a_text_s_package_is_not_called_left(data: Path, folder: Path) -> None:
    exported = run("export", "-l", "en", "-o", folder, data=data)
    assert "not among yours" not in exported.err


def test_true_or_false_of_an_own_text_goes_to_anki_too(data: Path, folder: Path) -> None:
    run("export", "-l", "en", "-o", ".", "--format", "tsv", data=data)
    own = (folder / "own-my-zinc.tsv").read_text(encoding="utf-8")
    assert "my zinc.txt:zinc/melts-at|en|truefalse" in own
    assert "|truefalse" not in (folder / "b12-en.tsv").read_text(encoding="utf-8")


def test_whoever_reads_only_the_first_lines_saves_all_the_same(data: Path, tmp_path: Path) -> None:
    import subprocess
    import sys

    path = tmp_path / "long.txt"
    path.write_text(TEXT * 400, encoding="utf-8")
    words = ("-m", "quizgen", "--data-dir", str(data), "extract", str(path), "-l", "en", "--save")
    with subprocess.Popen([sys.executable, *words], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.close()
    assert "long.txt" in run("sources", data=data).out
