"""Whom a clause speaks of by how it opens: an object in front, a subject that others share."""

from quizgen.extract.grammar import WORD
from quizgen.extract.openings import Named
from quizgen.extract.phrases import Interval
from quizgen.extract.reading import Reading
from quizgen.extract.subjects import resolve
from quizgen.text import compare_key, slug_of


def opens_with(reading: Reading, lo: int, hi: int, meant: Named | None) -> Named | None:
    """Whom a clause speaks of that is followed by others ("white X is …; it melts …"): what stands
    before its first finite verb, where that is the headword or named after it; None where it is
    something else, for "it" may then be either."""
    grammar = reading.rules.grammar
    words: list[Interval] = []
    for match in WORD.finditer(reading.text, lo, hi):
        if grammar.finite.fits(match.group()):
            break
        words.append(match.span())
    else:
        return meant
    if not words or grammar.whose.fits(reading.word(words[0])):
        return meant
    named = resolve(reading, (lo, words[-1][1]), meant)
    if named is None or named == meant or named.span is None:
        return named
    inside = [one for one in words if named.span[0] <= one[0] and one[1] <= named.span[1]]
    headed = any(
        reading.is_head_mention(inside[a][0], inside[b][1])
        for b in range(len(inside))
        for a in range(max(0, b - 3), b + 1)
    )
    return named if headed else None


def fronted(reading: Reading, lo: int, hi: int) -> tuple[Named | None, bool]:
    """Whom a clause with its object in front ("X was found in 1911 by N") is about: the object
    before the first figure, None for the headword; and whether that is clear."""
    grammar = reading.rules.grammar
    phrase: list[Interval] = []
    for match in WORD.finditer(reading.text, lo, hi):
        word = match.span()
        surface = reading.word(word)
        if surface[:1].isdigit() or (len(surface) <= 2 and surface.endswith(".")):
            break
        phrase.append(word)
        if grammar.closed_by(surface) is None or not grammar.bears(surface, "acc"):
            continue
        for begin, _ in phrase:
            if reading.is_head_mention(begin, word[1]):
                return None, True
        if grammar.pronoun.fits(surface):
            return None, True
        if len(phrase) == 2 and reading.is_head_mention(*phrase[0]):
            part = (phrase[0][0], word[1])  # "chromium's salts"
            return Named(slug_of(grammar.strip(reading.word(part), "acc")), part), True
        bare = grammar.strip(surface, "acc")
        if len(phrase) > 1 or grammar.possessed.search(bare):
            return None, False
        if reading.head is not None and compare_key(bare) in reading.head.classes:
            return None, True
        return Named(slug_of(grammar.singular(bare)), word), True
    return None, True
