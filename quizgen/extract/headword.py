"""What a text is about: the headword of an entry, the subject of an article."""

from quizgen.extract.phrases import Item
from quizgen.extract.reading import Head, Reading
from quizgen.extract.ruleset import Entry
from quizgen.extract.subjects import identify
from quizgen.extract.units import Unit
from quizgen.text import compare_key

# A headword is named at the beginning; a book need not be searched for one.
_FIRST_UNITS = 200


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
