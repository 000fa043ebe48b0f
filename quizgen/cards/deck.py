"""All facts → all cards: each fact in each language, then the vocabulary."""

from collections.abc import Iterable, Mapping, Sequence

from quizgen.cards.abroad import with_names_abroad
from quizgen.cards.evidence import EvidenceFinder
from quizgen.cards.make import Bench, Maker
from quizgen.cards.options import Claims
from quizgen.cards.spread import spread
from quizgen.cards.vocabulary import name_cards
from quizgen.knowledge import Knowledge
from quizgen.language.book import LanguageBook
from quizgen.language.fill import UnnamedError
from quizgen.model import Card, Fact


def _bench(facts: Iterable[Fact], knowledge: Knowledge, books: Mapping[str, LanguageBook]) -> Bench:
    return Bench(knowledge=knowledge, claims=Claims.of(facts), books=dict(books))


def make_cards(
    facts: Sequence[Fact],
    knowledge: Knowledge,
    books: Mapping[str, LanguageBook],
    finders: Mapping[str, EvidenceFinder],
    namespace: str = "",
    others: Sequence[Fact] = (),
    vocabulary: bool = True,
) -> list[Card]:
    """The cards of ``facts`` in every language, simple before hard within a language.

    ``finders`` maps source ids to their texts. ``others`` are further facts that hold (no wrong
    option may be true by them). ``vocabulary`` adds the names across the languages.
    """
    bench = _bench([*facts, *others], knowledge, books)
    relations = {fact.id: fact.relation for fact in facts}
    cards: list[Card] = []
    for code in sorted(books):
        book = books[code]
        of_language: list[Card] = []
        for fact in facts:
            finder = finders.get(fact.source)
            evidence = finder.find(fact, book) if finder else None
            of_language += Maker(bench, book, fact, evidence, namespace).cards()
        cards += spread(of_language, relations)
    if vocabulary:
        cards += name_cards(facts, knowledge, books, finders, namespace)
    return with_names_abroad(cards, books)


def state_facts(
    facts: Sequence[Fact], knowledge: Knowledge, books: Mapping[str, LanguageBook]
) -> dict[str, dict[str, str]]:
    """For each fact id, language → the sentence that states it as printed."""
    bench = _bench(facts, knowledge, books)
    statements: dict[str, dict[str, str]] = {}
    for fact in facts:
        # A text of the user's own may state a fact of the same id about something else.
        space = "" if fact.source in knowledge.sources else fact.source
        said: dict[str, str] = {}
        for code in sorted(books):
            try:
                sentence = Maker(bench, books[code], fact, None, space).printed_sentence()
            except UnnamedError:
                continue
            if sentence:
                said[code] = sentence
        statements[fact.id] = said
    return statements
