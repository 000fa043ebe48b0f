"""Frames over the sentences of an outlined text, and whom their pronouns stand for."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from quizgen.extract.claims import Claim, FactMaker, Grounds
from quizgen.extract.conjuncts import clauses, is_cut, split
from quizgen.extract.literals import Scout, needs_of
from quizgen.extract.openings import Named
from quizgen.extract.outline import TOPIC, Outline, Section
from quizgen.extract.outlined import ClaimData, FrameData, OutlineData, called, cue_of
from quizgen.extract.pattern import expand
from quizgen.extract.phraserules import PhraseRules
from quizgen.extract.units import Unit
from quizgen.model import ConceptValue, Fact


class _Key:
    """The data of a language by identity: they hold dictionaries and cannot be hashed."""

    __slots__ = ("data", "words")

    def __init__(self, data: OutlineData, words: dict[str, str]) -> None:
        self.data = data
        self.words = words

    def __hash__(self) -> int:
        return id(self.data)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.data is self.data


class _Ready:
    """The frames of a language as they are used, the same for every text: the topic stands masked
    in what they look at, so that none is compiled anew for each topic."""

    def __init__(self, data: OutlineData, words: dict[str, str]) -> None:
        self.words = {**words, "topic": TOPIC}
        self.once = data.once
        self.compiled: dict[str, regex.Pattern[str]] = {}
        cues = [(one, cue_of(one.match)) for one in data.frame]
        self.scout = Scout(
            [(one, [needs_of(expand(cue, self.words)) if cue else None]) for one, cue in cues]
        )

    def pattern(self, source: str) -> "regex.Pattern[str]":
        known = self.compiled.get(source)
        if known is None:
            known = regex.compile(called(source, self.words, self.once), regex.IGNORECASE)
            self.compiled[source] = known
        return known


@lru_cache(maxsize=4)
def _ready(key: _Key) -> _Ready:
    return _Ready(key.data, key.words)


@dataclass(slots=True)
class Frames:
    """Runs the frames; remembers what was named last and which term is being described."""

    outline: Outline
    maker: FactMaker
    last: Named | None = None
    term: Named | None = None
    of_lack: bool = False  # what the sentences before spoke of
    of_lack_before: bool = False  # the same, without the sentence in hand
    ready: "_Ready" = field(init=False)

    def __post_init__(self) -> None:
        self.ready = _ready(_Key(self.outline.data, self.outline.words))

    @property
    def scout(self) -> Scout[FrameData]:
        return self.ready.scout

    def pattern(self, source: str) -> "regex.Pattern[str]":
        """``source`` of a frame with its macros, compiled: for the masked text."""
        return self.ready.pattern(source)

    def forget(self) -> None:
        """A new line: pronouns no longer reach back."""
        self.last = None
        self.term = None
        self.of_lack = self.of_lack_before = False

    def run(self, unit: Unit, section: Section | None) -> Iterator[Fact]:
        """The facts that the frames find in ``unit``."""
        outline, text = self.outline, self.outline.reading.text
        masked = outline.masked or text
        named: Named | None = None
        self.of_lack_before = self.of_lack
        for frame in self.scout.look(masked, unit.start, unit.end):
            if not self._applies(frame, unit, section):
                continue
            for match in self.pattern(frame.match).finditer(masked, unit.start, unit.end):
                for claim in frame.claim:
                    for subject, fact in self._claims(frame, claim, match, section):
                        if claim.subject in match.groupdict() and subject.span is not None:
                            named = named or subject
                        yield fact
        self.last = named or self.last
        lack = outline.pattern(outline.data.lack)
        self.of_lack = self.of_lack or (
            outline.lacking and lack.search(text, unit.start, unit.end) is not None
        )

    def _applies(self, frame: FrameData, unit: Unit, section: Section | None) -> bool:
        outline, text = self.outline, self.outline.reading.text
        if frame.heading != (unit.kind == "heading"):
            return False
        if frame.lacking not in (None, outline.lacking):
            return False
        if frame.under and (section is None or section.kind.id not in frame.under):
            return False
        if section is not None and section.kind.id in frame.never_under:
            return False
        if (frame.term or frame.term_is) and self.term is None:
            return False
        if frame.alone and self.term is not None:
            return False
        span = self.term.span if self.term is not None else None
        if frame.term_is and span and not outline.pattern(frame.term_is).search(text, *span):
            return False
        cue = cue_of(frame.match)
        masked = outline.masked or text
        if cue and not self.pattern(cue).search(masked, unit.start, unit.end):
            return False
        unless = frame.unless
        return not unless or not self.pattern(unless).search(masked, unit.start, unit.end)

    def _claims(
        self,
        frame: FrameData,
        data: ClaimData,
        match: "regex.Match[str]",
        section: Section | None,
    ) -> Iterator[tuple[Named, Fact]]:
        groups = match.groupdict()
        group = data.value.partition(":")[0]
        if not groups.get(group):
            return
        grounds: Grounds = []
        if groups.get("neg") and not data.affirms:
            grounds.append(("negation", match.span("neg")))
        if groups.get("cue"):
            grounds.append(("cue", match.span("cue")))
        if section is not None and (frame.under or data.subject == "section"):
            grounds.append(("heading", section.span))
        affirmed = data.affirms or not groups.get("neg")
        for subject in self._subjects(data, match, section):
            claim = Claim(subject, data.relation, frame.id, grounds, affirmed, data.kinds)
            for fact in self._values(data, match, claim, section):
                yield subject, fact

    def _values(
        self,
        data: ClaimData,
        match: "regex.Match[str]",
        claim: Claim,
        section: Section | None,
    ) -> Iterator[Fact]:
        outline = self.outline
        group, _, ending = data.value.partition(":")
        lo, hi = match.span(group)
        relation = outline.knowledge.relation(data.relation)
        if relation is not None and relation[0].value == "quantity":
            of = outline.topic if "{of}" in data.relation else None
            if of is not None and section is not None and section.kind.figures:
                of = section.subject
            yield from self.maker.figure(claim, lo, hi, of, exact=True)
            return
        text, rules = outline.reading.text, self._rules(data)
        if ending:
            for of in self._named(match, group):
                derived = outline.derive(of, ending)
                place = (lo, hi)
                yield from self.maker.fact(
                    claim, ConceptValue(derived.id), derived.id, [("value", place)]
                )
            return
        phrases = (
            clauses(text, lo, hi, rules) if data.clauses else split(text, lo, hi, rules, data.whole)
        )
        for phrase in phrases:
            stands_for = outline.is_pronoun(text[phrase.start : phrase.end])
            barred = outline.pattern(outline.data.no_value).fullmatch(phrase.names[-1])
            owned = outline.pattern(outline.data.orphan).search(text, max(0, lo - 16), phrase.start)
            if not stands_for and not barred and not owned and not is_cut(text, phrase, rules):
                yield from self.maker.phrase(claim, phrase)

    def _words(self, match: "regex.Match[str]", group: str) -> str:
        """The words of the text where a group of the match stands; empty where it does not."""
        held = match.groupdict().get(group)
        return self.outline.reading.text[slice(*match.span(group))] if held else ""

    def _rules(self, data: ClaimData) -> PhraseRules:
        rules = self.outline.phrases
        if data.free:
            rules = rules.freely()
        return rules.before_postposition() if data.oblique else rules

    def _subjects(
        self, data: ClaimData, match: "regex.Match[str]", section: Section | None
    ) -> Iterator[Named]:
        outline = self.outline
        fixed = {
            "topic": outline.topic,
            "lack": outline.lack(),
            "section": section.subject if section else None,
            "term": self.term,
        }
        if data.subject in fixed:
            subject = fixed[data.subject]
            if subject is not None:
                yield subject
            return
        group, _, ending = data.subject.partition(":")
        words = self._words(match, group)
        if self.of_lack and self.last is None and not ending and outline.is_pronoun(words):
            return  # "it" may be the lack
        for one in self._named(match, group, self._rules(data)):
            yield outline.derive(one, ending) if ending else one

    def _named(
        self, match: "regex.Match[str]", group: str, rules: PhraseRules | None = None
    ) -> Iterator[Named]:
        """What a group of the match names; a pronoun stands for what was named before."""
        outline, words = self.outline, self._words(match, group)
        if not words:
            return
        forward = outline.pattern(outline.data.forward).fullmatch(words) is not None
        if forward or outline.is_pronoun(words):
            meant = (None if forward else self.last) or outline.topic
            if meant is not None:
                yield Named(meant.id, match.span(group))
            return
        if outline.topic is not None and outline.is_topic(words):
            yield Named(outline.topic.id, match.span(group))
            return
        for phrase in split(outline.reading.text, *match.span(group), rules or outline.phrases):
            yield Named(outline.value(phrase.names)[1], (phrase.start, phrase.end))
