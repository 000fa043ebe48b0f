"""Lists of noun phrases: from a stretch beside a cue to items, each with its own place.

One ending may serve several nouns ("ether, acetone, chloroform-in"), one head noun several
members ("stomach, gut bacteria"); a phrase ends at a verb, an adverb, or a word that its case
closes.
"""

from dataclasses import dataclass, replace

import regex

from quizgen.extract.extent import (
    bears,
    begins_owned,
    cut_short,
    extent,
    fits,
    names_act,
    only_lead,
    only_place,
    owned_act,
    owned_thing,
    owned_whole,
    to_case,
    undescribed,
)
from quizgen.extract.grammar import WORD
from quizgen.extract.items import Item, Wanted, allowed, make_item
from quizgen.extract.reading import Reading
from quizgen.extract.segments import (
    Interval,
    Segment,
    cut_segments,
    trim_right,
    trimmed,
    wall_of,
)
from quizgen.extract.sharing import share, shared_act

_LONGEST_TAIL = 2
_WALL = regex.compile(r"[;:—]")
__all__ = [
    "Interval",
    "Item",
    "Phrases",
    "Wanted",
    "find_head",
    "read_left",
    "read_right",
    "read_whole",
]


@dataclass(frozen=True, slots=True)
class Phrases:
    """A list and what the stretch holds before it (``rest``: where that ends)."""

    items: tuple[Item, ...]
    rest: int


def read_left(reading: Reading, lo: int, hi: int, wanted: Wanted) -> Phrases | None:
    """The list that ends at ``hi``, read leftwards to ``lo`` at most; None where there is none."""
    opens = reading.may_open(lo)
    wall = wall_of(reading, lo, hi)
    # Behind a dash that means "is" no subject stands.
    opens = opens and (wall == lo or reading.text[lo:wall].rstrip()[-1] in ";:")
    defined = wall > lo and not opens
    lo = wall
    segments = cut_segments(reading, lo, hi, wanted.split)
    if not segments:
        return None
    segments[-1].words = trim_right(reading, segments[-1].words)
    if wanted.gap:
        segments = to_case(reading, segments, wanted.case)
    if not segments or not segments[-1].words:
        return None
    if reading.masked(*segments[-1].words[-1]) and reading.count(*segments[-1].words[-1]) is None:
        return None
    closing = reading.word(segments[-1].words[-1])
    if reading.rules.grammar.stop.fits(closing):
        return None
    if not bears(reading, segments[-1].words[-1], wanted.case):
        return None
    grammar = reading.rules.grammar
    beside = opens and wanted.case not in ("", "nom") and _beside_head(reading, segments)
    items: list[Item] = []
    rest, shared = hi, None
    own: set[int] = set()  # where members begin that bear the case themselves
    for place in range(len(segments) - 1, -1, -1):
        segment = segments[place]
        last = place == len(segments) - 1
        segment.words, adverb = trimmed(reading, segment.words)
        # A member with its own adverb ("well in water, poorly in alcohol") is another claim's.
        if not segment.words or (adverb and not last):
            break
        if wanted.paired and not last and segment.brackets and reading.masked(*segment.brackets):
            break
        marked = wanted.case not in ("", "nom") and bears(reading, segment.words[-1], wanted.case)
        if not last:
            final = segment.words[-1]
            if reading.masked(*final) or grammar.stop.fits(reading.word(final)):
                break
            if not marked and not bears(reading, segment.words[-1], "nom"):
                act = shared_act(reading, segment, items)
                if act is None:
                    break
                items.insert(0, act)
                rest = act.start
                continue
            if defined and place == 0 and owned_thing(reading, segment.words):
                break  # "Y — X's salt, in water …": what Y is
            if any(
                grammar.nonmember.fits(reading.text[one[0] : final[1]])
                for one in segment.words[-2:]
            ):
                break
            if (
                items
                and grammar.tight.fits(segment.joint)
                and begins_owned(reading, items[0])
                and not owned_whole(reading, segment.words)
                and not owned_act(reading, items[0].text)
            ):
                # "man and of-beasts gut": man is the gut's second owner
                begin = segment.words[extent(reading, segment.words, strict=opens and place == 0)][
                    0
                ]
                text = f"{reading.text[begin : items[0].start]}{items[0].text}"
                items[0] = replace(items[0], start=begin, text=text)
                rest = begin
                break
            if segment.comma and wanted.case not in ("", "nom"):
                # One ending serves the whole list, or each member bears its own.
                if shared is None:
                    shared = not marked
                if not shared and not marked:
                    first = extent(reading, segment.words, strict=opens and place == 0)
                    bare = make_item(reading, segment, first, "")
                    both = share(reading, [bare, items[0]]) if bare and items else ()
                    if not both or both[0] == bare or len(segment.words) - first > 2:
                        break
                    items[:1] = both
                    rest = both[0].start
                    if first and not only_lead(reading, segment.words[:first]):
                        break
                    continue
        first = extent(reading, segment.words, strict=opens and place <= beside)
        if beside and place == 1 and first == 0:
            return None
        first = undescribed(reading, segment.words, first)
        if not last and place == 0 and not marked and _is_told(reading, segment, first):
            break
        if cut_short(reading, segment.words, first):
            break
        item = make_item(reading, segment, first, wanted.case if marked or last else "")
        if item is not None and grammar.relational.fits(item.text):
            if all(grammar.pronoun.fits(reading.word(w)) for w in segment.words[:first]):
                continue  # "its amount" says nothing by itself, its neighbours may
            break
        if item is None or not allowed(reading, item, wanted):
            break
        if marked and not last:
            own.add(item.start)
        elif items and grammar.tight.fits(segment.joint):
            item = share(reading, [item, items[0]])[0]
        items.insert(0, item)
        rest = segment.words[first][0]
        before = segment.words[:first]
        if before and not only_lead(reading, before):
            # "in adults goitre, in a child …", but not "in chicks and in-pigeons goitre"
            joint = segments[place - 1].joint if place else ""
            if grammar.tight.fits(joint) or not only_place(reading, before, place):
                break
    if not items or _hangs(reading, lo, rest, wanted.case):
        return None
    found = share(reading, items, frozenset(own))
    found = _acts_alone(reading, found)
    if wanted.case in ("loc", "abl") and not wanted.paired:
        found = tuple(item for item in found if not _is_orphan(reading, item))
    if wanted.acts != "any":
        acts = wanted.acts == "only"
        found = tuple(item for item in found if names_act(reading, item.text) is acts)
    return Phrases(found, rest) if found else None


