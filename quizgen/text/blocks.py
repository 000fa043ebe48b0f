"""Blocks of a text: paragraphs, headings, list items, ``term : description`` lines."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import regex

from quizgen.text.conventions import Conventions
from quizgen.text.sentences import sentences

Kind = Literal["paragraph", "heading", "item", "term"]

_LINE = regex.compile(r"[^\r\n\u2028\u2029]*(?:\r\n|[\r\n\u2028\u2029]|$)")
_BULLET = regex.compile(
    r"\s*(?:\*\*(?=\(?\p{Nd}))?(?:[-–—•*·▪◦‣→➔➢➤►▶●○■□✓✔★✦❖]|\(?\p{Nd}{1,2}[.)]|\(?\p{Ll}\)|\(\p{L}\p{M}?\))\s+"
)
_MARKDOWN = regex.compile(r"\s*#{1,6}\s+")
_BARE_COUNT = regex.compile(r"(\p{Nd}{1,2})\s+(?=\p{L})")
_SHORTEST_RUN = 3  # of lines that a bare number counts: "1 cup", "2 spoons" is an amount
_COUNTED = regex.compile(r"\(?\p{Nd}{1,2}[.)]\s+")  # the number of a heading
_TERM = regex.compile(
    r"(\S(?:[^:।.!?\r\n]|(?<=(?:^|[.\s])\S{1,3})\.){0,70}?)\s*(?::[-–—]?\**|\*\*\s*:)\s+(?=\S)"
)
_DASH_TERM = regex.compile(r"(\S[^:।.!?\r\n]{0,70}?)\s+[–—-]{1,2}\s+(?=\S)")
_COLON = regex.compile(r"[:：]\s*[-–—]?\**$|\s[-–—]$")
# A heading given again in Latin letters: "… - Symptoms of it in Hindi".
_AGAIN = regex.compile(r"(?<=[^\x00-\x7f][?)]?)\s+[-–—|]\s+[A-Za-z]+(?:\s+[A-Za-z0-9'’?,]+){2,}$")
_BOLD = regex.compile(r"\*\*[^*]+\*\*\s*[:：]?")
_ROW = regex.compile(r"\|?\s*([^|\s][^|]*?)\s*\|\s*([^|\s][^|]*?)\s*\|?")
_RULER = regex.compile(r"\|?\s*:?-{2,}[-:\s|]*")
_STOP_INSIDE = regex.compile(r"[।.!?](?=\s+\S)")
_FINISHED = regex.compile(r"[.!?।॥…;][\"»”’)\]]*\s*$")
_SHORT_WORDS, _TERM_WORDS, _ITEM_WORDS = 9, 8, 14
_NARROWEST, _WIDEST, _RAGGED, _LONG_WORD = 55, 130, 10, 40  # of lines wrapped in mid sentence


@dataclass(frozen=True, slots=True)
class Block:
    """``[start, end)`` is the block's content without bullet; of a term, its description.

    ``term`` is the interval before the colon. ``heading`` is the index of the heading block it
    stands under, None at the top.
    """

    kind: Kind
    start: int
    end: int
    heading: int | None = None
    term: tuple[int, int] | None = None


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    after_blank: bool
    bullet: bool
    hashes: bool
    heads_table: bool = False


def blocks(text: str, conventions: Conventions) -> tuple[Block, ...]:
    """The blocks of a view's text in order. Linear in its length."""
    lines = _lines(text)
    found: list[Block] = []
    heading: int | None = None
    for place, line in enumerate(lines):
        following = lines[place + 1] if place + 1 < len(lines) else None
        listed = bool(found) and found[-1].kind in ("item", "term") and not line.after_blank
        spaced = following is not None and following.after_blank and not following.bullet
        spaced = spaced and place > 0 and lines[place - 1].after_blank
        words = text[line.start : line.end]
        row = _row(words, line)
        if row is not None:
            if row:
                first, second = (line.start + row[0], line.start + row[1]), line.start + row[2]
                found.append(Block("term", second, line.start + row[3], heading, first))
        elif line.hashes or (
            _COLON.search(words) and (not line.bullet or _named(words, conventions))
        ):
            heading = _announce(text, line, heading, found, conventions)
        elif (
            _bare_heading(text, line, following, found, spaced)
            or _said_again(words, line, following)
            or _known_heading(words, line, following, listed, conventions)
        ):
            found.append(Block("heading", line.start, line.end))
            heading = len(found) - 1
        elif (term := _term(text, line, heading, conventions)) is not None:
            found.append(Block("term", term[2], line.end, heading, (term[0], term[1])))
        elif line.bullet or (
            heading is not None and not _FINISHED.search(words) and _item(words, conventions)
        ):
            found.append(Block("item", line.start, line.end, heading))
        else:
            found.append(Block("paragraph", line.start, line.end, heading))
    return tuple(found)


