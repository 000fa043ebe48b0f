"""``quizgen cards``: every card as a table, for reading aloud."""

import click

from quizgen.cli.context import (
    Context,
    json_option,
    language_option,
    pass_context,
    print_json,
    say,
    show,
    source_option,
    topic_option,
)
from quizgen.cli.facts import check_source, check_topic
from quizgen.cli.render import card_lines, card_row
from quizgen.model import NAMES


@click.command("cards")
@language_option
@topic_option
@source_option
@json_option
@pass_context
def cards_command(context: Context, language: str, topic: str, source: str, as_json: bool) -> None:
    """Print all cards: key, question, answer, options, explanation, source."""
    library = context.library()
    if language:
        library.book(language)
    topic, source = check_topic(library, topic, NAMES), check_source(library, source)
    cards = library.cards(language, topic, source)
    if as_json:
        print_json([card_row(card) for card in cards])
        return
    for card in cards:
        show("\n".join(card_lines(card)))
    say(f"{len(cards)} cards")
