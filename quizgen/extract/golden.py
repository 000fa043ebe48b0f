"""The reviewed list of a text's facts, a line each, that lies beside its source."""

from collections.abc import Iterable

from quizgen.model import ConceptValue, Fact, Formula, Quantity, Text, Value


def render_value(value: Value) -> str:
    """A value on one line: ``concept``, ``"text"``, a formula, or ``> 3 µg/L (lent)``."""
    if isinstance(value, ConceptValue):
        return value.id
    if isinstance(value, Formula):
        return value.text
    if isinstance(value, Text):
        return f'"{value.text}"'
    return _quantity(value)


def _quantity(value: Quantity) -> str:
    figure = f"{value.low}–{value.high}" if value.op == "range" else f"{value.op} {value.number}"
    unit = f" {value.unit}" if value.unit else ""
    return f"{figure}{unit}{' (lent)' if value.unit_inherited else ''}"


def render_golden(facts: Iterable[Fact], text: str) -> str:
    """One line per fact in the order given: id, sign, value, quoted words, rule."""
    lines = []
    for fact in facts:
        quotes = " … ".join(
            " ".join(text[span.start : span.end].split())
            for span in sorted(fact.spans, key=lambda span: span.start)
            if span.role in ("value", "unit", "negation", "cue")
        )
        sign = "+" if fact.affirmed else "-"
        mark = f" [{fact.erratum}]" if fact.erratum else ""
        lines.append(
            f"{fact.id} | {sign} | {render_value(fact.value)} | {quotes} | {fact.rule}{mark}"
        )
    return "\n".join(lines) + "\n"
