"""What an answer is called in the other languages: whoever knows the thing may say so."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from quizgen.cards.lint_words import fold
from quizgen.cards.named import names_in
from quizgen.language.book import LanguageBook, Name
from quizgen.model import Card

_TYPED = ("typed", "cloze")


def with_names_abroad(cards: Iterable[Card], books: Mapping[str, LanguageBook]) -> list[Card]:
    """``cards``, those of a typed answer that is the name of a concept with that concept's names
    in the other languages, beside the ones they have. A name that the question shows is left out.

    The concept need not be the fact's own value: the liver of a fish is asked for as "liver".
    """
    named = {code: names_in(book) for code, book in books.items()}
    return [
        _widened(card, sorted(named[card.language].get(fold(card.answer), ())), books)
        if card.form in _TYPED and card.language in named
        else card
        for card in cards
    ]


def _words(name: Name) -> tuple[str, ...]:
    return (name.name, *name.aliases)


def _widened(card: Card, concepts: Iterable[str], books: Mapping[str, LanguageBook]) -> Card:
    shown = f" {fold(card.question)} "
    more = (
        word
        for concept in concepts
        for code in sorted(books)
        if code != card.language and concept in books[code].names
        for word in _words(books[code].names[concept])
        if f" {fold(word)} " not in shown
    )
    foreign = tuple(dict.fromkeys((*card.foreign, *more)))
    return replace(card, foreign=foreign) if foreign != card.foreign else card
