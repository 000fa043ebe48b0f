"""``quizgen sources``: the texts there are; remove one of your own."""

from pathlib import Path

import click

from quizgen.cli.context import Context, json_option, print_json, say, show


@click.group("sources", invoke_without_command=True)
@json_option
@click.pass_context
def sources_command(ctx: click.Context, as_json: bool) -> None:
    """List the texts, shipped and your own."""
    if ctx.invoked_subcommand is not None:
        return
    library = ctx.ensure_object(Context).library()
    counts: dict[str, int] = {}
    for fact in library.facts():
        counts[fact.source] = counts.get(fact.source, 0) + 1
    rows = [
        {
            "id": source.id,
            "language": source.language,
            "title": source.title,
            "attribution": source.attribution,
            "facts": counts.get(source.id, 0),
            "own": source.id not in library.knowledge.sources,
        }
        for source in sorted(library.sources.values(), key=lambda s: s.id)
    ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        whose = "yours" if row["own"] else "shipped"
        show(f"{row['id']}  {row['language']}  {row['facts']} facts  {whose}  {row['title']}")


@sources_command.command("remove")
@click.argument("source", metavar="ID")
@click.pass_obj
def remove_command(context: Context, source: str) -> None:
    """Remove one of your own texts and its facts; what you answered is kept."""
    from quizgen.flow.build import open_workshop
    from quizgen.flow.own import remove

    library = context.library()
    shop = open_workshop(library.facts_folder)
    count = remove(shop, context.data_folder, source, library.shipped_facts)
    say(f"Removed {source} with {count} facts; its history is kept.")
    _tidy(context, source)


def _tidy(context: Context, source: str) -> None:
    """Delete the text's package where the program itself puts it; name one that lies here."""
    from quizgen.flow.packages import packages_of

    library = context.library()
    own = None if library.installed else library.decks_folder.resolve()
    for folder in dict.fromkeys(folder for folder in (own, Path.cwd().resolve()) if folder):
        for path in packages_of(library, source, folder):
            if folder == own:
                path.unlink(missing_ok=True)
                say(f"Deleted its package {path}.")
            else:
                say(f"{path} was made of it. Delete the package if you no longer want it.")
