"""Which concepts a word names, in any of its forms."""

from collections import deque
from collections.abc import Mapping

from quizgen.cards.lint_words import fold
from quizgen.language.book import LanguageBook
from quizgen.language.names import form_of

Named = Mapping[str, frozenset[str]]
"""What a folded word may name in one language: its concepts."""


_KEPT = 16  # books whose names are remembered
_remembered: deque[tuple[LanguageBook, Named]] = deque(maxlen=_KEPT)


def names_in(book: LanguageBook) -> Named:
    """Every name, alias and form of the language, folded, with the concepts that it names.

    A book never changes, and making all forms takes longer than making a text's cards, so what
    was found of one is remembered.
    """
    for known, named in tuple(_remembered):
        if known is book:
            return named
    named = _names_in(book)
    _remembered.append((book, named))
    return named


def _names_in(book: LanguageBook) -> Named:
    found: dict[str, set[str]] = {}
    for concept, name in book.names.items():
        forms = (form_of(book, name, form) for form in book.settings.forms)
        for word in (name.name, *name.aliases, *forms):
            found.setdefault(fold(word), set()).add(concept)
    return {word: frozenset(concepts) for word, concepts in found.items()}
