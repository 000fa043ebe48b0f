"""Members of a list that share the head noun or the class noun of the last one."""

from dataclasses import replace

from quizgen.extract.grammar import WORD
from quizgen.extract.items import Item
from quizgen.extract.reading import Reading
from quizgen.extract.segments import Interval


def share(reading: Reading, items: list[Item]) -> tuple[Item, ...]:
    """Give the last member's head noun to bare members before it, where that makes a known name
    or the rules say that such words share it."""
    if len(items) < 2:
        return tuple(items)
    items[-1] = last = _without_class(reading, items[-1])
    tail = last.text.split()
    if len(tail) < 2:
        return tuple(items)
    words = [w.span() for w in WORD.finditer(reading.text, last.start, last.end)]
    done = [_shared(reading, item, tail, words) for item in items[:-1]]
    return (*done, last)


def _without_class(reading: Reading, item: Item) -> Item:
    """Drop the class noun behind the last of several names ("thyroxine, X hormones")."""
    words = item.text.split()
    if item.concepts or len(words) < 2:
        return item
    if not reading.rules.grammar.apposition.fits(words[-1]):
        return item
    text = " ".join(words[:-1])
    spans = [w.span() for w in WORD.finditer(reading.text, item.start, item.end)]
    return replace(item, text=text, end=spans[-2][1], concepts=reading.names.all(text))


def _shared(reading: Reading, item: Item, tail: list[str], words: list[Interval]) -> Item:
    grammar = reading.rules.grammar
    if grammar.owner and grammar.bears(item.text, grammar.owner):
        owners = [place for place, word in enumerate(tail) if grammar.bears(word, grammar.owner)]
        if owners and owners[-1] + 1 < len(tail) and len(words) == len(tail):
            cut = owners[-1] + 1
            whole = f"{item.text} {' '.join(tail[cut:])}"
            place = (words[cut][0], words[-1][1])
            return replace(item, text=whole, concepts=reading.names.all(whole), extra=(place,))
    adjectives = grammar.modifier.fits(item.text) and grammar.modifier.fits(tail[0])
    if adjectives and len(words) == len(tail):
        whole = f"{item.text} {' '.join(tail[1:])}"
        place = (words[1][0], words[-1][1])
        return replace(item, text=whole, concepts=reading.names.all(whole), extra=(place,))
    for cut in range(1, len(tail)):
        head = " ".join(tail[cut:])
        whole = f"{item.text} {head}"
        place = (words[cut][0], words[-1][1]) if cut < len(words) else words[-1]
        known = reading.names.all(whole)
        if known:
            return replace(item, text=whole, concepts=known, extra=(place,))
        if len(item.text.split()) > 2:
            continue
        for shared in reading.rules.shared:
            if shared.head.fullmatch(head) is None:
                continue
            kind = any(reading.names.kind(one) in shared.kinds for one in item.concepts)
            if kind or (shared.bare is not None and shared.bare.fullmatch(item.text)):
                return replace(item, text=whole, concepts=(), extra=(place,))
    return item
