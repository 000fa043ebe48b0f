"""``quizgen export``: the Anki packages and the other ways out."""

import time
from pathlib import Path

import click

from quizgen.cli.context import Context, language_option, pass_context, say, show


@click.command("export")
@language_option
@click.option(
    "--output",
    "-o",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the files go. Default: packages into decks/ in a checkout; with your history, in"
    " other formats or installed, the current folder.",
)
@click.option(
    "--format",
    "way",
    type=click.Choice(["apkg", "tsv", "csv", "json", "html"]),
    default="apkg",
    show_default=True,
    help="Packages for Anki, text for Anki's import, a table, JSON, or sheets to print.",
)
@click.option("--with-history", is_flag=True, help="Put your schedule and reviews in.")
@click.option("--with-options", is_flag=True, help="Put deck options (a preset) in.")
@click.option("--quiet", is_flag=True, help="Print no table.")
@pass_context
def export_command(
    context: Context,
    language: str,
    output: Path | None,
    way: str,
    with_history: bool,
    with_options: bool,
    quiet: bool,
) -> None:
    """Write the Anki packages and say what is in them and what has changed."""
    from quizgen.anki import render_table
    from quizgen.cli.progress import ticker
    from quizgen.flow import packages

    library = context.library()
    now = int(time.time())
    plans = packages.plans(library, now, language, with_options)
    shipped_too = way == "apkg" and not with_history and not library.installed
    folder = output or (library.decks_folder if shipped_too else Path.cwd())
    if way != "apkg":
        paths = packages.write_other_ways(way, library, plans, language, folder)
        show("\n".join(str(path) for path in paths))
        return
    progress = None
    if with_history:
        from quizgen.flow.progress import progress_of

        with context.study() as study:
            progress = progress_of(study, now * 1000)
    for planned in plans:
        with ticker() as tick:
            report = packages.write(planned, folder, progress=progress, tick=tick)
        if not quiet:
            show(render_table(report))
    for path in packages.packages_left(library, folder):
        say(f"{path}: its text is not among yours. Delete the package if you no longer want it.")
    if quiet:
        say(f"Packages are up to date in {folder}")
