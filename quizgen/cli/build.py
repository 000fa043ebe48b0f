"""``quizgen build``: the texts → the fact store and the cards."""

import click

from quizgen.cli.context import Context, pass_context, say


@click.command("build")
@click.option("--force", is_flag=True, help="Build even if no input has changed.")
@pass_context
def build_command(context: Context, force: bool) -> None:
    """Build the fact store and the cards, where their inputs have changed."""
    from quizgen.flow.build import build, is_current

    folder = context.library().facts_folder
    if not force and is_current(folder):
        say("Facts and cards are up to date.")
        return
    built = build(folder, progress=lambda name: say(f"Reading {name} …"))
    say(
        f"{len(built.facts)} facts from {len(built.sources)} texts, {len(built.cards)} cards"
        + ("." if built.changed else "; nothing changed.")
    )
    if built.findings:
        say(f"{len(built.findings)} findings; list them with: quizgen check")
