"""Scores extraction against a list of facts: precision and recall of facts, not of words."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from quizgen.extract import render_value
from quizgen.knowledge import facts_folder
from quizgen.language import load_book
from quizgen.model import Fact, Quantity
from quizgen.text import compare_key, slug_of


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


def score(facts: Iterable[Fact], expected: Iterable[Expected], language: str = "") -> Score:
    """A fact is right where its id and sign are expected, and its figure where it is one. A list
    may call a thing by its word in the text's ``language`` or by the concept that it names."""
    known = _concepts(language)
    wanted = {_canonical(row.id, known): row for row in expected}
    right, wrong = [], []
    for fact in facts:
        row = wanted.get(_canonical(fact.id, known))
        if row is not None and row.affirmed == fact.affirmed and _same(fact, row):
            right.append(fact.id)
        else:
            sign = "+" if fact.affirmed else "-"
            wrong.append(f"{fact.id} {sign} {render_value(fact.value)} [{fact.rule}]")
    found = {_canonical(key, known) for key in right}
    missed = tuple(row.id for key, row in wanted.items() if key not in found)
    return Score(tuple(right), missed, tuple(wrong))


@cache
def _concepts(language: str) -> dict[str, str]:
    """The names of a language as ids have them, and whose they are."""
    if not language:
        return {}
    surfaces = load_book(facts_folder(), language).surfaces()
    found: dict[str, str] = {}
    for concept, words in surfaces.items():
        for word in words:
            found.setdefault(slug_of(compare_key(word)), concept)
    return found


def _canonical(fact_id: str, known: dict[str, str]) -> str:
    """``fact_id`` with each thing that it names by a word of the text called by its concept."""

    def named(part: str) -> str:
        words = slug_of(compare_key(part.replace("-", " "))).split("-")
        at, said = 0, []
        while at < len(words):
            ends = range(len(words), at, -1)
            size = next((e for e in ends if "-".join(words[at:e]) in known), at + 1)
            said.append(known.get("-".join(words[at:size]), words[at]))
            at = size
        return "-".join(said)

    return "/".join(map(named, fact_id.split("/"))) if known else fact_id


def _same(fact: Fact, row: Expected) -> bool:
    if not isinstance(fact.value, Quantity):
        return True
    found = render_value(fact.value).removesuffix(" (lent)").replace("–", "..")
    return found == row.value
