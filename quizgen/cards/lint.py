"""What makes a card wrong or clumsy, found by machine. (The rest is found by reading.)"""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from quizgen.cards import lint_facts, lint_words
from quizgen.cards.named import Named, names_in
from quizgen.cards.options import Claims
from quizgen.knowledge import Knowledge
from quizgen.language.book import LanguageBook
from quizgen.model import Card, Fact


class Finding(Struct, frozen=True, order=True):
    """One fault: which card or fact, which rule, the words at fault."""

    card: str
    rule: str
    words: str


def lint(
    cards: Sequence[Card],
    facts: Sequence[Fact],
    knowledge: Knowledge,
    books: Mapping[str, LanguageBook],
    others: Sequence[Fact] = (),
) -> list[Finding]:
    """Every finding over ``cards``, which were made of ``facts``; sorted, none twice. ``others``
    are further facts that hold."""
    found: set[Finding] = set()

    def note(card: str, rule: str, words: str) -> None:
        found.add(Finding(card, rule, words))

    by_id = {fact.id: fact for fact in facts}
    claims = Claims.of([*facts, *others])
    named = {code: names_in(book) for code, book in books.items()}
    for card in cards:
        book = books[card.language]
        asked = books.get(card.question_language or card.language, book)
        for rule, words in _words(card, book, asked):
            note(card.key, rule, words)
        fact = by_id.get(card.fact)
        if fact is not None:
            for rule, words in _facts(card, fact, claims, knowledge, book, named[book.code]):
                note(card.key, rule, words)
    for language in books:
        own = [card for card in cards if card.language == language and card.form != "name"]
        for rule, key, words in lint_words.alike(own):
            note(key, rule, words)
        have = {card.fact for card in own}
        for fact in facts:
            if fact.id not in have:
                note(fact.id, "language-missing", language)
        for fact_id, wording in books[language].facts.items():
            known = by_id.get(fact_id)
            if known is None:
                note(fact_id, "wording-without-fact", language)
            elif wording.affirmed != known.affirmed:
                note(fact_id, "wording-of-other-polarity", language)
    return sorted(found)


def _words(card: Card, book: LanguageBook, asked: LanguageBook) -> Iterable[tuple[str, str]]:
    yield from lint_words.shape(card)
    yield from lint_words.letters((card.question,), asked)
    # The explanation of a name card gives the name in every language.
    said = () if card.form == "name" else (card.explanation,)
    yield from lint_words.letters((card.answer, *said, *card.choices), book)
    yield from lint_words.leak(card)


def _facts(
    card: Card,
    fact: Fact,
    claims: Claims,
    knowledge: Knowledge,
    book: LanguageBook,
    named: Named,
) -> Iterable[tuple[str, str]]:
    yield from lint_facts.options(card, fact, claims, knowledge, named)
    yield from lint_facts.figures(card, fact, knowledge, book)
    yield from lint_facts.evidence(card, fact, knowledge)
