"""Which letters a text must hold for an expression to match at all: read off the expression.

Hundreds of rules look at every sentence, and nearly all in vain. An expression that says
"(?:melts|boils) at" cannot match where neither "melts" nor "boils" stands, and to know that of all
rules at once takes one look at the sentence (``Scout``). Where an expression is too clever to be
read so, nothing is claimed of it.
"""

from collections.abc import Sequence
from typing import Generic, TypeVar

import regex

Needs = frozenset[str]  # one of these must occur, folded
Item = TypeVar("Item")

_LEAD, _MOST = 3, 80
_DOTTED = {0x130: "i", 0x131: "i"}  # matched as "i" where case is no matter
_OPENING = regex.compile(r"\((?:\?(?:P?<[A-Za-z_]\w*>|[imsu]*(?:-[imsu]+)?:|>))?(?!\?|\*)")
_AROUND = regex.compile(r"\(\?(?P<kind>=|!|<=|<!)")
_CLASS = regex.compile(r"\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]")
_REPEAT = regex.compile(r"(?:[?*]|\{0?,\d*\}|\{0\}|(?P<some>\+|\{[1-9]\d*(?:,\d*)?\}))[?+]?")
_KIND = regex.compile(r"\\(?:[pP]\{[^}]*\}|[dDsSwWbB])")
_SIGN = regex.compile(r"\\([^\w\s])")


class _UnreadableError(Exception):
    pass


def fold(words: str) -> str:
    """``words`` as literals are compared."""
    return words.translate(_DOTTED).casefold()


def needs_of(source: str) -> Needs | None:
    """Literals of which any match of ``source`` holds at least one; None where there are none."""
    try:
        found, end = _branches(source, 0)
    except _UnreadableError:
        return None
    return found if end == len(source) else None


def _branches(source: str, at: int) -> tuple[Needs | None, int]:
    """The alternatives from ``at`` to the bracket that closes them: each must need something."""
    every: list[Needs | None] = []
    while True:
        one, at = _sequence(source, at)
        every.append(one)
        if at >= len(source) or source[at] == ")":
            break
        at += 1
    if any(one is None for one in every):
        return None, at
    together = frozenset(literal for one in every if one for literal in one)
    return (together if len(together) <= _MOST else None), at


def _sequence(source: str, at: int) -> tuple[Needs | None, int]:
    """What the parts that stand one behind the other need: the best of it will do."""
    found: list[Needs] = []
    run = ""

    def close() -> None:
        nonlocal run
        if fold(run):
            found.append(frozenset({fold(run)}))
        run = ""

    while at < len(source) and source[at] not in "|)":
        letter, inner, at = _atom(source, at)
        repeat = _REPEAT.match(source, at)
        if repeat is not None:
            at = repeat.end()
        if letter is not None and repeat is None:
            run += letter
            continue
        if repeat is None or repeat.group("some"):
            run += letter or ""
            if inner is not None:
                found.append(inner)
        close()
    close()
    return max(found, key=_worth, default=None), at


def _atom(source: str, at: int) -> tuple[str | None, Needs | None, int]:
    """One letter, or one thing that is none with what it needs; and where it ends."""
    if source[at] == "(":
        if around := _AROUND.match(source, at):
            ahead, end = _branches(source, around.end())
            # What must follow lies before the end that the search is given; what must stand before
            # may lie before its start.
            return None, ahead if around.group("kind") == "=" else None, _closed(source, end)
        opening = _OPENING.match(source, at)
        if opening is None:
            raise _UnreadableError
        inner, end = _branches(source, opening.end())
        return None, inner, _closed(source, end)
    if source[at] == "[":
        inside = _CLASS.match(source, at)
        if inside is None:
            raise _UnreadableError
        return None, None, inside.end()
    if source[at] == "\\":
        if kind := _KIND.match(source, at):
            return None, None, kind.end()
        sign = _SIGN.match(source, at)
        if sign is None:
            raise _UnreadableError
        return sign.group(1), None, sign.end()
    if source[at] in ".^$":
        return None, None, at + 1
    if source[at] in "?*+{":
        raise _UnreadableError
    return source[at], None, at + 1


def _closed(source: str, at: int) -> int:
    if at >= len(source) or source[at] != ")":
        raise _UnreadableError
    return at + 1


def _worth(needs: Needs) -> tuple[int, int]:
    """Long literals are rare, and few of them are quickly looked for."""
    return min(min(map(len, needs)), 6), -len(needs)


class Scout(Generic[Item]):
    """Tells which of many things may match a text, by the needs of each.

    Three letters of each literal lead to it; a text's own threes are looked up among them, so that
    the cost of a look does not grow with the number of rules.
    """

    def __init__(self, items: Sequence[tuple[Item, Sequence[Needs | None]]]) -> None:
        """``items``: each with the needs of its expressions; one of them is enough."""
        self.items = [item for item, _ in items]
        self.always: list[int] = []
        self.short: dict[str, list[int]] = {}
        self.by_three: dict[str, dict[str, list[int]]] = {}
        for place, (_, needs) in enumerate(items):
            if any(one is None for one in needs):
                self.always.append(place)
                continue
            for literal in {literal for one in needs if one for literal in one}:
                lead = literal[:_LEAD]
                table = self.by_three.setdefault(lead, {}) if lead[_LEAD - 1 :] else self.short
                table.setdefault(literal, []).append(place)

    def look(self, text: str, start: int, end: int) -> list[Item]:
        """The items that may match in ``text[start:end]``, in their order."""
        words = fold(text[start:end])
        found = set(self.always)
        for literal, places in self.short.items():
            if literal in words:
                found.update(places)
        threes = {words[at : at + _LEAD] for at in range(len(words) - _LEAD + 1)}
        for three in threes & self.by_three.keys():
            for literal, places in self.by_three[three].items():
                if literal in words:
                    found.update(places)
        return [self.items[place] for place in sorted(found)]
