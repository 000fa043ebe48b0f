"""The verdict on a typed quantity."""

from quizgen.quiz.figures import Quantity, rounds_to
from quizgen.quiz.verdict import Hint, HintKind, Kind, Verdict


def compare(typed: Quantity, wanted: Quantity, text: str) -> Verdict:
    """The verdict on a quantity: figures within half a unit of the last printed digit, the same
    unit, the same bound; a range needs both ends."""
    ends = [rounds_to(typed.numbers[-1][0], end) for end in wanted.numbers]
    starts = [rounds_to(typed.numbers[0][0], end) for end in wanted.numbers]
    if len(wanted.numbers) == 2:
        if len(typed.numbers) == 2:
            right = (starts[0] and ends[1]) or (starts[1] and ends[0])
        else:
            right = any(starts) and typed.bound == "="
    else:
        right = len(typed.numbers) == 1 and starts[0]
    if not right:
        return Verdict(Kind.WRONG, text, (Hint(HintKind.NUMBER, wanted=text),))
    if typed.units and not typed.units & wanted.units:
        kind = Kind.WRONG if wanted.units else Kind.PARTIAL
        return Verdict(kind, text, (Hint(HintKind.UNIT, wanted=text),))
    if len(typed.numbers) != len(wanted.numbers):
        return Verdict(Kind.PARTIAL, text, (Hint(HintKind.RANGE, wanted=text),))
    if {typed.bound, wanted.bound} - {"=", "~"} and typed.bound != wanted.bound:
        kind = Kind.PARTIAL if typed.bound in "=~" else Kind.WRONG
        return Verdict(kind, text, (Hint(HintKind.BOUND, wanted=text),))
    if wanted.units and not typed.units:
        return Verdict(Kind.PARTIAL, text, (Hint(HintKind.UNIT, wanted=text),))
    return Verdict(Kind.VARIANT, text)
