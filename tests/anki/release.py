"""Keep what a version shipped: ``python -m tests.anki.release v0.1.0``, once, when it is released.

The sample's packages and ledger become a fixture; every later version is imported over it.
"""

import sys
from pathlib import Path

from quizgen.anki import save_ledger
from tests.anki import sample
from tests.anki.build import export

RELEASED = Path(__file__).parent / "released"


def release(version: str) -> None:
    """Write the fixture of ``version``; a version that is there already is left alone."""
    folder = RELEASED / version
    if folder.exists():
        raise SystemExit(f"{folder} is there already: a released package never changes")
    report = export(folder, sample.cards())
    save_ledger(folder / "ledger.json", report.plan.ledger)


if __name__ == "__main__":
    release(sys.argv[1])
