"""Opening the program on the screen: the one place where the screens meet files and clocks."""

import gc
import os
import random
import signal
import sys
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.errors import Stopped, UsageError
from quizgen.knowledge.paths import facts_folder
from quizgen.tui.preferences import (
    Preferences,
    guess_language,
    load_preferences,
    save_preferences,
)
from quizgen.tui.services import Desk, Play, Services

if TYPE_CHECKING:
    from quizgen.quiz.agenda import Choice
    from quizgen.quiz.session import Session
    from quizgen.quiz.voice import Voice
    from quizgen.tui.app import QuizApp

PREFERENCES = "preferences.json"
_FRAMES = ("TEXTUAL_FPS", "120")
"""How often Textual looks whether there is something to paint: a key waits half as long."""


def run(data: Path, marks: str = "auto", play: Play | None = None) -> None:
    """Draw until the learner leaves: the home screen, or the session ``play`` at once.

    ``data`` is the learner's folder; ``marks`` is ``auto``, ``0`` or ``1`` (see ``marks``).
    Raises UsageError where there is no terminal, DataFileError for damaged preferences, Stopped
    where a signal ended the program.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError("there is no terminal to draw on", "See quizgen --help")
    forget_size()
    os.environ.setdefault(*_FRAMES)
    from quizgen.tui.marks import Probe, settle

    probe = Probe() if marks == "auto" else None
    try:
        services = services_over(data, play.language if play is not None else "")
        for code in (play.language, play.ask_in) if play is not None else ():
            if code and code not in services.languages:
                known = ", ".join(services.languages)
                raise UsageError(f"unknown language: {code}", f"Choose one of: {known}")
        from quizgen.tui.app import QuizApp

        app = QuizApp(services, play=play)
        app.marks_known = settle(marks, probe)
    finally:
        if probe is not None:
            probe.close()
    with _heeding_signals(app):
        app.run()
    if app.stopped_by:
        raise Stopped(app.stopped_by)


@contextmanager
def _heeding_signals(app: "QuizApp") -> Iterator[None]:
    """Until the app has a loop to hear signals with, they are noted, and break nothing off."""
    found = (getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP", "SIGINT"))
    numbers = [number for number in found if number is not None]
    before = {number: signal.getsignal(number) for number in numbers}

    def note(number: int, _frame: object) -> None:
        app.stopped_by = number

    for number in numbers:
        signal.signal(number, note)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def forget_size() -> None:
    """A size that the environment remembers from elsewhere would cut off words: the terminal
    itself knows its own."""
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)


def services_over(data: Path, asked: str = "") -> Services:
    """Services over the shipped facts and the learner's folder; the desk is read only later.

    ``asked`` is a language named on the command line: before anything has been chosen it says
    more of the learner than the environment does.
    """
    folder = facts_folder() / "languages"
    languages = language_names(folder)
    locale = next((v for v in map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG")) if v), "")
    return Services(
        open=lambda wanted: open_desk(data, wanted),
        languages=languages,
        messages=folder,
        now=lambda: time.time_ns() // 1_000_000,
        seed=lambda: random.SystemRandom().randrange(2**31),
        preferences=load_preferences(data / PREFERENCES),
        keep=lambda chosen: save_preferences(data / PREFERENCES, chosen),
        locale=asked or locale,
    )


def open_desk(data: Path, wanted: Preferences) -> Desk:
    """Read cards, facts and history. Raises QuizgenError where one of them refuses."""
    from quizgen.flow import open_library
    from quizgen.flow.learner import open_study
    from quizgen.quiz.judge import DeckJudge
    from quizgen.quiz.record import StudyRecorder

    with _kept_for_good():
        library = open_library(data)
        cards = library.cards()
        languages = library.settings()
        study = open_study(data, wanted.scheduling())
        study.preview("", 0)  # loads the scheduler now, not at the learner's first answer
        return Desk(
            cards=cards,
            facts={fact.id: fact for fact in library.facts()},
            text=library.text,
            study=study,
            recorder=StudyRecorder(study),
            judge=DeckJudge(languages, cards),
            languages=languages,
        )


@contextmanager
def _kept_for_good() -> Iterator[None]:
    """What is made meanwhile stays: the garbage collector need not look through it, neither now
    nor while the learner answers (with a hundred thousand cards each look stops the keys for a
    third of a second)."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def language_names(folder: Path) -> dict[str, str]:
    """Code → the language's own name, from the first lines of each ``language.toml``."""
    names = {}
    for path in sorted(folder.glob("*/language.toml"), reverse=True):
        text = path.read_text(encoding="utf-8")
        # What stands before the first table is TOML by itself, and read in no time.
        names[path.parent.name] = tomllib.loads(text.split("\n[", 1)[0])["name"]
    return names


def chosen_language(data: Path, asked: str = "") -> str:
    """The interface language for what speaks outside the screens: chosen, else guessed."""
    services = services_over(data, asked)
    if services.preferences is not None:
        return services.preferences.interface
    return guess_language(services.locale, tuple(services.languages))


def plain_session(
    data: Path,
    choice: "Choice",
    *,
    ask_in: str = "",
    cards: int | None = None,
    minutes: int | None = None,
    seed: int | None = None,
) -> "tuple[Session, Voice]":
    """A session for the quiz without a screen (``PlainQuiz``, ``run_json``), and the words for it.

    What is not given is as the learner's preferences say. Imports nothing that draws. Raises
    QuizgenError where cards or history cannot be read.
    """
    from quizgen.language.messages import load_messages
    from quizgen.quiz.agenda import cards_to_ask
    from quizgen.quiz.pairs import Lender
    from quizgen.quiz.record import Practice
    from quizgen.quiz.session import Plan, Session
    from quizgen.quiz.voice import Voice

    services = services_over(data, choice.language)
    language = chosen_language(data, choice.language)
    wanted = services.preferences or Preferences(interface=language)
    if cards is None and minutes is None:
        cards, minutes = wanted.cards, wanted.minutes
    desk = services.open(wanted)
    asked = cards_to_ask(desk.cards, choice, desk.study, services.now(), cards or 0)
    session = Session(
        asked,
        desk.recorder if choice.mode == "due" else Practice(desk.recorder),
        desk.judge,
        services.now,
        Plan(
            cards=cards or 0,
            minutes=minutes or 0,
            ask_in=ask_in or wanted.question,
            seed=services.seed() if seed is None else seed,
            reveal=False,
        ),
        Lender(desk.cards, desk.languages),
    )
    return session, Voice(load_messages(services.messages, language), language)
