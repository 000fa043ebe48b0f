"""Lists of noun phrases: from a stretch beside a cue to items, each with its own place.

One ending may serve several nouns ("ether, acetone, chloroform-in"), one head noun several
members ("stomach, gut bacteria"); a phrase ends at a verb, an adverb, or a word whose case closes it.
"""

from dataclasses import dataclass, replace

import regex

from quizgen.extract.grammar import WORD
from quizgen.extract.reading import Reading
from quizgen.text import QuantityMatch

Interval = tuple[int, int]
_LATIN = regex.compile(r"[A-Za-z]+\.?")
_BRACKETS = regex.compile(r"\([^()]*\)")
_DASH = regex.compile(r"(?:^|\s)[-–—]\s|[;:—]")


@dataclass(frozen=True, slots=True)
class Item:
    """One member of a list. ``text`` is its base form, ``extra`` the place of a head noun that it
    shares, ``brackets`` what stands in brackets behind it, ``count`` a number inside it."""

    start: int
    end: int
    text: str
    concepts: tuple[str, ...] = ()
    extra: tuple[Interval, ...] = ()
    brackets: Interval | None = None
    count: QuantityMatch | None = None

    @property
    def spans(self) -> tuple[Interval, ...]:
        return ((self.start, self.end), *self.extra)


