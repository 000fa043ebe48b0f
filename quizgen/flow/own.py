"""The user's own texts: saved, updated, listed, removed. Nothing shipped is touched."""

import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from quizgen.cards import make_cards
from quizgen.errors import StoreError, TextInputError, UsageError
from quizgen.flow.alone import alone
from quizgen.flow.build import Read, Workshop, evidence_finder, read_text_of
from quizgen.flow.cardfile import read_cards, staged_cards, write_cards
from quizgen.flow.library import OWN_CARDS, OWN_STORE, own_store
from quizgen.model import Card, Fact, Source


class Saved(Struct, frozen=True):
    """What saving a text changed, by fact id."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    retired: tuple[str, ...]


def save(shop: Workshop, data: Path, read: Read, shipped: Iterable[Fact]) -> Saved:
    """Put a text and its facts into the user's store, in place of an older text of that name.

    A fact that the new text no longer states is retired: not asked any more, its history kept; one
    that comes back finds its history, because ids are made of what a fact is about.
    """
    name = _sound(read.source.id)
    if name in shop.knowledge.sources:
        raise UsageError(
            f"{name}: a shipped text has this name", "Rename your file and save it again"
        )
    with alone(data):
        store = own_store(data)
        old = {fact.id: fact for fact in store.facts if fact.source == name}
        new = {fact.id: fact for fact in read.facts}
        texts = {s.id: store.text(s.id) or "" for s in store.sources} | {name: read.text}
        sources = _by_name([s for s in store.sources if s.id != name] + [read.source])
        facts = [f for f in store.facts if f.source != name] + list(read.facts)
        gone = tuple(sorted(set(old) - set(new)))
        back = {f"{name}: {fact}" for fact in new}
        retired = (set(store.retired) | {f"{name}: {fact}" for fact in gone}) - back
        cards = _cards(shop, sources, facts, texts, shipped)
        with staged_cards(data / OWN_CARDS, cards):
            store.replace(sources, facts, texts=texts, retired=retired)
    same = {i for i in new if i in old and old[i].value == new[i].value}
    same = {i for i in same if old[i].affirmed == new[i].affirmed}
    return Saved(
        new=tuple(i for i in new if i not in old),
        changed=tuple(i for i in new if i in old and i not in same),
        unchanged=tuple(i for i in new if i in same),
        retired=gone,
    )


def remove(shop: Workshop, data: Path, name: str, shipped: Iterable[Fact]) -> int:
    """Take a text and its facts out of the user's store; returns how many facts it had.

    Its history stays. Raises UsageError where there is no such text of the user's own.
    """
    with alone(data):
        store = own_store(data)
        if name not in {source.id for source in store.sources}:
            shipped_too = name in shop.knowledge.sources
            raise UsageError(
                f"{name}: a shipped text cannot be removed"
                if shipped_too
                else f"no text of yours is called {name}",
                "List them with: quizgen sources",
            )
        gone = [fact for fact in store.facts if fact.source == name]
        sources = [s for s in store.sources if s.id != name]
        facts = [f for f in store.facts if f.source != name]
        texts = {s.id: store.text(s.id) or "" for s in sources}
        retired = {*store.retired, *(f"{name}: {fact.id}" for fact in gone)}
        cards = _cards(shop, sources, facts, texts, shipped)
        with staged_cards(data / OWN_CARDS, cards):
            store.replace(sources, facts, texts=texts, retired=retired)
    return len(gone)


def remake_cards(shop: Workshop, data: Path, shipped: Iterable[Fact]) -> list[Card]:
    """Make the cards of all the user's own facts anew and keep them."""
    with alone(data):
        store = own_store(data)
        texts = {s.id: store.text(s.id) or "" for s in store.sources}
        cards = _cards(shop, store.sources, store.facts, texts, shipped)
        write_cards(data / OWN_CARDS, cards)
    return cards


def own_cards_current(data: Path) -> bool:
    """Whether the card file reads well and is no older than the store it is made from."""
    try:
        read_cards(data / OWN_CARDS)
        return (data / OWN_CARDS).stat().st_mtime_ns >= (data / OWN_STORE).stat().st_mtime_ns
    except (OSError, StoreError):
        return False


def _cards(
    shop: Workshop,
    sources: Sequence[Source],
    facts: Sequence[Fact],
    texts: dict[str, str],
    shipped: Iterable[Fact],
) -> list[Card]:
    shipped = list(shipped)
    cards: list[Card] = []
    for source in sources:
        cards += make_cards(
            [fact for fact in facts if fact.source == source.id],
            shop.knowledge,
            shop.books,
            {source.id: evidence_finder(read_text_of(shop, source, texts[source.id]))},
            namespace=source.id,
            others=[*shipped, *(f for f in facts if f.source != source.id)],
            vocabulary=False,
        )
    return cards


def _sound(name: str) -> str:
    """``name`` if cards may be led by it: in keys ``|`` parts, in a spreadsheet ``=`` computes.

    Raises TextInputError.
    """
    bad = [ch for ch in name if ch == "|" or unicodedata.category(ch) in ("Cc", "Cf", "Zl", "Zp")]
    if bad or name[0] in "=+-@":
        sign = bad[0] if bad else name[0]
        shown = sign if sign.isprintable() else f"U+{ord(sign):04X}"
        raise TextInputError(
            f"{name}: a saved text may not have “{shown}” there in its name",
            "Rename the file and save it again",
        )
    return name


def _by_name(sources: list[Source]) -> list[Source]:
    return sorted(sources, key=lambda source: source.id)
