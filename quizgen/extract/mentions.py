"""What a rule found before it becomes a fact: who, which value, and on which words it rests."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from quizgen.extract.phrases import Interval, Item
from quizgen.model import Quantity
from quizgen.text import FormulaMatch, QuantityMatch


@dataclass(slots=True)
class Binding:
    """The slots of one match. ``core`` is all that the pattern's core matched, ``cue`` the words of
    it that carry the claim, ``rest`` what the clause holds before, ``lent`` the unit that a
    neighbour lent to ``quantity``, ``head`` a mention of the headword."""

    items: dict[str, tuple[Item, ...]] = field(default_factory=dict)
    quantity: QuantityMatch | None = None
    lent: tuple[str, Interval] | None = None
    formula: FormulaMatch | None = None
    cue: Interval = (0, 0)
    core: Interval = (0, 0)
    negation: Interval | None = None
    rest: Interval = (0, 0)
    head: Interval | None = None

    def value(self) -> Quantity | None:
        """The quantity with the unit it has or was lent."""
        if self.quantity is None:
            return None
        plain = self.quantity.value
        if plain.unit is None and self.lent is not None:
            return Quantity(
                plain.number, plain.low, plain.high, plain.op, self.lent[0], unit_inherited=True
            )
        return plain


def lend_units(bindings: list[Binding], asides: Sequence[Interval] = ()) -> None:
    """A bare number in a series takes the unit of its nearest neighbour, of two the later one;
    never across an aside that states another denominator."""
    owners = [
        (place, one.quantity)
        for place, one in enumerate(bindings)
        if one.quantity is not None and one.quantity.unit is not None
    ]
    for place, one in enumerate(bindings):
        if one.quantity is None or one.quantity.unit is not None or not owners:
            continue
        near = [
            owner
            for owner in owners
            if not any(
                min(one.quantity.start, owner[1].start)
                < start
                < max(one.quantity.start, owner[1].start)
                for start, _ in asides
            )
        ]
        if not near:
            continue
        _, donor = min(near, key=lambda owner: (abs(owner[0] - place), -owner[0]))
        if donor.unit is not None and donor.value.unit is not None:
            one.lent = (donor.value.unit, donor.unit)
