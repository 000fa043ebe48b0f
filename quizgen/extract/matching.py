"""Running one pattern over a clause: the core first, then the slots on either side of it."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import regex

from quizgen.extract.items import acted
from quizgen.extract.mentions import Binding, lend_units
from quizgen.extract.pattern import Pattern, Slot
from quizgen.extract.phrases import Wanted, find_head, read_left, read_right, read_whole
from quizgen.extract.reading import Reading
from quizgen.extract.ruleset import RuleData

_BLANK = regex.compile(r"[\s,]*")
_LONGEST_CUE = 60
_LETTER = regex.compile(r"[\p{L}\p{N}]")
_INLINE = ("value", "subject", "of")


def matches(
    reading: Reading, pattern: Pattern, rule: RuleData, lo: int, hi: int
) -> Iterator[list[Binding]]:
    """The bindings of each match of ``pattern`` in ``[lo, hi)``; several where a group repeats."""
    if pattern.anchored:
        match = pattern.core.match(reading.text, lo, hi)
        found = [match] if match else []
    else:
        found = list(pattern.core.finditer(reading.text, lo, hi))
    for match in found:
        bindings = _bind(reading, pattern, rule, match, lo, hi)
        if bindings:
            yield bindings


def _bind(
    reading: Reading,
    pattern: Pattern,
    rule: RuleData,
    match: "regex.Match[str]",
    lo: int,
    hi: int,
) -> list[Binding]:
    base = Binding(cue=match.span(), core=match.span(), rest=(lo, match.start()))
    if not _inside(reading, pattern, rule, match, base):
        return []
    if pattern.trailing is not None and not _after(
        reading, pattern.trailing, rule, match.end(), hi, base
    ):
        return []
    found = _before(reading, pattern.leading, rule, lo, match.start(), base)
    if rule.act:
        for one in found:
            one.items["value"] = acted(reading, one.items.get("value", ()), base.cue)
    return found


def _inside(
    reading: Reading,
    pattern: Pattern,
    rule: RuleData,
    match: "regex.Match[str]",
    binding: Binding,
) -> bool:
    """The slots and named groups inside the core."""
    groups = match.groupdict()
    cases = {slot.name: slot.case for slot in pattern.middle}
    if groups.get("cue"):
        binding.cue = match.span("cue")
    if groups.get("no"):
        binding.negation = match.span("no")
    if groups.get("quantity") or "quantity" in cases:
        start, end = match.span("quantity")
        inside = [one for one in reading.quantities if start <= one.start and one.end <= end]
        if len(inside) != 1:
            return False
        binding.quantity = inside[0]
    if groups.get("formula"):
        start, end = match.span("formula")
        formula = next((f for f in reading.formulas if start <= f.start and f.end <= end), None)
        if formula is None:
            return False
        binding.formula = formula
    for name in _INLINE:
        if groups.get(name):
            start, end = match.span(name)
            phrases = read_whole(reading, start, end, _wanted(rule, name, cases.get(name, "")))
            if phrases is None:
                return False
            binding.items[name] = phrases.items
    if not groups.get("cue"):
        binding.cue = _beside(reading, match, [name for name in _INLINE if groups.get(name)])
    return True


def _beside(reading: Reading, match: "regex.Match[str]", names: list[str]) -> tuple[int, int]:
    """The words of the core that are no slot: behind the slots, else between or before them."""
    if not names:
        return match.span()
    places = sorted(match.span(name) for name in names)
    between = [(one[1], two[0]) for one, two in pairwise(places)]
    for start, end in (
        (places[-1][1], match.end()),
        *between,
        (match.start(), places[0][0]),
    ):
        if end - start <= _LONGEST_CUE and _LETTER.search(reading.text, start, end):
            return start, end
    return places[0]


def _after(
    reading: Reading, slot: Slot, rule: RuleData, lo: int, hi: int, binding: Binding
) -> bool:
    if slot.name == "quantity":
        one = next((q for q in reading.quantities if lo <= q.start and q.end <= hi), None)
        near = one is not None and (slot.gap or not reading.text[lo : one.start].strip(" :—–-"))
        binding.quantity = one
        return near
    if slot.name == "formula":
        formula = next((f for f in reading.formulas if lo <= f.start and f.end <= hi), None)
        binding.formula = formula
        return formula is not None
    phrases = read_right(reading, lo, hi, _wanted(rule, slot.name, slot.case))
    if phrases is None:
        return slot.optional
    binding.items[slot.name] = phrases.items
    return True


def _before(
    reading: Reading,
    leading: tuple[Slot, ...],
    rule: RuleData,
    lo: int,
    hi: int,
    base: Binding,
) -> list[Binding]:
    plain = [slot for slot in leading if not slot.repeats]
    group = [slot for slot in leading if slot.repeats]
    tail = [slot for slot in plain if not group or leading.index(slot) > leading.index(group[0])]
    head = [slot for slot in plain if slot not in tail]
    at = _slots(reading, tail, rule, lo, hi, base)
    if at is None:
        return []
    bindings: list[Binding] = []
    while group:
        one = replace(base, items=dict(base.items))
        stop = _slots(reading, group, rule, lo, at, one)
        if stop is None:
            break
        bindings.insert(0, one)
        at = stop
    if group and not bindings:
        return []
    bindings = bindings or [base]
    for one in bindings:
        at_head = _slots(reading, head, rule, lo, at, one)
        if at_head is None:
            return []
        one.rest = (lo, at_head)
    lend_units(bindings, reading.asides)
    return bindings


def _slots(
    reading: Reading, slots: list[Slot], rule: RuleData, lo: int, hi: int, binding: Binding
) -> int | None:
    """Fill adjacent slots from the right; where the last of them begins, or None."""
    at = hi
    for slot in reversed(slots):
        stop = _slot(reading, slot, rule, lo, at, binding)
        if stop is None:
            if slot.optional:
                continue
            return None
        at = stop
    return at


def _slot(
    reading: Reading, slot: Slot, rule: RuleData, lo: int, hi: int, binding: Binding
) -> int | None:
    if slot.name == "quantity":
        inside = [one for one in reading.quantities if lo <= one.start and one.end <= hi]
        if not inside:
            return None
        one = inside[-1]
        if not slot.gap and not only_adverbs(reading, one.end, hi):
            return None
        binding.quantity = one
        return one.start
    if slot.name == "formula":
        formulas = [one for one in reading.formulas if lo <= one.start and one.end <= hi]
        if not formulas:
            return None
        binding.formula = formulas[-1]
        return formulas[-1].start
    if slot.name == "head":
        place = find_head(reading, lo, hi, slot.case, slot.gap)
        binding.head = place or binding.head
        return None if place is None else place[0]
    wanted = _wanted(rule, slot.name, slot.case)
    phrases = read_left(reading, lo, hi, replace(wanted, gap=slot.gap, paired=slot.repeats))
    if phrases is None:
        return None
    binding.items[slot.name] = phrases.items
    return phrases.rest


def only_adverbs(reading: Reading, lo: int, hi: int) -> bool:
    """Whether nothing but adverbs and stated denominators stands in ``[lo, hi)``."""
    words = " ".join(
        reading.text[max(lo, a) : min(hi, b)]
        for a, b in zip(
            (lo, *(end for _, end in reading.asides)),
            (*(start for start, _ in reading.asides), hi),
            strict=True,
        )
        if max(lo, a) < min(hi, b)
    ).split()
    grammar = reading.rules.grammar
    return all(grammar.adverb.fits(word.strip(",")) or not word.strip(",.:—–-()") for word in words)


def _wanted(rule: RuleData, name: str, case: str) -> Wanted:
    if name == "value":
        return Wanted(case, rule.kinds, rule.known, rule.split, False, rule.most_words, rule.acts)
    return Wanted(case, split=name != "of")
