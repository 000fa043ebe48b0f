"""The Kazakh source and its extraction, for the tests."""

from pathlib import Path

from quizgen.extract import Extraction
from quizgen.knowledge import facts_folder
from quizgen.model import Fact, Quantity
from tests.extract.reading import extraction, replaced

NAME = "cyanocobalamin.kk.txt"
SOURCE = facts_folder() / "sources" / NAME
FIXTURES = Path(__file__).parent / "fixtures"


def read(text: str, name: str = NAME, language: str = "kk") -> Extraction:
    return extraction(text, name, language)


def facts_of(text: str, language: str = "kk") -> dict[str, Fact]:
    return {fact.id: fact for fact in read(text, language=language).facts}


def shipped() -> str:
    return SOURCE.read_bytes().decode("utf-8")


def changed(old: str, new: str, times: int = 1) -> str:
    """The shipped text with ``old`` replaced, which must stand there ``times`` times."""
    return replaced(shipped(), old, new, times)


def quotes(fact: Fact, role: str) -> list[str]:
    return [span.quote for span in fact.spans if span.role == role]


def quantity(fact: Fact) -> Quantity:
    assert isinstance(fact.value, Quantity)
    return fact.value
