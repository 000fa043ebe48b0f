"""The Hindi source and its extraction, for the tests."""

from functools import cache
from pathlib import Path

from quizgen.extract import Extraction, RuleSet, extract, load_rules
from quizgen.knowledge import Knowledge, facts_folder, load_knowledge
from quizgen.language import LanguageBook, load_book
from quizgen.model import Fact, Source

NAME = "b12-deficiency.hi.txt"
SOURCE = facts_folder() / "sources" / NAME
FIXTURES = Path(__file__).parent / "fixtures"


@cache
def _data() -> tuple[RuleSet, Knowledge, LanguageBook]:
    folder = facts_folder()
    knowledge = load_knowledge(folder)
    rules = load_rules(folder / "rules", "hi", knowledge.relations)
    return rules, knowledge, load_book(folder, "hi")


def read(text: str) -> Extraction:
    rules, knowledge, book = _data()
    return extract(Source(NAME, "hi", "", "", ""), text, rules, knowledge, book.surfaces())


def facts_of(text: str) -> dict[str, Fact]:
    return {fact.id: fact for fact in read(text).facts}


def shipped() -> str:
    return SOURCE.read_bytes().decode("utf-8")


def changed(old: str, new: str, times: int = 1) -> str:
    """The shipped text with ``old`` replaced, which must stand there ``times`` times."""
    text = shipped()
    assert text.count(old) == times, f"{old!r} stands there {text.count(old)} times"
    return text.replace(old, new)
