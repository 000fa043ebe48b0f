"""Ask in one language, answer in another: what lends a card its question."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from msgspec.structs import replace

from quizgen.language.settings import LanguageSettings
from quizgen.model import Card

Lend = Callable[[Card, str], Card | None]
"""A card and the language the learner wants to be asked in ("" for the card's own) → the card
whose question is shown in its place; None where its own serves."""


class Lender:
    """Finds the question in ``cards``, all cards there are. They are looked through at the first
    question that needs it."""

    def __init__(self, cards: Sequence[Card], languages: Mapping[str, LanguageSettings]) -> None:
        self._cards = cards
        self._languages = languages

    def __call__(self, card: Card, language: str) -> Card | None:
        """A name is asked for by a sentence in ``language``, or in the answer's own, around the
        word as it is. Another question is that of the same fact and form in ``language``; not of
        kinds whose question holds its own answer's words: a gap, a statement to judge, items to
        order."""
        if card.form == "name":
            return self._named(card, language or card.language)
        if not language or card.language == language or card.form not in ("typed", "qa", "choice"):
            return None
        return self._twins.get((card.sibling, card.form, language))

    def _named(self, card: Card, language: str) -> Card | None:
        frame, answered = self._languages.get(language), self._languages.get(card.language)
        word = self._words.get((card.sibling, card.question_language))
        if language == card.question_language or not (frame and answered and word):
            return None
        return replace(card, question=frame.asked_name(word, answered), question_language=language)

    @cached_property
    def _twins(self) -> Mapping[tuple[str, str, str], Card]:
        return {(card.sibling, card.form, card.language): card for card in self._cards}

    @cached_property
    def _words(self) -> Mapping[tuple[str, str], str]:
        """What is asked for in one direction is what is asked about in the other."""
        return {(c.sibling, c.language): c.answer for c in self._cards if c.form == "name"}
