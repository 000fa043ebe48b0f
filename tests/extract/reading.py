"""Reading a text by the shipped rules, for the tests of every language."""

from functools import cache

from quizgen.extract import Extraction, RuleSet, extract, load_rules
from quizgen.knowledge import Knowledge, facts_folder, load_knowledge
from quizgen.language import LanguageBook, load_book
from quizgen.model import Source


@cache
def _data(language: str) -> tuple[RuleSet, Knowledge, LanguageBook]:
    folder = facts_folder()
    knowledge = load_knowledge(folder)
    rules = load_rules(folder / "rules", language, knowledge.relations)
    return rules, knowledge, load_book(folder, language)


def extraction(text: str, name: str, language: str) -> Extraction:
    """What the shipped rules of ``language`` find in ``text``, read as a source called ``name``."""
    rules, knowledge, book = _data(language)
    source = Source(name, language, "", "", "")
    return extract(source, text, rules, knowledge, book.surfaces())


def replaced(text: str, old: str, new: str, times: int) -> str:
    """``text`` with ``old`` replaced, which must stand there ``times`` times."""
    assert text.count(old) == times, f"{old!r} stands there {text.count(old)} times"
    return text.replace(old, new)
