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
    written = name.forms.get(form)
    if written:
        return written
    inflected = inflect(name.name, book.settings.suffixes.get(form, ()))
    return _joined(name.name, inflected, book.settings.joint)


def _joined(name: str, inflected: str, joint: str) -> str:
    """``inflected`` with the joint before its ending where the last word is all capitals."""
    last = name.split(" ")[-1]
    ending = inflected.removeprefix(name)
    if not joint or len(last) < 2 or not last.isupper() or not inflected.startswith(name):
        return inflected
    return name + joint + ending if ending and not ending.startswith(joint) else inflected


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
