"""From a rule's binding to grounded facts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from quizgen.extract.grammar import WORD
from quizgen.extract.mentions import Binding
from quizgen.extract.openings import Named
from quizgen.extract.phrases import Interval, Item
from quizgen.extract.reading import Reading
from quizgen.extract.ruleset import RuleData
from quizgen.extract.subjects import identify, is_head, subject_of
from quizgen.knowledge import Knowledge
from quizgen.model import ConceptValue, Fact, Formula, Source, Span, Text, Value, fact_id
from quizgen.text import slug_of


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a binding: the source, the subject, the scope that it lies under."""

    source: Source
    knowledge: Knowledge
    subject: Named | None
    scope_of: Named | None = None
    scope_span: Interval | None = None


def make_facts(
    reading: Reading, rule: RuleData, binding: Binding, context: Context
) -> Iterator[tuple[Fact, Item | None]]:
    """The facts of one binding, each with the list member that is its value (None for a figure)."""
    relation = context.knowledge.relations[rule.relation]
    of = _of(reading, binding, context)
    if "{of}" in rule.relation and of is None:
        return
    name = rule.relation
    if of is not None:
        name = name.replace("{of}", context.knowledge.slug(of.id))
    for subject in _subjects(reading, rule, binding, context, of):
        for value, words, item in _values(reading, rule, binding):
            foreign = isinstance(value, Text) and subject.id in context.knowledge.concepts
            if words is not None and words == subject.id and not foreign:
                continue  # a thing is never said of itself
            spans = _spans(reading, rule, binding, context, subject, item)
            if of is not None and of.span is not None and "{of}" in rule.relation:
                spans.append(_span(reading, "subject", of.span))
            yield (
                Fact(
                    id=fact_id(subject.id, name, None if relation.single else words),
                    topic=relation.topic,
                    subject=subject.id,
                    relation=name,
                    affirmed=rule.affirmed and binding.negation is None,
                    value=value,
                    source=context.source.id,
                    language=context.source.language,
                    spans=tuple(dict.fromkeys(spans)),
                    rule=rule.id,
                    statements={},
                ),
                item,
            )


def _of(reading: Reading, binding: Binding, context: Context) -> Named | None:
    items = binding.items.get("of")
    if items:
        item = items[-1]
        pronoun = reading.rules.grammar.pronoun.fits(item.text)
        if reading.head is not None and _described_head(reading, item):
            return Named(reading.head.id, (item.start, item.end))
        own = identify(reading, item) if item.concepts or pronoun else slug_of(item.text)
        return Named(own, (item.start, item.end))
    if context.scope_of is not None:
        return context.scope_of
    if reading.head is not None:
        return Named(reading.head.id, None)
    return None


def _described_head(reading: Reading, item: Item) -> bool:
    """Whether ``item`` is the headword with adjectives before it ("free glycerine")."""
    words = item.text.split()
    fits = reading.rules.grammar.modifier.fits
    return any(
        all(map(fits, words[:begin])) and reading.names_head(" ".join(words[begin:]))
        for begin in range(1, len(words))
    )


def _bearer(reading: Reading, item: Item) -> Item:
    """``item`` without a noun behind it that only says "in it" ("blood's composition")."""
    grammar = reading.rules.grammar
    before, _, last = item.text.rpartition(" ")
    if not before or item.concepts or not grammar.within.fits(last):
        return item
    words = list(WORD.finditer(reading.text, item.start, item.end))
    text = grammar.strip(before, grammar.owner) if grammar.owner else before
    end = words[-2].end() if words[1:] else item.end
    return replace(item, text=text, end=end, concepts=reading.names.all(text))


def _owned_by_head(reading: Reading, item: Item) -> Item | None:
    """``item`` with the headword in the place of a pronoun that owns it ("its secretion"), at the
    beginning of a sentence; elsewhere whose it is stays open: None."""
    grammar = reading.rules.grammar
    first, _, rest = item.text.partition(" ")
    if not grammar.whose.fits(first) or not rest:
        return item
    if reading.head is None or not reading.starts_sentence(item.start):
        return None
    name = reading.text[reading.head.start : reading.head.end]
    name = name[:1].lower() + name[1:] if name[1:2].islower() else name
    return replace(item, text=f"{name} {rest}")


