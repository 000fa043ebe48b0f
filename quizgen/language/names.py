"""Names of concepts in a form: from the lexicon, by suffix rules, or from derived patterns."""

from collections.abc import Mapping
from functools import lru_cache

import regex

from quizgen.language.book import LanguageBook, Name
from quizgen.language.settings import Suffix


@lru_cache(maxsize=4096)
def _pattern(match: str) -> "regex.Pattern[str]":
    return regex.compile(match)


def inflect(name: str, rules: tuple[Suffix, ...]) -> str:
    """``name`` with the ending of the first rule that matches it (lower case); else unchanged."""
    lower = name.lower()
    for rule in rules:
        if _pattern(rule.match).search(lower):
            if rule.put:
                return _pattern(rule.match).sub(rule.put, name)
            stem = name.removesuffix(rule.drop) if rule.drop else name
            return stem + rule.add
    return name


def form_of(book: LanguageBook, name: Name, form: str) -> str:
    """``name`` in ``form``: written out in the lexicon, else by rule, else as it is."""
    if not form:
        return name.name
    return name.forms.get(form) or inflect(name.name, book.settings.suffixes.get(form, ()))


def find_name(
    book: LanguageBook,
    concept: str,
    own_language: bool,
    printed: Mapping[str, Name] | None = None,
) -> Name | None:
    """The name of ``concept``, or None where this language has none.

    A concept that no lexicon knows (a word of the user's own text, which became its own id) is
    named in the text's own language only; there ``printed`` goes before the lexicon.
    ``X-deficiency`` and its like follow the ``derived`` patterns of the language when they have
    no entry of their own.
    """
    if own_language and printed and concept in printed:
        return printed[concept]
    known = book.names.get(concept)
    if known is not None:
        return known
    for ending, pattern in book.settings.derived.items():
        if concept.endswith(f"-{ending}"):
            base = find_name(book, concept.removesuffix(f"-{ending}"), own_language, printed)
            if base is not None:
                return Name(name=_fill_of(book, pattern, base))
    return Name(name=concept.replace("-", " ")) if own_language else None


def _fill_of(book: LanguageBook, pattern: str, base: Name) -> str:
    return regex.sub(
        r"\{of(?::([^}]+))?\}", lambda m: form_of(book, base, m.group(1) or ""), pattern
    )
