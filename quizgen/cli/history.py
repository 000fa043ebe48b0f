"""``quizgen history``: progress in and out."""

import io
import time
from pathlib import Path

import click

from quizgen.cli.context import Context, say
from quizgen.files import write_atomic


@click.group("history")
def history_command() -> None:
    """Take your progress out, or bring it in from elsewhere."""


@history_command.command("export")
@click.argument(
    "file", metavar="[FILE]", type=click.Path(path_type=Path, readable=False), required=False
)
@click.pass_obj
def export_history(context: Context, file: Path | None) -> None:
    """Write every review as FSRS-Optimizer CSV, to FILE or to standard output."""
    from quizgen.study.interchange import write_csv

    with context.study() as study:
        out = io.StringIO()
        count = write_csv(study.history.reviews(), out)
    if file is None:
        click.echo(out.getvalue(), nl=False)
    else:
        write_atomic(file, out.getvalue().encode("utf-8"))
    say(f"Reviews exported: {count}.")


@history_command.command("import")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, readable=False))
@click.pass_obj
def import_history(context: Context, file: Path) -> None:
    """Merge reviews from a CSV, or from an Anki export (.apkg, .colpkg).

    In Anki: Export, "Include scheduling information", "Support older Anki versions". A review that
    is known already is not counted twice.
    """
    from quizgen.flow.progress import read_reviews

    keys = {card.key for card in context.library().cards()}
    reviews = read_reviews(file, keys)
    with context.study() as study:
        merged = study.merge(reviews, int(time.time() * 1000))
    say(f"Reviews added: {merged.added}, to cards: {merged.cards}. Known already: {merged.known}.")
