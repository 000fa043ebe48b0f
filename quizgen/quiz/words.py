"""Holding the words of an answer against the words wanted: typos, order, what is missing."""

from collections.abc import Sequence
from itertools import zip_longest

from msgspec import Struct
from rapidfuzz.distance import OSA, Levenshtein

from quizgen.quiz.figures import readings
from quizgen.quiz.prepare import clusters
from quizgen.quiz.tongue import Tongue

Diff = tuple[tuple[str, str], ...]


def typo_room(letters: int) -> int:
    """How many wrong clusters a word of so many may have: none up to 3, one up to 7, then two."""
    return 0 if letters <= 3 else 1 if letters <= 7 else 2


class Match(Struct, frozen=True):
    """How far two words are apart once minor slips are levelled; None where they are different
    words. ``opposite``: they differ by a negation or a prefix of opposites."""

    distance: int | None
    opposite: bool = False


def match_word(typed: str, wanted: str, tongue: Tongue) -> Match:
    """Hold one loosened word against another. Figures, codes, units, negations and opposites must
    be the same; other words may have a typo where they are long enough."""
    if typed == wanted:
        return Match(0)
    if any(c.isdigit() for c in typed + wanted):
        return Match(0 if _same_figure(typed, wanted) else None)
    if tongue.signature(typed) != tongue.signature(wanted):
        return Match(None, opposite=True)
    one, other = tongue.fold(typed), tongue.fold(wanted)
    if one == other:
        return Match(0)
    units = tongue.units.get((one,)), tongue.units.get((other,))
    if units[0] is not None or units[1] is not None:
        same = units[0] is not None and units[1] is not None and bool(units[0] & units[1])
        return Match(0 if same else None)
    letters = clusters(other)
    room = typo_room(len(letters))
    distance = OSA.distance(clusters(one), letters, score_cutoff=room) if room else 1
    return Match(distance if distance <= room else None)


def _same_figure(typed: str, wanted: str) -> bool:
    plain = all(c in "0123456789.," for c in typed + wanted)
    one, other = typed.strip(".,"), wanted.strip(".,")
    return plain and bool(one and other and readings(one)[0] & readings(other)[0])


def pair_up(
    typed: Sequence[str], wanted: Sequence[str], tongue: Tongue
) -> tuple[int, list[str], list[str]]:
    """Pair words in any order: how many found a partner, typed words and wanted words left over."""
    left = list(wanted)
    extra: list[str] = []
    for word in typed:
        partner = next((w for w in left if match_word(word, w, tongue).distance == 0), None)
        if partner is None:
            extra.append(word)
        else:
            left.remove(partner)
    return len(typed) - len(extra), extra, left


def diff(typed: str, wanted: str) -> Diff:
    """What was typed against what was wanted, by grapheme cluster; case and its like make no
    difference. Pairs of ``same``, ``extra`` or ``missing`` and the cluster."""
    given, right = clusters(typed), clusters(wanted)
    found: list[tuple[str, str]] = []
    steps = Levenshtein.opcodes([c.casefold() for c in given], [c.casefold() for c in right])
    for step in steps:
        if step.tag == "equal":
            found += (("same", c) for c in right[step.dest_start : step.dest_end])
        else:
            typed_here = given[step.src_start : step.src_end]
            wanted_here = right[step.dest_start : step.dest_end]
            for one, other in zip_longest(typed_here, wanted_here):
                found += (("extra", one),) if one is not None else ()
                found += (("missing", other),) if other is not None else ()
    return tuple(found)
