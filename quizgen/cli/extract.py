"""``quizgen extract``: the facts of any text, and what gave none."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli.context import Context, json_option, pass_context, print_json, say, show
from quizgen.cli.render import fact_lines, place
from quizgen.model import Text

if TYPE_CHECKING:
    from quizgen.flow.build import Read, Workshop
    from quizgen.flow.own import Saved


@click.command("extract")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, readable=False))
@click.option("--language", "-l", metavar="CODE", required=True, help="The text's language.")
@click.option("--save", is_flag=True, help="Add the text and its facts to your own store.")
@click.option(
    "--title",
    default="",
    help="What the text is called on the back of cards; else its first heading or its headword.",
)
@json_option
@pass_context
def extract_command(
    context: Context, file: Path, language: str, save: bool, title: str, as_json: bool
) -> None:
    """Print the facts of a text; change nothing unless told to save."""
    from quizgen.flow.build import open_workshop, read_source

    library = context.library()
    shop = open_workshop(library.facts_folder)
    read = read_source(shop, file, language, title or _title_before(context, file))
    # First, so that a reader who takes only the first lines ("| head") stops no saving.
    saved = _save(context, shop, read) if save else None
    if as_json:
        print_json(read.facts)
    else:
        for fact in read.facts:
            show("\n".join(fact_lines(fact, read.text, whole=False)))
        _print_coverage(read)
    if saved is not None:
        _tell(read, saved, titled=bool(title))


def _title_before(context: Context, file: Path) -> str:
    """The title that a text of this name was saved under; empty where it has none but the name."""
    library = context.library()
    known = library.sources.get(file.name)
    own = known is not None and known.id not in library.knowledge.sources
    return known.title if known is not None and own and known.title != file.stem else ""


def _print_coverage(read: "Read") -> None:
    units = read.coverage.units
    silent = [unit for unit in units if not unit.facts]
    show(
        f"\n{len(read.facts)} facts from {len(units) - len(silent)} of {len(units)} "
        "headings, sentences and list items."
    )
    waiting = [fact for fact in read.facts if isinstance(fact.value, Text)]
    if waiting:
        show(f"Asked only in the text's language, for want of a translation: {len(waiting)} values")
        for fact in waiting:
            show(f"    {fact.id}")
    if silent:
        show("Without facts:")
    for unit in silent:
        where = place(read.text, unit.start)
        show(f"    {where:<8} {unit.reason:<13} {' '.join(unit.quote.split())}")


def _save(context: Context, shop: "Workshop", read: "Read") -> "Saved":
    from quizgen.flow.own import save

    return save(shop, context.data_folder, read, context.library().shipped_facts)


def _tell(read: "Read", saved: "Saved", titled: bool) -> None:
    say(
        f"Saved {read.source.id}: {len(saved.new)} new, {len(saved.changed)} changed, "
        f"{len(saved.unchanged)} unchanged, {len(saved.retired)} retired."
    )
    if not titled:
        say(f"Its title on cards: {read.source.title} (another one: --title)")
    if saved.new:
        say(f"Study it: quizgen quiz --source {shlex.quote(read.source.id)}")
