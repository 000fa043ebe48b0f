"""One member of a list, and what a slot asks of its members."""

from dataclasses import dataclass, replace
from itertools import pairwise

import regex

from quizgen.extract.grammar import WORD
from quizgen.extract.reading import Reading
from quizgen.extract.segments import Interval, Segment
from quizgen.text import QuantityMatch

_INITIAL = regex.compile(r"\p{Lu}\p{Ll}?\.")
_BRACKETS = regex.compile(r"\([^()]*\)")


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
class Wanted:
    """What a slot asks of its list. ``paired``: a figure stands behind the list, so that a member
    with a figure of its own in brackets belongs to another pair."""

    case: str = ""
    kinds: tuple[str, ...] = ()
    known: bool = False
    split: bool = True
    gap: bool = False
    most_words: int = 6
    acts: str = "any"
    paired: bool = False


def make_item(reading: Reading, segment: Segment, first: int, case: str) -> Item | None:
    """The item of ``segment`` from its word ``first`` on, ``case`` taken off; None where nothing is
    left of it."""
    grammar = reading.rules.grammar
    words = [word for word in segment.words[first:] if not reading.aside(*word)]
    while len(words) > 1 and grammar.lead.fits(reading.word(words[0])):
        words = words[1:]
    for size in (3, 2):  # leads of several words
        if len(words) > size and grammar.lead.fits(reading.text[words[0][0] : words[size - 1][1]]):
            words = words[size:]
    if not words or all(reading.in_formula(*word) for word in words):
        return None
    words[-1] = _without_stop(reading, words[-1])
    words = _without_title(reading, words)
    start, end = words[0][0], words[-1][1]
    counts = {word: count for word in words if (count := reading.count(*word)) is not None}
    for word, behind in pairwise(words):
        spelled = reading.spelled(*word)
        described = grammar.modifier.fits(reading.word(behind))
        if behind != words[-1]:
            described = described or grammar.closed_by(reading.word(behind)) is not None
        if spelled is not None and not described:
            counts[word] = spelled  # "two sulphur atoms", but not "three-membered rings"
    count = next(iter(counts.values()), None)
    kept = [word for word in words if word not in counts] or words
    surface = " ".join(reading.word(word) for word in kept)
    if len(kept) == len(words):
        surface = " ".join(_BRACKETS.sub(" ", _plainly(reading, words)).split())
    text = grammar.strip(surface, case).strip() if case not in ("", "nom") else surface
    text = _symbol(reading, grammar.rewrite(text))
    if text.count("«") != text.count("»"):
        text = text.replace("«", "").replace("»", "")
    if reading.starts_sentence(start) and text[1:2].islower():
        text = text[:1].lower() + text[1:]
    concepts = reading.names.exact(surface) or reading.names.all(text) or reading.names.all(surface)
    return Item(start, end, text, concepts, (), segment.brackets, count)


def acted(reading: Reading, items: tuple[Item, ...], verb: Interval) -> tuple[Item, ...]:
    """``items`` with the ``verb`` whose objects they are, as names of acts ("widening vessels").

    None where the headword is an object; a member that does not look like one is left out.
    """
    if any(_ends_in_head(reading, item.text) for item in items):
        return ()
    last = items[-1:]
    closed = reading.rules.grammar.closed_by
    objects = tuple(one for one in items[:-1] if closed(reading.text[one.start : one.end]))
    return tuple(_with_act(reading, item, verb) for item in (*objects, *last))


def _ends_in_head(reading: Reading, text: str) -> bool:
    words = text.split()
    return any(reading.names_head(" ".join(words[place:])) for place in range(len(words)))


def _with_act(reading: Reading, item: Item, verb: Interval) -> Item:
    if verb[0] <= item.start < verb[1]:  # the value holds its verb
        return replace(item, text=reading.rules.grammar.act(item.text))
    end = item.end
    behind = WORD.search(reading.text, end, verb[0])
    if behind is not None and reading.rules.grammar.closed_by(behind.group()) == "acc":
        end = behind.end()  # the class noun that the list dropped bears the case
    words = f"{reading.text[item.start : end]} {reading.text[slice(*verb)]}"
    text = reading.rules.grammar.act(" ".join(words.split()))
    if reading.starts_sentence(item.start) and text[1:2].islower():
        text = text[:1].lower() + text[1:]
    return replace(item, text=text, concepts=reading.names.all(text), extra=(*item.extra, verb))


def _symbol(reading: Reading, words: str) -> str:
    """A chemical symbol of two letters in Latin ones, however it is printed."""
    if len(words) != 2 or not words[0].isupper():
        return words
    conventions = reading.rules.conventions
    latin = "".join(conventions.lookalikes.get(letter, letter) for letter in words)
    return latin if latin in conventions.elements else words


def _without_title(reading: Reading, words: list[Interval]) -> list[Interval]:
    """A person's name without what the person is ("the Swiss chemist T. Reichstein")."""
    text = reading.text
    for place, (start, end) in enumerate(words[:-1]):
        if place and _INITIAL.fullmatch(text[start:end]) and text[words[-1][0]].isupper():
            titles = all(text[one[0]].islower() for one in words[:place])
            return words[place:] if titles else words
    return words


def _plainly(reading: Reading, words: list[Interval]) -> str:
    """The text from the first of ``words`` to the last, without what states a denominator."""
    start, end = words[0][0], words[-1][1]
    for first, last in reading.asides:
        if start < first and last < end:
            return f"{reading.text[start:first]} {reading.text[last:end]}"
    return reading.text[start:end]


def unshared(items: tuple[Item, ...], heads: str) -> tuple[Item, ...]:
    """``items`` without the bare members behind one that holds ``heads``: whether they share its
    head noun ("growth of hair, nails") or not ("loss of weight, fever") only the sense can tell."""
    head = regex.compile(heads)
    kept: list[Item] = []
    for item in items:
        if head.search(item.text) or not any(head.search(one.text) for one in kept):
            kept.append(item)
    return tuple(kept)


def _without_stop(reading: Reading, word: Interval) -> Interval:
    """The last word without the full stop of its sentence; an abbreviation keeps its own."""
    surface = reading.word(word)
    kept = surface[:-1].casefold() in reading.rules.conventions.abbreviations
    return word if kept or not surface.endswith(".") else (word[0], word[1] - 1)


def allowed(reading: Reading, item: Item, wanted: Wanted) -> bool:
    """Whether ``item`` may fill the slot."""
    if reading.rules.grammar.relational.fits(item.text):
        return False
    if wanted.kinds and item.concepts:
        return any(reading.names.kind(one) in wanted.kinds for one in item.concepts)
    if wanted.known and not item.concepts:
        return False
    return len(item.text.split()) <= wanted.most_words or bool(item.concepts)
