"""``quizgen facts``: list the facts, or show one whole."""

from typing import TYPE_CHECKING

import click
import msgspec

from quizgen.cli.context import (
    Context,
    json_option,
    pass_context,
    print_json,
    say,
    show,
    source_option,
    topic_option,
)
from quizgen.cli.render import fact_lines
from quizgen.errors import UsageError

if TYPE_CHECKING:
    from quizgen.flow import Library


def check_topic(library: "Library", topic: str, *more: str) -> str:
    """``topic`` if there is such a topic, or one of ``more``. Raises UsageError."""
    if topic and topic not in (known := (*library.topics, *more)):
        raise UsageError(f"unknown topic: {topic}", f"Choose one of: {', '.join(known)}")
    return topic


def check_source(library: "Library", source: str) -> str:
    """``source`` if there is such a text. Raises UsageError."""
    if source and source not in library.sources:
        raise UsageError(
            f"no text with the id {source}", f"Choose one of: {', '.join(sorted(library.sources))}"
        )
    return source


@click.group("facts", invoke_without_command=True)
@topic_option
@source_option
@json_option
@click.pass_context
def facts_command(ctx: click.Context, topic: str, source: str, as_json: bool) -> None:
    """List the facts, shipped and your own."""
    if ctx.invoked_subcommand is not None:
        return
    library = ctx.ensure_object(Context).library()
    facts = library.facts(check_topic(library, topic), check_source(library, source))
    if as_json:
        print_json(facts)
        return
    for fact in facts:
        show("\n".join(fact_lines(fact, library.text(fact.source), whole=False)))
    say(f"{len(facts)} facts")


@facts_command.command("show")
@click.argument("fact_id", metavar="ID")
@json_option
@pass_context
def show_command(context: Context, fact_id: str, as_json: bool) -> None:
    """Show one fact with every span that grounds it."""
    library = context.library()
    found = [fact for fact in library.facts() if fact.id == fact_id]
    if not found:
        raise UsageError(f"no fact with the id {fact_id}", "List them with: quizgen facts")
    if as_json:
        print_json([msgspec.to_builtins(fact) for fact in found])
        return
    for fact in found:
        show("\n".join(fact_lines(fact, library.text(fact.source), whole=True)))
