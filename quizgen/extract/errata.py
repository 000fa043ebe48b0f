"""Which erratum speaks of a fact."""

from collections.abc import Iterable

import msgspec

from quizgen.knowledge import Knowledge
from quizgen.model import Erratum, Fact, Source
from quizgen.text import compare_key


def with_errata(
    facts: Iterable[Fact], knowledge: Knowledge, source: Source, text: str
) -> tuple[Fact, ...]:
    """The facts, each with the id of the first erratum that applies to it.

    One applies where it names the fact and the source, and a sentence that supports the fact
    still prints the words at fault.
    """
    by_fact: dict[str, list[Erratum]] = {}
    for erratum in knowledge.errata.values():
        if erratum.source == source.id:
            for fact in erratum.facts:
                by_fact.setdefault(fact, []).append(erratum)
    return tuple(_marked(fact, by_fact.get(fact.id, []), text) for fact in facts)


def _marked(fact: Fact, errata: list[Erratum], text: str) -> Fact:
    for erratum in errata:
        if not erratum.printed or any(_prints(fact, words, text) for words in erratum.printed):
            return msgspec.structs.replace(fact, erratum=erratum.id)
    return fact


def _prints(fact: Fact, words: str, text: str) -> bool:
    first = min(span.start for span in fact.spans if span.role == "value")
    last = max(span.end for span in fact.spans if span.role in ("value", "cue", "unit"))
    begin = max((text.rfind(stop, 0, first) for stop in ".।!?\n"), default=-1)
    near = text[max(begin, first - 600, 0) : last + 600]
    return compare_key(words) in compare_key(near)
