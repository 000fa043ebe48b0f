"""The Kazakh source and its extraction, for the tests."""

from functools import cache
from pathlib import Path

from quizgen.extract import Extraction, RuleSet, extract, load_rules
from quizgen.knowledge import Knowledge, facts_folder, load_knowledge
from quizgen.language import LanguageBook, load_book
from quizgen.model import Fact, Quantity, Source

NAME = "cyanocobalamin.kk.txt"
SOURCE = facts_folder() / "sources" / NAME
FIXTURES = Path(__file__).parent / "fixtures"


@cache
def _data(language: str) -> tuple[RuleSet, Knowledge, LanguageBook]:
    folder = facts_folder()
    knowledge = load_knowledge(folder)
    rules = load_rules(folder / "rules", language, knowledge.relations)
    return rules, knowledge, load_book(folder, language)


def read(text: str, name: str = NAME, language: str = "kk") -> Extraction:
    rules, knowledge, book = _data(language)
    source = Source(name, language, "", "", "")
    return extract(source, text, rules, knowledge, book.surfaces())


def facts_of(text: str, language: str = "kk") -> dict[str, Fact]:
    return {fact.id: fact for fact in read(text, language=language).facts}


def shipped() -> str:
    return SOURCE.read_bytes().decode("utf-8")


def changed(old: str, new: str, times: int = 1) -> str:
    """The shipped text with ``old`` replaced, which must stand there ``times`` times."""
    text = shipped()
    assert text.count(old) == times, f"{old!r} stands there {text.count(old)} times"
    return text.replace(old, new)


def quotes(fact: Fact, role: str) -> list[str]:
    return [span.quote for span in fact.spans if span.role == role]


def quantity(fact: Fact) -> Quantity:
    assert isinstance(fact.value, Quantity)
    return fact.value
