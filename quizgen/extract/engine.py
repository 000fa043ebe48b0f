"""The cascade: unit by unit, scope by scope, rule by rule."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from quizgen.extract.coverage import Coverage, Covered
from quizgen.extract.errata import with_errata
from quizgen.extract.outlines import open_outline
from quizgen.extract.facts import Context, make_facts
from quizgen.extract.matching import matches
from quizgen.extract.mentions import Binding
from quizgen.extract.names import make_names
from quizgen.extract.phrases import Interval, Item, Wanted, read_whole
from quizgen.extract.reading import Head, Reading
from quizgen.extract.ruleset import Rule, RuleData, RuleSet, Scope
from quizgen.extract.subjects import Named, add_name, identify, resolve, subject_of
from quizgen.extract.units import Unit, clauses, units
from quizgen.knowledge import Knowledge
from quizgen.model import Fact, Source
from quizgen.text import compare_key, make_view


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a text says, and how much of it was read."""

    facts: tuple[Fact, ...]
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class _Active:
    """A scope that holds: its id, whose (a concept), and the words that opened it."""

    id: str
    of: Named | None
    span: Interval


@dataclass(slots=True)
class _State:
    reading: Reading
    source: Source
    knowledge: Knowledge
    facts: dict[str, Fact] = field(default_factory=dict)
    taken: list[tuple[Interval, str]] = field(default_factory=list)
    carried: Named | None = None
    found: int = 0


def extract(
    source: Source,
    text: str,
    rules: RuleSet,
    knowledge: Knowledge,
    lexicon: Mapping[str, tuple[str, ...]],
) -> Extraction:
    """The facts of ``text`` in the order of their first value, and the coverage.

    ``lexicon``: concept id to its surface forms in the text's language. Linear in the text.
    """
    view = make_view(text)
    names = make_names(lexicon, knowledge.concepts, rules.grammar)
    state = _State(Reading(view, rules, names), source, knowledge)
    all_units = units(view.text, rules.conventions)
    _find_head(state, all_units)
    outline = open_outline(state.reading, knowledge, source, all_units)
    scopes: dict[int, list[_Active]] = {}
    counts: list[int] = []
    for index, unit in enumerate(all_units):
        state.found = 0
        if outline is not None:
            for fact in outline.read(unit, index):
                _add(state, fact)
        if unit.kind == "heading":
            scopes[index] = _opened(state, unit, "heading", unit.start, unit.end)
            _run(state, unit, scopes[index], "heading", [(unit.start, unit.end)])
        else:
            active = scopes.get(unit.heading, []) if unit.heading is not None else []
            _read_unit(state, unit, active)
        counts.append(state.found)
    facts = with_errata(_ordered(state.facts), knowledge, source, text)
    return Extraction(facts, _coverage(state, all_units, counts))


def _find_head(state: _State, all_units: tuple[Unit, ...]) -> None:
    reading = state.reading
    for entry in reading.rules.entries:
        for unit in all_units[:200]:
            where = entry.data.where
            if (where == "first" and not unit.first) or (
                where == "heading" and unit.kind != "heading"
            ):
                continue
            words = reading.text[unit.start : unit.end]
            if entry.unless is not None and entry.unless.search(words):
                continue
            match = entry.pattern.search(reading.text, unit.start, unit.end)
            if match is None or (where == "first" and match.start() != unit.start):
                continue
            start, end = match.span("head")
            name = reading.text[start:end].strip()
            reading.enter(unit.start, unit.end)
            item = Item(start, start + len(name), name, reading.names.all(name))
            reading.head = Head(
                identify(reading, item),
                item.start,
                item.end,
                {compare_key(name)},
                set(item.concepts[:1]),
            )
            return


