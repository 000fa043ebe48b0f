"""What a text is about: the headword of an entry, the subject of an article; and its title."""

from collections.abc import Collection

import regex

from quizgen.extract.openings import Named
from quizgen.extract.phrases import Item
from quizgen.extract.reading import Head, Reading
from quizgen.extract.ruleset import Entry
from quizgen.extract.subjects import identify
from quizgen.extract.units import Unit
from quizgen.text import compare_key, in_usual_letters, usual_letters

# A headword is named at the beginning; a book need not be searched for one.
_FIRST_UNITS = 200
_LONGEST_TITLE = 100
_BEGINNING = 20_000  # code points that tell how a word is written
_ORNAMENT = regex.compile(r"^[\s#*_]+|[\s*_:]+$")
_SENTENCE = regex.compile(r"[.;।:]\s*$|[.!?।]\s+\S")


def find_headword(reading: Reading, units: tuple[Unit, ...]) -> Head | None:
    """The head that the first fitting ``[[entry]]`` finds; None where none fits."""
    for entry in reading.rules.entries:
        for unit in units[:_FIRST_UNITS]:
            head = _in_unit(reading, entry, unit)
            if head is not None:
                return head
    return None


def _in_unit(reading: Reading, entry: Entry, unit: Unit) -> Head | None:
    where = entry.data.where
    if (where == "first" and not unit.first) or (where == "heading" and unit.kind != "heading"):
        return None
    if entry.unless is not None and entry.unless.search(reading.text, unit.start, unit.end):
        return None
    if where == "any":
        match = entry.pattern.search(reading.text, unit.start, unit.end)
    else:
        match = entry.pattern.match(reading.text, unit.start, unit.end)
    if match is None:
        return None
    start, end = match.span("head")
    name = reading.text[start:end].strip()
    reading.enter(unit.start, unit.end)
    item = Item(start, start + len(name), name, reading.names.all(name))
    one = reading.rules.grammar.singular(name)  # an entry on a group speaks of one of it, too
    keys = {compare_key(key) for key in (*reading.rules.grammar.written(name), one)}
    concepts = set(item.concepts[:1])
    return Head(identify(reading, item), item.start, item.end, keys, concepts)


def find_title(
    reading: Reading, units: tuple[Unit, ...], topic: Named | None, subjects: Collection[str]
) -> str:
    """What the text calls itself: its first line where that is a heading, else the headword, else
    what most of its headings are about, if facts are about it (``subjects``); else empty."""
    line = _first_line(reading.text)
    first = units[0] if units else None
    headed = first is not None and (first.kind == "heading" or first.opens_term)
    if headed and len(line) <= _LONGEST_TITLE and not _SENTENCE.search(line):
        return _in_usual_letters(_ORNAMENT.sub("", line), reading.text)
    head = reading.head
    about = [Named(head.id, (head.start, head.end))] if head is not None else []
    about += [topic] if topic is not None else []
    named = next((one.span for one in about if one.span and one.id in subjects), None)
    if named is None:
        return ""
    return _in_usual_letters(reading.text[named[0] : named[1]], reading.text)


def _in_usual_letters(title: str, text: str) -> str:
    usual = in_usual_letters(title, usual_letters(text[:_BEGINNING]))
    return usual[:1].upper() + usual[1:]


def _first_line(text: str) -> str:
    return text.lstrip().partition("\n")[0].strip()
