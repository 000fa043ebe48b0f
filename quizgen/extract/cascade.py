"""Running rules over a unit: which run where, which words they take, and rules upon rules."""

from dataclasses import dataclass, field

import msgspec

from quizgen.extract.facts import Context, make_facts
from quizgen.extract.fronts import fronted
from quizgen.extract.items import bracketed, spread
from quizgen.extract.literals import Scout
from quizgen.extract.matching import matches, only_adverbs
from quizgen.extract.mentions import Binding
from quizgen.extract.openings import Named, defines
from quizgen.extract.phrases import Interval, Item, Wanted, read_whole
from quizgen.extract.reading import Reading
from quizgen.extract.ruleset import Rule, RuleData
from quizgen.extract.subjects import add_name, identify, resolve, subject_of
from quizgen.extract.units import Unit
from quizgen.knowledge import Knowledge
from quizgen.model import Fact, Source
from quizgen.text import compare_key


@dataclass(frozen=True, slots=True)
class Active:
    """A scope that holds: its id, whose (a concept), and the words that opened it."""

    id: str
    of: Named | None
    span: Interval


@dataclass(slots=True)
class State:
    """What a run over a text has found so far. ``taken``: cues that a rule has used up in the
    unit in hand; ``carried``: the subject that a clause hands on to the next; ``found``: how often
    the unit in hand gave a fact."""

    reading: Reading
    source: Source
    knowledge: Knowledge
    facts: dict[str, Fact] = field(default_factory=dict)
    taken: list[tuple[Interval, str]] = field(default_factory=list)
    carried: Named | None = None
    found: int = 0
    chosen: dict[tuple[str, tuple[str, ...], bool], Scout[Rule]] = field(default_factory=dict)

    def add(self, fact: Fact) -> None:
        """Keep a fact; the same claim found again lends its further spans."""
        self.found += 1
        known = self.facts.get(fact.id)
        if known is None:
            self.facts[fact.id] = fact
        elif (
            known.affirmed == fact.affirmed
            and known.value == fact.value
            and len(known.spans) < _MOST_SPANS
        ):
            spans = tuple(dict.fromkeys((*known.spans, *fact.spans)))
            self.facts[fact.id] = msgspec.structs.replace(known, spans=spans)


# A text that says a thing a thousand times grounds it well enough; more would cost the square.
_MOST_SPANS = 24


def opened(state: State, where: str, lo: int, hi: int) -> list[Active]:
    """The scopes that the words in ``[lo, hi)`` open."""
    reading = state.reading
    found: list[Active] = []
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
            found.append(Active(scope.data.id, of, binding.cue))
            break
    return found


def run_rules(
    state: State,
    unit: Unit,
    active: list[Active],
    where: str,
    parts: list[Interval],
    only_scoped: bool = False,
) -> None:
    """Run the rules for ``where`` over the clauses ``parts``, in the order of clauses, then of
    the file; ``only_scoped``: those alone that stand under an active scope."""
    by_id = {one.id: one for one in active}
    whole = (parts[0][0], parts[-1][1])
    text = state.reading.text
    rules = [
        rule
        for rule in _chosen(state, where, tuple(by_id), only_scoped).look(text, *whole)
        if any(pattern.may_match(text, *whole) for pattern in rule.patterns)
    ]
    for place, part in enumerate(parts):
        for rule in rules:
            if rule.data.reach == "clause":
                _try(state, unit, rule, part, by_id)
            elif place == 0:
                _try(state, unit, rule, whole, by_id)


def _chosen(state: State, where: str, active: tuple[str, ...], only_scoped: bool) -> Scout[Rule]:
    key = (where, active, only_scoped)
    known = state.chosen.get(key)
    if known is None:
        known = Scout(
            [
                (rule, [pattern.needs for pattern in rule.patterns])
                for rule in state.reading.rules.rules
                if rule.data.where == where
                and not rule.data.on
                and (any(name in active for name in rule.under) or not (only_scoped or rule.under))
            ]
        )
        state.chosen[key] = known
    return known


