"""The vocabulary of the subject: each concept's name, asked between every two languages."""

import zlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations, permutations

import regex
from msgspec.structs import replace

from quizgen.cards.evidence import EvidenceFinder
from quizgen.cards.options import WRONG_OPTIONS
from quizgen.cards.spread import STEP
from quizgen.knowledge import Knowledge
from quizgen.language.book import LanguageBook
from quizgen.model import Card, ConceptValue, Fact, card_key

_LONGEST = 3  # words; a longer name is a description, not a word to learn
# What is longer makes another word ("rainwater" beside "rain"), and so does a figure.
_ENDING = regex.compile(r"(?:\p{L}\p{M}*+|\p{M}){1,4}")


def vocabulary(
    facts: Sequence[Fact], knowledge: Knowledge, books: Mapping[str, LanguageBook]
) -> list[str]:
    """The concepts that facts speak of and each of ``books`` names shortly and distinctly."""
    spoken = dict.fromkeys(
        concept
        for fact in facts
        for concept in (
            fact.subject,
            *((fact.value.id,) if isinstance(fact.value, ConceptValue) else ()),
        )
        if concept in knowledge.concepts
    )
    complete = [c for c in spoken if all(c in book.names for book in books.values())]
    for book in books.values():
        counts = Counter(book.names[c].name.casefold() for c in complete)
        complete = [
            c
            for c in complete
            if counts[book.names[c].name.casefold()] == 1
            and len(book.names[c].name.split()) <= _LONGEST
        ]
    return sorted(_without_plurals(complete, books), key=_by_level(knowledge))


def _without_plurals(concepts: Sequence[str], books: Mapping[str, LanguageBook]) -> list[str]:
    """``concepts`` without those that in every language only add an ending to the name of another
    ("vitamins" beside "vitamin"): as a word to learn, the two are one."""

    def extends(longer: str, shorter: str) -> bool:
        return all(
            _adds_an_ending(book.names[longer].name, book.names[shorter].name)
            for book in books.values()
        )

    return [c for c in concepts if not any(extends(c, other) for other in concepts)]


def _adds_an_ending(longer: str, shorter: str) -> bool:
    one, other = longer.casefold(), shorter.casefold()
    return one.startswith(other) and _ENDING.fullmatch(one[len(other) :]) is not None


def name_cards(
    facts: Sequence[Fact],
    knowledge: Knowledge,
    books: Mapping[str, LanguageBook],
    finders: Mapping[str, EvidenceFinder],
    namespace: str = "",
) -> list[Card]:
    """For each word that two languages share, a card from each of them to the other.

    A language that has few names yet takes nothing away from the others. ``language`` is the
    answer's, ``question_language`` the one the question is asked in. The explanation gives the
    name in every language that has one, the evidence is where a text first uses it.
    """
    words = {
        pair: vocabulary(facts, knowledge, {code: books[code] for code in pair})
        for pair in combinations(sorted(books), 2)
    }
    everyone = sorted({w for known in words.values() for w in known}, key=_by_level(knowledge))
    tied = {concept: _tied_to(concept, facts) for concept in everyone}
    cards: list[Card] = []
    for concept in everyone:
        used = next(f for f in facts if _speaks_of(f, concept))
        finder = finders.get(used.source)
        for asked, answered in permutations(sorted(books), 2):
            known = words[min(asked, answered), max(asked, answered)]
            if concept in known:
                book = books[answered]
                card = _name_card(concept, used.topic, books[asked], book, namespace)
                same = _same_word(concept, known, books[asked])
                neighbours = _neighbours(concept, known, knowledge, tied[concept].union(same))
                cards.append(
                    replace(
                        card,
                        accepted=_also(card, same, book),
                        choices=_options(card, neighbours, book),
                        explanation=_everywhere(concept, books),
                        evidence=finder.find(used, book) if finder else None,
                    )
                )
    return cards


def _by_level(knowledge: Knowledge) -> Callable[[str], tuple[int, str]]:
    return lambda concept: (knowledge.concepts[concept].level, concept)


def _speaks_of(fact: Fact, concept: str) -> bool:
    value = fact.value
    return fact.subject == concept or (isinstance(value, ConceptValue) and value.id == concept)


def _tied_to(concept: str, facts: Sequence[Fact]) -> frozenset[str]:
    """Concepts that a fact names together with this one: another name of it, what it is a kind of.
    As a wrong option such a one could be held right."""
    return frozenset(
        other
        for fact in facts
        if isinstance(fact.value, ConceptValue) and concept in (fact.subject, fact.value.id)
        for other in (fact.subject, fact.value.id)
    )


def _same_word(concept: str, words: Sequence[str], asked: LanguageBook) -> list[str]:
    """Concepts that the word asked for means too, being an alias of theirs ("medication" is also
    said of a medicine): their names answer the question as well."""
    name = asked.names[concept].name.casefold()
    return [
        w
        for w in words
        if w != concept and name in (alias.casefold() for alias in asked.names[w].aliases)
    ]


def _also(card: Card, same: Sequence[str], book: LanguageBook) -> tuple[str, ...]:
    """The answer's other names, then the names of the concepts that share the word."""
    names = [book.names[concept] for concept in same]
    more = (word for name in names for word in (name.name, *name.aliases))
    return tuple(dict.fromkeys(w for w in (*card.accepted, *more) if w != card.answer))


def _everywhere(concept: str, books: Mapping[str, LanguageBook]) -> str:
    return " · ".join(
        f"{books[code].settings.name}: {books[code].names[concept].name}"
        for code in sorted(books)
        if concept in books[code].names
    )


def _neighbours(
    concept: str, words: Sequence[str], knowledge: Knowledge, tied: frozenset[str]
) -> list[str]:
    """Other words of the same kind, in an order that never changes. A word of another kind would
    be told apart without knowing either; where too few are alike the name is typed."""
    kind = knowledge.concepts[concept].kind
    alike = [w for w in words if w != concept and knowledge.concepts[w].kind == kind]
    return sorted(
        (word for word in alike if word not in tied),
        key=lambda word: zlib.crc32(f"{concept}|{word}".encode()),
    )


def _options(card: Card, neighbours: Sequence[str], book: LanguageBook) -> tuple[str, ...]:
    """The answer and two other names; none begins with another ("protein", "proteins")."""
    options = [card.answer]
    for word in neighbours:
        name = book.names[word].name
        if not any(name.startswith(o) or o.startswith(name) for o in options):
            options.append(name)
        if len(options) > WRONG_OPTIONS:
            return tuple(sorted(options, key=lambda o: zlib.crc32(f"{card.key}|{o}".encode())))
    return ()


def _name_card(
    concept: str, topic: str, asked: LanguageBook, answered: LanguageBook, namespace: str
) -> Card:
    name = answered.names[concept]
    question = asked.settings.asked_name(asked.names[concept].name, answered.settings)
    return Card(
        key=card_key(f"{concept}/name", answered.code, f"name-{asked.code}", namespace),
        fact=f"{concept}/name",
        language=answered.code,
        form="name",
        topic=topic,
        question=question,
        answer=name.name,
        accepted=name.aliases,
        question_language=asked.code,
        concept=concept,
        namespace=namespace,
        rank=5 * STEP,
    )
