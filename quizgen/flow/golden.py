"""The reviewed lists of facts beside the sources, and how a build differs from them."""

import difflib
from pathlib import Path

from quizgen.extract import render_golden
from quizgen.flow.build import Read


def golden_path(folder: Path, source: str) -> Path:
    """Where the reviewed list of a shipped source lies."""
    return folder / "sources" / f"{Path(source).stem}.facts.txt"


def golden_diff(folder: Path, read: Read) -> list[str]:
    """The lines by which the facts of a source differ from the reviewed list; none where they agree
    or where there is no list yet."""
    path = golden_path(folder, read.source.id)
    if not path.exists():
        return []
    reviewed = path.read_text(encoding="utf-8").splitlines()
    found = render_golden(read.facts, read.text).splitlines()
    return list(difflib.unified_diff(reviewed, found, path.name, "this build", n=0, lineterm=""))


def accept_golden(folder: Path, read: Read) -> None:
    """Take the facts as they are for the reviewed list (after having reviewed them)."""
    text = render_golden(read.facts, read.text)
    golden_path(folder, read.source.id).write_text(text, encoding="utf-8")