def _try(state: State, unit: Unit, rule: Rule, part: Interval, active: dict[str, Active]) -> None:
    text, data = state.reading.text, rule.data
    lo, hi = part
    if rule.unless is not None and rule.unless.search(text, lo, hi):
        return
    if rule.only_if is not None and not rule.only_if.search(text, unit.start, unit.end):
        return
    if data.alone and any(lo <= a < hi for (a, _), by in state.taken if by != data.id):
        return
    for pattern in rule.patterns:
        for bindings in matches(state.reading, pattern, data, lo, hi):
            core = bindings[0].core
            participle = state.reading.rules.grammar.participle.search(text, *core)
            if participle and not unit.first and not defines(state.reading, core[0]):
                continue
            if data.bare and not only_adverbs(state.reading, *bindings[0].rest):
                continue
            figures = [one.quantity.end for one in bindings if one.quantity is not None]
            behind = max(core[1], *figures, 0)
            if state.reading.rules.grammar.hearsay.match(text, behind):
                continue
            if data.unit and not all(map(_has_unit, bindings)):
                continue
            if len(bindings) < data.at_least or (not data.shares and _taken(state, core, data.id)):
                continue
            made = [_make(state, rule, binding, active) for binding in bindings]
            if any(made) and not data.shares:
                state.taken.append((core, data.id))


def _has_unit(binding: Binding) -> bool:
    value = binding.value()
    return value is not None and value.unit is not None


def _taken(state: State, core: Interval, rule: str) -> bool:
    return any(a < core[1] and core[0] < b and by != rule for (a, b), by in state.taken)


def _make(state: State, rule: Rule, binding: Binding, active: dict[str, Active]) -> bool:
    reading = state.reading
    scope = next((active[name] for name in rule.under if name in active), None)
    subject = state.carried
    if not rule.data.subject and "subject" not in binding.items:
        if binding.head is not None and reading.head is not None:
            subject = Named(reading.head.id, binding.head)
        else:
            subject = resolve(reading, binding.rest, state.carried)
        state.carried = subject  # where it is unclear, so is who does what the next clause says
    data = rule.data
    if data.of_object:
        front, clear = fronted(reading, *binding.rest)
        if not clear:
            return False
        if front is not None:
            data, subject = msgspec.structs.replace(data, subject=""), front
    if data.heads and (items := binding.items.get("value")):
        binding.items["value"] = spread(reading, items, data.heads)
    made = False
    whom = scope.of if scope else None
    contexts = [
        Context(state.source, state.knowledge, one, whom, scope.span if scope else None)
        for one in ((subject, *subject.also) if subject is not None else (None,))
    ]
    found = (pair for context in contexts for pair in make_facts(reading, data, binding, context))
    for fact, item in found:
        state.add(fact)
        made = True
        if item is not None:
            own = reading.head is not None and fact.subject == reading.head.id
            if rule.data.names_head and own:
                add_name(reading, item)
            if (
                rule.data.names_class
                and reading.head is not None
                and fact.subject == reading.head.id
            ):
                words = item.text.split()
                nouns = [compare_key(" ".join(words[at:])) for at in range(len(words))]
                bare = reading.rules.grammar.possessed.sub("", nouns[-1])  # of "sex hormone", owned
                reading.head.classes.update((*nouns, bare))
            _build_on(state, rule, item, fact, binding.items.get("value", ()))
    return made


def _build_on(state: State, below: Rule, item: Item, fact: Fact, members: tuple[Item, ...]) -> None:
    """Run the rules that build on ``below`` over what stood in or behind its list member, one of
    ``members``."""
    if item.count is None and item.brackets is None:
        return
    reading = state.reading
    for rule in reading.rules.rules:
        if rule.data.on != below.data.id:
            continue
        binding = Binding(cue=(item.start, item.end))
        subject = Named(fact.subject, None)
        if rule.data.take == "count" and item.count is not None:
            binding.quantity = item.count
            binding.items["of"] = (item,)
        elif rule.data.take == "figure" and item.brackets is not None:
            binding.quantity = bracketed(reading, item, members)
            if binding.quantity is None:
                continue
            subject = Named(identify(reading, item), (item.start, item.end))
        elif rule.data.take == "brackets" and item.brackets is not None:
            inside = reading.text[item.brackets[0] : item.brackets[1]]
            if not any(letter.isalpha() for letter in inside):
                continue  # a share, and no name
            wanted = Wanted(kinds=rule.data.kinds, split=rule.data.split)
            phrases = read_whole(reading, item.brackets[0] + 1, item.brackets[1] - 1, wanted)
            if phrases is None:
                continue
            binding.items["value"] = phrases.items
            subject = Named(identify(reading, item), (item.start, item.end))
        else:
            continue
        for built, _ in make_facts(
            reading, rule.data, binding, Context(state.source, state.knowledge, subject)
        ):
            state.add(built)
