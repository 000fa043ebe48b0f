"""From a claim of an outlined text to a grounded fact."""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from quizgen.extract.conjuncts import Phrase, expression
from quizgen.extract.openings import Named
from quizgen.extract.outline import Outline
from quizgen.model import ConceptValue, Fact, Quantity, Source, Span, Text, Value, fact_id
from quizgen.text import slug_of

Interval = tuple[int, int]
Grounds = list[tuple[str, Interval | None]]


@dataclass(frozen=True, slots=True)
class Claim:
    """What is the same for all values of a claim: of whom, which relation, by which rule, on which
    further words; ``kinds`` and ``strict`` say which concepts may be its values."""

    subject: Named
    relation: str
    rule: str
    grounds: Grounds
    affirmed: bool = True
    kinds: tuple[str, ...] = ()
    strict: bool = False


def _without_capital(text: str) -> str:
    """The words of a list item as they would stand within a sentence: a capital that only begins
    the line is no part of them. Names ("Richard Kuhn", "DNA") keep theirs."""
    first, _, rest = text.partition(" ")
    return (
        text[:1].lower() + text[1:]
        if first[1:].isalpha() and first[1:].islower() and rest == rest.lower()
        else text
    )


@dataclass(frozen=True, slots=True)
class FactMaker:
    """Makes the facts of one text."""

    outline: Outline
    source: Source

    def phrase(self, claim: Claim, phrase: Phrase) -> Iterator[Fact]:
        """The value is what ``phrase`` names, or its own words; where a slash joins two things
        that the lexicon knows apart, both."""
        apart = self._apart(phrase)
        if len(apart) > 1:
            for one in apart:
                yield from self.fact(
                    claim, ConceptValue(one), one, [("value", (phrase.start, phrase.end))]
                )
            return
        value, identity = self.outline.value(phrase.names, claim.kinds, claim.strict)
        defined = self.outline.knowledge.relation(claim.relation)
        if defined is not None and defined[0].value == "text":
            value = Text(" ".join(self.outline.reading.text[phrase.start : phrase.end].split()))
        elif isinstance(value, Text) and self._measures(phrase):
            return
        elif isinstance(value, Text) and self._begins_line(phrase.start):
            value = Text(_without_capital(value.text))
        places: Grounds = [("value", (phrase.start, phrase.end))]
        places += [("value", place) for place in phrase.shared]
        yield from self.fact(claim, value, identity, places)
        yield from self._second_name(claim, phrase, identity)

    def _measures(self, phrase: Phrase) -> bool:
        """Whether the phrase is figures with units from end to end ("2.7 mg in 100 g"): an amount
        of something, and no thing."""
        inside = [
            q
            for q in self.outline.reading.quantities
            if phrase.start <= q.start and q.end <= phrase.end and q.unit is not None
        ]
        begins = {q.start for q in inside} | {start for start, _ in self.outline.reading.asides}
        return bool(inside) and phrase.start in begins and inside[-1].end == phrase.end

    def _begins_line(self, place: int) -> bool:
        before = self.outline.reading.text[:place].rpartition("\n")[2]
        return not any(sign.isalpha() for sign in before)

    def _apart(self, phrase: Phrase) -> tuple[str, ...]:
        """The concepts that the sides of a slash name, where each names one; else nothing."""
        words = self.outline.reading.text[phrase.start : phrase.end]
        sides = expression(self.outline.phrases.alias).split(words)
        if len(sides) < 2 or phrase.shared:
            return ()
        known = [self.outline.reading.names.lookup(side.strip()) for side in sides]
        return tuple(dict.fromkeys(one for one in known if one)) if all(known) else ()

    def _second_name(self, claim: Claim, phrase: Phrase, identity: str) -> Iterator[Fact]:
        """What stands in brackets behind a value, where the data says that it names it again."""
        data = self.outline.data
        match = self.outline.pattern(data.gloss).match(self.outline.reading.text, phrase.end)
        if match is None or phrase.shared:
            return
        words = match.group("v")
        value, second = self.outline.value((words,))
        if second == identity or value == ConceptValue(identity):
            return
        named = Named(identity, (phrase.start, phrase.end))
        again = Claim(named, data.gloss_relation, claim.rule, [])
        yield from self.fact(again, value, second, [("value", match.span("v"))])

    def figure(
        self,
        claim: Claim,
        lo: int,
        hi: int,
        of: Named | None = None,
        exact: bool = False,
        per: str | None = None,
    ) -> Iterator[Fact]:
        """The value is the single quantity in ``[lo, hi)``; none where there are several, or
        where ``exact`` and words follow it, for they may be a bound or a unit unknown to us.
        Where ``per`` is given, the value needs a denominator, its own or that one."""
        inside = [q for q in self.outline.reading.quantities if lo <= q.start and q.end <= hi]
        if len(inside) != 1 or (exact and self._words_after(inside[0].end, hi)):
            return
        relation = claim.relation
        if "{of}" in relation:
            if of is None:
                return
            relation = relation.replace("{of}", self.outline.knowledge.slug(of.id))
        one = inside[0]
        value = one.value
        if per is not None and "/" not in (value.unit or ""):
            if not per or value.unit in (None, "%"):
                return
            value = msgspec.structs.replace(value, unit=f"{value.unit}/{per}")
        named = Claim(claim.subject, relation, claim.rule, claim.grounds, claim.affirmed)
        yield from self.fact(named, value, "", [("value", one.number), ("unit", one.unit)])

    def _words_after(self, lo: int, hi: int) -> bool:
        return any(letter.isalpha() for letter in self.outline.reading.text[lo:hi])

    def fact(self, claim: Claim, value: Value, identity: str, places: Grounds) -> Iterator[Fact]:
        """The fact, unless it would say a thing of itself or nothing at all."""
        defined = self.outline.knowledge.relation(claim.relation)
        single = isinstance(value, Quantity)
        if defined is None or not (single or identity):
            return
        if not single and self._itself(claim, value, identity):
            return
        single = single or defined[0].single
        grounds = [*places, ("subject", claim.subject.span), *claim.grounds]
        yield Fact(
            id=fact_id(claim.subject.id, claim.relation, None if single else identity),
            topic=defined[0].topic,
            subject=claim.subject.id,
            relation=claim.relation,
            affirmed=claim.affirmed,
            value=value,
            source=self.source.id,
            language=self.source.language,
            spans=tuple(dict.fromkeys(self._span(r, p) for r, p in grounds if p is not None)),
            rule=claim.rule,
            statements={},
        )

    def _itself(self, claim: Claim, value: Value, identity: str) -> bool:
        """Whether the value is the subject. A foreign name may only be spelt as its id is."""
        if identity != claim.subject.id or not isinstance(value, Text):
            return identity == claim.subject.id
        span = claim.subject.span
        return span is None or slug_of(self.outline.reading.text[span[0] : span[1]]) == identity

    def _span(self, role: str, place: Interval) -> Span:
        view = self.outline.reading.view
        start, end = view.on_disk(*place)
        return Span(role, start, end, view.source[start:end])
