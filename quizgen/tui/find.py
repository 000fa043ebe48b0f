"""Finding cards by words, language, topic and state; quick with a hundred thousand of them."""

from collections.abc import Mapping, Sequence

from quizgen.model import NAMES, Card, topic_of
from quizgen.quiz.judge import folded
from quizgen.study import CardState, Stage

_MOST_KEPT = 40  # searches; a hundred thousand found are less than a megabyte


class Finder:
    """Cards made ready for searching. Building it reads every card once; a worker does it."""

    def __init__(self, cards: Sequence[Card], states: Mapping[str, CardState], now_ms: int) -> None:
        self.cards = cards
        topics = dict.fromkeys(topic_of(card) for card in cards)
        self.topics = tuple(
            sorted(topics, key=lambda topic: topic == NAMES)
        )  # as on the home screen
        self._text = [
            folded("\n".join((card.question, card.answer, card.fact, *card.accepted)))
            for card in cards
        ]
        self._states = [_state_words(states.get(card.key), now_ms) for card in cards]
        self._kept: dict[tuple[str, str, str], dict[str, list[int]]] = {}

    def find(self, words: str, language: str = "", topic: str = "", state: str = "") -> list[int]:
        """Places of the cards that hold every word; all of them where there are no words."""
        words = folded(words)
        kept = self._kept.setdefault((language, topic, state), {})
        if "" not in kept:
            kept[""] = self._filtered(language, topic, state)
        if words not in kept:
            # Who types on looks among what was found a letter before.
            before = next(one for end in range(len(words), -1, -1) if (one := words[:end]) in kept)
            found, text = kept[before], self._text
            for word in sorted(words.split(), key=len, reverse=True):
                found = [i for i in found if word in text[i]]
            if len(kept) > _MOST_KEPT:
                del kept[next(key for key in kept if key)]
            kept[words] = found
        return list(kept[words])

    def _filtered(self, language: str, topic: str, state: str) -> list[int]:
        return [
            i
            for i, card in enumerate(self.cards)
            if (not language or card.language == language)
            and (not topic or topic_of(card) == topic)
            and (not state or state in self._states[i])
        ]


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
