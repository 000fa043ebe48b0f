"""Members of a list that share the head noun or the class noun of the last one."""

from dataclasses import replace

import regex

from quizgen.extract.extent import names_act
from quizgen.extract.grammar import WORD
from quizgen.extract.items import Item
from quizgen.extract.reading import Reading
from quizgen.extract.segments import Interval, Segment

_CODE = regex.compile(r"\p{Lu}\p{Nd}{0,2}")


def share(
    reading: Reading, items: list[Item], own: frozenset[int] = frozenset()
) -> tuple[Item, ...]:
    """Give the last member's head noun to bare members before it, where that makes a known name
    or the rules say that such words share it. Members that begin at a place of ``own`` bear a
    case themselves: they are whole."""
    if len(items) < 2:
        return tuple(items)
    items = _coded(reading, items)
    items[-1] = last = _without_class(reading, items[-1])
    tail = last.text.split()
    if len(tail) < 2:
        return tuple(_with_owner(reading, items))
    words = [w.span() for w in WORD.finditer(reading.text, last.start, last.end)]
    done = [last]
    for item in reversed(items[:-1]):
        whole = None if item.start in own else _owner_with(reading, item, done[0])
        if whole is None and item.start not in own:
            whole = _shared(reading, item, *(_parts(reading, done[0]) or (tail, words)))
            if whole == item:
                whole = _shared(reading, item, tail, words)
        done.insert(0, whole or item)
    return tuple(_with_owner(reading, done))


def _with_owner(reading: Reading, items: list[Item]) -> list[Item]:
    """An owned noun alone behind a member with an owner has the same ("in cow's meat, milk")."""
    found = items[:1]
    for item in items[1:]:
        found.append(_owned_by(reading, item, found[-1]) or item)
    return found


def _owned_by(reading: Reading, item: Item, before: Item) -> Item | None:
    """``item`` with the owner of ``before``, where it lacks its own."""
    grammar, words = reading.rules.grammar, before.text.split()
    if not grammar.owner or " " in item.text or item.concepts or item.extra:
        return None
    if not grammar.owns(item.text) or grammar.plain.fits(item.text):
        return None
    if names_act(reading, item.text) or not 1 < len(words) < 4 or not grammar.owns(words[-1]):
        return None
    if before.concepts and not before.extra:
        return None
    owners = [n for n, word in enumerate(words, 1) if grammar.bears(word, grammar.owner)]
    if not owners and len(words) > 2:
        return None
    text = f"{' '.join(words[: owners[-1] if owners else 1])} {item.text}"
    places = [w.span() for w in WORD.finditer(reading.text, before.start, before.end)]
    extra = ((places[0][0], places[-2][1]),) if places[1:] else before.extra
    return replace(item, text=text, concepts=reading.names.all(text), extra=extra)


def _parts(reading: Reading, item: Item) -> tuple[list[str], list[Interval]] | None:
    """The words of ``item`` and their places, where each stands in its own place."""
    words = [w.span() for w in WORD.finditer(reading.text, item.start, item.end)]
    tail = item.text.split()
    return (tail, words) if len(words) == len(tail) and not item.extra else None


def _owner_with(reading: Reading, item: Item, behind: Item) -> Item | None:
    """An unknown noun before an owner of two words ("purine and pyrimidine bases' synthesis"):
    it shares the second of them, and what they own."""
    grammar = reading.rules.grammar
    tail = behind.text.split()
    if item.concepts or item.extra or len(item.text.split()) > 1 or len(tail) < 3:
        return None
    if not grammar.owner or any(grammar.bears(one, grammar.owner) for one in (item.text, tail[0])):
        return None
    if not grammar.owns(grammar.strip(tail[1], grammar.owner)):
        return None  # "brain and skeletal muscle's work": the brain is no muscle
    if not grammar.bears(tail[1], grammar.owner) or not grammar.is_owned(tail[-1]):
        return None
    if grammar.is_owned(item.text) or grammar.modifier.fits(item.text):
        return None
    words = [w.span() for w in WORD.finditer(reading.text, behind.start, behind.end)]
    if len(words) < 2:
        return None
    text = f"{item.text} {' '.join(tail[1:])}"
    places = ((words[1][0], words[-1][1]), *behind.extra)
    return replace(item, text=text, concepts=reading.names.all(text), extra=places)


def _coded(reading: Reading, items: list[Item]) -> list[Item]:
    """Code letters of a list with the class noun behind the last of them ("vitamins C and E")."""
    grammar = reading.rules.grammar
    found: list[Item] = []
    donor: tuple[list[str], Interval] | None = None
    for item in reversed(items):
        code, *tail = item.text.split()
        if tail and _CODE.fullmatch(code):
            words = [w.span() for w in WORD.finditer(reading.text, item.start, item.end)]
            many = bool(words[1:]) and grammar.plural_inside.search(reading.word(words[1]))
            donor = (tail, (words[1][0], words[-1][1])) if many else None
        elif tail or not _CODE.fullmatch(code):
            donor = None
        if donor is None or (not tail and not found):
            found.insert(0, item)
            continue
        text = " ".join((code, grammar.one_of(donor[0][0]), *donor[0][1:]))
        extra = item.extra if tail else (donor[1],)
        found.insert(0, replace(item, text=text, concepts=reading.names.all(text), extra=extra))
    return found


