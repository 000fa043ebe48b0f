"""Claims of an outlined text: list items, terms, and frames over its sentences."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from quizgen.extract.conjuncts import Phrase, clauses, split
from quizgen.extract.outline import Outline, Section
from quizgen.extract.outlined import ClaimData, FrameData
from quizgen.extract.reading import Reading
from quizgen.extract.subjects import Named
from quizgen.extract.units import Unit
from quizgen.knowledge import Knowledge
from quizgen.model import ConceptValue, Fact, Quantity, Source, Span, Text, Value, fact_id

Interval = tuple[int, int]


@dataclass(slots=True)
class OutlineReader:
    """Reads the units of one text in order; remembers what was named last."""

    outline: Outline
    source: Source
    sections: dict[int, Section | None]
    last: Named | None = None
    term: Named | None = None
    before: Unit | None = None

    def read(self, unit: Unit, index: int) -> Iterator[Fact]:
        """The facts of one unit; a heading gives none but opens a section."""
        outline = self.outline
        if unit.kind == "heading":
            self.sections[index] = outline.section(unit)
            self._forget()
            return
        section = self.sections.get(unit.heading) if unit.heading is not None else None
        if self.before is None or "\n" in outline.reading.text[self.before.end : unit.start]:
            self._forget()
        self.before = unit
        outline.reading.enter(unit.start, unit.end)
        if unit.kind == "item":
            yield from self._item(unit, section)
            return
        listed = False
        if unit.term is not None and unit.opens_term:
            yield from self._term(unit, section)
            listed = section is not None and self._lists(unit, section)
            if listed and section is not None:
                yield from self._listed(unit.start, unit.end, section, unit.term)
        if not listed and not unit.cut_off:
            yield from self._frames(unit, section)

    def _forget(self) -> None:
        self.last = None
        self.term = None

    def _item(self, unit: Unit, section: Section | None) -> Iterator[Fact]:
        found = list(self._frames(unit, section))
        yield from found
        if section is not None and not any(fact.relation == section.kind.relation for fact in found):
            yield from self._listed(unit.start, unit.end, section, None)

    def _listed(
        self, lo: int, hi: int, section: Section, term: Interval | None
    ) -> Iterator[Fact]:
        """Each member of a list says the section's relation of the section's subject."""
        kind = section.kind
        if not kind.relation or "{of}" in kind.relation:
            return
        for phrase in split(self.outline.reading.text, lo, hi, self.outline.phrases, kind.whole):
            spans = [("heading", section.span), ("subject", term)]
            yield from self._valued(
                section.subject, kind.relation, phrase, kind.kinds, kind.id, spans
            )

    def _term(self, unit: Unit, section: Section | None) -> Iterator[Fact]:
        outline = self.outline
        assert unit.term is not None
        text = outline.reading.text
        phrases = split(text, *unit.term, outline.phrases, whole=True)
        if not phrases:
            return
        kinds = section.kind.kinds if section else ()
        value, identity = outline.phrase_value(phrases[0], kinds)
        self.term = self.last = Named(identity, (phrases[0].start, phrases[0].end))
        if section is None:
            return
        kind = section.kind
        if kind.figures and outline.reading.quantities:
            claim = ClaimData(relation=kind.figures, subject="term", value="")
            yield from self._figure(
                self.term, claim, section.subject, unit.start, unit.end, kind.id, section
            )
        if kind.relation and "{of}" not in kind.relation:
            grouping = kind.group and outline.pattern(kind.group).search(text, *unit.term)
            if not (self._lists(unit, section) and grouping):
                spans = [("heading", section.span)]
                yield from self._fact(
                    section.subject, kind.relation, value, identity,
                    [("value", self.term.span)], kind.id, True, spans,
                )  # fmt: skip

    def _lists(self, unit: Unit, section: Section) -> bool:
        """Whether a description is itself a list: no verb in it."""
        if not section.kind.listed or not section.kind.relation:
            return False
        sentence = self.outline.pattern(self.outline.data.sentence)
        return sentence.search(self.outline.reading.text, unit.start, unit.end) is None

    # frames

    def _frames(self, unit: Unit, section: Section | None) -> Iterator[Fact]:
        text = self.outline.reading.text
        named: Named | None = None
        for frame in self.outline.data.frame:
            if frame.under and (section is None or section.kind.id not in frame.under):
                continue
            if frame.term and self.term is None:
                continue
            unless = frame.unless and self.outline.pattern(frame.unless)
            if unless and unless.search(text, unit.start, unit.end):
                continue
            for match in self.outline.pattern(frame.match).finditer(text, unit.start, unit.end):
                for claim in frame.claim:
                    for fact, subject in self._claim(frame, claim, match, section):
                        if claim.subject in match.groupdict() and subject.span is not None:
                            named = named or subject
                        yield fact
        self.last = named or self.last

    def _claim(
        self,
        frame: FrameData,
        claim: ClaimData,
        match: "regex.Match[str]",
        section: Section | None,
    ) -> Iterator[tuple[Fact, Named]]:
        groups = match.groupdict()
        group, _, ending = claim.value.partition(":")
        if not groups.get(group):
            return
        for subject in self._subjects(claim, match, section):
            relation = self.outline.knowledge.relation(claim.relation)
            affirmed = claim.affirms or not groups.get("neg")
            spans: list[tuple[str, Interval | None]] = []
            if groups.get("neg"):
                spans.append(("negation", match.span("neg")))
            if groups.get("cue"):
                spans.append(("cue", match.span("cue")))
            if frame.under and section is not None:
                spans.append(("heading", section.span))
            if relation is not None and relation[0].value == "quantity":
                about = self._thing(claim.of, match) if claim.of else None
                for fact in self._figure(
                    subject, claim, about, *match.span(group), frame.id, section, spans
                ):
                    yield fact, subject
                continue
            text, rules = self.outline.reading.text, self.outline.phrases
            if claim.clauses:
                phrases = clauses(text, *match.span(group), rules)
            else:
                whole = claim.whole or bool(ending)
                phrases = split(text, *match.span(group), rules, whole)
            for phrase in phrases:
                if ending:
                    base = self._resolve((phrase.start, phrase.end))
                    if base is None:
                        continue
                    of = self.outline.derive(base, ending)
                    value, identity = ConceptValue(of.id), of.id
                    places = [("value", (phrase.start, phrase.end))]
                    for fact in self._fact(
                        subject, claim.relation, value, identity, places, frame.id, affirmed, spans
                    ):
                        yield fact, subject
                    continue
                if self.outline.is_pronoun(self.outline.reading.text[phrase.start : phrase.end]):
                    continue
                for fact in self._valued(
                    subject, claim.relation, phrase, claim.kinds, frame.id, spans, affirmed
                ):
                    yield fact, subject

    def _subjects(
        self, claim: ClaimData, match: "regex.Match[str]", section: Section | None
    ) -> Iterator[Named]:
        outline = self.outline
        fixed = {
            "topic": outline.topic,
            "lack": outline.lack(),
            "section": section.subject if section else None,
            "term": self.term,
        }
        if claim.subject in fixed:
            subject = fixed[claim.subject]
            if subject is not None:
                yield subject
            return
        name, _, ending = claim.subject.partition(":")
        if not match.groupdict().get(name):
            return
        text = outline.reading.text
        forward = outline.pattern(outline.data.forward).fullmatch(match.group(name)) is not None
        if forward or outline.is_pronoun(match.group(name)):
            stood_for = (None if forward else self.last) or outline.topic
            if stood_for is not None:
                meant = Named(stood_for.id, match.span(name))
                yield outline.derive(meant, ending) if ending else meant
            return
        for phrase in split(text, *match.span(name), outline.phrases, bool(ending)):
            found = self._resolve((phrase.start, phrase.end), phrase)
            if found is not None:
                yield outline.derive(found, ending) if ending else found

    def _resolve(self, place: Interval, phrase: Phrase | None = None) -> Named | None:
        """What the words at ``place`` name: a pronoun stands for what was named before."""
        words = self.outline.reading.text[slice(*place)]
        if self.outline.is_pronoun(words):
            return self.last or self.outline.topic
        if phrase is not None:
            return Named(self.outline.phrase_value(phrase, ())[1], place)
        return Named(self.outline.identify(place), place)

    def _thing(self, group: str, match: "regex.Match[str]") -> Named | None:
        if group == "topic":
            return self.outline.topic
        return self._resolve(match.span(group)) if match.groupdict().get(group) else None

    # facts

    def _figure(
        self,
        subject: Named,
        claim: ClaimData,
        of: Named | None,
        lo: int,
        hi: int,
        rule: str,
        section: Section | None,
        spans: list[tuple[str, Interval | None]] | None = None,
    ) -> Iterator[Fact]:
        """The single quantity in ``[lo, hi)`` as a fact."""
        inside = [q for q in self.outline.reading.quantities if lo <= q.start and q.end <= hi]
        if len(inside) != 1:
            return
        one = inside[0]
        relation = claim.relation
        if "{of}" in relation:
            if of is None:
                return
            relation = relation.replace("{of}", self.outline.knowledge.slug(of.id))
        places: list[tuple[str, Interval | None]] = [("value", one.number), ("unit", one.unit)]
        around = [*(spans or []), ("heading", section.span if section else None)]
        yield from self._fact(subject, relation, one.value, None, places, rule, True, around)

    def _valued(
        self,
        subject: Named,
        relation: str,
        phrase: Phrase,
        kinds: tuple[str, ...],
        rule: str,
        spans: list[tuple[str, Interval | None]],
        affirmed: bool = True,
    ) -> Iterator[Fact]:
        value, identity = self.outline.phrase_value(phrase, kinds)
        if identity == subject.id or not identity:
            return
        defined = self.outline.knowledge.relation(relation)
        if defined is not None and defined[0].value == "text":
            words = self.outline.reading.text[phrase.start : phrase.end]
            value = Text(" ".join(words.split()))
        places: list[tuple[str, Interval | None]] = [
            ("value", (phrase.start, phrase.end)),
            *(("value", place) for place in phrase.shared),
        ]
        yield from self._fact(subject, relation, value, identity, places, rule, affirmed, spans)

    def _fact(
        self,
        subject: Named,
        relation: str,
        value: Value,
        identity: str | None,
        places: list[tuple[str, Interval | None]],
        rule: str,
        affirmed: bool,
        spans: list[tuple[str, Interval | None]],
    ) -> Iterator[Fact]:
        defined = self.outline.knowledge.relation(relation)
        if defined is None:
            return
        single = defined[0].single or isinstance(value, Quantity)
        grounds = [*places, ("subject", subject.span), *spans]
        yield Fact(
            id=fact_id(subject.id, relation, None if single else identity),
            topic=defined[0].topic,
            subject=subject.id,
            relation=relation,
            affirmed=affirmed,
            value=value,
            source=self.source.id,
            language=self.source.language,
            spans=tuple(dict.fromkeys(self._span(r, p) for r, p in grounds if p is not None)),
            rule=rule,
            statements={},
        )

    def _span(self, role: str, place: Interval) -> Span:
        view = self.outline.reading.view
        start, end = view.on_disk(*place)
        return Span(role, start, end, view.source[start:end])


def open_outline(
    reading: Reading, knowledge: Knowledge, source: Source, units: tuple[Unit, ...]
) -> OutlineReader | None:
    """A reader for a text whose language has an ``[outline]`` table; None where it has none."""
    data = reading.rules.outline
    if data is None:
        return None
    outline = Outline(data, reading.rules.words, reading, knowledge)
    outline.find_topic(units)
    return OutlineReader(outline, source, {})
