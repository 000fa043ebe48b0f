"""Finding cards by words, language, topic and state; quick with a hundred thousand of them."""

from collections.abc import Mapping, Sequence

from quizgen.model import Card
from quizgen.quiz.agenda import topic_of
from quizgen.quiz.judge import folded
from quizgen.study import CardState, Stage


class Finder:
    """Cards made ready for searching. Building it reads every card once; a worker does it."""

    def __init__(self, cards: Sequence[Card], states: Mapping[str, CardState], now_ms: int) -> None:
        self.cards = cards
        self.topics = tuple(dict.fromkeys(topic_of(card) for card in cards))
        self._text = [
            folded("\n".join((card.question, card.answer, card.fact, *card.accepted)))
            for card in cards
        ]
        self._states = [_state_words(states.get(card.key), now_ms) for card in cards]

    def find(self, words: str, language: str = "", topic: str = "", state: str = "") -> list[int]:
        """Places of the cards that hold every word; all of them where there are no words."""
        found: Sequence[int] = range(len(self.cards))
        if language:
            found = [i for i in found if self.cards[i].language == language]
        if topic:
            found = [i for i in found if topic_of(self.cards[i]) == topic]
        if state:
            found = [i for i in found if state in self._states[i]]
        text = self._text
        for word in sorted(folded(words).split(), key=len, reverse=True):
            found = [i for i in found if word in text[i]]
        return list(found)


def _state_words(state: CardState | None, now_ms: int) -> tuple[str, ...]:
    if state is None:
        return ("new",)
    words = [
        *(["suspended"] if state.suspended else []),
        *(["leech"] if state.leech else []),
    ]
    if state.stage == Stage.NEW:
        words.append("new")
    elif state.due_ms <= now_ms and not state.suspended:
        words.append("due")
    return tuple(words)
