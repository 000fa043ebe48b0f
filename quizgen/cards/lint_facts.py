"""Lint of a card against its fact: options that are true, figures that differ, missing evidence."""

import unicodedata
from collections.abc import Iterator

import regex

from quizgen.cards.lint_words import fold
from quizgen.cards.make import taught_value
from quizgen.cards.named import Named
from quizgen.cards.options import Claims, true_of
from quizgen.knowledge import Knowledge
from quizgen.language.book import LanguageBook
from quizgen.language.figures import quantity_parts, unit_name
from quizgen.model import Card, Fact, Quantity

_FIGURE = regex.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*")


def options(
    card: Card, fact: Fact, claims: Claims, knowledge: Knowledge, named: Named
) -> Iterator[tuple[str, str]]:
    """Wrong options that a fact makes true, or that are a right answer under another name."""
    if not card.choices or card.form in ("truefalse", "order"):
        return
    wrong = [option for option in card.choices if option != card.answer]
    right = {fold(a) for a in (card.answer, *card.accepted)}
    found = knowledge.relation(fact.relation)
    excluded = found[0].excludes if found else ()
    certain = {v for other in excluded for v in claims.true.get((fact.subject, other), ())}
    true = true_of(fact, knowledge, claims) - {getattr(v, "id", "") for v in certain}
    if len({fold(option) for option in card.choices}) < len(card.choices):
        yield "options-alike", " · ".join(card.choices)
    for option in wrong:
        if fold(option) in right or named.get(fold(option), frozenset()) & true:
            yield "wrong-option-is-true", option


def figures(
    card: Card, fact: Fact, knowledge: Knowledge, book: LanguageBook
) -> Iterator[tuple[str, str]]:
    """The number and unit of the answer must be the fact's (or the accepted ones)."""
    value = taught_value(fact, knowledge.errata)
    if not isinstance(value, Quantity) or card.form not in ("typed", "qa", "cloze"):
        return
    meant = {figure for figure in quantity_parts(book, value).values() if figure}
    found = set(_FIGURE.findall(unicodedata.normalize("NFC", card.answer)))
    if found and found != meant:
        yield "figure-differs", f"{card.answer} ≠ {' '.join(sorted(meant))}"
    if found and value.unit is not None:
        shown = fold(f"{card.answer} {card.cloze or card.question}")
        entry = book.settings.units.get(value.unit, {})
        names = [unit_name(book, value.unit), *(v for v in entry.values() if isinstance(v, str))]
        if not any(fold(name) in shown for name in names):
            yield "unit-missing", card.answer


def evidence(card: Card, fact: Fact, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """A missing quote, a missing translation, a missing note on an erratum."""
    if card.evidence is None or not card.evidence.quote:
        yield "no-quote", fact.id
    elif card.evidence.language != card.language and not card.namespace:
        if not card.evidence.translation:
            yield "quote-not-translated", card.evidence.quote
        if card.evidence.heading and not card.evidence.heading_translation:
            yield "quote-not-translated", card.evidence.heading
    erratum = knowledge.errata.get(fact.erratum or "")
    if erratum is not None and not erratum.silent and not card.erratum_note:
        yield "erratum-without-note", erratum.id