def _lines(text: str) -> list[_Line]:
    """Trimmed lines; a line that was wrapped in mid sentence is joined to the one before."""
    lines: list[_Line] = []
    counts: list[tuple[int, int, int] | None] = []  # of lines that open with a bare number
    blank = True
    widest = max(map(len, text.splitlines()), default=0)
    for match in _LINE.finditer(text):
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start == end:
            blank = True
            continue
        if lines and not blank and _wrapped(text, lines[-1], start, widest):
            lines[-1].end = end
            continue
        mark = _MARKDOWN.match(text, start, end)
        bullet = None if mark else _BULLET.match(text, start, end)
        counted = _COUNTED.match(text, mark.end(), end) if mark else None
        begin = next((one.end() for one in (counted, mark, bullet) if one), start)
        count = None if mark or bullet else _BARE_COUNT.match(text, start, end)
        counts.append((len(lines), int(count.group(1)), count.end()) if count else None)
        bold = bullet is None and _BOLD.fullmatch(text, begin, end) is not None
        if lines and _RULER.fullmatch(text, start, end):
            lines[-1].heads_table = True
        lines.append(_Line(begin, end, blank, bullet is not None, mark is not None or bold))
        blank = False
    for run in _counted_runs(counts):
        for place, _, begin in run:
            lines[place].start, lines[place].bullet = begin, True
    return lines


def _counted_runs(
    counts: list[tuple[int, int, int] | None],
) -> Iterator[list[tuple[int, int, int]]]:
    """Lines one below the other that open with 1, 2, 3 …: the numbers count the lines."""
    run: list[tuple[int, int, int]] = []
    for count in [*counts, None]:
        if count is not None and count[1] == len(run) + 1:
            run.append(count)
            continue
        if len(run) >= _SHORTEST_RUN:
            yield run
        run = [count] if count is not None and count[1] == 1 else []


def _wrapped(text: str, before: _Line, start: int, widest: int) -> bool:
    if before.hashes or _FINISHED.search(text, max(before.start, before.end - 8), before.end):
        return False
    if text[before.end - 1] == ":" or _BULLET.match(text, start):
        return False
    last_line = text.rfind("\n", before.start, before.end) + 1
    width = before.end - max(before.start, last_line)
    # Wrapping breaks lines near one width, where the next word had no room; a text in which a
    # paragraph is a single line is not wrapped.
    word = text[start : start + _LONG_WORD].split()[0]
    near = widest <= _WIDEST and width + 1 + len(word) + _RAGGED > widest
    return near and width >= _NARROWEST and not text[start].isupper()


def _announce(
    text: str, line: _Line, heading: int | None, found: list[Block], conventions: Conventions
) -> int:
    """A line that ends in a colon: its last sentence is the heading, the rest a paragraph."""
    spans = list(sentences(text, line.start, line.end, conventions))
    begin = spans[-1][0] if spans and not line.hashes else line.start
    if begin > line.start:
        found.append(Block("paragraph", line.start, spans[-2][1], heading))
    found.append(Block("heading", begin, line.end))
    return len(found) - 1


