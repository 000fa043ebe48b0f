"""What the documents say holds: commands run, options are all there, links lead somewhere."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts import write_commands

ROOT = Path(__file__).parent.parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
# What a documented command exits with where it needs something that a test machine lacks.
NEEDS = {"push": {6}, "optimize": {0, 2}}


def shell_lines(page: Path) -> Iterator[str]:
    """The command lines in the ``sh`` blocks of a page, comments cut off."""
    for block in re.findall(r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S):
        for line in block.splitlines():
            command = line.split("   #")[0].split("  # ")[0].strip()
            if command:
                yield command


DOCUMENTED = [(page.name, line) for page in PAGES for line in shell_lines(page)]


def test_there_are_documented_commands() -> None:
    assert len(DOCUMENTED) > 20


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the documents presuppose: a text, Anki's export, an own history."""
    here = tmp_path_factory.mktemp("reader")
    fixture = ROOT / "tests" / "extract" / "fixtures" / "kk-riboflavin.txt"
    (here / "vitamin.txt").write_bytes(fixture.read_bytes())
    released = sorted((ROOT / "tests" / "anki" / "released").rglob("*.apkg"))
    (here / "phone.apkg").write_bytes(released[0].read_bytes())
    return here


@pytest.mark.parametrize(("page", "line"), DOCUMENTED, ids=lambda part: str(part)[:60])
def test_documented_commands_run(page: str, line: str, folder: Path) -> None:
    words = shlex.split(line)
    if words[0] == "make":
        targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M)
        assert {w for w in words[1:] if "=" not in w} <= set(targets), page
        return
    if words[0] in ("python", "pip", "git"):
        script = next((w for w in words[1:] if w.endswith(".py")), None)
        assert script is None or (ROOT / script).is_file(), page
        return
    assert words[0] == "quizgen", f"{page}: {line}"
    if words[1:2] == ["build"]:  # would rewrite what other tests read; tested on its own
        words += ["--help"]
    language = next(
        (w for w, before in zip(words[1:], words, strict=False) if before in ("--language", "-l")),
        "",
    )
    if language and not (ROOT / "facts" / "languages" / language).is_dir():
        return  # the example language of a page on adding one; tests/flow makes it for real
    own = {**os.environ, "QUIZGEN_DATA": str(folder / "data")}
    if "vitamin.txt" in words and "extract" not in words:  # the page has saved it by then
        save = ["extract", "vitamin.txt", "-l", "kk", "--save"]
        subprocess.run(
            [sys.executable, "-m", "quizgen", *save],
            cwd=folder,
            env=own,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    done = subprocess.run(
        [sys.executable, "-m", "quizgen", *words[1:]],
        cwd=folder,
        env=own,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
    )
    interactive = words == ["quizgen"] or (words[1] == "quiz" and "--plain" not in words)
    interactive = interactive or words[1:] in (["--marks", "1"], ["--marks", "0"])
    expected = {2} if interactive else NEEDS.get(words[1], {0})
    assert done.returncode in expected, f"{page}: {line}\n{done.stderr}"
    assert "Traceback" not in done.stderr


def test_the_page_of_commands_is_the_program_s_own_help() -> None:
    assert write_commands.TARGET.read_text(encoding="utf-8") == write_commands.render(), (
        "write it again with: python scripts/write_commands.py"
    )


def test_every_command_has_help_and_every_option_too() -> None:
    for name, command in write_commands.commands(write_commands.cli, "quizgen"):
        assert command.help, name
        for parameter in command.params:
            if parameter.param_type_name == "option":
                assert getattr(parameter, "help", None), f"{name} {parameter.name}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
