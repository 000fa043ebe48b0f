"""Every failure quizgen reports on purpose: one base class, one subclass per cause.

A message names the place and, in ``next_step``, what the person can do. The command line prints
both on one line of standard error and exits with ``exit_code``; see ``docs/exit-codes.md``.
"""

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes of the command line, documented in ``docs/exit-codes.md``."""

    OK = 0
    FINDINGS = 1  # a check ran and found something
    USAGE = 2  # wrong words on the command line, or no terminal to draw on
    INPUT = 3  # a text, package or history file that was handed in cannot be read
    DATA = 4  # shipped or user data files (facts, rules, lexicon, store) are damaged
    STORAGE = 5  # the data folder or disk cannot be written or read
    ANKI = 6  # a running Anki was needed and did not answer as it should
    REFUSED = 7  # something was refused so that nothing wrong is written
    HUNG_UP = 129  # SIGHUP: the terminal was closed
    INTERRUPTED = 130  # Ctrl-C
    TERMINATED = 143  # SIGTERM


class QuizgenError(Exception):
    """Base of all errors that a person may see. ``str(error)`` is one line."""

    exit_code = ExitCode.DATA

    def __init__(self, message: str, next_step: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.next_step = next_step

    def __str__(self) -> str:
        line = f"{self.message}. {self.next_step}" if self.next_step else self.message
        return " ".join(line.split())


class Stopped(SystemExit):
    """A signal told the program to end. A SystemExit, for event loops pass nothing else on."""

    def __init__(self, number: int) -> None:
        super().__init__(128 + number)
        self.number = number


class UsageError(QuizgenError):
    """The command line asks for something that is not there: a language, a topic, an id."""

    exit_code = ExitCode.USAGE


class TextInputError(QuizgenError):
    """A text that was handed in cannot be read: missing, empty, binary, not UTF-8, too large."""

    exit_code = ExitCode.INPUT


class PackageInputError(QuizgenError):
    """An Anki package or history file that was handed in is damaged, foreign or unsafe."""

    exit_code = ExitCode.INPUT


class DataFileError(QuizgenError):
    """A file under ``facts/`` or ``decks/`` is missing or damaged; names file and line."""

    exit_code = ExitCode.DATA


class StoreError(QuizgenError):
    """A fact store is damaged or of another version."""

    exit_code = ExitCode.DATA


class StorageError(QuizgenError):
    """The disk or the data folder refuses: read-only, full, no permission."""

    exit_code = ExitCode.STORAGE


class HistoryError(QuizgenError):
    """The history file is truncated, foreign, locked or newer than this program."""

    exit_code = ExitCode.STORAGE


class RefusedError(QuizgenError):
    """A package or fact would be wrong if written; names the fact and the field."""

    exit_code = ExitCode.REFUSED


class AnkiConnectError(QuizgenError):
    """Anki is not running, or AnkiConnect answered with an error."""

    exit_code = ExitCode.ANKI
