"""What extraction knows of the text while it reads a sentence: figures, formulas, the headword."""

from dataclasses import dataclass, field

from quizgen.extract.names import Names
from quizgen.extract.ruleset import RuleSet
from quizgen.model import Quantity
from quizgen.text import (
    FormulaMatch,
    QuantityMatch,
    View,
    compare_key,
    denominators,
    find_formulas,
    find_quantities,
    with_denominators,
)


@dataclass(slots=True)
class Head:
    """What the text is about: its id, the words that name it, and where it is first named.

    ``classes``: nouns that say what it is, and alone stand for it ("the hormone").
    """

    id: str
    start: int
    end: int
    keys: set[str] = field(default_factory=set)
    concepts: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Reading:
    """A text being read: its view, its rules, and the sentence in hand."""

    view: View
    rules: RuleSet
    names: Names
    head: Head | None = None
    start: int = 0
    end: int = 0
    formulas: tuple[FormulaMatch, ...] = ()
    quantities: tuple[QuantityMatch, ...] = ()
    asides: tuple[tuple[int, int], ...] = ()
    ages: tuple[tuple[int, int], ...] = ()
    scoped: bool = False
    text: str = field(init=False)

    def __post_init__(self) -> None:
        self.text = self.view.text

    def enter(self, start: int, end: int) -> None:
        """Take ``[start, end)`` in hand: find its formulas and figures once."""
        if (start, end) == (self.start, self.end):
            return
        self.start, self.end = start, end
        conventions = self.rules.conventions
        self.formulas = find_formulas(self.text, start, end, conventions)
        formulas = [(one.start, one.end) for one in self.formulas]
        quantities = find_quantities(self.text, start, end, conventions, formulas)
        per = denominators(self.text, start, end, conventions)
        self.ages = tuple(m.span() for m in self.rules.grammar.aged.finditer(self.text, start, end))
        quantities = with_denominators(quantities, per)
        self.quantities = tuple(one for one in quantities if not self.aged(one.start, one.end))
        self.asides = tuple((first, last) for first, last, _ in per)

    def word(self, interval: tuple[int, int]) -> str:
        return self.text[interval[0] : interval[1]]

    def masked(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` touches a formula or a quantity."""
        if not self.formulas and not self.quantities:
            return False
        return any(one.start < end and start < one.end for one in self.formulas) or any(
            one.start < end and start < one.end for one in self.quantities
        )

    def aside(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` lies in the statement of a denominator."""
        return bool(self.asides) and any(a < end and start < b for a, b in self.asides)

    def aged(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` lies in words that say how old somebody is."""
        return bool(self.ages) and any(a < end and start < b for a, b in self.ages)

    def in_formula(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` lies within a formula."""
        return any(one.start <= start and end <= one.end for one in self.formulas)

    def count(self, start: int, end: int) -> QuantityMatch | None:
        """The bare whole number that stands exactly there, if one does."""
        for one in self.quantities:
            if one.number[0] == start and one.number[1] <= end and one.value.unit is None:
                return one if isinstance(one.value.number, int) and one.end <= end else None
        return None

    def spelled(self, start: int, end: int) -> QuantityMatch | None:
        """The number above one that the word there spells, if it spells one."""
        number = self.rules.conventions.numbers.get(self.text[start:end].casefold())
        if number is None or number <= 1 or not float(number).is_integer():
            return None
        return QuantityMatch(start, end, Quantity(number=int(number)), (start, end), None)

    def may_open(self, place: int) -> bool:
        """Whether a subject may stand at ``place``: at the beginning of the sentence, behind a
        semicolon, in a clause that contrasts, or in one inside a scope. Elsewhere the clause
        before has named it."""
        if self.scoped or place <= self.start or self.text[place - 1 : place] == ";":
            return True
        return self.rules.grammar.contrast.match(self.text, place) is not None

    def starts_sentence(self, place: int) -> bool:
        return place == self.start

    def is_head_mention(self, start: int, end: int) -> bool:
        """Whether the words name the headword or one of its other names, in any case."""
        return self.names_head(self.text[start:end])

    def is_plain_head(self, words: str) -> bool:
        """Whether ``words`` are the headword as printed, which may itself end as a case does."""
        return self.head is not None and compare_key(words) in self.head.keys

    def names_head(self, words: str) -> bool:
        if self.head is None:
            return False
        if self.head.concepts.intersection(self.names.all(words)):
            return True
        key = compare_key(words)
        before = key.rpartition(" ")[0]  # bases differ in their last word alone
        if all(known.rpartition(" ")[0] != before for known in self.head.keys):
            return False
        return not self.head.keys.isdisjoint(self.rules.grammar.bases(key))
