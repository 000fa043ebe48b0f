"""``quizgen stats`` and ``quizgen optimize``: what the history adds up to, and learning from it."""

import time
from typing import TYPE_CHECKING

import click

from quizgen.cli.context import Context, json_option, pass_context, print_json, say, show

if TYPE_CHECKING:
    from quizgen.study.statistics import Statistics
    from quizgen.study.tallies import Retention


def _now() -> int:
    return time.time_ns() // 1_000_000


@click.command("stats")
@json_option
@pass_context
def stats_command(context: Context, as_json: bool) -> None:
    """Print your statistics: due, retention, days, topics, languages, hard cards, forecast."""
    from quizgen.flow.learner import statistics

    with context.study() as study:
        found = statistics(study, context.library().cards(), _now())
    if as_json:
        print_json(found)
        return
    for line in _lines(found):
        show(line)


def _minutes(minutes: float) -> str:
    return f"{minutes:.0f} min" if minutes >= 1 or not minutes else "less than 1 min"


def _share(retention: "Retention") -> str:
    if not retention.total:
        return "no reviews yet"
    share = 100 * retention.passed / retention.total
    return f"{share:.0f} % ({retention.passed} of {retention.total})"


def _lines(found: "Statistics") -> list[str]:
    lines = [
        (
            f"Cards       {found.cards}: {found.new} new, {found.learning} learning, "
            f"{found.young} young, {found.mature} mature"
        ),
        f"Due         {found.due_now} today, {found.due_7} in 7 days, {found.due_30} in 30 days",
        (
            f"Reviews     {found.reviews}, {_minutes(found.minutes)} in all; "
            f"days in a row: {found.days_in_a_row}"
        ),
        (
            f"Retention   {_share(found.retention)}; young {_share(found.young_retention)}; "
            f"mature {_share(found.mature_retention)}"
        ),
        f"Set aside   {len(found.suspended)} suspended, {len(found.leeches)} leeches",
        "",
        "Due on each of the next 30 days",
        *_bars([float(n) for n in found.due]),
        "",
    ]
    for title, groups in (("Topic", found.topics), ("Language", found.languages)):
        for group in groups:
            lines.append(
                f"{title:<9} {group.name:<12} {group.cards:>5} cards {group.due:>5} due "
                f"{group.reviews:>6} reviews  {_share(group.retention)}"
            )
    if found.hardest:
        lines += ["", "Hardest cards"]
        lines += [f"  {card.lapses:>3} × forgotten  {card.key}" for card in found.hardest]
    ahead = found.forecast
    lines += [
        "",
        (
            f"Known now: {ahead.known:.0f} cards; without study {ahead.known_7:.0f} in 7 days, "
            f"{ahead.known_30:.0f} in 30 days."
        ),
    ]
    return lines


def _bars(counts: list[float], height: int = 5) -> list[str]:
    """A bar a day, drawn with blocks; the largest figure stands at the left of the top row."""
    most = max(counts, default=0) or 1
    eighths = " ▁▂▃▄▅▆▇█"
    rows = []
    for row in range(height - 1, -1, -1):
        cells = []
        for count in counts:
            filled = round(count / most * height * 8) - row * 8
            cells.append(eighths[max(0, min(8, filled))])
        label = f"{most:>6.0f}" if row == height - 1 else " " * 6
        rows.append(f"{label} │{''.join(cells)}".rstrip())
    return [*rows, f"{0:>6} └{'─' * len(counts)}", f"        today{'day 30':>{len(counts) - 5}}"]


@click.command("optimize")
@pass_context
def optimize_command(context: Context) -> None:
    """Fit the scheduler to your own history; keep the defaults where that gains nothing."""
    from quizgen.study.optimize import LEAST_REVIEWS, installed_fit, optimize

    fit = installed_fit()
    with context.study() as study:
        say("Fitting …")
        outcome = optimize(study.history.reviews(), study.settings, study.scheduler.days, fit)
        show(f"{outcome.reviews} reviews, {outcome.judged} of them foretold.")
        if outcome.before and outcome.after:
            show(f"log loss {outcome.before.log_loss:.4f} → {outcome.after.log_loss:.4f}")
            show(f"RMSE     {outcome.before.rmse:.4f} → {outcome.after.rmse:.4f}")
        if outcome.gained:
            count = study.take_parameters(outcome.parameters, _now())
            show(f"The gain is real: the new parameters are in force, {count} cards moved.")
        elif outcome.reason == "too few":
            show(f"Too few reviews to judge by; at least {LEAST_REVIEWS} are needed.")
        else:
            show("No real gain: the parameters in force stay.")