def _read_unit(state: _State, unit: Unit, active: list[_Active]) -> None:
    reading = state.reading
    reading.enter(unit.start, unit.end)
    state.taken.clear()
    head = reading.head
    state.carried = Named(head.id, None) if head else None
    if unit.term is not None:
        active = [*active, *_opened(state, unit, "term", *unit.term)]
        if unit.opens_term:
            _run(state, unit, active, "term", [unit.term])
            reading.enter(unit.start, unit.end)
    if unit.kind == "item":
        _run(state, unit, active, "item", [(unit.start, unit.end)])
    end = unit.end
    inner = _opened(state, unit, "sentence", unit.start, unit.end)
    exclusive = any(_scope(reading.rules, one.id).data.only for one in inner)
    if inner and exclusive:
        end = min(one.span[1] for one in inner)
    pattern = reading.rules.grammar.clause
    parts = clauses(reading.text, unit.start, end, pattern)
    if unit.first:
        _run(state, unit, active, "first", list(parts))
    _run(state, unit, active, "sentence", list(parts))
    if inner:
        begin = min(one.span[1] for one in inner)
        rest = clauses(reading.text, begin, unit.end, pattern)
        _run(state, unit, inner, "sentence", list(rest), only_scoped=exclusive)


def _scope(rules: RuleSet, name: str) -> Scope:
    return next(scope for scope in rules.scopes if scope.data.id == name)


def _opened(state: _State, unit: Unit, where: str, lo: int, hi: int) -> list[_Active]:
    """The scopes that the words in ``[lo, hi)`` open."""
    reading = state.reading
    found: list[_Active] = []
    for scope in reading.rules.scopes:
        if scope.data.where != where:
            continue
        if scope.unless is not None and scope.unless.search(reading.text, lo, hi):
            continue
        plain = RuleData(scope.data.id, "")
        for pattern in scope.patterns:
            binding = next((b[0] for b in matches(reading, pattern, plain, lo, hi) if b), None)
            if binding is None:
                continue
            items = binding.items.get("of")
            of = None
            if items:
                of = Named(subject_of(reading, items[-1]), (items[-1].start, items[-1].end))
            found.append(_Active(scope.data.id, of, binding.cue))
            break
    return found


def _run(
    state: _State,
    unit: Unit,
    active: list[_Active],
    where: str,
    parts: list[Interval],
    only_scoped: bool = False,
) -> None:
    by_id = {one.id: one for one in active}
    rules = [
        rule
        for rule in state.reading.rules.rules
        if rule.data.where == where
        and not rule.data.on
        and (any(name in by_id for name in rule.under) or (not only_scoped and not rule.under))
    ]
    whole = (parts[0][0], parts[-1][1])
    for place, part in enumerate(parts):
        for rule in rules:
            if rule.data.reach == "sentence":
                if place == 0:
                    _try(state, unit, rule, whole, by_id)
            else:
                _try(state, unit, rule, part, by_id)


def _try(
    state: _State, unit: Unit, rule: Rule, part: Interval, active: dict[str, _Active]
) -> None:
    reading = state.reading
    lo, hi = part
    if rule.unless is not None and rule.unless.search(reading.text, lo, hi):
        return
    if rule.only_if is not None and not rule.only_if.search(reading.text, unit.start, unit.end):
        return
    if rule.data.alone and any(lo <= a < hi for (a, _), by in state.taken if by != rule.data.id):
        return
    for pattern in rule.patterns:
        for bindings in matches(reading, pattern, rule.data, lo, hi):
            cue = bindings[0].cue
            if len(bindings) < rule.data.at_least:
                continue
            if not rule.data.shares and _is_taken(state, cue, rule.data.id):
                continue
            made = False
            for binding in bindings:
                made = _make(state, unit, rule, binding, active) or made
            if made and not rule.data.shares:
                state.taken.append((cue, rule.data.id))


def _is_taken(state: _State, cue: Interval, rule: str) -> bool:
    return any(a < cue[1] and cue[0] < b and by != rule for (a, b), by in state.taken)