def _beside_head(reading: Reading, segments: list[Segment]) -> bool:
    """Whether the headword alone stands before the second segment ("X and calcium in-the-bone"):
    that begins with a second subject."""
    if len(segments) < 2 or segments[0].brackets:
        return False
    if not segments[0].joint.isalpha() and len(segments) > 2:
        return False
    words = segments[0].words
    named = reading.is_head_mention(words[0][0], words[-1][1])
    return named and bears(reading, words[-1], "nom")


def _is_told(reading: Reading, segment: Segment, first: int) -> bool:
    """Whether the segment says what the subject before it is ("it is the body's fuel, for …"), so
    that it is no member of the list behind."""
    if not segment.comma or not owned_thing(reading, segment.words[first:]):
        return False
    pronoun = reading.rules.grammar.pronoun
    return any(
        pronoun.fits(reading.word(one)) or reading.is_head_mention(*one)
        for one in segment.words[:first]
    )


def _is_orphan(reading: Reading, item: Item) -> bool:
    """Whether ``item`` is one owned noun whose owner is out of reach ("in [its] leaf")."""
    grammar = reading.rules.grammar
    if " " in item.text or item.concepts or item.extra or grammar.plain.fits(item.text):
        return False
    return grammar.owns(item.text) and not names_act(reading, item.text)


def _hangs(reading: Reading, lo: int, rest: int, case: str) -> bool:
    """Whether a joint word stands before the list: then its first members could not be read, and
    what is left of them must not be taken for something else; unless they bear another case and
    belong to another claim."""
    words = reading.text[lo:rest].split()
    grammar = reading.rules.grammar
    if not words or not words[-1].isalpha() or not grammar.joint.fullmatch(f" {words[-1]} "):
        return False
    closed = grammar.closed_by(words[-2]) if words[1:] else None
    return closed is None or case not in ("", "nom") or closed == "acc"


