"""The Hindi source and its extraction, for the tests."""

from pathlib import Path

from quizgen.extract import Extraction
from quizgen.knowledge import facts_folder
from quizgen.model import Fact
from tests.extract.reading import extraction, replaced

NAME = "b12-deficiency.hi.txt"
SOURCE = facts_folder() / "sources" / NAME
FIXTURES = Path(__file__).parent / "fixtures"


def read(text: str) -> Extraction:
    return extraction(text, NAME, "hi")


def facts_of(text: str) -> dict[str, Fact]:
    return {fact.id: fact for fact in read(text).facts}


def shipped() -> str:
    return SOURCE.read_bytes().decode("utf-8")


def changed(old: str, new: str, times: int = 1) -> str:
    """The shipped text with ``old`` replaced, which must stand there ``times`` times."""
    return replaced(shipped(), old, new, times)
