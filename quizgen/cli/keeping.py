"""``quizgen backup`` and ``quizgen restore``: the history, kept safe."""

import time
from datetime import datetime
from pathlib import Path

import click

from quizgen.cli.context import Context, pass_context, say, show


@click.command("backup")
@pass_context
def backup_command(context: Context) -> None:
    """Make a backup of your history now and print where it lies."""
    from quizgen.study.backups import make_backup

    with context.study() as study:
        made = make_backup(study.history, time.time_ns() // 1_000_000)
    click.echo(click.format_filename(made.path))


@click.command("restore")
@click.argument(
    "backup", metavar="[BACKUP]", type=click.Path(path_type=Path, readable=False), required=False
)
@pass_context
def restore_command(context: Context, backup: Path | None) -> None:
    """Put a backup in the place of your history; without BACKUP list those there are.

    What was there before is kept as a backup of its own.
    """
    from quizgen.flow.learner import HISTORY
    from quizgen.study.backups import list_backups, restore

    history = context.data_folder / HISTORY
    if backup is None:
        for found in list_backups(history):
            when = datetime.fromtimestamp(found.time_ms / 1000).astimezone()
            show(f"{when:%Y-%m-%d %H:%M}  {found.path}")
        return
    if backup.parent == Path() and not backup.exists():  # its bare name, as the list shows it
        listed = {found.path.name: found.path for found in list_backups(history)}
        backup = listed.get(backup.name, backup)
    aside = restore(history, backup, time.time_ns() // 1_000_000)
    say(f"Restored {backup}." + (f" What was there before: {aside}" if aside else ""))
