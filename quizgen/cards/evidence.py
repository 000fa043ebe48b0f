"""The sentence behind a fact, with the supporting words marked and a translation."""

from collections.abc import Callable

import regex
from msgspec import Struct

from quizgen.language.book import LanguageBook, fold_spaces
from quizgen.model import Evidence, Fact, Source, Span

Sentences = Callable[[int], tuple[int, int]]

# What stands between a term at the beginning of a line and its description.
_COLON = regex.compile(r"\s*(?:\([^()\n]{1,40}\)\s*)?\**\s*(?:[:：][-–—]?|[–—-])\**\s+")
_WORD = regex.compile(r"\p{L}")


class EvidenceFinder(Struct, frozen=True):
    """One source's text and where its sentences lie.

    ``sentence_at`` gives, for a code point of the file, the half-open interval of the sentence or
    list item that holds it.
    """

    source: Source
    text: str
    sentence_at: Sentences

    def find(self, fact: Fact, book: LanguageBook) -> Evidence:
        """The evidence of ``fact`` for a card in the language of ``book``."""
        value = next((s for s in fact.spans if s.role == "value"), fact.spans[0])
        start, end = self._trim(*self.sentence_at(value.start))
        term = self._term(fact, start)
        if term is not None and self._colon_ends(term) == start:
            start = term.start
        marks = tuple(
            sorted(
                {
                    (max(s.start, start) - start, min(s.end, end) - start)
                    for s in fact.spans
                    if s.start < end and s.end > start
                }
            )
        )
        quote = self.text[start:end]
        heading = self._heading(fact, start, end)
        if term is not None and term.start < start:
            heading = term.quote  # further down in its description
        return Evidence(
            source=self.source.id,
            title=self.source.title,
            language=self.source.language,
            quote=quote,
            start=start,
            end=end,
            line=self.text.count("\n", 0, start) + 1,
            marks=_merge(marks),
            translation=self._translate(quote, book),
            heading=heading,
            heading_translation=self._translate(heading, book),
        )

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return start, end

    def _term(self, fact: Fact, start: int) -> Span | None:
        """The term of the ``term : description`` line that ``start`` lies in the description of,
        where the fact rests on it."""
        line = self.text.rfind("\n", 0, start) + 1
        before = (s for s in fact.spans if s.role == "subject" and line <= s.start < start)
        opening = (s for s in before if not _WORD.search(self.text, line, s.start))
        return next((s for s in opening if self._colon_ends(s) > 0), None)

    def _colon_ends(self, term: Span) -> int:
        """Where the description of ``term`` begins; -1 where no colon follows it."""
        colon = _COLON.match(self.text, term.end)
        return colon.end() if colon is not None else -1

    def _heading(self, fact: Fact, start: int, end: int) -> str:
        for span in fact.spans:
            if span.role == "heading" and not start <= span.start < end:
                first, last = self._trim(*self.sentence_at(span.start))
                return self.text[first:last]
        return ""

    def _translate(self, quote: str, book: LanguageBook) -> str:
        if not quote or self.source.language == book.code:
            return ""
        return book.translations.get((self.source.id, fold_spaces(quote)), "")


def _merge(marks: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Overlapping intervals become one."""
    merged: list[tuple[int, int]] = []
    for start, end in marks:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)
