"""Scores extraction against a list of facts: precision and recall of facts, not of words."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from quizgen.extract import render_value
from quizgen.model import Fact, Quantity


@dataclass(frozen=True)
class Expected:
    """One line of a fact list: ``id | sign | value | quote``."""

    id: str
    affirmed: bool
    value: str


@dataclass(frozen=True)
class Score:
    """What was found, what was missed, and what should not have been found."""

    right: tuple[str, ...]
    missed: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def recall(self) -> float:
        return len(self.right) / max(1, len(self.right) + len(self.missed))

    @property
    def precision(self) -> float:
        return len(self.right) / max(1, len(self.right) + len(self.wrong))


def read_expected(path: Path) -> tuple[Expected, ...]:
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith(("#", "[")):
            cells = [cell.strip() for cell in line.split("|")]
            rows.append(Expected(cells[0], cells[1] == "+", cells[2] if len(cells) > 2 else ""))
    return tuple(rows)


def score(facts: Iterable[Fact], expected: Iterable[Expected]) -> Score:
    """A fact is right where its id and sign are expected, and its figure where it is one."""
    wanted = {row.id: row for row in expected}
    right, wrong = [], []
    for fact in facts:
        row = wanted.get(fact.id)
        if row is not None and row.affirmed == fact.affirmed and _same(fact, row):
            right.append(fact.id)
        else:
            sign = "+" if fact.affirmed else "-"
            wrong.append(f"{fact.id} {sign} {render_value(fact.value)} [{fact.rule}]")
    missed = tuple(key for key in wanted if key not in set(right))
    return Score(tuple(right), missed, tuple(wrong))


def _same(fact: Fact, row: Expected) -> bool:
    if not isinstance(fact.value, Quantity):
        return True
    found = render_value(fact.value).removesuffix(" (lent)").replace("–", "..")
    return found == row.value
