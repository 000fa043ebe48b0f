"""What every command shares: the data folder, the library, and how things are printed."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

# Imported late where they are used, so that a command pays only for what it needs.
if TYPE_CHECKING:
    from quizgen.flow import Library
    from quizgen.study import Study


class Context:
    """One run of the program: where the user's data lies, and the library over it."""

    def __init__(self, data_folder: str | None, marks: str) -> None:
        self._data = data_folder
        self.marks = marks

    @property
    def data_folder(self) -> Path:
        """``--data-dir``, else ``QUIZGEN_DATA``, else the platform's data folder."""
        if self._data:
            return Path(self._data).expanduser()
        import platformdirs

        return Path(platformdirs.user_data_dir("quizgen", appauthor=False))

    def library(self) -> "Library":
        """The library over the shipped and the user's own facts and cards."""
        from quizgen.flow import open_library

        return open_library(self.data_folder)

    @contextmanager
    def study(self) -> Iterator["Study"]:
        """The learner's study, closed again at the end."""
        from quizgen.flow.learner import open_study
        from quizgen.tui.preferences import load_preferences
        from quizgen.tui.start import PREFERENCES

        chosen = load_preferences(self.data_folder / PREFERENCES)
        study = open_study(self.data_folder, chosen.scheduling() if chosen else None)
        try:
            yield study
        finally:
            study.history.close()


pass_context = click.make_pass_decorator(Context)

language_option = click.option(
    "--language", "-l", metavar="CODE", default="", help="A language: kk, hi, en, or one added."
)
topic_option = click.option(
    "--topic",
    "-t",
    metavar="TOPIC",
    default="",
    help="A topic: chemistry, sources, deficiency, role or, of cards, names (the vocabulary).",
)
source_option = click.option(
    "--source", "-s", metavar="ID", default="", help="One text: an id that quizgen sources lists."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def say(message: str) -> None:
    """A message for the person: standard error, so that data on standard output stays clean."""
    from quizgen.quiz.clean import clean_lines

    click.echo(clean_lines(message), err=True)


def show(text: object) -> None:
    """Data for a person to read, on standard output: no text may command the terminal there."""
    from quizgen.quiz.clean import clean_lines

    click.echo(clean_lines(str(text)))


def print_json(value: object) -> None:
    """``value`` as JSON on standard output."""
    from quizgen.files import dump_json

    click.echo(dump_json(value), nl=False)


def has_terminal() -> bool:
    """Whether there is a terminal to draw on and to read keys from."""
    return sys.stdin.isatty() and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
