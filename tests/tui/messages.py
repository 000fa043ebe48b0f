"""Finding every message the code asks for: the literal first arguments of tr, trn and N_."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("quizgen/quiz", "quizgen/tui")


def modules() -> Iterator[Path]:
    """Every module that may speak to the learner."""
    for room in ROOMS:
        yield from sorted((ROOT / room).rglob("*.py"))


def messages() -> dict[str, str | None]:
    """Message → its plural, None where there is none."""
    found: dict[str, str | None] = {}
    for path in modules():
        for call in _calls(path):
            name = _name(call)
            literals = [a.value for a in call.args if isinstance(a, ast.Constant)]
            if name in ("tr", "N_") and literals and isinstance(literals[0], str):
                found.setdefault(literals[0], None)
            elif name == "trn":
                one, many = literals[:2]
                found[str(one)] = str(many)
    return found


def _calls(path: Path) -> Iterator[ast.Call]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _name(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""