def _subjects(
    reading: Reading, rule: RuleData, binding: Binding, context: Context, of: Named | None
) -> Iterator[Named]:
    items = binding.items.get("subject")
    if items:
        for item in items:
            named = _bearer(reading, item)
            yield Named(subject_of(reading, named), (named.start, named.end))
        return
    template = rule.subject
    if not template:
        if context.subject is not None:
            yield context.subject
        return
    if template == "{of}":
        if of is not None:
            yield of
        return
    if template == "{head}":
        if reading.head is not None:
            yield Named(reading.head.id, None)
        return
    if "{of}" in template:
        if of is not None:
            slug = context.knowledge.slug(of.id)
            yield Named(template.replace("{of}", slug), of.span)
        return
    if "{head}" in template:
        if reading.head is not None:
            slug = context.knowledge.slug(reading.head.id)
            yield Named(template.replace("{head}", slug), None)
        return
    yield Named(template, None)


def _values(
    reading: Reading, rule: RuleData, binding: Binding
) -> Iterator[tuple[Value, str | None, Item | None]]:
    items = binding.items.get("value", ())
    head = reading.head
    if rule.value == "{head}":
        if head is not None:
            known = head.id in reading.names.concepts
            named = reading.text[head.start : head.end]
            yield (ConceptValue(head.id) if known else Text(named)), head.id, None
        return
    if rule.value:
        yield ConceptValue(rule.value), rule.value, items[0] if items else None
        return
    quantity = binding.value()
    if quantity is not None:
        yield quantity, None, None
        return
    if binding.formula is not None:
        formula = binding.formula
        printed = reading.view.quote(formula.start, formula.end)
        yield Formula(formula.text, printed), slug_of(formula.text), None
        return
    for one in items:
        item = _owned_by_head(reading, one)
        if item is None:
            continue
        words = identify(reading, item, rule.kinds)
        known = words in item.concepts or (
            reading.head is not None
            and words == reading.head.id
            and words in reading.names.concepts
            and is_head(reading, item)  # a Latin name may be spelt as the concept's id is
        )
        yield (ConceptValue(words) if known else Text(item.text)), words, item


def _spans(
    reading: Reading,
    rule: RuleData,
    binding: Binding,
    context: Context,
    subject: Named,
    item: Item | None,
) -> list[Span]:
    spans: list[Span] = []
    if binding.quantity is not None and not rule.value and item is None:
        spans.append(_span(reading, "value", binding.quantity.number))
        unit = binding.quantity.unit or (binding.lent[1] if binding.lent else None)
        if unit is not None:
            spans.append(_span(reading, "unit", unit))
        if binding.quantity.bound is not None:
            spans.append(_span(reading, "value", binding.quantity.bound))
    elif binding.formula is not None and item is None:
        spans.append(_span(reading, "value", (binding.formula.start, binding.formula.end)))
    elif item is not None:
        spans.extend(_span(reading, "value", place) for place in item.spans)
    elif rule.value == "{head}" and reading.head is not None:
        spans.append(_span(reading, "value", (reading.head.start, reading.head.end)))
    elif rule.value:
        spans.append(_span(reading, "value", binding.cue))
    place = subject.span
    if place is None and reading.head is not None and rule.where != "heading":
        place = (reading.head.start, reading.head.end)
    if place is not None:
        spans.append(_span(reading, "subject", place))
    if context.scope_span is not None:
        spans.append(_span(reading, "heading", context.scope_span))
    if binding.negation is not None:
        spans.append(_span(reading, "negation", binding.negation))
    cue = _span(reading, "cue", binding.cue)
    if cue.quote and all((cue.start, cue.end) != (span.start, span.end) for span in spans):
        spans.append(cue)
    return spans


def _span(reading: Reading, role: str, place: Interval) -> Span:
    start, end = place
    while start < end and reading.text[start] in " ,;:":
        start += 1
    while end > start and reading.text[end - 1] in " ,;:":
        end -= 1
    first, last = reading.view.on_disk(start, end)
    return Span(role, first, last, reading.view.source[first:last])
