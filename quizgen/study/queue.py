"""What is asked today, in which order; and practice, which never touches the schedule.

Pure functions over the deck, the states and what was done today. Order of the limits: new cards are
limited first, then siblings are put off, then the total is limited.
"""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Literal

from msgspec import Struct

from quizgen.model import Rating, Review
from quizgen.study.days import Days
from quizgen.study.due import Due
from quizgen.study.settings import Settings
from quizgen.study.state import Stage

_FEW = 1_000  # new cards left: so few are sorted, of more the first are picked out

Practice = Literal["cram", "preview", "missed"]


class Entry(Struct, frozen=True):
    """What the queue has to know of a card: its key, its group of siblings, and its rank (low
    ranks are asked first)."""

    key: str
    sibling: str
    rank: int = 0


class Deck:
    """The cards that may be asked. Made once for a deck; 100,000 cards take a part of a second.

    New cards come by rank, but the first card of every group before the second of any: so a limit
    on new cards is not spent on siblings that would only be put off.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        ranked = sorted(entries, key=lambda entry: (entry.rank, entry.key))
        self.groups: dict[str, int] = {}
        self.group = {
            entry.key: self.groups.setdefault(entry.sibling, len(self.groups)) for entry in ranked
        }
        turns: dict[str, int] = {}
        rounds: list[tuple[int, int, str]] = []
        for place, entry in enumerate(ranked):
            turn = turns[entry.sibling] = turns.get(entry.sibling, 0) + 1
            rounds.append((turn, place, entry.key))
        self.keys = tuple(entry.key for entry in ranked)
        self.new_order = tuple(key for _, _, key in sorted(rounds))
        self.place = {key: place for place, key in enumerate(self.new_order)}
        self.key_set = frozenset(self.keys)

    def __len__(self) -> int:
        return len(self.keys)


class Today(Struct, frozen=True):
    """What was done since the day began: how many cards were met for the first time, which cards
    were asked at all, and which were missed (rated "again"), each in order of time."""

    new: int = 0
    cards: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()


class Queue(Struct, frozen=True):
    """What is to be asked now, in order.

    ``steps`` are learning cards that are due this minute, ``review`` and ``new`` the day's others,
    ``ahead`` learning cards that may come early when nothing else is left. ``waiting_ms`` is when
    the next learning card is due (0: none). ``put_off`` are cards held back for a sibling or by
    hand; they come back by themselves.
    """

    steps: tuple[str, ...] = ()
    review: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()
    waiting_ms: int = 0
    put_off: tuple[str, ...] = ()

    @property
    def cards(self) -> tuple[str, ...]:
        """Every card to ask now: steps first, new cards spread evenly among the reviews, and
        learning cards ahead of their time last."""
        return (*self.steps, *_spread(self.review, self.new), *self.ahead)


def done_today(reviews: Iterable[Review], days: Days, now_ms: int) -> Today:
    """What the reviews of the study day of ``now_ms`` add up to (others are passed over)."""
    start, end = days.today(now_ms)
    here = sorted((r for r in reviews if start <= r.time_ms < end), key=lambda r: r.time_ms)
    return Today(
        new=sum(review.state == Stage.NEW for review in here),
        cards=tuple(dict.fromkeys(review.card for review in here)),
        missed=tuple(dict.fromkeys(r.card for r in here if r.rating == Rating.AGAIN)),
    )


def build_queue(
    deck: Deck, due: Due, now_ms: int, settings: Settings, today: Today | None = None
) -> Queue:
    """The cards of ``deck`` to ask at ``now_ms``, given what the schedule holds and what was done
    today. Reviews come in order of due time, new cards in the deck's order."""
    today = today or Today()
    steps = [(time, key) for time, key in due.steps if key in deck.group]
    held = [key for key in due.held if key in deck.group]
    new = _new(deck, due, max(0, settings.new_per_day - today.new))
    if settings.put_off_siblings:
        taken = bytearray(len(deck.groups))
        for number in (
            *(deck.group[key] for _, key in steps),
            *(deck.groups[name] for name in due.groups if name in deck.groups),
        ):
            taken[number] = 1
        review = _one_of_each(due.review, deck, taken, held)
        new = _one_of_each(new, deck, taken, held)
    else:
        review = [key for key in due.review if key in deck.group]
    if settings.total_per_day:
        room = max(0, settings.total_per_day - len(today.cards))
        review = review[:room]
        new = new[: room - len(review)]
    soon = now_ms + settings.learn_ahead * 1000
    later = [(time, key) for time, key in steps if time > now_ms]
    return Queue(
        steps=tuple(key for time, key in steps if time <= now_ms),
        review=tuple(review),
        new=tuple(new),
        ahead=tuple(key for time, key in later if time <= soon),
        waiting_ms=later[0][0] if later else 0,
        put_off=tuple(held),
    )


def practice(mode: Practice, deck: Deck, due: Due, today: Today) -> tuple[str, ...]:
    """Cards to practise: all that were ever met ("cram"), new ones ("preview"), or those rated
    "again" today ("missed"). Their answers are not to be given to ``Study.answer``."""
    if mode == "missed":
        return tuple(key for key in today.missed if key in deck.group)
    if mode == "preview":
        return tuple(_new(deck, due, len(deck)))
    unmet = set(_new(deck, due, len(deck)))
    return tuple(key for key in deck.keys if key not in unmet)


def _new(deck: Deck, due: Due, most: int) -> list[str]:
    """The first cards of the deck, at most so many, that were never met."""
    if not most:
        return []
    unmet = deck.key_set.difference(due.review, due.others)
    if len(unmet) <= _FEW:
        return sorted(unmet, key=deck.place.__getitem__)[:most]
    return list(islice(filter(unmet.__contains__, deck.new_order), most))


def _one_of_each(keys: list[str], deck: Deck, taken: bytearray, held: list[str]) -> list[str]:
    """The first key of each group not yet taken; the others are added to ``held``. Keys that are
    not of this deck are passed over."""
    kept: list[str] = []
    for key, group in zip(keys, map(deck.group.get, keys), strict=True):
        if group is None:
            continue
        if taken[group]:
            held.append(key)
        else:
            taken[group] = 1
            kept.append(key)
    return kept


def _spread(review: Sequence[str], new: Sequence[str]) -> list[str]:
    """New cards at even distances among the reviews."""
    if not new:
        return list(review)
    mixed: list[str] = []
    placed = 0
    for index, card in enumerate(new):
        upto = (index + 1) * len(review) // (len(new) + 1)
        mixed.extend((*review[placed:upto], card))
        placed = upto
    return [*mixed, *review[placed:]]