def _acts_alone(reading: Reading, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """``items`` without things before an act that has an object of its own: whether they are its
    objects too stays open ("potato, maize starch-acc boiling")."""
    words = items[-1].text.split()
    object_ = any(reading.rules.grammar.closed_by(word) == "acc" for word in words[:-1])
    if len(items) < 2 or not object_ or not names_act(reading, items[-1].text):
        return items
    return tuple(item for item in items if names_act(reading, item.text))


def read_right(reading: Reading, lo: int, hi: int, wanted: Wanted) -> Phrases | None:
    """The list that begins at ``lo``, read rightwards to ``hi`` at most."""
    grammar = reading.rules.grammar
    wall = _WALL.search(reading.text, lo, hi)
    segments = cut_segments(reading, lo, wall.start() if wall else hi, wanted.split)
    items: list[Item] = []
    rest = lo
    cue = "".join(reading.text[max(0, lo - 20) : lo].split()[-1:])
    for segment in segments:
        words = list(segment.words)
        if items and words and grammar.anew.fits(cue) and reading.word(words[0]) == cue:
            words.pop(0)  # "in water, in alcohol"
        while words and (
            grammar.lead.fits(reading.word(words[0])) or grammar.adverb.fits(reading.word(words[0]))
        ):
            words.pop(0)
        kept: list[Interval] = []
        for word in words:
            if not fits(reading, word):
                break
            kept.append(word)
        kept = _with_tail(reading, kept, words)
        ended = len(kept) < len(words)
        if kept and grammar.possessive.fits(reading.word(kept[-1])):
            break  # what it belongs to could not be read
        if items and (_explains(reading, segment.words) or _tells(reading, words, len(kept))):
            break
        brackets = None if ended else segment.brackets
        item = make_item(reading, Segment(kept, brackets, segment.joint), 0, "") if kept else None
        if item is None or not allowed(reading, item, wanted):
            break
        items.append(item)
        rest = item.end
        if ended:
            break
    return Phrases(tuple(items), rest) if items else None


def _with_tail(reading: Reading, kept: list[Interval], words: list[Interval]) -> list[Interval]:
    """``kept`` with the place behind it where nothing else follows ("bleeding in the brain")."""
    grammar = reading.rules.grammar
    behind = words[len(kept) :]
    if not kept or len(behind) < 2 or not grammar.tail.fits(reading.word(behind[0])):
        return kept
    if any(reading.masked(*word) for word in behind):
        return kept
    noun = [word for word in behind[1:] if not grammar.lead.fits(reading.word(word))]
    if not noun or len(noun) > _LONGEST_TAIL or not all(fits(reading, word) for word in noun):
        return kept
    said = reading.text[noun[0][0] : noun[-1][1]].rstrip(".")
    vague = any(grammar.relational.fits(reading.word(word).rstrip(".")) for word in noun)
    return kept if vague or grammar.relational.fits(said) else words


def _tells(reading: Reading, words: list[Interval], ended: int) -> bool:
    """Whether a "member" begins a clause of its own ("liver, and its salts are …", "quickens the
    pulse")."""
    grammar = reading.rules.grammar
    if ended < len(words) and grammar.finite.fits(reading.word(words[ended])):
        return True
    return bool(words) and grammar.deed.fits(reading.text[words[0][0] : words[-1][1]])


def _explains(reading: Reading, words: list[Interval]) -> bool:
    """Whether a "member" says what the one before it is ("goitre, a disease of the thyroid"): it
    begins as a member anew does and is a noun that only defines."""
    grammar = reading.rules.grammar
    first = reading.word(words[0]) if words else ""
    if not (grammar.anew.fits(first) or grammar.lead.fits(first)):
        return False
    for word in words[1:]:
        surface = reading.word(word).rstrip(".")
        if grammar.nonmember.fits(surface) or grammar.subordinate.fits(surface):
            return True
        if grammar.near.fits(surface):
            return True
        if grammar.possessive.fits(surface) or grammar.stop.fits(surface):
            return False
    return False


def find_head(reading: Reading, lo: int, hi: int, case: str, gap: bool) -> Interval | None:
    """The nearest mention of the headword before ``hi`` in ``case``; it must stand right there
    unless ``gap``."""
    words = trim_right(reading, [m.span() for m in WORD.finditer(reading.text, lo, hi)])
    for last in range(len(words) - 1, -1, -1):
        if case and not bears(reading, words[last], case):
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
    segments = cut_segments(reading, lo, hi, wanted.split)
    items = []
    for segment in segments:
        segment.words = trim_right(reading, segment.words)
        item = make_item(reading, segment, 0, wanted.case) if segment.words else None
        if item is not None and allowed(reading, item, wanted):
            items.append(item)
    return Phrases(share(reading, items), lo) if items else None
