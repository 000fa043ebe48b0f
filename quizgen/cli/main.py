"""The entry point: the group of commands, and the one place where errors become exit codes."""

import contextlib
import importlib
import io
import os
import sys
from typing import Any, NoReturn

import click

from quizgen import __version__
from quizgen.cli import signals
from quizgen.cli.context import Context, say
from quizgen.errors import ExitCode, QuizgenError, Stopped

# command → module of quizgen.cli; the object has the command's name. Imported when asked for.
COMMANDS = {
    "backup": "keeping",
    "build": "build",
    "cards": "cards",
    "check": "check",
    "export": "export",
    "extract": "extract",
    "facts": "facts",
    "history": "history",
    "optimize": "statistics",
    "push": "push",
    "quiz": "quiz",
    "restore": "keeping",
    "sources": "sources",
    "stats": "statistics",
}


_KEPT = "what was answered is kept. Start again with: quizgen"


class LazyGroup(click.Group):
    """A group that imports a command's module only when that command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = getattr(
            importlib.import_module(f"quizgen.cli.{module}"), f"{cmd_name}_command"
        )
        return command


@click.group(cls=LazyGroup, invoke_without_command=True, epilog="Exit codes: docs/exit-codes.md")
@click.option(
    "--data-dir",
    metavar="DIR",
    envvar="QUIZGEN_DATA",
    default=None,
    help="Your own data: history, settings, own texts. Default: the platform's data folder.",
)
@click.option(
    "--marks",
    type=click.Choice(["auto", "0", "1"]),
    default="auto",
    help="Cells a vowel sign takes in this terminal; auto asks it.",
)
@click.version_option(__version__, prog_name="quizgen")
@click.pass_context
def cli(ctx: click.Context, data_dir: str | None, marks: str) -> None:
    """Turn texts into facts and facts into study, in Kazakh, Hindi and English.

    Without a command: open the home screen. Study material, not medical advice.
    """
    ctx.obj = Context(data_dir, marks)
    if ctx.invoked_subcommand is None:
        from quizgen.cli.quiz import open_home

        open_home(ctx.obj)


def _one_line(error: click.UsageError) -> str:
    if isinstance(error, click.exceptions.NoArgsIsHelpError) and error.ctx is not None:
        group = error.ctx.command
        names = group.list_commands(error.ctx) if isinstance(group, click.Group) else []
        return f"name one of its commands: {', '.join(names)}"
    return " ".join(error.format_message().split()).rstrip(".")


def _stop(message: str, code: int) -> NoReturn:
    # Where the terminal is gone there is nobody left to tell.
    with contextlib.suppress(OSError, ValueError):
        say(f"quizgen: {message}")
    _leave(code)


def _leave(code: int) -> NoReturn:
    """Exit. Output that nobody takes any more must not turn the exit code into another."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    sys.exit(code)


def _prepare_streams() -> None:
    """A terminal or pipe of another encoding gets what it can show, and never stops the program."""
    for stream, errors in (
        (sys.stdin, "replace"),
        (sys.stdout, "backslashreplace"),
        (sys.stderr, "backslashreplace"),
    ):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=errors)


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and exit; every expected failure is one line on standard error."""
    try:
        _prepare_streams()
        signals.listen()
        # Not cli.main, which has an exit code of its own for a reader that went away.
        words = sys.argv[1:] if arguments is None else list(arguments)
        with cli.make_context("quizgen", words) as ctx:
            result: Any = cli.invoke(ctx)
        if sys.stdout is not None:
            sys.stdout.flush()
        _leave(result if isinstance(result, int) else ExitCode.OK)
    except QuizgenError as error:
        _stop(str(error), error.exit_code)
    except click.exceptions.Exit as stop:
        _leave(stop.exit_code)
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "quizgen"
        text = _one_line(error)
        _stop(f"{text}. See: {path} --help", ExitCode.USAGE)
    except click.ClickException as error:
        _stop(" ".join(error.format_message().split()), ExitCode.USAGE)
    except (click.Abort, EOFError, KeyboardInterrupt):
        _stop(f"interrupted; {_KEPT}", ExitCode.INTERRUPTED)
    except Stopped as stopped:
        _stop(f"told to stop; {_KEPT}", 128 + stopped.number)
    except BrokenPipeError:
        # The reader of our output went away (head, less): no fault, and nothing more to say.
        _leave(ExitCode.OK)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else "the output or the disk: "
        _stop(
            f"{place}{error.strerror or error}. Check space and permissions, then try again",
            ExitCode.STORAGE,
        )
    except MemoryError:
        _stop("out of memory. Close other programs and try again", ExitCode.STORAGE)


if __name__ == "__main__":
    main()