@dataclass(frozen=True, slots=True)
class Phrases:
    """A list and what the stretch holds before it (``rest``: where that ends)."""

    items: tuple[Item, ...]
    rest: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a slot asks of its list."""

    case: str = ""
    kinds: tuple[str, ...] = ()
    known: bool = False
    split: bool = True
    gap: bool = False
    most_words: int = 6


@dataclass(slots=True)
class _Segment:
    """A stretch between two joints. ``joint``: the words of the joint *after* it."""

    words: list[Interval]
    brackets: Interval | None
    joint: str

    @property
    def comma(self) -> bool:
        return "," in self.joint or "/" in self.joint or not self.joint


def read_left(reading: Reading, lo: int, hi: int, wanted: Wanted) -> Phrases | None:
    """The list that ends at ``hi``, read leftwards to ``lo`` at most; None where there is none."""
    lo = _wall(reading, lo, hi)
    segments = _segments(reading, lo, hi, wanted.split)
    if not segments:
        return None
    segments[-1].words = _trim_right(reading, segments[-1].words)
    if wanted.gap:
        segments = _to_case(reading, segments, wanted.case)
    if not segments or not segments[-1].words:
        return None
    if reading.masked(*segments[-1].words[-1]) and reading.count(*segments[-1].words[-1]) is None:
        return None
    if not _bears(reading, segments[-1].words[-1], wanted.case):
        return None
    grammar = reading.rules.grammar
    items: list[Item] = []
    rest, shared = hi, None
    for place in range(len(segments) - 1, -1, -1):
        segment = segments[place]
        last = place == len(segments) - 1
        segment.words, adverb = _trimmed(reading, segment.words)
        # A member with an adverb of its own ("well in water, poorly in alcohol") is of another claim.
        if not segment.words or (adverb and not last):
            break
        marked = wanted.case not in ("", "nom") and _bears(reading, segment.words[-1], wanted.case)
        if not last:
            closing = segment.words[-1]
            if reading.masked(*closing) or grammar.stop.fullmatch(reading.word(closing)):
                break
            if not marked and not _bears(reading, segment.words[-1], "nom"):
                break
            if grammar.nonmember.fullmatch(reading.word(segment.words[-1])):
                break
            if grammar.tight.fullmatch(segment.joint) and _begins_owned(reading, items[0]):
                # "man and of-beasts gut": man is the gut's second owner
                begin = segment.words[_extent(reading, segment.words, strict=place == 0)][0]
                text = f"{reading.text[begin : items[0].start]}{items[0].text}"
                items[0] = replace(items[0], start=begin, text=text)
                rest = begin
                break
            if segment.comma and wanted.case not in ("", "nom"):
                # One ending serves the whole list, or each member bears its own.
                if shared is None:
                    shared = not marked
                if not shared and not marked:
                    break
        first = _extent(reading, segment.words, strict=place == 0)
        item = _item(reading, segment, first, wanted.case if marked or last else "")
        if item is not None and grammar.relational.fullmatch(item.text):
            if all(grammar.pronoun.fullmatch(reading.word(w)) for w in segment.words[:first]):
                continue  # "its amount" says nothing by itself, its neighbours may
            break
        if item is None or not _allowed(reading, item, wanted):
            break
        items.insert(0, item)
        rest = segment.words[first][0]
        before = segment.words[:first]
        if before and not _only_lead(reading, before) and not _only_place(reading, before, place):
            break
    if not items or _hangs(reading, lo, rest):
        return None
    return Phrases(_share(reading, items), rest)


def _hangs(reading: Reading, lo: int, rest: int) -> bool:
    """Whether a joint word stands before the list: then its first members could not be read, and
    what is left of them must not be taken for something else."""
    words = reading.text[lo:rest].split()
    joint = reading.rules.grammar.joint
    return bool(words) and words[-1].isalpha() and joint.fullmatch(f" {words[-1]} ") is not None


def read_right(reading: Reading, lo: int, hi: int, wanted: Wanted) -> Phrases | None:
    """The list that begins at ``lo``, read rightwards to ``hi`` at most."""
    grammar = reading.rules.grammar
    wall = regex.search(r"[;:—]", reading.text, pos=lo, endpos=hi)
    segments = _segments(reading, lo, wall.start() if wall else hi, wanted.split)
    items: list[Item] = []
    rest = lo
    for segment in segments:
        words = list(segment.words)
        while words and (
            grammar.lead.fullmatch(reading.word(words[0]))
            or grammar.adverb.fullmatch(reading.word(words[0]))
        ):
            words.pop(0)
        kept: list[Interval] = []
        for word in words:
            if not _fits(reading, word):
                break
            kept.append(word)
        ended = len(kept) < len(words)
        brackets = None if ended else segment.brackets
        item = _item(reading, _Segment(kept, brackets, segment.joint), 0, "") if kept else None
        if item is None or not _allowed(reading, item, wanted):
            break
        items.append(item)
        rest = item.end
        if ended:
            break
    return Phrases(tuple(items), rest) if items else None


def find_head(reading: Reading, lo: int, hi: int, case: str, gap: bool) -> Interval | None:
    """The nearest mention of the headword before ``hi`` in ``case``; it must stand right there
    unless ``gap``."""
    words = _trim_right(reading, [m.span() for m in WORD.finditer(reading.text, lo, hi)])
    for last in range(len(words) - 1, -1, -1):
        if case and not _bears(reading, words[last], case):
            if gap:
                continue
            return None
        for first in range(max(0, last - 3), last + 1):
            if reading.is_head_mention(words[first][0], words[last][1]):
                return words[first][0], words[last][1]
        if not gap:
            return None
    return None


def read_whole(reading: Reading, lo: int, hi: int, wanted: Wanted) -> Phrases | None:
    """All of ``[lo, hi)`` as one item or, where ``split``, as the members of a list."""
    segments = _segments(reading, lo, hi, wanted.split)
    items = []
    for segment in segments:
        segment.words = _trim_right(reading, segment.words)
        item = _item(reading, segment, 0, wanted.case) if segment.words else None
        if item is not None and _allowed(reading, item, wanted):
            items.append(item)
    return Phrases(_share(reading, items), lo) if items else None


def _wall(reading: Reading, lo: int, hi: int) -> int:
    """A dash that means "is", a colon or a semicolon is a wall for lists."""
    wall = lo
    for match in _DASH.finditer(reading.text, lo, hi):
        if not reading.masked(match.start(), match.end()) and match.start() > lo:
            wall = match.end()
    return wall


def _segments(reading: Reading, lo: int, hi: int, split: bool) -> list[_Segment]:
    text, found = reading.text, []
    brackets = [m.span() for m in regex.finditer(r"[(\[][^()\[\]]*[)\]]?", text, pos=lo, endpos=hi)]
    cuts: list[tuple[int, int, str]] = []
    if split:
        for match in reading.rules.grammar.joint.finditer(text, lo, hi):
            inside = any(a <= match.start() < b for a, b in brackets)
            if not inside and not reading.masked(match.start(), match.end()):
                cuts.append((*match.span(), match.group().strip()))
    begin = lo
    for start, end, joint in [*cuts, (hi, hi, "")]:
        words = [
            word.span()
            for word in WORD.finditer(text, begin, start)
            if not any(a <= word.start() < b for a, b in brackets)
        ]
        behind = [b for b in brackets if begin <= b[0] < start and (not words or b[0] >= words[-1][1])]
        found.append(_Segment(words, behind[0] if behind else None, joint))
        begin = end
    while found and not found[-1].words:
        found.pop()
    while found and not found[0].words:
        found.pop(0)
    return found


def _trim_right(reading: Reading, words: list[Interval]) -> list[Interval]:
    return _trimmed(reading, words)[0]


def _trimmed(reading: Reading, words: list[Interval]) -> tuple[list[Interval], bool]:
    """``words`` without particles and adverbs behind them, and whether there was an adverb."""
    grammar = reading.rules.grammar
    words, adverb = list(words), False
    while words:
        last = reading.word(words[-1])
        if reading.aside(*words[-1]):
            words.pop()
            continue
        if grammar.adverb.fullmatch(last):
            adverb = adverb or not grammar.particle.fullmatch(last)
        elif not grammar.particle.fullmatch(last):
            break
        words.pop()
    return words, adverb


def _to_case(reading: Reading, segments: list[_Segment], case: str) -> list[_Segment]:
    """Skip words at the right until one bears the case."""
    while segments:
        words = segments[-1].words
        while words and not _bears(reading, words[-1], case):
            words.pop()
        if words:
            return segments
        segments.pop()
    return segments


def _bears(reading: Reading, word: Interval, case: str) -> bool:
    words = reading.word(word)
    if case == "":
        return True
    if case == "nom" and reading.names.exact(words):
        return True
    return reading.rules.grammar.bears(words, case)


def _fits(reading: Reading, word: Interval, before_verbal: bool = False) -> bool:
    """Whether a word may stand inside a phrase, before its last one."""
    grammar, words = reading.rules.grammar, reading.word(word)
    if reading.aside(*word):
        return False
    if grammar.stop.fullmatch(words) or grammar.adverb.fullmatch(words):
        return False
    if grammar.pronoun.fullmatch(words) or reading.masked(*word):
        return reading.count(*word) is not None
    return before_verbal or not grammar.is_wall(words) or bool(reading.names.exact(words))


def _extent(reading: Reading, words: list[Interval], strict: bool) -> int:
    """The index of the first word of the phrase that ends with the last of ``words``.

    ``strict`` (the first segment of a clause, where a subject may stand before the phrase): a word
    is taken only if the one after it belongs to it, or it is an adjective or a genitive, or the
    lexicon knows the whole.
    """
    grammar = reading.rules.grammar
    for begin in range(len(words) - 1):
        if reading.names.all(reading.text[words[begin][0] : words[-1][1]]):
            return begin
    first = len(words) - 1
    while first > 0 and _fits(reading, words[first - 1], _is_verbal(reading, reading.word(words[first]))):
        if any(
            reading.is_head_mention(words[begin][0], words[first - 1][1])
            for begin in range(max(0, first - 4), first)
        ):
            break
        first -= 1
    owned = _owned_from(reading, words, first)
    if not strict or owned < first:
        return owned
    begin = len(words) - 1
    while begin > first:
        before = reading.word(words[begin - 1])
        owned = _is_owned(reading, words[begin])
        adjective = grammar.modifier.fullmatch(before) or grammar.bears(before, grammar.owner)
        here = reading.word(words[begin])
        # A noun made of a verb takes objects, also a bare one right before it.
        object_ = _is_verbal(reading, here) and (
            grammar.closed_by(before) or begin == len(words) - 1
        )
        latin = _LATIN.fullmatch(before) and _LATIN.fullmatch(here)
        if not (owned or adjective or object_ or latin or before[:1].isdigit()):
            break
        begin -= 1
    return begin


def _owned_from(reading: Reading, words: list[Interval], first: int) -> int:
    """Where the last word is owned, the phrase reaches back to its owner, whatever lies between
    ("of-iron in-gut uptake"), unless that is a verb or the headword."""
    grammar = reading.rules.grammar
    if not grammar.owner or not _is_owned(reading, words[-1]):
        return first
    for place in range(first - 1, -1, -1):
        surface = reading.word(words[place])
        if grammar.stop.fullmatch(surface) or reading.masked(*words[place]):
            return first
        if grammar.is_wall(surface) and not grammar.nominal.search(reading.word(words[-1])):
            return first
        if reading.is_head_mention(*words[place]):
            return first
        if grammar.bears(surface, grammar.owner):
            return place
    return first


def _is_verbal(reading: Reading, surface: str) -> bool:
    grammar = reading.rules.grammar
    return not reading.names.exact(surface) and any(
        grammar.verbal.fullmatch(base) for base in grammar.bases(surface)
    )


def _is_owned(reading: Reading, word: Interval) -> bool:
    grammar, surface = reading.rules.grammar, reading.word(word)
    return any(grammar.possessed.search(base) for base in grammar.bases(surface))


def _begins_owned(reading: Reading, item: Item) -> bool:
    """Whether a phrase of several words begins with their owner."""
    words = item.text.split()
    grammar = reading.rules.grammar
    return len(words) > 1 and bool(grammar.owner) and grammar.bears(words[0], grammar.owner)


def _only_place(reading: Reading, words: list[Interval], place: int) -> bool:
    """Whether a member has a place of its own before it ("in adults goitre, in a child …")."""
    return place > 0 and len(words) == 1 and reading.rules.grammar.bears(
        reading.word(words[0]), "loc"
    )


def _only_lead(reading: Reading, words: list[Interval]) -> bool:
    phrase = reading.text[words[0][0] : words[-1][1]]
    return reading.rules.grammar.lead.fullmatch(phrase) is not None


def _item(reading: Reading, segment: _Segment, first: int, case: str) -> Item | None:
    grammar = reading.rules.grammar
    words = segment.words[first:]
    while len(words) > 1 and grammar.lead.fullmatch(reading.word(words[0])):
        words = words[1:]
    for size in (3, 2):  # leads of several words
        if len(words) > size and grammar.lead.fullmatch(
            reading.text[words[0][0] : words[size - 1][1]]
        ):
            words = words[size:]
    if not words or all(reading.in_formula(*word) for word in words):
        return None
    start, end = words[0][0], words[-1][1]
    count = next((c for word in words if (c := reading.count(*word)) is not None), None)
    kept = [word for word in words if reading.count(*word) is None] or words
    surface = " ".join(reading.word(word) for word in kept)
    if len(kept) == len(words):
        surface = " ".join(_BRACKETS.sub(" ", reading.text[start:end]).split())
    text = grammar.strip(surface, case).strip() if case not in ("", "nom") else surface
    text = grammar.rewrite(text)
    if reading.starts_sentence(start) and text[1:2].islower():
        text = text[:1].lower() + text[1:]
    concepts = reading.names.exact(surface) or reading.names.all(text) or reading.names.all(surface)
    return Item(start, end, text, concepts, (), segment.brackets, count)


def _allowed(reading: Reading, item: Item, wanted: Wanted) -> bool:
    if reading.rules.grammar.relational.fullmatch(item.text):
        return False
    if wanted.kinds and item.concepts:
        return any(reading.names.kind(one) in wanted.kinds for one in item.concepts)
    if wanted.known and not item.concepts:
        return False
    return len(item.text.split()) <= wanted.most_words or bool(item.concepts)


def _share(reading: Reading, items: list[Item]) -> tuple[Item, ...]:
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
    if not reading.rules.grammar.apposition.fullmatch(words[-1]):
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
