"""Signals at bad moments, outside the screens: the code says which, and what was kept is whole."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from quizgen.errors import ExitCode
from quizgen.flow.learner import HISTORY
from tests.faults.tools import REPOSITORY, contents, plain_environment, run, run_alone
from tests.study.tools import dump

NUMBERS = {
    signal.SIGINT: ExitCode.INTERRUPTED,
    signal.SIGTERM: ExitCode.TERMINATED,
    signal.SIGHUP: ExitCode.HUNG_UP,
}

# Stops the program in the middle of writing a file: the new bytes lie in the temporary file, and
# the old file has not been replaced yet.
_AT_REPLACE = """
import os, pathlib, sys
from quizgen.cli.main import main
real = pathlib.Path.replace
def replace(self, target):
    if pathlib.Path(target).name == {name!r}:
        os.kill(os.getpid(), {number})
    return real(self, target)
pathlib.Path.replace = replace
main(sys.argv[1:])
"""


def _start(*arguments: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "quizgen", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=plain_environment(),
        cwd=REPOSITORY,
    )


@pytest.mark.parametrize("number", NUMBERS, ids=lambda n: n.name)
def test_a_signal_in_the_middle_of_a_quiz_keeps_what_was_answered(
    number: signal.Signals, data: Path
) -> None:
    words = ["--data-dir", str(data), "quiz", "--plain", "--json", "-l", "en"]
    process = _start(*words)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdout.readline()
    process.stdin.write(b'{"answer": "1"}\n')
    process.stdin.flush()
    assert b'"verdict"' in process.stdout.readline()
    process.stdout.readline()
    process.send_signal(number)
    _, said = process.communicate(timeout=30)
    assert process.returncode == NUMBERS[number], said
    assert b"Traceback" not in said
    assert said.strip().splitlines()[-1].startswith(b"quizgen: ")
    assert b"what was answered is kept" in said
    assert len(dump(data / HISTORY)["review"]) == 2


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("own-facts.json", signal.SIGINT),
        ("own-facts.json", signal.SIGKILL),
        ("own-cards.jsonl", signal.SIGHUP),
        ("own-cards.jsonl", signal.SIGTERM),
        ("own-cards.jsonl", signal.SIGKILL),
    ],
)
def test_a_signal_while_a_text_is_saved_leaves_whole_files(
    name: str, number: signal.Signals, data: Path, tmp_path: Path
) -> None:
    text = tmp_path / "other.txt"
    text.write_text("Мырыш — минерал. Ол спиртте ериді.\n", encoding="utf-8")
    before = contents(data)
    code = _AT_REPLACE.format(name=name, number=int(number))
    words = ["--data-dir", data, "extract", text, "-l", "kk", "--save"]
    done = run_alone(*words, python=("-c", code))
    assert done.code == NUMBERS.get(number, -signal.SIGKILL), done
    assert "Traceback" not in done.err
    after = contents(data)
    assert after[name] == before[name]
    if number != signal.SIGKILL:
        assert after.keys() == before.keys()
    assert run("facts", data=data).code == 0
    again = run("extract", text, "-l", "kk", "--save", data=data)
    assert again.code == 0, again
    assert "other.txt" in run("sources", data=data).out
    assert "other.txt:" in run("cards", data=data).out


@pytest.mark.parametrize("number", [signal.SIGTERM], ids=lambda n: n.name)
def test_a_signal_during_a_build_leaves_the_store_whole(
    number: signal.Signals, shipped: Path
) -> None:
    before = contents(shipped)
    code = _AT_REPLACE.format(name="facts.json", number=int(number)).replace(
        "from quizgen.cli.main",
        "from quizgen.knowledge import paths\n"
        f"paths._PACKAGE = pathlib.Path({str(shipped)!r}) / 'q'\n"
        "from quizgen.cli.main",
    )
    done = run_alone("build", "--force", python=("-c", code))
    assert done.code == NUMBERS[number], done
    assert "Traceback" not in done.err
    assert contents(shipped) == before


@pytest.mark.parametrize("words", [["facts"], ["cards"], ["cards", "--json"], ["facts", "--json"]])
def test_a_reader_that_goes_away_is_no_fault(words: Sequence[str], data: Path) -> None:
    process = _start("--data-dir", str(data), *words)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    said = process.stderr.read()
    assert process.wait(30) == ExitCode.OK
    assert b"Traceback" not in said
    assert b"BrokenPipe" not in said


def test_interrupting_at_any_moment_gives_no_traceback(data: Path) -> None:
    before = dump(data / HISTORY)
    for moment in (0.15, 0.25, 0.4):
        process = _start("--data-dir", str(data), "check")
        time.sleep(moment)
        os.kill(process.pid, signal.SIGTERM)
        _, said = process.communicate(timeout=30)
        assert process.returncode in (ExitCode.TERMINATED, -signal.SIGTERM), said
        assert b"Traceback" not in said
    assert dump(data / HISTORY) == before


_IN_A_FINALISER = """
import os, sys
from quizgen.cli import context
from quizgen.cli.main import main

class Leaving:
    def __del__(self):
        os.kill(os.getpid(), {number})
        for _ in range(1000):
            pass

real = context.Context.__init__
def begin(self, *words):
    real(self, *words)
    left = Leaving()
    del left
context.Context.__init__ = begin
main(sys.argv[1:])
"""


@pytest.mark.parametrize("number", NUMBERS, ids=lambda n: n.name)
def test_a_signal_that_meets_a_finaliser_is_not_lost(number: signal.Signals, data: Path) -> None:
    """Python drops an exception that leaves ``__del__``, and with it the wish to stop."""
    code = _IN_A_FINALISER.format(number=int(number))
    done = run_alone("--data-dir", data, "quiz", "--plain", "-l", "en", python=("-c", code))
    assert done.code == NUMBERS[number], done
    assert "Traceback" not in done.err
    assert "ignored" not in done.err
    assert "what was answered is kept" in done.err
