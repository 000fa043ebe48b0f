"""The pattern language of the rules: words, macros and slots, compiled to one expression.

``<value:loc> {easily}? (?:ериді|еритін)``: slots stand in angle brackets, with the case their last
word bears after a colon; macros of ``[words]`` in braces; a blank is any white space; all else is
an ordinary regular expression. A slot at an edge of the pattern reaches to the edge of the clause
and is read from the pattern outwards; between the two lies the *core*, which carries the claim.
"""

from dataclasses import dataclass

import regex

from quizgen.extract.literals import Needs, needs_of
from quizgen.extract.patience import Patient

_SLOT = regex.compile(r"(?<!\?)<(?P<name>[a-z_]+)(?::(?P<case>[a-z]+))?>")
_LEAD = regex.compile(
    r"\s*(?:(?P<open>\()?\s*<(?P<name>[a-z_]+)(?::(?P<case>[a-z]+))?>\s*"
    r"(?P<close>\)\+)?(?P<optional>\?)?\s*(?P<gap>…)?)\s*"
)
_TRAIL = regex.compile(r"(?P<before>.*[^\s(])\s+<(?P<name>[a-z_]+)(?::(?P<case>[a-z]+))?>\s*$")
_MACRO = regex.compile(r"\{(?P<name>[a-z_]+)\}")
_BEFORE = r"(?<![\p{L}\p{M}\p{N}]|[\p{L}\p{M}\p{N}]-)"
_AFTER = r"(?![\p{L}\p{M}\p{N}])"


@dataclass(frozen=True, slots=True)
class Slot:
    """``gap``: words may stand between the slot and what follows it. ``optional``: may be empty.
    ``repeats``: with its neighbour in brackets it may occur again and again."""

    name: str
    case: str = ""
    gap: bool = False
    optional: bool = False
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern: slots before the core, the core, a slot after it.

    ``needs``: literals without which the core matches nowhere.
    """

    leading: tuple[Slot, ...]
    core: Patient
    trailing: Slot | None
    middle: tuple[Slot, ...]
    anchored: bool
    ended: bool
    needs: Needs | None = None

    def may_match(self, text: str, start: int, end: int) -> bool:
        """Whether the core stands anywhere in a unit: a cheap look before its clauses are read.

        A pattern that cares where the clause ends is always worth the closer look.
        """
        return self.ended or self.core.search(text, start, end) is not None


def expand(source: str, words: dict[str, str]) -> str:
    """``source`` with macros replaced. Raises KeyError on an unknown one."""
    for _ in range(8):
        if not _MACRO.search(source):
            return source
        source = _MACRO.sub(lambda m: f"(?:{words[m.group('name')]})", source)
    raise KeyError("macros nest too deeply")


def compile_pattern(
    source: str, words: dict[str, str], cases: dict[str, tuple[str, ...]] | None = None
) -> Pattern:
    """Compile ``source``; ``cases`` gives the endings that a slot inside the core must bear.

    Raises regex.error, or KeyError on an unknown macro.
    """
    anchored = source.startswith("^")
    body = source[1:] if anchored else source
    leading: list[Slot] = []
    if not anchored:
        body, leading = _leading(body)
    trailing = None
    if (match := _TRAIL.match(body)) is not None:
        trailing = Slot(match.group("name"), match.group("case") or "")
        body = match.group("before")
    middle = tuple(Slot(m.group("name"), m.group("case") or "") for m in _SLOT.finditer(body))
    endings = cases or {}

    def inner(match: "regex.Match[str]") -> str:
        case = match.group("case") or ""
        known = [ending.partition("→")[0] for ending in endings.get(case, ())]
        ending = f"(?:{'|'.join(known)})" if known else ""
        return f"(?P<{match.group('name')}>[^;—]{{1,250}}?{ending})"

    body = _SLOT.sub(inner, body)
    body = expand(body, words).replace("…", "[^;]{0,250}?")
    body = regex.sub(r" +(?=[?*+{])", r"\\s", body.strip())
    body = regex.sub(r"(?<!\\) +", r"\\s+", body)
    closing = "" if body.endswith("$") else _AFTER
    opening = "" if anchored or body[:1] in ",;:—" else _BEFORE
    source = f"{opening}(?:{body}){closing}"
    core = regex.compile(source, regex.IGNORECASE | regex.VERSION0)
    ended = "$" in body or "(?!" in body
    needs = needs_of(source)
    return Pattern(tuple(leading), Patient(core), trailing, middle, anchored, ended, needs)


def _leading(body: str) -> tuple[str, list[Slot]]:
    slots: list[Slot] = []
    inside = False
    while (match := _LEAD.match(body)) is not None:
        if body[match.end() :].strip() == "" and not slots:
            break  # a pattern that is one slot alone: the whole clause
        inside = inside or match.group("open") is not None
        slots.append(
            Slot(
                match.group("name"),
                match.group("case") or "",
                gap=match.group("gap") is not None,
                optional=match.group("optional") is not None,
                repeats=inside,
            )
        )
        if match.group("close"):
            inside = False
        body = body[match.end() :]
    return body, slots
