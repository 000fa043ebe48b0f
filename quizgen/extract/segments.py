"""A stretch of words cut at the joints of a list: commas, "and", "or"."""

from dataclasses import dataclass

import regex

from quizgen.extract.grammar import WORD
from quizgen.extract.reading import Reading

Interval = tuple[int, int]
# Between two names ("the X — Y disease") a dash is no wall.
_NAMES = r"(?!(?<=\p{Lu}\p{Ll}{2,30}\s[-–—]\s)\p{Lu}\p{Ll})"
_DASH = regex.compile(rf"(?:^|\s)[-–—]\s{_NAMES}|[;:]|—(?!\s)")
_BRACKETED = regex.compile(r"[(\[][^()\[\]]*[)\]]?")


@dataclass(slots=True)
class Segment:
    """A stretch between two joints. ``joint``: the words of the joint *after* it."""

    words: list[Interval]
    brackets: Interval | None
    joint: str

    @property
    def comma(self) -> bool:
        return "," in self.joint or "/" in self.joint or not self.joint


def cut_segments(reading: Reading, lo: int, hi: int, split: bool) -> list[Segment]:
    """The segments of ``[lo, hi)``; one where not ``split``. Brackets hide what they hold."""
    text, found = reading.text, []
    brackets = [match.span() for match in _BRACKETED.finditer(text, lo, hi)]
    cuts: list[tuple[int, int, str]] = []
    if split:
        for match in reading.rules.grammar.joint.finditer(text, lo, hi):
            inside = any(a <= match.start() < b for a, b in brackets)
            if not inside and not reading.masked(match.start(), match.end()):
                cuts.append((*match.span(), match.group().strip()))
    begin = lo
    for start, end, joint in [*cuts, (hi, hi, "")]:
        words = [
            word.span()
            for word in WORD.finditer(text, begin, start)
            if not any(a <= word.start() < b for a, b in brackets)
        ]
        after = words[-1][1] if words else begin
        behind = [one for one in brackets if after <= one[0] < start]
        found.append(Segment(words, behind[0] if behind else None, joint))
        begin = end
    while found and not found[-1].words:
        found.pop()
    while found and not found[0].words:
        found.pop(0)
    return found


def wall_of(reading: Reading, lo: int, hi: int) -> int:
    """A dash that means "is", a colon or a semicolon is a wall for lists."""
    wall = lo
    for match in _DASH.finditer(reading.text, lo, hi):
        place = match.span()
        if not reading.masked(*place) and not reading.aged(*place) and match.start() > lo:
            wall = match.end()
    return wall


def trim_right(reading: Reading, words: list[Interval]) -> list[Interval]:
    """``words`` without particles and adverbs behind them."""
    return trimmed(reading, words)[0]


def trimmed(reading: Reading, words: list[Interval]) -> tuple[list[Interval], bool]:
    """``words`` without particles and adverbs behind them, and whether there was an adverb."""
    grammar = reading.rules.grammar
    words, adverb = list(words), False
    while words:
        last = reading.word(words[-1])
        if reading.aside(*words[-1]):
            words.pop()
            continue
        if grammar.adverb.fits(last):
            adverb = adverb or not grammar.particle.fits(last)
        elif not grammar.particle.fits(last):
            break
        words.pop()
    return words, adverb
