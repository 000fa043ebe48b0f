"""What is asked today, in which order; and practice, which never touches the schedule.

Pure functions over the deck, the states and what was done today. Order of the limits: new cards are
limited first, then siblings are put off, then the total is limited.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from quizgen.model import Rating, Review
from quizgen.study.days import Days
from quizgen.study.settings import Settings
from quizgen.study.state import CardState, Stage

Practice = Literal["cram", "preview", "missed"]


class Entry(Struct, frozen=True):
    """What the queue has to know of a card: its key, its group of siblings, and its rank (low
    ranks are asked first)."""

    key: str
    sibling: str
    rank: int = 0


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
    deck: Sequence[Entry],
    states: Mapping[str, CardState],
    now_ms: int,
    *,
    days: Days,
    settings: Settings,
    today: Today | None = None,
    put_off: Mapping[str, int] | None = None,
) -> Queue:
    """The cards of ``deck`` to ask at ``now_ms``.

    ``states`` are the cards' states by key (a missing one is new), ``today`` what was done today,
    ``put_off`` the groups that are put off and until when (``History.put_off_groups``).
    Reviews come in order of due time, new cards by rank, the first of each group before the second.
    """
    today = today or Today()
    groups = put_off or {}
    end = days.today(now_ms)[1]
    steps: list[tuple[int, Entry]] = []
    waiting: list[tuple[int, Entry]] = []
    review: list[tuple[int, Entry]] = []
    fresh: list[Entry] = []
    held: list[Entry] = []
    for entry in deck:
        state = states.get(entry.key)
        if state is None:
            fresh.append(entry)
        elif state.suspended:
            continue
        elif state.put_off_until_ms > now_ms:
            held.append(entry)
        elif state.stage == Stage.NEW:
            fresh.append(entry)
        elif state.in_steps:
            (steps if state.due_ms <= now_ms else waiting).append((state.due_ms, entry))
        elif state.due_ms < end:
            review.append((state.due_ms, entry))
    by_due = lambda pair: (pair[0], pair[1].rank, pair[1].key)  # noqa: E731
    steps.sort(key=by_due)
    waiting.sort(key=by_due)
    review.sort(key=by_due)
    new = _first_of_each(fresh)[: max(0, settings.new_per_day - today.new)]
    reviews = [entry for _, entry in review]
    if settings.put_off_siblings:
        taken = {e.sibling for _, e in (*steps, *waiting)}
        taken.update(group for group, until in groups.items() if until > now_ms)
        reviews = _one_of_each(reviews, taken, held)
        new = _one_of_each(new, taken, held)
    if settings.total_per_day:
        room = max(0, settings.total_per_day - len(today.cards))
        reviews = reviews[:room]
        new = new[: room - len(reviews)]
    soon = now_ms + settings.learn_ahead * 1000
    return Queue(
        steps=tuple(entry.key for _, entry in steps),
        review=tuple(entry.key for entry in reviews),
        new=tuple(entry.key for entry in new),
        ahead=tuple(entry.key for due, entry in waiting if due <= soon),
        waiting_ms=waiting[0][0] if waiting else 0,
        put_off=tuple(entry.key for entry in held),
    )


def practice(
    mode: Practice, deck: Sequence[Entry], states: Mapping[str, CardState], today: Today
) -> tuple[str, ...]:
    """Cards to practise: all that were ever met ("cram"), new ones ("preview"), or those rated
    "again" today ("missed"). Their answers are not to be given to ``Study.answer``."""
    if mode == "missed":
        known = {entry.key for entry in deck}
        return tuple(key for key in today.missed if key in known)
    met = {key for key, state in states.items() if state.stage != Stage.NEW}
    ranked = sorted(deck, key=lambda entry: (entry.rank, entry.key))
    return tuple(entry.key for entry in ranked if (entry.key in met) == (mode == "cram"))


def _first_of_each(entries: Iterable[Entry]) -> list[Entry]:
    """By rank, but the first card of every group before the second of any: so a limit on new cards
    is not spent on siblings that would only be put off."""
    seen: dict[str, int] = {}
    rounds: list[tuple[int, int, str, Entry]] = []
    for entry in sorted(entries, key=lambda entry: (entry.rank, entry.key)):
        turn = seen[entry.sibling] = seen.get(entry.sibling, 0) + 1
        rounds.append((turn, entry.rank, entry.key, entry))
    rounds.sort(key=lambda item: item[:3])
    return [item[3] for item in rounds]


def _one_of_each(entries: list[Entry], taken: set[str], held: list[Entry]) -> list[Entry]:
    """The first entry of each group not yet taken; the others are added to ``held``."""
    kept: list[Entry] = []
    for entry in entries:
        if entry.sibling in taken:
            held.append(entry)
        else:
            taken.add(entry.sibling)
            kept.append(entry)
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
