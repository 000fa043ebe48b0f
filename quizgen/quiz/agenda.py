"""Which cards a session asks: what study says is due and new, or what is to be practised."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, get_args

from msgspec import Struct

from quizgen.model import NAMES, Card, topic_of
from quizgen.study import Study
from quizgen.study.queue import Deck, Entry, Practice

Mode = Literal["due", "cram", "preview", "missed"]


class Choice(Struct, frozen=True):
    """What the learner wants to be asked: one language or all (""), one topic or all, one
    text's or all, and whether by the schedule (``due``) or as practice that never touches it."""

    language: str = ""
    topic: str = ""
    mode: Mode = "due"
    source: str = ""

    def takes(self, card: Card) -> bool:
        """Whether the card is among them."""
        if self.language not in ("", card.language):
            return False
        if self.source and (card.evidence is None or card.evidence.source != self.source):
            return False
        if card.form == "name" or self.topic == NAMES:
            return card.form == "name" and self.topic == NAMES
        return self.topic in ("", topic_of(card))


def cards_to_ask(
    cards: Iterable[Card], choice: Choice, study: Study, now_ms: int, most: int = 0
) -> Sequence[Card]:
    """The cards to ask at ``now_ms``, in order; at most ``most`` (0: all)."""
    wanted = {card.key: card for card in cards if choice.takes(card)}
    deck = _deck(wanted.values())
    keys: Sequence[str]
    if choice.mode == "due":
        keys = study.queue(deck, now_ms).cards
    else:
        keys = study.practice(choice.mode, deck, now_ms)
    return [wanted[key] for key in keys[: most or None]]


def to_practise(
    cards: Iterable[Card], choice: Choice, study: Study, now_ms: int
) -> Mapping[Practice, int]:
    """How many of the cards that ``choice`` takes there are for each kind of practice."""
    deck = _deck(card for card in cards if choice.takes(card))
    return {mode: len(study.practice(mode, deck, now_ms)) for mode in get_args(Practice)}


def _deck(cards: Iterable[Card]) -> Deck:
    return Deck(Entry(card.key, card.sibling, card.rank) for card in cards)