def shared_act(reading: Reading, segment: Segment, items: list[Item]) -> Item | None:
    """An object before others of one verbal noun, with that noun ("sepsis-acc, typhus-acc
    healing"); None where the next member is no such act."""
    grammar = reading.rules.grammar
    if not items or not segment.comma:
        return None
    words = [w.span() for w in WORD.finditer(reading.text, items[0].start, items[0].end)]
    acts = (items[0].extra or (words[-1],))[-1]
    verb = items[0].text.split()[-1]
    objects = [reading.word(one) for one in (segment.words[-1], words[-2])] if words[1:] else []
    if items[0].extra:
        objects = [reading.word(segment.words[-1]), reading.word(words[-1])]
    if not objects or not grammar.verbal.fits(verb):
        return None
    accusative = [grammar.closed_by(one) == "acc" or grammar.bears(one, "acc") for one in objects]
    if not accusative[0] or not (accusative[1] or grammar.closed_by(objects[1]) is None):
        return None
    first = 0
    for place in range(len(segment.words) - 1, -1, -1):
        surface = reading.word(segment.words[place])
        if (
            reading.is_head_mention(*segment.words[place])
            or grammar.stop.fits(surface)
            or grammar.pronoun.fits(surface)
            or (place < len(segment.words) - 1 and grammar.is_wall(surface))
        ):
            first = place + 1
            break
    start, end = segment.words[first][0], segment.words[-1][1]
    text = f"{reading.text[start:end]} {verb}"
    if reading.starts_sentence(start) and text[1:2].islower():
        text = text[:1].lower() + text[1:]
    return Item(start, end, text, reading.names.all(text), (acts,))


def _without_class(reading: Reading, item: Item) -> Item:
    """Drop the class noun behind the last of several names ("thyroxine, X hormones")."""
    words = item.text.split()
    if item.concepts or len(words) < 2:
        return item
    if not reading.rules.grammar.apposition.fits(words[-1]):
        return item
    text = " ".join(words[:-1])
    if _CODE.fullmatch(text):
        return item
    spans = [w.span() for w in WORD.finditer(reading.text, item.start, item.end)]
    return replace(item, text=text, end=spans[-2][1], concepts=reading.names.all(text))


def _bare_owner(reading: Reading, item: Item, tail: list[str]) -> bool:
    """Whether a bare noun owns the happening that the last member owns ("proteins, fats'
    exchange")."""
    grammar = reading.rules.grammar
    if not grammar.owner or len(item.text.split()) > 2 or not tail[1:]:
        return False
    if not grammar.bears(tail[0], grammar.owner) or not grammar.nominal.search(tail[-1]):
        return False
    last = item.text.split()[-1]
    return not (grammar.is_owned(last) or grammar.modifier.fits(last) or names_act(reading, last))


def _shared(reading: Reading, item: Item, tail: list[str], words: list[Interval]) -> Item:
    grammar = reading.rules.grammar
    if item.extra:
        return item  # it shares an act already
    if grammar.owner and grammar.bears(item.text, grammar.owner):
        owners = [place for place, word in enumerate(tail) if grammar.bears(word, grammar.owner)]
        if owners and owners[-1] + 1 < len(tail) and len(words) == len(tail):
            cut = owners[-1] + 1
            whole = f"{item.text} {' '.join(tail[cut:])}"
            place = (words[cut][0], words[-1][1])
            return replace(item, text=whole, concepts=reading.names.all(whole), extra=(place,))
    if _bare_owner(reading, item, tail) and len(words) == len(tail):
        whole = f"{item.text} {' '.join(tail[1:])}"
        place = (words[1][0], words[-1][1])
        return replace(item, text=whole, concepts=reading.names.all(whole), extra=(place,))
    surface = reading.text[item.start : item.end]  # "of-acid": a noun, were it an adjective else
    adjectives = grammar.modifier.fits(surface) and grammar.modifier.fits(tail[0])
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
        act_itself = not item.concepts and names_act(reading, item.text)
        thing, _, act = head.rpartition(" ")  # "alloys' making": the alloys are what is shared
        heads = (head, thing) if thing and names_act(reading, act) else (head,)
        for shared in reading.rules.shared:
            if (act_itself and not shared.acts) or not any(map(shared.head.fullmatch, heads)):
                continue
            kind = any(reading.names.kind(one) in shared.kinds for one in item.concepts)
            if kind or (shared.bare is not None and shared.bare.fullmatch(item.text)):
                return replace(item, text=whole, concepts=(), extra=(place,))
    return item
