"""Names of concepts, phrasing of relations, numbers and units, interface messages.

Names are looked up when they are first used: the screens want only the messages, and soon.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quizgen.language.book import LanguageBook, language_codes, load_book, load_books

__all__ = ["LanguageBook", "language_codes", "load_book", "load_books"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.book"), name)
