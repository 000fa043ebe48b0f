"""Write docs/commands.md from the program's own help: ``python scripts/write_commands.py``."""

from collections.abc import Iterator
from pathlib import Path

import click

from quizgen.cli.main import cli

TARGET = Path(__file__).parent.parent / "docs" / "commands.md"
HEAD = """# Commands

Data goes to standard output, messages to standard error. See also: [exit codes](exit-codes.md).
This page is written from the program's own help by `scripts/write_commands.py`.
"""


def commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    """Every command below ``group`` with its full name, in order."""
    context = click.Context(group, info_name=path)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is not None:
            yield f"{path} {name}", command
            if isinstance(command, click.Group):
                yield from commands(command, f"{path} {name}")


def render() -> str:
    """The whole page."""
    parts = [HEAD]
    for name, command in [("quizgen", cli), *commands(cli, "quizgen")]:
        context = click.Context(command, info_name=name, terminal_width=96, max_content_width=96)
        text = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
        parts.append(f"## {name}\n\n```\n{text}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    TARGET.write_text(render(), encoding="utf-8")
