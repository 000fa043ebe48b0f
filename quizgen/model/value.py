"""The four kinds of value that a fact may state."""

from typing import Literal

from msgspec import Struct

Operator = Literal["=", ">", "<", "~", "range"]


class ConceptValue(Struct, frozen=True, tag_field="kind", tag="concept", gc=False):
    """A thing of the lexicon, by its id."""

    id: str


class Quantity(Struct, frozen=True, tag_field="kind", tag="quantity", gc=False):
    """A number or a range with its unit.

    ``number`` for ``=``, ``>``, ``<``, ``~``; ``low`` and ``high`` for ``range``. ``unit`` is the
    canonical symbol (``µg/L``), or None where the text prints none. ``unit_inherited`` is true
    where the unit was lent by a neighbour in the same list.
    """

    number: int | float | None = None
    low: int | float | None = None
    high: int | float | None = None
    op: Operator = "="
    unit: str | None = None
    unit_inherited: bool = False


class Formula(Struct, frozen=True, tag_field="kind", tag="formula", gc=False):
    """A chemical formula: ``text`` in Latin letters, ``printed`` as the source has it."""

    text: str
    printed: str


class Text(Struct, frozen=True, tag_field="kind", tag="text", gc=False):
    """Words that the lexicon does not know, in the source's own language."""

    text: str


Value = ConceptValue | Quantity | Formula | Text
