"""Sentences of a stretch of text. Abbreviation dots, initials and figures end none."""

from collections.abc import Iterator

import regex

from quizgen.text.conventions import Conventions

_STOP = regex.compile(r"[.!?।॥…]+[\"»”’)\]]*(?=\s|$)")
_WORD_BEFORE = regex.compile(r"[\p{L}\p{M}\p{N}]+$")
_NEXT = regex.compile(r"\s*[\"«“(\[]*(.)")
# A "sentence" beyond this is a table or a list without stops: cut, so that cost stays linear.
LONGEST = 1500


def sentences(
    text: str, start: int, end: int, conventions: Conventions
) -> Iterator[tuple[int, int]]:
    """The half-open intervals of the sentences of ``text[start:end]``, blanks trimmed."""
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if stop.end() < end and not _ends(text, stop.start(), stop.end(), begin, conventions):
            continue
        yield from _trimmed(text, begin, stop.end())
        begin = stop.end()
    yield from _trimmed(text, begin, end)


def _ends(text: str, stop: int, after: int, begin: int, conventions: Conventions) -> bool:
    if text[stop] != "." or after - stop > 1:
        return True
    following = _NEXT.match(text, after)
    if following and following.group(1).islower():
        return False
    before = _WORD_BEFORE.search(text[max(begin, stop - 40) : stop])
    if before is None:
        return True
    word = before.group()
    initial = len(word) == 1 and word.isupper()
    if not initial and word.casefold() in conventions.abbreviations:
        return False
    if not initial:
        return True
    # A capital alone is an initial, unless it is part of a sign ("°C") or a code ("vitamin C").
    place = stop - 1
    if place > begin and not text[place - 1].isspace():
        return text[place - 1] not in ".("
    previous = _WORD_BEFORE.search(text[max(begin, place - 40) : place].rstrip())
    return previous is not None and previous.group().casefold() in conventions.coded


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        cut = text.rfind(" ", start, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield start, cut
        start = cut + 1
    if start < end:
        yield start, end