def _make(
    state: _State, unit: Unit, rule: Rule, binding: Binding, active: dict[str, _Active]
) -> bool:
    reading = state.reading
    scope = next((active[name] for name in rule.under if name in active), None)
    subject = state.carried
    if not rule.data.subject and "subject" not in binding.items:
        if binding.head is not None and reading.head is not None:
            subject = Named(reading.head.id, binding.head)
        else:
            subject = resolve(reading, binding.rest, state.carried)
        if subject is not None:
            state.carried = subject
    context = Context(
        state.source,
        state.knowledge,
        subject,
        scope.of if scope else None,
        scope.span if scope else None,
    )
    made = False
    for fact, item in make_facts(reading, rule.data, binding, context):
        _add(state, fact)
        made = True
        if item is not None:
            if rule.data.names_head:
                add_name(reading, item)
            _build_on(state, unit, rule, item, fact)
    return made


def _build_on(state: _State, unit: Unit, below: Rule, item: Item, fact: Fact) -> None:
    """Run the rules that build on ``below`` over what stood in or behind its list member."""
    reading = state.reading
    for rule in reading.rules.rules:
        if rule.data.on != below.data.id:
            continue
        binding = Binding(cue=(item.start, item.end))
        if rule.data.take == "count" and item.count is not None:
            binding.quantity = item.count
            binding.items["of"] = (item,)
        elif rule.data.take == "brackets" and item.brackets is not None:
            wanted = Wanted(kinds=rule.data.kinds, split=rule.data.split)
            start, end = item.brackets
            phrases = read_whole(reading, start + 1, end - 1, wanted)
            if phrases is None:
                continue
            binding.items["value"] = phrases.items
        else:
            continue
        of_item = Named(identify(reading, item), (item.start, item.end))
        own = rule.data.subject == ""
        context = Context(
            state.source,
            state.knowledge,
            of_item if own and rule.data.take == "brackets" else Named(fact.subject, None),
        )
        for built, _ in make_facts(reading, rule.data, binding, context):
            _add(state, built)


def _add(state: _State, fact: Fact) -> None:
    """Keep a fact; the same claim found again lends its further spans."""
    state.found += 1
    known = state.facts.get(fact.id)
    if known is None:
        state.facts[fact.id] = fact
    elif known.affirmed == fact.affirmed and known.value == fact.value:
        spans = tuple(dict.fromkeys((*known.spans, *fact.spans)))
        state.facts[fact.id] = Fact(
            known.id,
            known.topic,
            known.subject,
            known.relation,
            known.affirmed,
            known.value,
            known.source,
            known.language,
            spans,
            known.rule,
            known.statements,
        )


def _ordered(facts: dict[str, Fact]) -> list[Fact]:
    def place(fact: Fact) -> tuple[int, str]:
        return min(span.start for span in fact.spans if span.role == "value"), fact.id

    return sorted(facts.values(), key=place)


def _coverage(state: _State, all_units: tuple[Unit, ...], counts: list[int]) -> Coverage:
    reading = state.reading
    filled = {unit.heading for unit in all_units if unit.heading is not None}
    rows = []
    for index, (unit, count) in enumerate(zip(all_units, counts, strict=True)):
        start, end = reading.view.on_disk(unit.start, unit.end)
        rows.append(
            Covered(
                unit.kind,
                start,
                end,
                reading.view.source[start:end],
                reading.view.source.count("\n", 0, start) + 1 if len(all_units) < 500 else 0,
                count,
                "" if count and not unit.cut_off else _reason(state, unit, index in filled),
            )
        )
    return Coverage(tuple(rows))


def _reason(state: _State, unit: Unit, filled: bool) -> str:
    reading = state.reading
    words = reading.text[unit.start : unit.end]
    citation = reading.rules.citation
    if unit.kind == "heading":
        return "announcement" if filled and words.endswith(":") else "heading"
    if citation is not None and citation.search(words):
        return "citation"
    if unit.cut_off:
        return "cut off"
    return "announcement" if words.endswith(":") else "no rule"
