"""Reading an outlined text unit by unit: headings open sections, items and terms fill them."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import regex

from quizgen.extract.claims import Claim, FactMaker
from quizgen.extract.conjuncts import Phrase, bare_nouns, clauses, split, with_verb
from quizgen.extract.frames import Frames
from quizgen.extract.openings import Named
from quizgen.extract.outline import Outline, Section, may_be_title
from quizgen.extract.outlined import HeadingData
from quizgen.extract.reading import Reading
from quizgen.extract.units import Unit
from quizgen.knowledge import Knowledge
from quizgen.model import Fact, Source
from quizgen.text import denominators, slug_of

_HASHES = regex.compile(r"(#{1,6})\s+(?:\(?\p{Nd}{1,2}[.)]\s+)?\Z")
_INNER = regex.compile(r"(\S[^:।.!?\p{Nd}]{0,60}?)\s+:\s+(?=\S)")
_FIGURE_IN_BRACKETS = regex.compile(r"\([^()]*\p{Nd}[^()]*\)")
_MOST_WORDS = 9
_LONGEST_ITEM = 400  # a "line" beyond this is no item of a list


@dataclass(slots=True)
class OutlineReader:
    """Reads the units of one text in order. ``sections``: by the index of their heading."""

    outline: Outline
    maker: FactMaker
    frames: Frames
    sections: dict[int, Section | None]
    before: Unit | None = None
    above: tuple[int, Section | None] = (0, None)
    under_term: Named | None = None
    terms: list[Named] = field(default_factory=list)
    per: str = ""

    def read(self, unit: Unit, index: int) -> Iterator[Fact]:
        """The facts of one unit; a heading opens a section."""
        text = self.outline.reading.text
        if unit.kind == "heading":
            yield from self.frames.run(unit, None)
            yield from self._heading(unit, index)
            return
        if index == 0 and may_be_title(unit):
            yield from self.frames.run(_title(unit), None)
        section = self.sections.get(unit.heading) if unit.heading is not None else None
        if self.before is None or "\n" in text[self.before.end : unit.start]:
            self.frames.forget()
            self.frames.term = self.under_term
        self._denominator(self.before.end if self.before else unit.start, unit.start)
        self.before = unit
        self.outline.reading.enter(unit.start, unit.end)
        if unit.term is not None:
            yield from self._described(unit, section)
        elif unit.kind == "item":
            yield from self._item(unit, section)
        elif not unit.cut_off:
            found = list(self.frames.run(unit, section))
            yield from found
            if found or section is None:
                return
            advice = self.outline.pattern(section.kind.advice)
            advised = advice.fullmatch(self.outline.reading.text, unit.start, unit.end)
            if advised is not None or self._nominal(unit):
                yield from self._listed(unit.start, unit.end, section)

    def _denominator(self, lo: int, hi: int) -> None:
        """What the heading or the dropped head of a table in ``[lo, hi)`` says figures are for."""
        text = self.outline.reading.text
        if "\n" not in text[lo:hi].strip() and "|" not in text[lo:hi]:
            return
        found = denominators(text, max(lo, hi - 400), hi, self.outline.reading.rules.conventions)
        self.per = found[-1][2] if found else self.per

    def _stated(self, term: tuple[int, int]) -> str:
        """The denominator that a term states itself: "tuna (100 g): 22 mg"."""
        reading = self.outline.reading
        found = denominators(reading.text, *term, reading.rules.conventions)
        return found[-1][2] if found else ""

    def _heading(self, unit: Unit, index: int) -> Iterator[Fact]:
        outline, text = self.outline, self.outline.reading.text
        self.frames.forget()
        self.under_term = None
        self.per = ""
        section = outline.section(unit)
        hashes = _HASHES.search(text[max(0, unit.start - 16) : unit.start])
        depth = len(hashes.group(1)) if hashes else 0
        parent_depth, parent = self.above
        if section is None and parent is not None and depth > parent_depth > 0:
            # A deeper heading that names no kind of list is a term of the list above it.
            self.sections[index] = parent
            outline.reading.enter(unit.start, unit.end)
            yield from self._term(parent, (unit.start, unit.end), True)
            self.under_term = self.frames.term
            return
        if section is None and parent is not None and self._continues(unit):
            self.sections[index] = parent
            return
        self.sections[index] = section
        self.above = (depth, section)

    def _continues(self, unit: Unit) -> bool:
        """Whether a line such as "these are:" goes on with the list above it."""
        pattern = self.outline.pattern(self.outline.data.continues)
        return pattern.search(self.outline.reading.text, unit.start, unit.end) is not None

    def _item(self, unit: Unit, section: Section | None) -> Iterator[Fact]:
        found = list(self.frames.run(unit, section))
        yield from found
        if section is None or any(fact.relation == section.kind.relation for fact in found):
            return
        if section.kind.strict and self._bidden(unit):
            return
        yield from self._listed(unit.start, unit.end, section)

    def _listed(
        self, lo: int, hi: int, section: Section, term: tuple[int, int] | None = None
    ) -> Iterator[Fact]:
        """Each member of a list says the section's relation of the section's subject."""
        kind, outline = section.kind, self.outline
        text, rules = outline.reading.text, outline.phrases
        if not kind.relation or hi - lo > _LONGEST_ITEM:
            return
        why = outline.pattern(rules.clause_aside).search(text, lo, hi)
        hi = why.start() if why is not None and why.start() > lo else hi
        claim = Claim(
            section.subject, kind.relation, kind.id, [("heading", section.span), ("subject", term)],
            True, kind.kinds, kind.strict,
        )  # fmt: skip
        people = outline.pattern(outline.data.people)
        told = outline.pattern(outline.data.told).search(text, lo, hi) is not None
        told = told and not (kind.people and people.search(text, lo, hi))
        whole = kind.whole and not bare_nouns(text, lo, hi, rules)
        phrases = clauses(text, lo, hi, rules) if told else split(text, lo, hi, rules, whole)
        if (told or kind.people) and outline.pattern(outline.data.relative).search(text, lo, hi):
            phrases = with_verb(text, lo, hi, rules)
        barred = outline.pattern(outline.data.no_value)
        example = outline.pattern(outline.data.example)
        such = outline.pattern(outline.data.such_as).fullmatch(text, lo, hi)
        if kind.examples and such is not None:
            yield from self._examples_first(claim, kind, such.span("e"), such.span("c"))
            return
        end, last = lo, claim.subject
        for phrase in phrases:
            if kind.examples and end > lo and example.search(text, end, phrase.start):
                claim = replace(claim, subject=last, relation=kind.examples)
            if barred.fullmatch(phrase.names[-1]) is None and not self._figure_only(phrase):
                person = kind.people and people.search(text, phrase.start, phrase.end)
                said = replace(claim, relation=kind.people) if person else claim
                yield from self._claimed(said, phrase, kind)
            end = phrase.end
            if claim.relation == kind.relation:
                identity = outline.value(phrase.names, kind.kinds, kind.strict)[1]
                last = Named(identity, (phrase.start, phrase.end))

    def _examples_first(
        self, claim: Claim, kind: HeadingData, examples: tuple[int, int], whole: tuple[int, int]
    ) -> Iterator[Fact]:
        """ "Crohn's and similar diseases": the class is the member, its examples stand first."""
        text, rules = self.outline.reading.text, self.outline.phrases
        for phrase in split(text, *whole, rules, whole=True):
            yield from self.maker.phrase(claim, phrase)
            identity = self.outline.value(phrase.names, kind.kinds, kind.strict)[1]
            named = Named(identity, (phrase.start, phrase.end))
            for example in split(text, *examples, rules):
                said = replace(claim, subject=named, relation=kind.examples)
                yield from self.maker.phrase(said, example)

    def _claimed(self, claim: Claim, phrase: Phrase, kind: HeadingData) -> Iterator[Fact]:
        if not kind.turned:
            yield from self.maker.phrase(claim, phrase)
            return
        named = Named(self.outline.value(phrase.names)[1], (phrase.start, phrase.end))
        turned = replace(claim, subject=named)
        whole = claim.subject
        if whole.span is not None:
            value = self.outline.value((self.outline.reading.text[slice(*whole.span)],))[0]
            yield from self.maker.fact(turned, value, whole.id, [("value", whole.span)])

    def _figure_only(self, phrase: Phrase) -> bool:
        """Whether a list member is a bare figure with its unit: never a thing."""
        return any(
            one.start <= phrase.start and phrase.end <= one.end
            for one in self.outline.reading.quantities
        )

    def _described(self, unit: Unit, section: Section | None) -> Iterator[Fact]:
        """A ``term : description`` line. A term that is itself a heading opens its own section."""
        outline, text = self.outline, self.outline.reading.text
        assert unit.term is not None
        inline = self._inline(unit, section)
        if inline is not None:
            if not self._sentence(unit):
                yield from self._listed(unit.start, unit.end, inline, unit.term)
            elif not unit.cut_off:
                yield from self.frames.run(unit, inline)
            return
        barred = outline.pattern(outline.data.no_value).fullmatch(text[slice(*unit.term)].strip())
        # "In children: a, b" only says of whom.
        gathers = outline.pattern(rf".*\s(?:{outline.phrases.link})").fullmatch(text, *unit.term)
        gathers = gathers or outline.pattern(outline.data.gathers).fullmatch(text, *unit.term)
        vague = section is not None and self._vague(section.kind, unit.term)
        listed = section is not None and (section.kind.listed or vague or gathers is not None)
        listed = listed and not self._sentence(unit)
        listed = listed and barred is None
        declined = outline.pattern(outline.data.declined).match(text, unit.start, unit.end)
        if unit.opens_term and declined:
            self.frames.term = None  # "alcohol: avoid it" lists no alcohol
        elif unit.opens_term:
            group = section.kind.group if section is not None else ""
            words = text[slice(*unit.term)]
            grouping = bool(group) and outline.pattern(group).search(words) is not None
            grouping = grouping or gathers is not None
            self.terms = []
            yield from self._term(section, unit.term, not (listed and grouping))
            if section is not None and section.kind.figures:
                yield from self._figures(unit, section)
        elif section is not None:
            inner = _INNER.match(text, unit.start, unit.end)
            if inner is not None:  # the next term of a list that was flattened into one line
                yield from self._term(section, inner.span(1), True)
        if listed and section is not None:
            yield from self._listed(unit.start, unit.end, section, unit.term)
        elif not unit.cut_off:
            found = list(self.frames.run(unit, section))
            yield from found
            loose = section is not None and not section.kind.whole and not unit.opens_term
            if loose and section is not None and not found and self._nominal(unit):
                yield from self._listed(unit.start, unit.end, section)

    def _figures(self, unit: Unit, section: Section) -> Iterator[Fact]:
        """What the description says in figures, of each of the terms before it."""
        assert unit.term is not None
        kind, end, per = section.kind, unit.end, None
        if kind.per:
            behind = self._stated((unit.start, unit.end))
            per = self._stated(unit.term) or behind or self.per
            end = unit.start + len(self._before_denominator(unit)) if behind else end
        for named in self.terms:
            claim = Claim(named, kind.figures, kind.id, [("heading", section.span)])
            yield from self.maker.figure(
                claim, unit.start, end, section.subject, exact=kind.per, per=per
            )

    def _before_denominator(self, unit: Unit) -> str:
        reading = self.outline.reading
        found = denominators(reading.text, unit.start, unit.end, reading.rules.conventions)
        words = reading.text[unit.start : found[0][0]]
        return words if words.strip(" (") else reading.text[unit.start : unit.end]

    def _inline(self, unit: Unit, section: Section | None) -> Section | None:
        """The section that a term opens which is a heading in itself ("Symptoms: a, b, c")."""
        assert unit.term is not None
        outline = self.outline
        words = outline.reading.text[slice(*unit.term)]
        if outline.pattern(outline.data.inline).fullmatch(words.strip()) is None:
            return None
        found = outline.section(Unit("heading", *unit.term))
        if found is not None and section is not None and found.kind.id == section.kind.id:
            # "Mild symptoms: a, b" below "Symptoms": the term only gathers what it lists.
            return None if self._sentence(unit) else section
        return found

    def _term(
        self, section: Section | None, place: tuple[int, int], claimed: bool
    ) -> Iterator[Fact]:
        outline, text = self.outline, self.outline.reading.text
        kind = section.kind if section else None
        phrases = split(text, *place, outline.phrases, whole=kind is None or kind.whole)
        if not phrases or outline.pattern(outline.data.no_value).fullmatch(phrases[0].names[-1]):
            return
        if kind is not None and kind.aside:
            return
        if kind is not None and self._vague(kind, place):
            return
        kinds, strict = (kind.kinds, kind.strict) if kind else ((), False)
        self.terms = [
            Named(outline.value(one.names, kinds, strict)[1], (one.start, one.end))
            for one in phrases
        ]
        aged = self._of_age(place) if kind is not None and kind.figures and not kind.per else ""
        if aged:
            self.terms = [Named(aged, (phrases[0].start, phrases[0].end))]
        # What is said behind several terms is said of none of them; a figure is said of each.
        self.frames.term = self.frames.last = self.terms[0] if len(phrases) == 1 else None
        measure = outline.pattern(outline.data.measure).fullmatch(text[slice(*place)].strip())
        if claimed and measure is None and section is not None and section.kind.relation:
            claim = Claim(
                section.subject, section.kind.relation, section.kind.id,
                [("heading", section.span)], True, kinds, strict,
            )  # fmt: skip
            for phrase in phrases:
                yield from self._claimed(claim, phrase, section.kind)

    def _vague(self, kind: HeadingData, place: tuple[int, int]) -> bool:
        """Whether the words at ``place`` are too wide to be one of the section's values."""
        words = self.outline.reading.text[slice(*place)].strip()
        return bool(kind.vague) and self.outline.pattern(kind.vague).fullmatch(words) is not None

    def _of_age(self, place: tuple[int, int]) -> str:
        """The id of a term whose brackets hold figures: "children (1-3 years)" are not all."""
        words = self.outline.reading.text[slice(*place)]
        return slug_of(words) if _FIGURE_IN_BRACKETS.search(words) else ""

    def _sentence(self, unit: Unit) -> bool:
        """Whether the unit has a finite verb."""
        pattern = self.outline.pattern(self.outline.data.sentence)
        return pattern.search(self.outline.reading.text, unit.start, unit.end) is not None

    def _nominal(self, unit: Unit) -> bool:
        """A "sentence" without a verb is a list item that ends in a stop."""
        parts = self.outline.reading.text[unit.start : unit.end].replace(";", ",").split(",")
        short = all(len(part.split()) <= _MOST_WORDS for part in parts)
        return short and not self._sentence(unit) and not self._bidden(unit)

    def _bidden(self, unit: Unit) -> bool:
        """Whether running text tells the reader not to do something."""
        pattern = self.outline.pattern(self.outline.data.forbids)
        return pattern.search(self.outline.reading.text, unit.start, unit.end) is not None


def _title(unit: Unit) -> Unit:
    """The first line of a text as a heading, its words before a colon included."""
    return Unit("heading", unit.term[0] if unit.term else unit.start, unit.end)


def open_outline(
    reading: Reading, knowledge: Knowledge, source: Source, units: tuple[Unit, ...]
) -> OutlineReader | None:
    """A reader for a text whose language has an ``[outline]`` table; None where it has none."""
    data = reading.rules.outline
    if data is None:
        return None
    outline = Outline(data, {"topic": "(?!)", **reading.rules.words}, reading, knowledge)
    outline.find_topic(units)
    maker = FactMaker(outline, source)
    return OutlineReader(outline, maker, Frames(outline, maker), {})
