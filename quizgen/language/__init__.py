"""Names of concepts, phrasing of relations, numbers and units, interface messages."""

from quizgen.language.book import LanguageBook, language_codes, load_book, load_books

__all__ = ["LanguageBook", "language_codes", "load_book", "load_books"]
