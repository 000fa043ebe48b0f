"""All facts → all cards: each fact in each language, then the vocabulary."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from quizgen.cards.abroad import with_names_abroad
from quizgen.cards.evidence import EvidenceFinder
from quizgen.cards.lint import lint
from quizgen.cards.lint_words import fold
from quizgen.cards.make import Bench, Maker
from quizgen.cards.options import Claims
from quizgen.cards.own import OwnMaker
from quizgen.cards.printed import printed_names
from quizgen.cards.spread import spread
from quizgen.cards.twins import without_twins
from quizgen.cards.vocabulary import name_cards
from quizgen.knowledge import Knowledge
from quizgen.language.book import LanguageBook, Name
from quizgen.language.fill import UnnamedError
from quizgen.model import Card, ConceptValue, Fact

# Questions alike are told of below; a quote is the text's affair, not the card's wording.
_LATER = ("questions-alike", "no-quote")


def _bench(
    facts: Iterable[Fact],
    knowledge: Knowledge,
    books: Mapping[str, LanguageBook],
    printed: Mapping[str, Mapping[str, Name]],
) -> Bench:
    return Bench(knowledge, Claims.of(facts), dict(books), printed)


def _printed(
    facts: Sequence[Fact],
    knowledge: Knowledge,
    books: Mapping[str, LanguageBook],
    texts: Mapping[str, str],
) -> dict[str, Mapping[str, Name]]:
    """The names that each text of the user's own prints."""
    by_source: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.source not in knowledge.sources and fact.language in books:
            by_source.setdefault(fact.source, []).append(fact)
    return {
        source: printed_names(of_source, texts.get(source, ""), books[of_source[0].language])
        for source, of_source in by_source.items()
    }


def make_cards(
    facts: Sequence[Fact],
    knowledge: Knowledge,
    books: Mapping[str, LanguageBook],
    finders: Mapping[str, EvidenceFinder],
    namespace: str = "",
    others: Sequence[Fact] = (),
    vocabulary: bool = True,
) -> list[Card]:
    """The cards of ``facts`` in every language, simple before hard within a language. Of a text of
    the user's own, where nobody reads them before they are asked, only those without a fault.

    ``finders`` maps source ids to their texts. ``others`` are further facts that hold (no wrong
    option may be true by them). ``vocabulary`` adds the names across the languages.
    """
    relations = {fact.id: fact.relation for fact in facts}
    texts = {source: finder.text for source, finder in finders.items()}
    printed = _printed(facts, knowledge, books, texts)
    bench = _bench([*facts, *others], knowledge, books, printed)
    if namespace:
        bench = replace(bench, owners=_owners(facts))
        own = _own_cards(facts, bench, finders, namespace, others)
        return with_names_abroad(own, books)
    cards: list[Card] = []
    for code in sorted(books):
        book = books[code]
        of_language: list[Card] = []
        for fact in facts:
            finder = finders.get(fact.source)
            evidence = finder.find(fact, book) if finder else None
            of_language += Maker(bench, book, fact, evidence, "").cards()
        cards += spread(of_language, relations)
    if vocabulary:
        cards += name_cards(facts, knowledge, books, finders)
    return with_names_abroad(cards, books)


def _own_cards(
    facts: Sequence[Fact],
    bench: Bench,
    finders: Mapping[str, EvidenceFinder],
    namespace: str,
    others: Sequence[Fact],
) -> list[Card]:
    """The sound cards of a text of the user's own."""
    relations = {fact.id: fact.relation for fact in facts}
    cards: list[Card] = []
    for book in (bench.books[code] for code in sorted(bench.books)):
        of_language: list[Card] = []
        spare: set[str] = set()
        for fact in without_twins(facts):
            finder = finders.get(fact.source)
            maker = OwnMaker(
                bench, book, fact, finder.find(fact, book) if finder else None, namespace
            )
            of_language += maker.cards()
            if maker.spare:
                spare.add(fact.id)
        sound = _sound(of_language, facts, others, bench.knowledge, bench.books)
        needed = {card.fact for card in sound if card.form != "truefalse"}
        cards += spread(
            [c for c in sound if c.form != "truefalse" or c.fact not in spare & needed], relations
        )
    return cards


def _owners(facts: Sequence[Fact]) -> dict[str, frozenset[str]]:
    """What each concept is said to serve, be a value of, in one text."""
    found: dict[str, set[str]] = {}
    for fact in facts:
        if fact.affirmed and isinstance(fact.value, ConceptValue):
            found.setdefault(fact.value.id, set()).add(fact.subject)
    return {concept: frozenset(subjects) for concept, subjects in found.items()}


def _sound(
    cards: Sequence[Card],
    facts: Sequence[Fact],
    others: Sequence[Fact],
    knowledge: Knowledge,
    books: Mapping[str, LanguageBook],
) -> list[Card]:
    """Those of ``cards`` that the lint has nothing against. Of questions alike none is left: each
    would have the answers of all."""
    found = lint(cards, facts, knowledge, books, others)
    faulty = {one.card for one in found if one.rule not in _LATER}
    asked = Counter(
        (card.language, fold(card.question)) for card in cards if card.key not in faulty
    )
    return [
        card
        for card in cards
        if card.key not in faulty and asked[card.language, fold(card.question)] == 1
    ]


def state_facts(
    facts: Sequence[Fact],
    knowledge: Knowledge,
    books: Mapping[str, LanguageBook],
    texts: Mapping[str, str] | None = None,
) -> dict[str, dict[str, str]]:
    """For each fact id, language → the sentence that states it as printed. ``texts`` by source."""
    bench = _bench(facts, knowledge, books, _printed(facts, knowledge, books, texts or {}))
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
