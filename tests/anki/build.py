"""Building packages in tests: one call from cards to files."""

from collections.abc import Iterable
from pathlib import Path

from quizgen.anki import Definition, Ledger, Progress, Report, plan, write_packages
from quizgen.model import Card
from tests.anki.sample import PICTURES, TEXTS, definition

NOW = 1_795_000_000


def export(
    folder: Path,
    cards: Iterable[Card],
    ledger: Ledger | None = None,
    now: int = NOW,
    *,
    decks: Definition | None = None,
    progress: Progress | None = None,
    preset: bool = False,
    languages: tuple[str, ...] | None = None,
) -> Report:
    """Plan and write into ``folder``; the report holds the plan, and the plan the new ledger."""
    made = plan(
        cards,
        decks or definition(),
        ledger or Ledger(),
        now,
        texts=TEXTS,
        pictures=PICTURES,
        languages=languages,
        preset=preset,
    )
    return write_packages(made, folder, progress=progress)
