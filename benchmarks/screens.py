"""First paint, key to paint and memory of the quiz, in a terminal."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from benchmarks.lines import Line, against, in_turns, limited, percentile
from benchmarks.place import ROOT
from benchmarks.terminal import Terminal
from quizgen.flow.cardfile import read_cards, write_cards
from quizgen.flow.library import CARDS, OWN_CARDS
from quizgen.tui.preferences import Preferences, save_preferences
from quizgen.tui.start import PREFERENCES

HELLO = (str(ROOT / "benchmarks" / "hello.py"),)
TITLE = "quizgen"
DOWN, UP = "\x1b[B", "\x1b[A"


def folder_with(cards: int, folder: Path) -> Path:
    """A learner's folder with as many cards of his own, made of the shipped ones."""
    folder.mkdir()
    save_preferences(folder / PREFERENCES, Preferences(interface="en", answer="en", cards=50))
    shipped = read_cards(ROOT / "facts" / CARDS)
    if cards:
        write_cards(
            folder / OWN_CARDS,
            (
                replace(
                    shipped[n % len(shipped)],
                    key=f"own.txt:{n}:{shipped[n % len(shipped)].key}",
                    fact=f"{n}/{shipped[n % len(shipped)].fact}",
                    namespace="own.txt",
                )
                for n in range(cards)
            ),
        )
    return folder


def first_paint(*arguments: str) -> float:
    """Seconds from the start of a process to the title on its screen."""
    terminal = Terminal(*arguments)
    try:
        return terminal.wait_for(TITLE)
    finally:
        terminal.close()


def quizgen(folder: Path, *arguments: str) -> tuple[str, ...]:
    """The command line of quizgen over a learner's folder."""
    return ("-m", "quizgen", "--data-dir", str(folder), *arguments)


def _session_of(folder: Path) -> tuple[float, float, list[float]]:
    """Seconds to the first question, peak memory, and seconds of each key while answering."""
    terminal = Terminal(*quizgen(folder, "quiz", "-l", "en"))
    try:
        asked = terminal.wait_for(" 0/")
        terminal.rest(0.5)
        times = [terminal.press(key) for key in ["1", "\r"] * 20]
        return asked, terminal.peak_memory(), [one for one in times if one is not None]
    finally:
        terminal.close()


def _home_of(folder: Path) -> list[float]:
    terminal = Terminal(*quizgen(folder))
    try:
        terminal.wait_for(TITLE)
        terminal.rest(2.0)
        times = [terminal.press(key) for key in [DOWN, DOWN, DOWN, UP, UP, UP] * 8]
        return [one for one in times if one is not None]
    finally:
        terminal.close()


def _browse_of(folder: Path) -> tuple[list[float], list[float]]:
    """Seconds of each key while typing a search, and while going down what was found."""
    terminal = Terminal(*quizgen(folder))
    try:
        terminal.wait_for(TITLE)
        terminal.rest(2.0)
        terminal.press("\x1bOQ")
        terminal.rest(3.0)
        typed = [terminal.press(key) for key in ["v", "i", "t", *["\x7f", "t"] * 12]]
        terminal.rest(1.0)
        moved = [terminal.press(key) for key in [DOWN] * 40]
        return [one for one in typed if one], [one for one in moved if one]
    finally:
        terminal.close()


def _hello_memory() -> float:
    terminal = Terminal(*HELLO)
    try:
        terminal.wait_for(TITLE)
        terminal.rest(0.5)
        return terminal.peak_memory()
    finally:
        terminal.close()


def measure(quick: bool = False) -> Iterator[Line]:
    """First paint, first question, key to paint, memory."""
    few, many = (10_000, 20_000) if quick else (10_000, 100_000)
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        shipped = folder_with(0, root / "shipped")
        ten = folder_with(few, root / "ten")
        runs = [
            lambda: first_paint(*HELLO),
            lambda: first_paint(*quizgen(shipped)),
            lambda: first_paint(*quizgen(shipped, "quiz")),
            lambda: first_paint(*quizgen(ten, "quiz")),
        ]
        hello, home, quiz, quiz_ten = in_turns(runs, 3 if quick else 11)
        rival = "a bare Textual hello app"
        yield against("first paint of `quizgen`", home, rival, hello, 1.25)
        yield against("first paint of `quizgen quiz`", quiz, rival, hello, 1.25)
        yield against(f"… with {few:,} cards more", quiz_ten, rival, hello, 1.25)
        asked, memory, _ = _session_of(shipped)
        yield against("first question of `quizgen quiz`", asked, rival, hello)
        yield against("memory of the quiz", memory, rival, _hello_memory(), unit="MB")
        large = folder_with(many, root / "large")
        asked, memory, answering = _session_of(large)
        yield against(f"first question with {many:,} cards more", asked, rival, hello)
        yield against("… memory", memory, rival, _hello_memory(), unit="MB")
        for what, times in zip(
            ("answering", "moving on home", "typing a search", "moving in what was found"),
            (answering, _home_of(large), *_browse_of(large)),
            strict=True,
        ):
            spoken = f"key to paint with {many:,} cards, {what}, 95th percentile of {len(times)}"
            yield limited(spoken, percentile(times, 0.95), 0.05)
