"""``quizgen check``: grounding, golden lists and card lint."""

import click

from quizgen.cli.context import Context, json_option, pass_context, print_json, say, show
from quizgen.errors import ExitCode


@click.command("check")
@json_option
@pass_context
def check_command(context: Context, as_json: bool) -> int:
    """Check that every fact is grounded and every card well made."""
    from quizgen.flow.check import check

    findings = check(context.library().facts_folder)
    if as_json:
        print_json(findings)
    else:
        for finding in findings:
            show(f"{finding.card}: {finding.rule}: {finding.words}")
        say(f"{len(findings)} findings." if findings else "Everything holds.")
    return ExitCode.FINDINGS if findings else ExitCode.OK
