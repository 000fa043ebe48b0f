"""Question: a card as shown once, in the kind that suits the fact and the learner's stage."""

import random
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from quizgen.model import Card

Kind = Literal["choice", "typed", "cloze", "truefalse", "order", "qa"]
Stage = Literal["new", "learning", "review"]

OPTIONS = 3
"""Three options are enough (Rodriguez 2005, a meta-analysis of 80 years of studies)."""


class Question(Struct, frozen=True):
    """What the learner sees.

    ``card`` is what is studied: its key takes the review, its language is the answer's.
    ``text`` is in ``language``, which differs where the learner asks in one language and answers
    in another. ``choices`` are in the order shown: options, the two words of a true/false, or the
    shuffled items of an order; empty for what is typed or recalled.
    """

    card: Card
    kind: Kind
    text: str
    language: str
    choices: tuple[str, ...] = ()


def make_question(
    card: Card, stage: Stage, seed: int | str, *, asked: Card | None = None, reveal: bool = True
) -> Question:
    """The question for ``card`` at ``stage``.

    ``seed`` is kept by the session: the same seed gives the same order of options. ``asked`` is
    the twin card that lends its question in another language. ``reveal`` says whether the place
    can show a question, wait, and let the learner rate himself; where it cannot (a pipe), a
    recalled answer is chosen or typed instead.
    """
    kind = kind_of(card, stage, reveal=reveal)
    chance = random.Random(f"{seed}|{card.key}|{kind}")
    shown = asked or card
    return Question(
        card=card,
        kind=kind,
        text=shown.question,
        language=shown.question_language or shown.language,
        choices=_arranged(card, kind, chance),
    )


def kind_of(card: Card, stage: Stage, *, reveal: bool = True) -> Kind:
    """The kind that suits form and stage: what is new is recognised, later it is recalled.

    A card without the options that its form wants falls back to typing, or to recall.
    """
    many = len(options(card)) > 1
    recalled: Kind = "qa" if reveal else "typed"
    if card.form == "truefalse":
        return "truefalse" if many else recalled
    if card.form == "order":
        return "order" if many else recalled
    if card.form == "choice":
        return "choice" if many else recalled
    if card.form == "cloze":
        return "cloze"
    if card.form == "qa":
        # A long answer is not worth typing: chosen while it is young, then recalled and revealed.
        return "choice" if many and (stage != "review" or not reveal) else recalled
    return "choice" if many and stage == "new" else "typed"


def options(card: Card) -> tuple[str, ...]:
    """The card's options with the answer surely among them, none twice."""
    if not card.choices:
        return ()
    if card.form == "order":
        return card.choices
    return tuple(dict.fromkeys((*card.choices, card.answer)))


def _arranged(card: Card, kind: Kind, chance: random.Random) -> tuple[str, ...]:
    if kind == "truefalse":
        return options(card)  # yes before no, always: a habit of the hand, nothing to find out
    if kind == "order":
        return _disordered(card.choices, chance)
    if kind == "choice":
        wrong = [option for option in options(card) if option != card.answer]
        shown = [card.answer, *chance.sample(wrong, min(OPTIONS - 1, len(wrong)))]
        chance.shuffle(shown)
        return tuple(shown)
    return ()


def _disordered(items: Sequence[str], chance: random.Random) -> tuple[str, ...]:
    """A shuffle that is never the right order (unless all items are alike)."""
    shuffled = list(items)
    chance.shuffle(shuffled)
    if tuple(shuffled) == tuple(items):
        shuffled = [*shuffled[1:], shuffled[0]]
    return tuple(shuffled)
