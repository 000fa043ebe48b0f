"""Names that no lexicon has, as a text of the user's own prints them."""

from collections.abc import Iterable, Mapping

import regex

from quizgen.language.book import Name
from quizgen.language.settings import LanguageSettings
from quizgen.model import ConceptValue, Fact, Span, Text
from quizgen.text import slug_of, without_controls

# Where the first word of a list item, a term or a sentence stands: its capital says nothing.
# A stop behind a short word may be an abbreviation's.
_OPENING = regex.compile(
    r"(?:^|\n\s*(?:[-*•–—]|\d+[.)])?\s*|(?:\p{L}[\p{L}\p{M}]{4,}\.|[\p{N})\]%]\.|[!?:;।])\s+)$"
)
_OWNER = regex.compile(r"['’]\p{L}?$")
_BEFORE = 60  # code points before a name that can hold its article


def printed_names(
    facts: Iterable[Fact], text: str, settings: LanguageSettings
) -> Mapping[str, Name]:
    """Concept id, or the words of a ``Text`` → its name as ``text`` prints it.

    ``facts`` are of one text in the language of ``settings``; its articles become forms.
    """
    names: dict[str, Name] = {}
    for fact in facts:
        for span in fact.spans:
            words = " ".join(without_controls(span.quote).split())
            if not words:
                continue
            name = Name(_plain(words, text, span), _articles(text, span, words, settings))
            names.setdefault(slug_of(words), name)
            if isinstance(fact.value, Text) and span.role == "value":
                same = slug_of(fact.value.text) == slug_of(words)
                shown = name if same else Name(without_controls(fact.value.text))
                names.setdefault(fact.value.text, shown)
    for concept in {c for fact in facts for c in _mentioned(fact)} - set(names):
        spot = _search(concept, text)
        if spot is not None:
            names[concept] = Name(_plain(spot.quote, text, spot))
    return names


def _mentioned(fact: Fact) -> Iterable[str]:
    """Ids in the fact that may need a name, the things derived ones are made of included."""
    for concept in (fact.subject, fact.relation, getattr(fact.value, "id", "")):
        parts = concept.split("-")
        yield from ("-".join(parts[:end]) for end in range(1, len(parts) + 1) if concept)
        yield from ("-".join(parts[begin:]) for begin in range(1, len(parts)))
    if isinstance(fact.value, ConceptValue):
        yield fact.value.id


def _search(concept: str, text: str) -> Span | None:
    """The place where ``text`` prints the words of an id, whatever signs part them."""
    words = r"[^\p{L}\p{M}\p{N}\n]{1,3}".join(map(regex.escape, concept.split("-")))
    found = regex.search(rf"(?<![\p{{L}}\p{{M}}]){words}(?![\p{{L}}\p{{M}}])", text, regex.I)
    return Span("subject", found.start(), found.end(), found.group()) if found else None


def _plain(words: str, text: str, span: Span) -> str:
    """``words`` without the capital that a heading, an item or a sentence gives its first word.

    A name keeps its own: one of capitals or figures, one with a further capital, an owner's
    (“Crohn's”), and one that stands with its capital inside a sentence.
    """
    first, *more = words.split(" ")
    if not (len(first) > 2 and first[0].isupper() and first[1:].islower()) or _OWNER.search(first):
        return words
    if any(
        word[:1].isupper() and not any(c.isdigit() for c in word) for word in more if len(word) > 1
    ):
        return words
    low = first.lower()
    for found in regex.finditer(
        rf"(?<![\p{{L}}\p{{M}}]){regex.escape(first)}(?![\p{{L}}\p{{M}}])", text
    ):
        inside = not _OPENING.search(text[: found.start()])
        if inside and found.start() != span.start:
            return words
    if _OPENING.search(text[: span.start]) or regex.search(
        rf"(?<!\p{{L}}){regex.escape(low)}(?!\p{{L}})", text
    ):
        return low + words[len(first) :]
    return words


def _articles(text: str, span: Span, words: str, settings: LanguageSettings) -> dict[str, str]:
    """The forms whose words before the name ``text`` prints right there (“the” for the liver)."""
    before = text[max(0, span.start - _BEFORE) : span.start]
    forms = {}
    for form, pattern in settings.articles.items():
        found = regex.search(rf"(?:{pattern})\s+$", before, regex.I)
        if found:
            forms[form] = f"{found.group().strip().lower()} {words}"
    return forms
