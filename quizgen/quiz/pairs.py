"""Ask in one language, answer in another: the twin card that lends its question."""

from collections.abc import Iterable, Mapping

from quizgen.model import Card

Twins = Mapping[tuple[str, str, str], Card]


def twins_of(cards: Iterable[Card]) -> Twins:
    """Cards by sibling, form and language, to look a twin up in."""
    return {(card.sibling, card.form, card.language): card for card in cards}


def asked_by(card: Card, language: str, twins: Twins) -> Card | None:
    """The card of the same fact and form whose question is in ``language``.

    None where the card asks in that language itself or has no twin there, and for kinds whose
    question holds its own answer's words: a gap, a statement to judge, items to order, a name.
    """
    if not language or card.language == language or card.form not in ("typed", "qa", "choice"):
        return None
    return twins.get((card.sibling, card.form, language))
