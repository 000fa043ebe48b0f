"""Anki's templates: reading them, and Anki's own rule of which cards a note has.

A card exists where its front shows something of a field. Filters do not matter to that, a
``{{^section}}`` counts where its field is empty, and a note of which no front shows anything keeps
its first card. A cloze note has a card for each cloze number in any of its fields. Established by
running random templates through the engine (``tests/anki/test_engine_rule.py``).
"""

import re
from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

# Names that Anki itself fills, besides a note's own fields.
SPECIAL = frozenset({"FrontSide", "Tags", "Type", "Deck", "Subdeck", "CardFlag", "Card", "CardID"})
_TOKEN = re.compile(r"<!--.*?-->|\{\{(?P<body>.*?)\}\}", re.DOTALL)
_EMPTY = re.compile(r"(?:[\t\n\v\f\r ]|</?(?:br|div) ?/?>)*\Z", re.IGNORECASE)
_MAY_BE_EMPTY = frozenset("\t\n\v\f\r <")
_CLOZE_OPEN = re.compile(r"\{\{c(\d[\d,]*)::")
_MAX_CLOZE = 500
_MAX_DEPTH = 10


class Show(Struct, frozen=True):
    """``{{filter:Field}}``."""

    field: str
    filters: tuple[str, ...] = ()


class Section(Struct, frozen=True):
    """``{{#Field}}…{{/Field}}``, or ``{{^Field}}…`` where ``negated``."""

    field: str
    negated: bool
    children: tuple["Show | Section", ...]


Node = Show | Section


class TemplateFault(ValueError):
    """A template that Anki could not read: an unbalanced section or an unclosed sign."""


def parse(template: str) -> tuple[Node, ...]:
    """The replacements and sections of a template; plain text is left out.

    Raises TemplateFault where sections do not balance.
    """
    opened: list[tuple[str, bool]] = []
    levels: list[list[Node]] = [[]]
    end = 0
    for token in _TOKEN.finditer(template):
        end = token.end()
        body = token["body"]
        if body is None:
            continue
        sign, name = body.strip()[:1], body.strip()[1:].strip()
        if sign in ("#", "^"):
            opened.append((name, sign == "^"))
            levels.append([])
        elif sign == "/":
            if not opened or opened[-1][0] != name:
                raise TemplateFault(f"{{{{/{name}}}}} closes no {{{{#{name}}}}}")
            field, negated = opened.pop()
            children = tuple(levels.pop())
            levels[-1].append(Section(field, negated, children))
        else:
            *filters, field = (part.strip() for part in body.split(":"))
            levels[-1].append(Show(field, tuple(filters)))
    if opened:
        raise TemplateFault(f"{{{{#{opened[-1][0]}}}}} is never closed")
    if "{{" in re.sub(r"<!--.*?-->", "", template[end:], flags=re.DOTALL):
        raise TemplateFault("{{ is never closed")
    return tuple(levels[0])


def walk(nodes: Sequence[Node]) -> Iterator[Node]:
    """Every replacement and section, outer ones first."""
    for node in nodes:
        yield node
        if isinstance(node, Section):
            yield from walk(node.children)


def is_empty(field: str) -> bool:
    """Whether Anki takes the field for empty: blanks and lone line-break tags only."""
    if not field:
        return True
    return field[0] in _MAY_BE_EMPTY and _EMPTY.match(field) is not None


def shows(nodes: Sequence[Node], filled: Collection[str]) -> bool:
    """Whether a front with these nodes shows something, where ``filled`` fields are not empty."""
    for node in nodes:
        if isinstance(node, Show):
            if node.field in filled:
                return True
        elif (node.field in filled) != node.negated and shows(node.children, filled):
            return True
    return False


def cloze_ordinals(fields: Sequence[str]) -> list[int]:
    """The card ordinals of a cloze note, ascending."""
    numbers = {n for field in fields if "{{c" in field for n in _numbers(field)}
    return sorted({min(n, _MAX_CLOZE) - 1 for n in numbers if 0 < n < 2**16}) or [0]


def _numbers(field: str) -> list[int]:
    """The numbers of the clozes that are closed. One may lie in another, ten deep; then the inner
    one counts only where the outer one is closed too."""
    opened: list[list[int]] = []
    closed: list[int] = []
    at = 0
    while at < len(field):
        found = _CLOZE_OPEN.match(field, at)
        if found:
            if len(opened) < _MAX_DEPTH:
                opened.append([int(n) for n in found[1].split(",") if n])
            at = found.end()
        elif opened and field.startswith("}}", at):
            numbers = opened.pop()
            (opened[-1] if opened else closed).extend(numbers)
            at += 2
        else:
            at += 1
    return closed
