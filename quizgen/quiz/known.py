"""The deck's known answers: what equals the answer to another question is wrong."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from msgspec import Struct
from rapidfuzz.distance import OSA

from quizgen.model import Card
from quizgen.quiz.figures import Quantity, read_quantity, same_quantity
from quizgen.quiz.prepare import clusters, prepare
from quizgen.quiz.tongue import Tongue

_FORMS = ("typed", "qa", "cloze", "choice", "name")


class KnownAnswer(Struct, frozen=True):
    """One answer of the deck, and whose it is. ``right`` are all answers of its card, levelled."""

    text: str
    language: str
    sibling: str
    concept: str
    right: frozenset[str] = frozenset()


class KnownAnswers:
    """Every answer of a deck, found by what it comes to once levelled out."""

    def __init__(self, tongues: Mapping[str, Tongue], cards: Iterable[Card]) -> None:
        self._tongues = tongues
        self._by_text: dict[str, list[KnownAnswer]] = {}
        self._by_figure: dict[object, list[tuple[Quantity, KnownAnswer]]] = {}
        self._words: dict[str, list[KnownAnswer]] = {}
        self._by_sibling: dict[str, list[KnownAnswer]] = {}
        for card in cards:
            if card.form in _FORMS and card.language in tongues:
                tongue = tongues[card.language]
                texts = (card.answer, *card.accepted)
                right = frozenset(tongue.loosen(prepare(text)) for text in texts)
                for text in texts:
                    self._add(KnownAnswer(text, card.language, card.sibling, card.concept, right))

    def _add(self, known: KnownAnswer) -> None:
        tongue = self._tongues[known.language]
        prepared = prepare(known.text)
        loose = tongue.loosen(prepared)
        self._by_text.setdefault(loose, []).append(known)
        if known.sibling:
            self._by_sibling.setdefault(known.sibling, []).append(known)
        quantity = read_quantity(prepared, tongue, own=True)
        if quantity:
            for value in quantity.numbers[0][0]:
                self._by_figure.setdefault(value, []).append((quantity, known))
        else:
            self._words.setdefault(known.language, []).append(known)

    @cached_property
    def _by_length(self) -> dict[str, dict[int, dict[str, list[KnownAnswer]]]]:
        """By language, length in clusters and folded text. Made at the first near miss."""
        found: dict[str, dict[int, dict[str, list[KnownAnswer]]]] = {}
        for language, answers in self._words.items():
            tongue = self._tongues[language]
            lengths = found.setdefault(language, {})
            for known in answers:
                folded = tongue.folded(known.text)
                of_length = lengths.setdefault(len(clusters(folded)), {})
                of_length.setdefault(folded, []).append(known)
        return found

    def equal(self, prepared: str) -> Iterator[KnownAnswer]:
        """Known answers that prepared text equals, in any language."""
        for tongue in self._tongues.values():
            yield from self._by_text.get(tongue.loosen(prepared), ())
            quantity = read_quantity(prepared, tongue)
            if quantity:
                for value in quantity.numbers[0][0]:
                    for other, known in self._by_figure.get(value, ()):
                        if same_quantity(quantity, other):
                            yield known

    def near(self, folded: str, language: str, room: int) -> Iterator[tuple[int, KnownAnswer]]:
        """Known answers of a language at most ``room`` clusters away from folded text."""
        letters = clusters(folded)
        lengths = self._by_length.get(language, {})
        for length in range(len(letters) - room, len(letters) + room + 1):
            for text, known in lengths.get(length, {}).items():
                distance = OSA.distance(letters, clusters(text), score_cutoff=room)
                if distance <= room:
                    yield from ((distance, one) for one in known)

    def siblings(self, sibling: str) -> list[KnownAnswer]:
        """The answers to one fact, in every language and form."""
        return self._by_sibling.get(sibling, []) if sibling else []
