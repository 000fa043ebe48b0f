"""``quizgen`` and ``quizgen quiz``: the home screen, a quiz at once, and the quiz line by line."""

import sys
from typing import TYPE_CHECKING, cast

import click

from quizgen.cli.context import (
    Context,
    has_terminal,
    json_option,
    language_option,
    pass_context,
    source_option,
    topic_option,
)
from quizgen.errors import UsageError

if TYPE_CHECKING:
    from quizgen.quiz.agenda import Choice, Mode


def _need_terminal() -> None:
    if not has_terminal():
        raise UsageError(
            "there is no terminal to draw on", "Try quizgen quiz --plain, or see quizgen --help"
        )


def open_home(context: Context) -> None:
    """The home screen. Raises UsageError where there is no terminal."""
    _need_terminal()
    from quizgen.tui.start import run

    run(context.data_folder, context.marks)


@click.command("quiz")
@language_option
@topic_option
@source_option
@click.option("--plain", is_flag=True, help="Ask line by line, for screen readers and pipes.")
@json_option
@click.option(
    "--mode",
    type=click.Choice(["due", "cram", "preview", "missed"]),
    default="due",
    help="What is due (default), or practice that never touches the schedule.",
)
@click.option("--cards", type=click.IntRange(min=0), help="How many answers. 0: all there are.")
@click.option("--minutes", type=click.IntRange(min=0), help="How long. 0: no limit.")
@click.option("--ask-in", metavar="CODE", default="", help="Ask in another language than answered.")
@pass_context
def quiz_command(
    context: Context,
    language: str,
    topic: str,
    source: str,
    plain: bool,
    as_json: bool,
    mode: str,
    cards: int | None,
    minutes: int | None,
    ask_in: str,
) -> None:
    """Take a quiz. With --plain --json another program can drive it: one JSON object a line."""
    if plain or as_json:
        choice = _checked_choice(context, language, topic, source, mode, ask_in)
        _play_plain(context, choice, as_json, cards, minutes, ask_in)
        return
    _need_terminal()
    if topic or source:
        _checked_choice(context, language, topic, source, mode, ask_in)
    from quizgen.tui.services import Play
    from quizgen.tui.start import run

    play = Play(language, topic, mode, cards, minutes, ask_in, source)
    run(context.data_folder, context.marks, play)


def _checked_choice(
    context: Context, language: str, topic: str, source: str, mode: str, ask_in: str
) -> "Choice":
    """Raises UsageError for a language, a topic or a text that is not there."""
    from quizgen.cli.facts import check_source, check_topic
    from quizgen.model import NAMES
    from quizgen.quiz.agenda import Choice

    library = context.library()
    for code in filter(None, (language, ask_in)):
        if code not in library.languages:
            library.book(code)  # says what there is
    topic, source = check_topic(library, topic, NAMES), check_source(library, source)
    return Choice(language, topic, cast("Mode", mode), source)


def _play_plain(
    context: Context,
    choice: "Choice",
    as_json: bool,
    cards: int | None,
    minutes: int | None,
    ask_in: str,
) -> None:
    from msgspec.structs import replace

    from quizgen.quiz.jsonlines import run_json
    from quizgen.quiz.plain import PlainQuiz
    from quizgen.tui.start import chosen_language, plain_session

    if not choice.language:
        choice = replace(choice, language=chosen_language(context.data_folder))
    session, voice = plain_session(
        context.data_folder, choice, ask_in=ask_in, cards=cards, minutes=minutes
    )
    if as_json:
        run_json(session, sys.stdin, sys.stdout)
    else:
        PlainQuiz(session, voice, sys.stdin, sys.stdout).run()
