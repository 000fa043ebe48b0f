"""Card: one fact asked in one language and one form; the unit of study."""

from typing import Literal

from msgspec import Struct

Form = Literal["qa", "typed", "cloze", "truefalse", "choice", "order", "name"]


NAMES = "names"
"""The topic of the vocabulary, whatever the texts speak of; asked by itself, for who knows both
languages."""


class Evidence(Struct, frozen=True, omit_defaults=True, gc=False):
    """The source's own words behind a card.

    ``quote`` is the sentence as printed, ``start``/``end`` its code points in the file, ``line``
    the 1-based line. ``marks`` are half-open intervals *inside the quote* that support the fact.
    ``translation`` is into the card's language, empty where the source is in that language.
    ``heading`` is the heading, lead-in or term that the quote stands under, as printed.
    """

    source: str
    title: str
    language: str
    quote: str
    start: int
    end: int
    line: int
    marks: tuple[tuple[int, int], ...] = ()
    translation: str = ""
    heading: str = ""
    heading_translation: str = ""

    @property
    def ground(self) -> str:
        """What the fact rests on, as it is shown: the heading, if any, before the quote."""
        return f"{self.heading} … {self.quote}" if self.heading else self.quote

    @property
    def ground_marks(self) -> tuple[tuple[int, int], ...]:
        """The marks as intervals of ``ground``."""
        before = len(self.ground) - len(self.quote)
        return tuple((start + before, end + before) for start, end in self.marks)

    @property
    def ground_translation(self) -> str:
        """The translation of ``ground``; empty where the quote has none."""
        both = self.heading_translation and self.translation
        return f"{self.heading_translation} … {self.translation}" if both else self.translation


class Card(Struct, frozen=True, omit_defaults=True, gc=False):
    """One card. ``key`` never changes while the fact is the same fact.

    ``question`` of a cloze holds the gap as ``[…]``; ``cloze`` then holds the whole sentence with
    the answer between ``{{`` and ``}}``. ``accepted`` are further right answers, ``foreign`` the
    names of the same answer in other languages. ``choices`` are the options, the answer among them
    (choice, and any card that can be shown as one), or the items in their right order (order);
    empty where there are none. ``printed`` are wrong printed values, recognised kindly.
    ``erratum`` is an erratum's id and ``erratum_note`` its text in the card's language. ``claim``
    marks the source's own doubtful claim. ``rank`` sorts simple before hard. ``picture`` names a
    drawing. ``namespace`` is empty for shipped facts, else the user's source.
    """

    key: str
    fact: str
    language: str
    form: Form
    topic: str
    question: str
    answer: str
    accepted: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    explanation: str = ""
    evidence: Evidence | None = None
    erratum: str | None = None
    erratum_note: str = ""
    printed: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    cloze: str = ""
    claim: bool = False
    rank: int = 0
    picture: str = ""
    question_language: str = ""
    concept: str = ""
    namespace: str = ""

    @property
    def sibling(self) -> str:
        """Cards with the same value are siblings: one fact, in any language or form."""
        return f"{self.namespace}:{self.fact}" if self.namespace else self.fact


def topic_of(card: Card) -> str:
    """The topic a card is asked, found and counted under."""
    return NAMES if card.form == "name" else card.topic


def card_key(fact: str, language: str, form: str, namespace: str = "") -> str:
    """``fact|language|form``, led by ``namespace:`` for a fact of the user's own source.

    It is also the Anki GUID. ``form`` of a name card is ``name-<question language>``.
    """
    head = f"{namespace}:{fact}" if namespace else fact
    return f"{head}|{language}|{form}"


def language_of(key: str) -> str:
    """The language of the card that ``card_key`` has named so, also where the card is gone; empty
    where the key is none of ours."""
    parts = key.rsplit("|", 2)
    return parts[1] if len(parts) == 3 else ""
