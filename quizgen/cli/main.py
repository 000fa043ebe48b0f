"""The entry point: the group of commands, and the one place where errors become exit codes."""

import importlib
import os
import sys
from typing import Any, NoReturn

import click

from quizgen import __version__
from quizgen.cli.context import Context, say
from quizgen.errors import ExitCode, QuizgenError

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


def _stop(message: str, code: int) -> NoReturn:
    say(f"quizgen: {message}")
    sys.exit(code)


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and exit; every expected failure is one line on standard error."""
    try:
        result: Any = cli.main(args=arguments, prog_name="quizgen", standalone_mode=False)
        sys.stdout.flush()
        sys.exit(result if isinstance(result, int) else ExitCode.OK)
    except QuizgenError as error:
        _stop(str(error), error.exit_code)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "quizgen"
        text = " ".join(error.format_message().split()).rstrip(".")
        _stop(f"{text}. See: {path} --help", ExitCode.USAGE)
    except click.ClickException as error:
        _stop(" ".join(error.format_message().split()), ExitCode.USAGE)
    except (click.Abort, KeyboardInterrupt):
        _stop("interrupted; what was answered is kept", ExitCode.INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output went away (head, less): no fault, and nothing more to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(ExitCode.OK)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        _stop(
            f"{place}{error.strerror or error}. Check space and permissions, then try again",
            ExitCode.STORAGE,
        )


if __name__ == "__main__":
    main()
