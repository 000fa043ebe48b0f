"""Names as a text of the user's own prints them: of what no lexicon has, and by which alias."""

from collections.abc import Iterable, Mapping

import regex

from quizgen.language.book import LanguageBook, Name
from quizgen.language.names import find_name
from quizgen.model import ConceptValue, Fact, Span, Text
from quizgen.text import in_usual_letters, slug_of, usual_letters, without_controls

# Where the first word of a list item, a term or a sentence stands: its capital says nothing. A
# stop behind a short word may be an abbreviation's; that of a title, in Latin letters, has a
# capital of its own.
_OPENING = regex.compile(
    r"(?:^|\n\s*(?:[-*•–—]|\d+[.)])?\s*|(?:\p{L}[\p{L}\p{M}]{4,}\.|[\p{N})\]%]\.|[!?:;।]"
    r"|(?<![\p{L}\p{M}])[a-z]{3,4}\.)\s+)$"
)
_WORD = regex.compile(r"[\p{L}\p{M}]+")
_CAPITAL = regex.compile(r"(?<![\p{L}\p{M}])\p{Lu}(?:[\p{L}\p{M}]{2,}|(?!\p{Latin})\p{L})")
_OWNER = regex.compile(r"['’]\p{L}?$")
_NEAR = 40  # code points before a word that tell whether it opens anything
_HEAD = 20_000  # code points at the beginning, where a text names what it is about


class _Casing:
    """Which words a text has in small letters, and which with a capital inside a sentence.

    ``proper``: which headwords keep their capital, in a language whose entries print the headword
    with one wherever it stands; empty: it stands with one only where any word would.
    """

    def __init__(self, text: str, proper: str = "") -> None:
        self.text = text
        self.usual = usual_letters(text[:_HEAD])
        self.proper = regex.compile(proper) if proper else None
        self.begins = len(text) - len(text.lstrip())
        self.words = set(_WORD.findall(text))
        self.inside = {
            found.group() for found in _CAPITAL.finditer(text) if not self.opens(found.start())
        }
        self.near = {word.casefold() for word in _WORD.findall(text[:_HEAD])}

    def opens(self, start: int) -> bool:
        """Whether an item, a term or a sentence begins at ``start``."""
        return _OPENING.search(("\n" if start < _NEAR else "") + self.before(start)) is not None

    def heads_entry(self, words: str) -> bool:
        """Whether ``words`` are the headword, and one whose capital says nothing."""
        if self.proper is None or self.proper.search(words):
            return False
        opening = self.text[self.begins : self.begins + len(words)]
        return opening.casefold() == words.casefold()

    def before(self, start: int) -> str:
        return self.text[max(0, start - _NEAR) : start]


def printed_names(facts: Iterable[Fact], text: str, book: LanguageBook) -> Mapping[str, Name]:
    """Concept id, or the words of a ``Text`` → its name as ``text`` prints it.

    ``facts`` are of one text in the language of ``book``; its articles become forms. A thing that
    the lexicon has is called by that one of its names which the text uses.
    """
    casing = _Casing(text, book.settings.proper_headword)
    names: dict[str, Name] = {}
    wanted: set[str] = set()
    for fact in facts:
        wanted.update(_mentioned(fact))
        for span in fact.spans:
            words = " ".join(without_controls(span.quote).split())
            if not words:
                continue
            concept = getattr(fact.value, "id", "") if span.role == "value" else ""
            concept = fact.subject if span.role == "subject" else concept
            if concept in book.names:
                alias = _alias(book.names[concept], words)
                if alias:
                    names.setdefault(concept, Name(alias, _articles(casing, span, words, book)))
                continue
            name = Name(_plain(words, casing, span), _articles(casing, span, words, book))
            # A foreign name may be spelt as the id of a thing that the language has a name for.
            if find_name(book, slug_of(words), own_language=False) is None:
                names.setdefault(slug_of(words), name)
            if isinstance(fact.value, Text) and span.role == "value":
                same = slug_of(fact.value.text) == slug_of(words)
                shown = name if same else Name(without_controls(fact.value.text))
                names.setdefault(fact.value.text, shown)
    for concept in sorted(wanted - set(names)):
        known = find_name(book, concept, own_language=False) is not None
        spot = None if known else _search(concept, casing)
        if spot is not None:
            names[concept] = Name(_plain(spot.quote, casing, spot))
    return names


def _alias(known: Name, words: str) -> str:
    """The further name under which ``words`` stand in the lexicon; empty where they do not."""
    folded = words.casefold()
    if folded == known.name.casefold() or folded in (f.casefold() for f in known.forms.values()):
        return ""
    return next((one for one in known.aliases if one.casefold() == folded), "")


def _mentioned(fact: Fact) -> Iterable[str]:
    """Ids in the fact that may need a name, the things derived ones are made of included."""
    for concept in (fact.subject, fact.relation):
        parts = concept.split("-")
        yield from ("-".join(parts[:end]) for end in range(1, len(parts) + 1))
        yield from ("-".join(parts[begin:]) for begin in range(1, len(parts)))
    if isinstance(fact.value, ConceptValue):
        yield fact.value.id


def _search(concept: str, casing: _Casing) -> Span | None:
    """The place near the beginning where the text prints the words of an id."""
    parts = concept.split("-")
    if parts[0] not in casing.near:
        return None
    words = r"[^\p{L}\p{M}\p{N}\n]{1,3}".join(map(regex.escape, parts))
    pattern = rf"(?<![\p{{L}}\p{{M}}]){words}(?![\p{{L}}\p{{M}}])"
    found = regex.search(pattern, casing.text[:_HEAD], regex.IGNORECASE)
    return Span("subject", found.start(), found.end(), found.group()) if found else None


def _plain(words: str, casing: _Casing, span: Span) -> str:
    """``words`` without the capital that a heading, an item or a sentence gives its first word.

    A name keeps its own: one of capitals or figures, one with a further capital, an owner's
    (“Crohn's”), and one that stands with its capital inside a sentence.
    """
    words = in_usual_letters(words, casing.usual)
    first, *more = words.split(" ")
    if not _CAPITAL.match(first) or not first[1:].islower() or _OWNER.search(first):
        return words
    if any(_CAPITAL.match(word) and word[1:].islower() for word in more):
        return words
    low = first.lower()
    common = low in casing.words or casing.heads_entry(words)
    if not common and (first in casing.inside or not casing.opens(span.start)):
        return words
    return low + words[len(first) :]


def _articles(casing: _Casing, span: Span, words: str, book: LanguageBook) -> dict[str, str]:
    """The forms whose words before the name the text prints right there (“the” for the liver)."""
    before = casing.before(span.start)
    forms = {}
    for form, pattern in book.settings.articles.items():
        found = regex.search(rf"(?<!\p{{L}})(?:{pattern})\s+$", before, regex.IGNORECASE)
        if found:
            forms[form] = f"{found.group().strip().lower()} {words}"
    return forms
