"""``quizgen push``: straight into a running Anki."""

import tempfile
import time
from functools import partial
from pathlib import Path

import click

from quizgen.cli.context import Context, language_option, pass_context, show


@click.command("push")
@language_option
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--suspend-gone", is_flag=True, help="Suspend cards that nothing makes any more.")
@click.option("--overwrite", is_flag=True, help="Update notes that you edited later, too.")
@click.option(
    "--address", default="http://127.0.0.1:8765", show_default=True, help="AnkiConnect's address."
)
@click.option("--key", default="", envvar="QUIZGEN_ANKI_KEY", help="AnkiConnect's apiKey.")
@click.option(
    "--output",
    "-o",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the packages go that Anki then reads.",
)
@pass_context
def push_command(
    context: Context,
    language: str,
    dry_run: bool,
    suspend_gone: bool,
    overwrite: bool,
    address: str,
    key: str,
    output: Path | None,
) -> None:
    """Bring a running Anki up to date, and keep your own tags, notes and edits there."""
    from quizgen.anki import load_definition
    from quizgen.anki.connect import AnkiConnect
    from quizgen.anki.push import push, render_push
    from quizgen.cli.progress import ticker
    from quizgen.flow import packages

    library = context.library()
    anki = AnkiConnect(address, key=key)
    plans = packages.plans(library, int(time.time()), language)
    folder = output or (Path(tempfile.gettempdir()) if library.installed else library.decks_folder)
    definition = load_definition(library.decks_folder)
    for planned in plans:
        report = packages.write(planned, folder)
        with ticker() as tick:
            done = push(
                report,
                definition,
                anki,
                dry_run=dry_run,
                suspend_gone=suspend_gone,
                overwrite=overwrite,
                tick=partial(tick, "push") if tick else None,
            )
        show(render_push(done))
