"""The whole of extraction: a text in, facts and coverage out."""

from collections.abc import Mapping
from dataclasses import dataclass

from quizgen.extract.cascade import Active, State, opened, run_rules
from quizgen.extract.coverage import Coverage, cover
from quizgen.extract.errata import with_errata
from quizgen.extract.headword import find_headword, find_title
from quizgen.extract.names import make_names
from quizgen.extract.openings import Named
from quizgen.extract.outlines import open_outline
from quizgen.extract.phrases import Item
from quizgen.extract.reading import Reading
from quizgen.extract.ruleset import RuleSet
from quizgen.extract.subjects import identify
from quizgen.extract.units import Unit, clauses, units
from quizgen.knowledge import Knowledge
from quizgen.model import Fact, Source
from quizgen.text import make_view


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a text says, how much of it was read, and what it calls itself."""

    facts: tuple[Fact, ...]
    coverage: Coverage
    title: str = ""


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
    reading = Reading(view, rules, names)
    state = State(reading, source, knowledge)
    all_units = units(view.text, rules.conventions)
    reading.head = find_headword(reading, all_units)
    outline = open_outline(reading, knowledge, source, all_units)
    scopes: dict[int, list[Active]] = {}
    counts: list[int] = []
    for index, unit in enumerate(all_units):
        state.found = 0
        if outline is not None:
            for fact in outline.read(unit, index):
                state.add(fact)
        if unit.kind == "heading":
            scopes[index] = opened(state, "heading", unit.start, unit.end)
            run_rules(state, unit, scopes[index], "heading", [(unit.start, unit.end)])
        else:
            _read_unit(state, unit, scopes.get(-1 if unit.heading is None else unit.heading, []))
        counts.append(state.found)
    facts = with_errata(_ordered(state.facts), knowledge, source, text)
    topic = outline.outline.topic if outline is not None else None
    title = find_title(reading, all_units, topic, {fact.subject for fact in facts})
    return Extraction(facts, cover(view, rules.citation, all_units, counts), title)


def _read_unit(state: State, unit: Unit, active: list[Active]) -> None:
    """Run the rules over a sentence or an item, the scopes that it opens over their rest of it."""
    reading = state.reading
    if reading.text[unit.start : unit.end].endswith("?"):
        return  # a question claims nothing
    reading.enter(unit.start, unit.end)
    state.taken.clear()
    state.carried = Named(reading.head.id, None) if reading.head else None
    if unit.term is not None:
        if unit.opens_term and reading.text[unit.start].islower():
            # "Vitamin X: improves …" goes on with its term; a new sentence names whom it is about.
            state.carried = _term_of(reading, unit.term)
        active = [*active, *opened(state, "term", *unit.term)]
        if unit.opens_term:
            run_rules(state, unit, active, "term", [unit.term])
            reading.enter(unit.start, unit.end)
    if unit.kind == "item":
        run_rules(state, unit, active, "item", [(unit.start, unit.end)])
    inner = opened(state, "sentence", unit.start, unit.end)
    exclusive = {scope.data.id for scope in reading.rules.scopes if scope.data.only}
    only = any(one.id in exclusive for one in inner)
    end = min(one.span[1] for one in inner) if only else unit.end
    pattern = reading.rules.grammar.clause
    parts = list(clauses(reading.text, unit.start, end, pattern))
    if unit.first:
        run_rules(state, unit, active, "first", parts)
    run_rules(state, unit, active, "sentence", parts)
    if inner:
        begin = min(one.span[1] for one in inner)
        rest = list(clauses(reading.text, begin, unit.end, pattern))
        reading.scoped = True
        run_rules(state, unit, inner, "sentence", rest, only_scoped=only)
        reading.scoped = False


def _term_of(reading: Reading, term: tuple[int, int]) -> Named:
    words = reading.text[slice(*term)]
    return Named(identify(reading, Item(*term, words, reading.names.all(words))), term)


def _ordered(facts: dict[str, Fact]) -> list[Fact]:
    def place(fact: Fact) -> tuple[int, str]:
        return min(span.start for span in fact.spans if span.role == "value"), fact.id

    return sorted(facts.values(), key=place)
