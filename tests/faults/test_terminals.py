"""Real terminals, too small or of a poor kind, and signals while the screen is drawn.

The program runs in a process of its own on a pseudo-terminal.
"""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizgen.errors import ExitCode
from quizgen.flow.learner import HISTORY
from tests.faults.tools import REPOSITORY, plain_environment
from tests.study.tools import dump


class Screen:
    """The program on a pseudo-terminal of ``columns`` by ``lines``."""

    def __init__(
        self, data: Path, columns: int, lines: int, *arguments: str, term: str = "xterm-256color"
    ) -> None:
        self.master, slave = pty.openpty()
        self.resize(columns, lines)
        self.before = termios.tcgetattr(slave)
        self.slave = slave
        self.said = b""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "quizgen", "--marks", "1", "--data-dir", str(data), *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=plain_environment() | {"TERM": term, "LANG": "en_US.UTF-8"},
            cwd=REPOSITORY,
            start_new_session=True,
        )

    def resize(self, columns: int, lines: int) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def wait_for(self, words: bytes, seconds: float = 30) -> None:
        """Read until ``words`` have been drawn."""
        end = time.monotonic() + seconds
        while words not in self.said:
            assert time.monotonic() < end, self.said[-2_000:]
            self.read(0.2)

    def read(self, seconds: float) -> None:
        if select.select([self.master], [], [], seconds)[0]:
            try:
                self.said += os.read(self.master, 65_536)
            except OSError:
                time.sleep(0.05)

    def press(self, keys: bytes) -> None:
        os.write(self.master, keys)

    def end(self, seconds: float = 30) -> int:
        """The exit code, once the program has ended."""
        end = time.monotonic() + seconds
        while self.process.poll() is None:
            assert time.monotonic() < end, self.said[-2_000:]
            self.read(0.1)
        for _ in range(3):
            self.read(0.05)
        return self.process.returncode

    def left_as_it_was(self) -> bool:
        """Whether the terminal echoes again, line by line, on its first screen, cursor shown."""
        flags = termios.tcgetattr(self.slave)[:4] == self.before[:4]
        on, off = self.said.rfind(b"\x1b[?1049h"), self.said.rfind(b"\x1b[?1049l")
        return flags and off >= on

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.slave)
        os.close(self.master)


@pytest.fixture
def opened() -> Iterator[list[Screen]]:
    screens: list[Screen] = []
    yield screens
    for screen in screens:
        screen.close()


SIZES = [(1, 1), (2, 2), (5, 3), (20, 4), (39, 10), (0, 0), (1_000, 2), (2, 400)]
ALT = b"\x1b[?1049h"


@pytest.fixture(autouse=True)
def chosen(data: Path) -> None:
    """The learner has chosen a language already."""
    (data / "preferences.json").write_text('{"interface": "en", "answer": "en"}')


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_terminal_too_small_or_odd_is_no_fault(
    size: tuple[int, int], data: Path, opened: list[Screen]
) -> None:
    screen = Screen(data, *size, "quiz", "-l", "en")
    opened.append(screen)
    screen.wait_for(ALT)
    for _ in range(8):
        screen.read(0.1)
    screen.resize(80, 24)
    os.kill(screen.process.pid, signal.SIGWINCH)
    screen.resize(*size)
    os.kill(screen.process.pid, signal.SIGWINCH)
    screen.read(0.3)
    screen.press(b"\x1b[21~")  # F10
    assert screen.end() == ExitCode.OK, screen.said[-3_000:]
    assert b"Traceback" not in screen.said
    assert screen.left_as_it_was()


@pytest.mark.parametrize("arguments", [[], ["quiz"]], ids=["home", "quiz"])
def test_a_dumb_terminal_is_said_to_be_none(
    arguments: list[str], data: Path, opened: list[Screen]
) -> None:
    screen = Screen(data, 80, 24, *arguments, term="dumb")
    opened.append(screen)
    assert screen.end() == ExitCode.USAGE
    assert screen.said.startswith(b"quizgen: there is no terminal to draw on.")
    assert screen.said.count(b"\n") == 1
    assert b"\x1b" not in screen.said


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (signal.SIGTERM, ExitCode.TERMINATED),
        (signal.SIGHUP, ExitCode.HUNG_UP),
        (signal.SIGINT, ExitCode.INTERRUPTED),
    ],
    ids=["SIGTERM", "SIGHUP", "SIGINT"],
)
@pytest.mark.parametrize("arguments", [[], ["quiz", "-l", "en"]], ids=["home", "quiz"])
def test_a_signal_leaves_the_terminal_and_the_history_whole(
    arguments: list[str],
    number: signal.Signals,
    code: ExitCode,
    data: Path,
    opened: list[Screen],
) -> None:
    before = dump(data / HISTORY)
    screen = Screen(data, 100, 30, *arguments)
    opened.append(screen)
    screen.wait_for(ALT)
    for _ in range(6):
        screen.read(0.2)
    os.kill(screen.process.pid, number)
    assert screen.end() == code, screen.said[-3_000:]
    assert b"Traceback" not in screen.said
    assert screen.left_as_it_was()
    assert dump(data / HISTORY) == before


def test_a_terminal_that_goes_away_ends_the_program(data: Path) -> None:
    before = dump(data / HISTORY)
    screen = Screen(data, 100, 30, "quiz", "-l", "en")
    screen.wait_for(ALT)
    for _ in range(4):
        screen.read(0.2)
    os.close(screen.slave)
    os.close(screen.master)
    os.kill(screen.process.pid, signal.SIGHUP)
    try:
        assert screen.process.wait(30) in (ExitCode.HUNG_UP, ExitCode.STORAGE)
    finally:
        screen.process.kill()
    assert dump(data / HISTORY) == before
