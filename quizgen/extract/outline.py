"""Texts with headings, lists and ``term : description`` lines: whose list it is, and of what.

A heading names a kind (causes, symptoms, sources …) and often the thing; what the heading leaves
out is the text's topic. Which words say so is data, the ``[outline]`` table of a rule file.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import regex

from quizgen.extract.conjuncts import expression, names_of, trim
from quizgen.extract.openings import Named
from quizgen.extract.outlined import About, HeadingData, OutlineData, called
from quizgen.extract.phraserules import PhraseRules
from quizgen.extract.reading import Reading
from quizgen.extract.units import Unit
from quizgen.knowledge import Knowledge
from quizgen.model import ConceptValue, Text, Value
from quizgen.text import slug_of

Interval = tuple[int, int]
_LONGEST_TITLE = 120
MASK = "\ue000"  # for private use: no text holds it
TOPIC = rf"{MASK}+(?:\s*\([^()]*\))?(?![\p{{L}}\p{{M}}])"
_TITLE_VOTES = 2  # a title weighs as much as two headings


@dataclass(frozen=True, slots=True)
class Section:
    """What a heading opens: its kind, and whom the claims under it are about."""

    kind: HeadingData
    subject: Named
    span: Interval


def may_be_title(unit: Unit) -> bool:
    """Whether the first unit of a text is short enough for its title."""
    return unit.end - unit.start <= _LONGEST_TITLE


def titled(unit: Unit) -> Unit:
    """The first unit of a text as a title, its words before a colon included."""
    return Unit("heading", unit.term[0], unit.end) if unit.term else unit


@dataclass(slots=True)
class Outline:
    """The ``[outline]`` table at work on one text."""

    data: OutlineData
    words: dict[str, str]
    reading: Reading
    knowledge: Knowledge
    topic: Named | None = None
    lacking: bool = False
    kinds: set[str] = field(default_factory=set)  # of the headings that the text has
    compiled: "dict[str, regex.Pattern[str]]" = field(default_factory=dict)
    masked: str = ""  # the text with each name of the topic as signs that the frames know

    def pattern(self, source: str) -> "regex.Pattern[str]":
        """``source`` with its macros, compiled."""
        known = self.compiled.get(source)
        if known is None:
            known = expression(called(source, self.words, self.data.once))
            self.compiled[source] = known
        return known

    @property
    def phrases(self) -> PhraseRules:
        return self.data.phrases

    # topic and sections

    def find_topic(self, units: tuple[Unit, ...]) -> None:
        """What the text is about: what the title and most headings name, else what it says lacks
        more than once."""
        headings = [unit for unit in units if unit.kind == "heading"][:400]
        terms = [
            Unit("heading", *unit.term) for unit in units[:400] if unit.opens_term and unit.term
        ]
        self.kinds = {kind.id for kind in map(self.kind_of, [*headings, *terms]) if kind}
        listing = [unit for unit in headings if self.kind_of(unit) is not None]
        first = [titled(one) for one in units[:1] if may_be_title(one)]
        opening = first if first and units[0].kind != "heading" and listing else []
        lacks = self._tally(self.data.lack, [*opening, *headings])
        found = [*lacks, *self._tally(self.data.owner, listing)]
        if listing:
            found += self._tally(self.data.title, first) * _TITLE_VOTES
        votes = Counter(key for key, _ in found)
        if not found:
            found = lacks = self._tally(self.data.lack, units[:400])
            votes = Counter({k: n for k, n in Counter(k for k, _ in found).items() if n > 1})
        if votes:
            best = votes.most_common(1)[0][0]
            self.lacking = any(key == best for key, _ in lacks)
            place = next(place for key, place in found if key == best)
            self.topic = Named(self.identify(place, oblique=True), place)
            self.words = {**self.words, "topic": self._topic_words(place)}
            self.compiled.clear()
            names = regex.compile(
                rf"(?<![\p{{L}}\p{{M}}\p{{N}}]){self._topic_names(place)}", regex.I
            )
            self.masked = names.sub(lambda m: MASK * len(m.group()), self.reading.text)

    def _topic_words(self, place: Interval) -> str:
        """An expression for every name of the topic, with another in brackets behind it."""
        return rf"{self._topic_names(place)}(?:\s*\([^()]*\))?(?![\p{{L}}\p{{M}}])"

    def _topic_names(self, place: Interval) -> str:
        """An expression for every name of the topic, blanks of any width."""
        assert self.topic is not None
        words = self.reading.text[slice(*place)]
        direct = names_of(words, self.phrases.before_postposition())
        surfaces = {words, *direct, *self.reading.names.surfaces(self.topic.id)}
        longest = sorted(surfaces, key=lambda name: (-len(name), name))
        names = "|".join(r"\s+".join(map(regex.escape, name.split())) for name in longest)
        return rf"(?:{names})(?![\p{{L}}\p{{M}}])"

    def _tally(self, source: str, units: Iterable[Unit]) -> list[tuple[str, Interval]]:
        found = []
        for unit in units:
            place = self._of(source, unit.start, unit.end)
            if place is not None:
                found.append((self.identify(place, oblique=True), place))
        return found

    def _of(self, source: str, lo: int, hi: int) -> Interval | None:
        """The first thing that ``source`` finds in ``[lo, hi)`` and that is no generic word."""
        text = self.reading.text
        for match in self.pattern(source).finditer(text, lo, hi):
            start, end = trim(text, *match.span("of"), self.phrases)
            words = text[start:end]
            generic = self.pattern(self.data.generic).fullmatch(words) is not None
            if start < end and not generic and not self.is_pronoun(words):
                return start, end
        return None

    def kind_of(self, unit: Unit) -> HeadingData | None:
        """The kind of list that a heading opens; None where it names none or mixes several."""
        text = self.reading.text
        kinds = [
            kind
            for kind in self.data.heading
            if self.pattern(kind.match).search(text, unit.start, unit.end)
            and not (kind.unless and self.pattern(kind.unless).search(text, unit.start, unit.end))
            and kind.lacking in (None, self.lacking)
            and (not kind.beside or not self.kinds.isdisjoint(kind.beside))
        ]
        return kinds[0] if len({kind.relation for kind in kinds}) == 1 else None

    def section(self, unit: Unit) -> Section | None:
        """What the heading ``unit`` opens; None where no list under it can be read."""
        kind = self.kind_of(unit)
        if kind is None:
            return None
        subject = self._about(kind.about, unit)
        return Section(kind, subject, (unit.start, unit.end)) if subject is not None else None

    def _about(self, about: About, unit: Unit) -> Named | None:
        lack = self._of(self.data.lack, unit.start, unit.end)
        owner = self._of(self.data.owner, unit.start, unit.end)
        if about == "excess":
            excess = self._of(self.data.excess, unit.start, unit.end)
            of = Named(self.identify(excess, oblique=True), excess) if excess else self.topic
            of = self._mentioned(unit) or of
            return self.derive(of, "excess") if of else None
        if lack is None and owner is not None and self._mentioned(unit) is not None:
            owner = None  # "put foods with X into the diet": of the two it speaks of the topic
        named = lack or owner
        base = Named(self.identify(named, oblique=True), named) if named else self.topic
        if base is None or about == "topic":
            return base
        same = self.topic is not None and base.id == self.topic.id
        if lack is not None or (same and self.lacking):
            return self.derive(base, "deficiency")
        return base

    def _mentioned(self, unit: Unit) -> Named | None:
        """The topic where ``unit`` names it."""
        if self.topic is None:
            return None
        match = self.pattern("{topic}").search(self.reading.text, unit.start, unit.end)
        return Named(self.topic.id, match.span()) if match is not None else None

    def derive(self, of: Named, ending: str) -> Named:
        """The concept "the lack of X", "the amount of X" …"""
        return Named(f"{self.knowledge.slug(of.id)}-{ending}", of.span)

    def lack(self) -> Named | None:
        """The lack that the text is about, or its topic where it is about no lack."""
        if self.topic is None or not self.lacking:
            return self.topic
        return self.derive(self.topic, "deficiency")

    # names

    def is_topic(self, words: str) -> bool:
        """Whether ``words`` are a name of the topic."""
        return self.topic is not None and self.pattern("{topic}").fullmatch(words) is not None

    def is_pronoun(self, words: str) -> bool:
        return self.pattern(self.data.pronoun).fullmatch(words.strip()) is not None

    def identify(self, place: Interval, oblique: bool = False) -> str:
        """The id of the thing that the words at ``place`` name."""
        words = self.reading.text[slice(*trim(self.reading.text, *place, self.phrases))]
        rules = self.phrases.before_postposition() if oblique else self.phrases
        value, identity = self.value(names_of(words, rules))
        return value.id if isinstance(value, ConceptValue) else identity

    def _derivable(self, base: Value) -> bool:
        kinds = self.data.derived_kinds
        concept = base.id if isinstance(base, ConceptValue) else ""
        return bool(concept) and (not kinds or self.reading.names.kind(concept) in kinds)

    def value(
        self, names: tuple[str, ...], kinds: tuple[str, ...] = (), strict: bool = False
    ) -> tuple[Value, str]:
        """The value that ``names`` (likeliest first) stand for, and its id."""
        for name in names:
            found = self.reading.names.all(name)
            preferred = [one for one in found if self.reading.names.kind(one) in kinds]
            if preferred or (found and not strict):
                concept = (preferred or list(found))[0]
                return ConceptValue(concept), concept
        for name in names:
            for ending, source in self.data.derived.items():
                match = self.pattern(source).fullmatch(name)
                if match is not None:
                    of = match.group("of")
                    base, identity = self.value((of,))
                    if self.topic is not None and self.is_topic(of):
                        identity = self.topic.id
                    derived = f"{self.knowledge.slug(identity)}-{ending}"
                    known = derived in self.knowledge.concepts
                    topic = self.topic is not None and identity == self.topic.id
                    if known or topic or self._derivable(base):
                        return ConceptValue(derived), derived
        identity = slug_of(names[0])
        # A foreign name of a known topic may only be spelt as its id is.
        spelt = identity in self.knowledge.concepts and not self.is_topic(names[0])
        if self.topic is not None and identity == self.topic.id and not spelt:
            return ConceptValue(identity), identity
        return Text(names[0]), identity
