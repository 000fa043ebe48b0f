"""What a sentence begins with, where that is not simply the headword: a thing that it defines, a
name that the headword makes with another noun, several subjects at once."""

from dataclasses import dataclass

import regex

from quizgen.extract.grammar import WORD, Grammar
from quizgen.extract.phrases import Interval
from quizgen.extract.reading import Reading
from quizgen.extract.segments import cut_segments, wall_of
from quizgen.text import compare_key, slug_of

IS = regex.compile(r"\s[—–-]\s")


@dataclass(frozen=True, slots=True)
class Named:
    """A subject: its id and the words that name it (None: named nowhere near); ``also``: those
    named beside it ("X chloride and X sulphate")."""

    id: str
    span: Interval | None
    also: tuple["Named", ...] = ()


def defined(reading: Reading, lo: int, hi: int) -> Named | None:
    """What stands before the dash of a sentence that says what that is, where it has an owner
    ("of-magnesium the sulphate — a white powder") or is a name of its own and not the headword:
    the words before the dash, whole."""
    grammar = reading.rules.grammar
    dash = IS.search(reading.text, lo, hi)
    if dash is None or not grammar.owner or not reading.may_open(lo):
        return None
    words = [match.span() for match in WORD.finditer(reading.text, lo, dash.start())]
    if not 0 < len(words) <= 4 or "," in reading.text[lo : dash.start()]:
        return None
    surfaces = [reading.word(word) for word in words]
    owned = len(words) > 1 and grammar.bears(surfaces[0], grammar.owner)
    if bent(grammar, surfaces[-1]) or not (owned or _names_thing(reading, words)):
        return None
    span = (words[0][0], words[-1][1])
    name = " ".join(surfaces)
    return Named(reading.names.lookup(name) or slug_of(grammar.singular(name)), span)


def _names_thing(reading: Reading, words: list[Interval]) -> bool:
    """Whether ``words`` are a name and neither the headword nor one of its properties ("[its]
    colour — white", "boiling point — 80 °C")."""
    grammar = reading.rules.grammar
    surfaces = [reading.word(word) for word in words]
    whole = reading.text[words[0][0] : words[-1][1]]
    if reading.head is None or compare_key(whole) in reading.head.classes:
        return False
    for end in range(len(words)):
        if any(reading.is_head_mention(words[a][0], words[end][1]) for a in range(end + 1)):
            return False
    tests = (grammar.stop, grammar.pronoun, grammar.pointing, grammar.whose, grammar.adverb)
    for word, surface in zip(words, surfaces, strict=True):
        if any(test.fits(surface) for test in tests) or reading.masked(*word):
            return False
    if grammar.relational.fits(surfaces[-1]) or any(map(grammar.is_verbal, surfaces)):
        return False
    if grammar.owns(surfaces[-1]) and not grammar.plain.fits(surfaces[-1]):
        return len(words) > 1 and not any(map(grammar.modifier.fits, surfaces[:-1]))
    return not any(bent(grammar, one) for one in surfaces)


def defines(reading: Reading, place: int) -> bool:
    """Whether what stands at ``place`` belongs to what the sentence in hand says that a thing is:
    "X — a white powder that dissolves in water"."""
    dash = IS.search(reading.text, reading.start, place)
    if dash is None or reading.rules.grammar.clause.search(reading.text, dash.end(), place):
        return False
    words = [match.span() for match in WORD.finditer(reading.text, reading.start, dash.start())]
    if not 0 < len(words) <= 4 or "," in reading.text[reading.start : dash.start()]:
        return False
    head = reading.is_head_mention(words[0][0], words[-1][1])
    return head or defined(reading, reading.start, place) is not None


def parts_before(reading: Reading, lo: int, hi: int) -> Named | None:
    """The names that the headword makes with a noun behind it, right before a claim ("X chloride
    and X sulphate"), where the words before them name another thing."""
    grammar = reading.rules.grammar
    words = [match.span() for match in WORD.finditer(reading.text, lo, hi)]
    found: list[Named] = []
    while len(words) > 1:
        size = next(
            (n for n in (2, 3, 4) if reading.is_head_mention(words[-n:][0][0], words[-2][1])), 0
        )
        part = part_of_head(reading, words[-2:]) if size else None
        if part is None or len(words) < size:
            break
        begin = words[-size][0]
        name = reading.text[begin : part[1]]
        found.append(Named(reading.names.lookup(name) or slug_of(name), (begin, part[1])))
        words = words[:-size]
        if not words:
            break
        joint = grammar.joint.search(f" {reading.text[words[-1][0] : begin]} ")
        if joint is None:
            break
        if grammar.joint.fullmatch(f" {reading.word(words[-1])} "):
            words = words[:-1]
    if not found:
        return _compound_before(reading, lo, hi)
    return Named(found[-1].id, found[-1].span, tuple(reversed(found[:-1])))


def _compound_before(reading: Reading, lo: int, hi: int) -> Named | None:
    """Another thing of two words that alone fills the stretch between a comma and a claim ("…,
    potassium chromate in tanning")."""
    grammar = reading.rules.grammar
    comma = reading.text.rfind(",", lo, hi)
    if comma < 0 or not grammar.owner or IS.search(reading.text, comma, hi):
        return None
    words = [match.span() for match in WORD.finditer(reading.text, comma + 1, hi)]
    if len(words) != 2:
        return None
    thing, owned = (reading.word(word) for word in words)
    tests = (grammar.modifier, grammar.stop, grammar.adverb, grammar.pronoun, grammar.lead)
    if any(test.fits(one) for test in (*tests, grammar.relational) for one in (thing, owned)):
        return None
    if bent(grammar, thing) or bent(grammar, owned) or grammar.is_verbal(thing):
        return None
    if not grammar.owns(owned) or grammar.owns(thing) or grammar.plain.fits(owned):
        return None
    if reading.masked(words[0][0], words[1][1]) or _in_guise(reading, words[1][1]):
        return None
    span = (words[0][0], words[1][1])
    name = reading.text[slice(*span)]
    return Named(reading.names.lookup(name) or slug_of(name), span)


