"""The vocabulary of the subject: each concept's name, asked between every two languages."""

from collections import Counter
from collections.abc import Mapping, Sequence

from quizgen.knowledge import Knowledge
from quizgen.language.book import LanguageBook
from quizgen.model import Card, ConceptValue, Fact, card_key

_LONGEST = 3  # words; a longer name is a description, not a word to learn


def vocabulary(
    facts: Sequence[Fact], knowledge: Knowledge, books: Mapping[str, LanguageBook]
) -> list[str]:
    """The concepts that facts speak of and every language names shortly and distinctly."""
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
    return sorted(complete, key=lambda c: (knowledge.concepts[c].level, c))


def name_cards(
    facts: Sequence[Fact],
    knowledge: Knowledge,
    books: Mapping[str, LanguageBook],
    namespace: str = "",
) -> list[Card]:
    """For each word of the vocabulary, a card from each language to each other.

    ``language`` is the answer's, ``question_language`` the one the question is asked in.
    """
    cards: list[Card] = []
    for concept in vocabulary(facts, knowledge, books):
        topic = next(
            f.topic
            for f in facts
            if f.subject == concept or (isinstance(f.value, ConceptValue) and f.value.id == concept)
        )
        for asked in sorted(books):
            for answered in sorted(books):
                if asked != answered:
                    cards.append(
                        _name_card(concept, topic, books[asked], books[answered], namespace)
                    )
    return cards


def _name_card(
    concept: str, topic: str, asked: LanguageBook, answered: LanguageBook, namespace: str
) -> Card:
    settings = asked.settings
    name = answered.names[concept]
    question = settings.name_question.replace("{name}", asked.names[concept].name).replace(
        "{language}", settings.name_language.get(answered.code, answered.settings.name)
    )
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
        rank=5,
    )
