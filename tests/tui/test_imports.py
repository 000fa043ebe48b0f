"""What is paid for before the first paint, looked at in a fresh process, not with a stopwatch."""

import subprocess
import sys

HEAVY = {"fsrs", "babel", "tinydb", "genanki", "plotext", "sqlite3", "quizgen.quiz.session"}


def modules(code: str) -> set[str]:
    """The modules a fresh process has after ``code``."""
    told = f"{code}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.split())


def test_the_first_paint_pays_for_nothing_it_does_not_show() -> None:
    loaded = modules("import quizgen.tui.start, quizgen.tui.marks, quizgen.tui.app")
    assert loaded & HEAVY == set()
    assert not any(name.startswith(("quizgen.extract", "quizgen.anki")) for name in loaded)


def test_a_quiz_without_a_screen_draws_nothing() -> None:
    loaded = modules(
        "import quizgen.tui.start, quizgen.quiz.plain, quizgen.quiz.jsonlines\n"
        "import quizgen.quiz.session, quizgen.quiz.agenda, quizgen.quiz.judge"
    )
    assert not {"textual", "rich", "genanki"} & loaded


def test_no_terminal_in_the_room_of_the_quiz() -> None:
    loaded = modules(
        "import pkgutil, importlib, quizgen.quiz\n"
        "for found in pkgutil.iter_modules(quizgen.quiz.__path__):\n"
        "    importlib.import_module(f'quizgen.quiz.{found.name}')"
    )
    assert not {"textual", "rich", "curses", "termios", "tty"} & loaded