def several(reading: Reading, lo: int, hi: int) -> Named | None:
    """Several subjects of one claim ("tannin, phytin and tea hinder …"), where a sentence begins
    with nothing else."""
    grammar = reading.rules.grammar
    if not reading.may_open(lo):
        return None
    if grammar.joint.search(reading.text, lo, hi) is None:
        return None
    segments = cut_segments(reading, lo, hi, split=True)
    if len(segments) < 2 or segments[-1].joint or wall_of(reading, lo, hi) != lo:
        return None
    tests = (grammar.stop, grammar.adverb, grammar.pronoun, grammar.pointing, grammar.whose)
    found: list[Named] = []
    for segment in segments:
        words = segment.words
        while words and grammar.lead.fits(reading.word(words[0])):
            words = words[1:]
        if not 0 < len(words) <= 3 or segment.brackets:
            return None
        surfaces = [reading.word(word) for word in words]
        bent = [grammar.closed_by(one) is not None for one in surfaces]
        if any(bent) or grammar.bears(surfaces[-1], grammar.owner):
            return None
        if any(test.fits(one) for test in tests for one in surfaces):
            return None
        if any(map(grammar.is_verbal, surfaces)) or reading.masked(words[0][0], words[-1][1]):
            return None
        adjective = grammar.modifier.fits(surfaces[-1]) and not grammar.plain.fits(surfaces[-1])
        if adjective or grammar.relational.fits(surfaces[-1]):
            return None
        span = (words[0][0], words[-1][1])
        name = reading.text[slice(*span)]
        if reading.head is not None and reading.is_head_mention(*span):
            found.append(Named(reading.head.id, span))
            continue
        found.append(Named(reading.names.lookup(name) or slug_of(grammar.singular(name)), span))
    return Named(found[0].id, found[0].span, tuple(found[1:]))


def part_of_head(reading: Reading, words: list[Interval]) -> Interval | None:
    """The second of two words where the first, the headword in its bare form, owns it ("magnesium
    salts"): then the claim is about that, not about the headword."""
    grammar = reading.rules.grammar
    if len(words) < 2 or not grammar.owner:
        return None
    if reading.text[words[0][1] : words[1][0]].strip():
        return None
    head, part = reading.word(words[0]), reading.word(words[1])
    if not reading.is_plain_head(head) and bent(grammar, head):
        return None
    if grammar.modifier.fits(part) or grammar.adverb.fits(part):
        return None
    if grammar.closed_by(part) or grammar.relational.fits(part):
        return None
    if grammar.plain.fits(part) or _in_guise(reading, words[1][1]):
        return None
    return words[1] if grammar.possessed.search(part) else None


def kind_of_head(reading: Reading, words: list[Interval], begin: int) -> Named | None:
    """The headword with an adjective before it that makes it another thing ("white phosphorus"),
    where a sentence begins with both."""
    grammar = reading.rules.grammar
    if begin != 1 or grammar.stacks or not reading.may_open(words[0][0]):
        return None
    if not grammar.describes.fits(reading.word(words[0])) or bent(grammar, reading.word(words[-1])):
        return None
    span = (words[0][0], words[-1][1])
    name = reading.text[slice(*span)]
    return Named(reading.names.lookup(name) or slug_of(name), span)


def owns_owner(reading: Reading, words: list[Interval]) -> bool:
    """Whether the headword makes a name with the word behind it that owns something itself ("X
    chloride's solution"), or owns a thing of which the clause speaks ("of-X the compounds")."""
    grammar = reading.rules.grammar
    if len(words) < 2 or not grammar.owner or reading.text[words[0][1] : words[1][0]].strip():
        return False
    head, part = (reading.word(word) for word in words)
    if grammar.bears(head, grammar.owner):
        tests = (grammar.relational, grammar.modifier, grammar.plain)
        kept = any(test.fits(part) for test in tests) or grammar.is_verbal(part)
        return grammar.owns(part) and not kept and grammar.closed_by(part) is None
    base = grammar.strip(part, grammar.owner)
    if base == part or not grammar.owns(base) or grammar.relational.fits(base):
        return False
    return reading.is_plain_head(head) or not bent(grammar, head)


def is_share(reading: Reading, words: list[Interval]) -> bool:
    """Whether the headword owns the share behind it ("of X 99 % is …")."""
    if len(words) < 2 or not reading.rules.grammar.owner:
        return False
    owner = reading.rules.grammar.bears(reading.word(words[0]), reading.rules.grammar.owner)
    return owner and reading.masked(*words[1])


def _in_guise(reading: Reading, place: int) -> bool:
    """Whether what ends at ``place`` is only a guise of the subject ("as X propionate")."""
    behind = WORD.search(reading.text, place, reading.end)
    return behind is not None and reading.rules.grammar.guise.fits(behind.group())


def bent(grammar: Grammar, word: str) -> bool:
    """Whether ``word`` is no nominative."""
    owned = bool(grammar.owner) and grammar.bears(word, grammar.owner)
    return owned or grammar.closed_by(word) is not None
