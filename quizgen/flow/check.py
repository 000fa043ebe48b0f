"""Checking what was built: grounded facts, files that match their inputs, cards without fault."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from quizgen.cards import Finding, lint
from quizgen.flow.build import Read, make, open_workshop, read_shipped
from quizgen.flow.cardfile import read_cards
from quizgen.flow.golden import golden_diff
from quizgen.flow.library import CARDS, STORE
from quizgen.model import Fact
from quizgen.store import FactStore


def grounding(fact: Fact, text: str) -> Iterable[Finding]:
    """A finding for each span that is not the text's own words, and for a fact without ground."""
    if not any(span.role == "value" for span in fact.spans):
        yield Finding(fact.id, "no-ground", fact.rule)
    for span in fact.spans:
        if not 0 <= span.start < span.end <= len(text):
            yield Finding(fact.id, "span-outside-text", f"{span.start}–{span.end}")
        elif text[span.start : span.end] != span.quote:
            yield Finding(fact.id, "quote-differs", span.quote)


def ground_all(reads: Sequence[Read]) -> list[Finding]:
    """Findings of grounding over all sources."""
    return [f for read in reads for fact in read.facts for f in grounding(fact, read.text)]


def check(folder: Path) -> list[Finding]:
    """All findings about a ``facts`` folder. Raises DataFileError, TextInputError."""
    shop = open_workshop(folder)
    reads = read_shipped(shop)
    facts, cards = make(shop, reads)
    findings = ground_all(reads) + lint(cards, facts, shop.knowledge, shop.books)
    stale = "build it with: quizgen build --force"
    if not (folder / STORE).exists() or FactStore(folder / STORE).facts != facts:
        findings.append(Finding(STORE, "not-current", stale))
    if read_cards(folder / CARDS) != cards:
        findings.append(Finding(CARDS, "not-current", stale))
    findings += [
        Finding(read.source.id, "facts-not-reviewed", line)
        for read in reads
        for line in golden_diff(folder, read)
        if line[:1] in "+-" and line[:3] not in ("+++", "---")
    ]
    return findings
