"""``quizgen build``: the texts → the fact store and the cards."""

import click

from quizgen.cli.context import Context, pass_context, say


@click.command("build")
@click.option("--force", is_flag=True, help="Build even if no input has changed.")
@click.option("--accept", is_flag=True, help="Take the facts found for the reviewed lists.")
@pass_context
def build_command(context: Context, force: bool, accept: bool) -> None:
    """Build the fact store and the cards, where their inputs have changed.

    Shows how the facts differ from the reviewed lists beside the texts.
    """
    from quizgen.flow.build import build, is_current
    from quizgen.flow.golden import accept_golden, golden_diff

    library = context.library()
    folder = library.facts_folder
    if not (force or accept) and is_current(folder):
        say("Facts and cards are up to date.")
        _build_own(context)
        return
    built = build(folder, progress=lambda name: say(f"Reading {name} …"))
    say(
        f"{len(built.facts)} facts from {len(built.sources)} texts, {len(built.cards)} cards"
        + ("." if built.changed else "; nothing changed.")
    )
    for read in built.reads:
        for line in golden_diff(folder, read):
            say(line)
        if accept:
            accept_golden(folder, read)
    if built.findings:
        say(f"{len(built.findings)} findings; list them with: quizgen check")
    _build_own(context, always=True)


def _build_own(context: Context, always: bool = False) -> None:
    """The cards of the user's own texts, where something they are made of has changed."""
    from quizgen.flow.build import open_workshop
    from quizgen.flow.own import own_cards_current, remake_cards

    library = context.library()
    if library.own_facts and (always or not own_cards_current(context.data_folder)):
        shop = open_workshop(library.facts_folder)
        cards = remake_cards(shop, context.data_folder, library.shipped_facts)
        say(f"{len(cards)} cards of your own texts.")
