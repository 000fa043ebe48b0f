"""What an export did, in words: one table, then what changed and what to tick in Anki."""

from quizgen.anki.plan import ExportPlan
from quizgen.anki.write import Report

_SHOWN = 12


def render_table(report: Report) -> str:
    """The report as plain text: packages and their decks, what is new, changed, unchanged and gone
    since the last build, and which import option to tick. Deck names stand last in their lines,
    since terminals do not agree on how wide they are."""
    lines = []
    for package in report.packages:
        state = "written" if package.written else "unchanged"
        lines.append(
            f"{package.path.name}  {package.cards} cards, {package.size / 1024:.0f} kB, {state}"
        )
        lines += [f"{count:>8}  {deck}" for deck, count in package.decks.items() if count]
    lines += ["", *_changes(report.plan), "", *advice(report)]
    return "\n".join(lines)


def _changes(plan: ExportPlan) -> list[str]:
    lines = ["Since the last build:"]
    for word, guids in (
        ("new", plan.new),
        ("changed", plan.changed),
        ("unchanged", plan.unchanged),
        ("gone", plan.gone),
    ):
        lines.append(f"{len(guids):>8}  {word}")
        if word in ("changed", "gone"):
            lines += [f"{'':>10}{guid}" for guid in guids[:_SHOWN]]
            if len(guids) > _SHOWN:
                lines.append(f"{'':>10}… and {len(guids) - _SHOWN} more")
    if plan.types_changed:
        lines.append(f"{len(plan.types_changed):>8}  note types with a new look")
    return lines


def advice(report: Report) -> list[str]:
    """What the person should know before importing, one line each."""
    plan = report.plan
    lines = []
    if report.with_history:
        lines.append(
            "Importing: tick “Import any learning progress”. It reaches only cards that your Anki"
            " does not have yet."
        )
    if report.with_preset:
        lines.append("Importing: tick “Import any deck presets” to take the deck options too.")
    if not lines:
        lines.append("Importing: no option needs ticking; Anki's own settings are right.")
    if plan.changed or plan.types_changed:
        lines.append(
            "A changed note replaces the one in Anki with its tags and MyNotes, unless you edited"
            " yours later. To keep your tags and notes use: quizgen push"
        )
    if plan.gone:
        lines.append(
            "What is gone stays in Anki. To suspend it there use: quizgen push --suspend-gone"
        )
    return lines