def _bare_heading(
    text: str, line: _Line, following: _Line | None, found: list[Block], spaced: bool
) -> bool:
    words = text[line.start : line.end]
    if line.bullet or not line.after_blank or following is None:
        return False
    if not _short(words) or _FINISHED.search(words) or _TERM.match(text, line.start, line.end):
        return False
    if (
        found
        and found[-1].kind == "heading"
        and (len(found) > 1 or text[found[-1].end - 1] in ":?")
    ):
        return False  # the first item of a list whose heading is followed by an empty line
    # Items with empty lines between them are no headings.
    return not (found and found[-1].kind == "item" and spaced)


def _said_again(words: str, line: _Line, following: _Line | None) -> bool:
    """A line of its own whose words are given again in Latin letters behind a dash."""
    return (
        following is not None
        and line.after_blank
        and not line.bullet
        and _AGAIN.search(words) is not None
    )


def _known_heading(
    words: str, line: _Line, following: _Line | None, listed: bool, conventions: Conventions
) -> bool:
    """A short question, or words that the language knows to head a list, without a colon."""
    if following is None:
        return False
    if line.bullet:  # "1. Causes", but no line of a table of contents
        return line.after_blank and following.after_blank and _named(words, conventions)
    if words.endswith("?") and len(words) <= 160 and not _STOP_INSIDE.search(words):
        return True
    heads = line.after_blank and following.bullet and len(words.split()) <= _ITEM_WORDS
    if heads and not listed and not _FINISHED.search(words) and ":" not in words:
        return True  # a long line of its own above marked items
    if not _short(words):
        return False
    if following.bullet and not listed and not _FINISHED.search(words) and ":" not in words:
        return True  # marked items below an unmarked line
    return _named(words, conventions)


@lru_cache(maxsize=16)
def _compiled(source: str, flags: int = 0) -> "regex.Pattern[str]":
    return regex.compile(source, flags)


def _named(words: str, conventions: Conventions) -> bool:
    known = conventions.headings
    bare = words.strip(" *:：-–—")
    return bool(known) and _compiled(known, regex.IGNORECASE).search(bare) is not None


def _row(words: str, line: _Line) -> tuple[int, ...] | None:
    """A table's row of two cells as (term start, term end, start, end); empty for a row that is
    dropped (the head of a table, its ruler, rows of other widths); None where it is no row."""
    if "|" not in words or not words.startswith("|"):
        return None
    match = _ROW.fullmatch(words)
    if match is None or _RULER.fullmatch(words) or line.heads_table:
        return ()
    return (*match.span(1), *match.span(2))


def _term(
    text: str, line: _Line, heading: int | None, conventions: Conventions
) -> tuple[int, int, int] | None:
    match = _TERM.match(text, line.start, line.end)
    said = conventions.no_colon_term and match is not None and not line.bullet
    if said and _compiled(conventions.no_colon_term).search(match.group(1) if match else ""):
        return None
    if match is None and (line.bullet or (heading is not None and conventions.no_term)):
        match = _DASH_TERM.match(text, line.start, line.end)
        barred = conventions.no_term and match is not None
        if barred and _compiled(conventions.no_term).search(match.group(1) if match else ""):
            match = None
    if match is None or match.end() >= line.end:
        return None
    if len(match.group(1).split()) > _TERM_WORDS:
        return None
    if match.group(1).count("(") > match.group(1).count(")"):
        return None  # a colon inside brackets: "X (Latin: ex) is …"
    start, end = match.span(1)
    while start < end and text[start] in "*_":
        start += 1
    while end > start and text[end - 1] in "*_":
        end -= 1
    return start, end, match.end()


def _item(words: str, conventions: Conventions) -> bool:
    """Whether an unmarked line is short enough for an item; one that has no verb may be longer."""
    if _short(words) or not conventions.no_term:
        return _short(words)
    verb = _compiled(conventions.no_term).search(words)
    return verb is None and len(words.split()) <= _ITEM_WORDS


def _short(words: str) -> bool:
    return len(words.split()) <= _SHORT_WORDS and len(words) <= 90
