"""Where a phrase begins that ends with a given word."""

import regex

from quizgen.extract.items import Item
from quizgen.extract.reading import Reading
from quizgen.extract.segments import Interval, Segment

_DASHES = ("—", "–", "-")
_LATIN = regex.compile(r"[A-Za-z]+\.?")


def extent(reading: Reading, words: list[Interval], strict: bool) -> int:
    """The index of the first word of the phrase that ends with the last of ``words``, with the
    complement of its first adjective ("against-cough medicines")."""
    grammar = reading.rules.grammar
    first = _extent(reading, words, strict)
    if first < 2 or not grammar.complemented.fits(reading.word(words[first - 1])):
        return first
    bent = grammar.closed_by(reading.word(words[first - 2])) is not None
    return _extent(reading, words[: first - 1], strict) if bent else first


def _extent(reading: Reading, words: list[Interval], strict: bool) -> int:
    """The index of the first word of the phrase that ends with the last of ``words``.

    ``strict`` (the first segment of a clause, where a subject may stand before the phrase): a word
    is taken only if the one after it belongs to it, or it is an adjective or a genitive, or the
    lexicon knows the whole.
    """
    grammar = reading.rules.grammar
    behind = _behind_object(reading, words) if strict else 0
    if behind:
        return behind
    for begin in range(len(words) - 1):
        if reading.names.all(reading.text[words[begin][0] : words[-1][1]]):
            # A member of a list may describe a known noun more closely ("large gut bacteria").
            closer = begin == 1 and not strict and fits(reading, words[0])
            return 0 if closer and not grammar.bears(reading.word(words[0]), "gen") else begin
    first = len(words) - 1
    verbal = _is_verbal(reading, reading.word(words[-1]))
    while first > 0 and fits(
        reading,
        words[first - 1],
        _is_verbal(reading, reading.word(words[first]))
        or (
            verbal
            and grammar.closed_by(reading.word(words[first])) is not None
            and not grammar.bears(reading.word(words[first - 1]), "loc")
        )
        or (verbal and _takes_two(reading, words, first))
        or (verbal and _is_far_object(reading, words, first - 1)),
    ):
        if any(
            reading.is_head_mention(words[begin][0], words[first - 1][1])
            for begin in range(max(0, first - 4), first)
        ):
            first = _beside_head(reading, words, first)
            break
        if _owned_apart(reading, words, first) or _opens_with_place(reading, words, first):
            break
        first -= 1
    owned = _owned_from(reading, words, first)
    if owned < first or not (strict or verbal):
        return owned
    begin = len(words) - 1
    while begin > first and not _owned_apart(reading, words, begin):
        before = reading.word(words[begin - 1])
        last = begin == len(words) - 1
        plain = last or not grammar.modifier.fits(reading.word(words[begin]))
        owned = plain and _is_owned(reading, words[begin])
        place = grammar.strip(reading.word(words[begin]), "locadj")  # "in the cell's wall"
        owned = owned or (place != reading.word(words[begin]) and grammar.owns(place))
        adjective = grammar.modifier.fits(before) or grammar.bears(before, grammar.owner)
        here = reading.word(words[begin])
        # A noun made of a verb takes objects, also a bare one right before it.
        object_ = (_is_verbal(reading, here) or (verbal and grammar.closed_by(here))) and (
            grammar.closed_by(before)
            or begin == len(words) - 1
            or (begin == len(words) - 2 and _says_little(reading, words[-1]))
        )
        object_ = object_ or (verbal and _takes_two(reading, words, begin))
        how = begin == len(words) - 2 and grammar.modifier.fits(here)  # "the weight back bringing"
        object_ = object_ or (verbal and how and grammar.closed_by(before) == "acc")
        object_ = object_ or (verbal and _is_far_object(reading, words, begin - 1))
        known = reading.names.exact(reading.text[words[begin - 1][0] : words[begin][1]])
        latin = _LATIN.fullmatch(before) and _LATIN.fullmatch(here)
        if grammar.modifier.fits(here) and not last and _is_owned(reading, words[-1]):
            between_ = [reading.word(word) for word in words[begin:-1]]
            owned = owned or all(map(grammar.modifier.fits, between_))  # "the womb's bad tumour"
        between = reading.text[words[begin - 1][1] : words[begin][0]].strip()
        owned = owned or _leans(reading, here) or between in _DASHES  # "X — Y disease"
        aged = reading.aged(*words[begin - 1])
        if not (owned or adjective or object_ or known or latin or aged or before[:1].isdigit()):
            break
        begin -= 1
    return begin


def _behind_object(reading: Reading, words: list[Interval]) -> int:
    """The index of the first word behind the headword as the object ("C-acc large-gut bacteria
    make"): no subject stands between, all that follows is one phrase. 0 where it is not so."""
    for place in range(1, len(words) - 1):
        if reading.rules.grammar.closed_by(reading.word(words[place - 1])) != "acc":
            continue
        if any(
            reading.is_head_mention(words[begin][0], words[place - 1][1])
            for begin in range(max(0, place - 4), place)
        ):
            return place if all(fits(reading, word) for word in words[place:-1]) else 0
    return 0


def _beside_head(reading: Reading, words: list[Interval], place: int) -> int:
    """Where the phrase begins whose part at ``place`` stands right behind the headword: behind the
    name that both make ("X's chloride as fertiliser"), or with the headword, where that owns the
    rest ("X's production"), else right there."""
    grammar, part = reading.rules.grammar, reading.word(words[place])
    tests = (grammar.modifier, grammar.relational, grammar.plain, grammar.adverb)
    if not grammar.is_owned(part) or any(test.fits(part) for test in tests):
        return place
    if _is_verbal(reading, part) or grammar.bears(part, grammar.owner):
        return place
    last = place == len(words) - 1
    if last or grammar.is_owned(reading.word(words[place + 1])):
        nouns = range(max(0, place - 4), place)
        head = next(n for n in nouns if reading.is_head_mention(words[n][0], words[place - 1][1]))
        plain = reading.is_plain_head(reading.text[words[head][0] : words[place - 1][1]])
        return head if plain else place
    return place if grammar.closed_by(part) else place + 1


def _takes_two(reading: Reading, words: list[Interval], begin: int) -> bool:
    """Whether the noun made of a verb at the end has a bare noun before it and, before that, what
    it happens to ("into-brain blood flowing")."""
    if begin != len(words) - 2:
        return False
    grammar, here, before = reading.rules.grammar, words[begin], reading.word(words[begin - 1])
    if grammar.closed_by(reading.word(here)) or grammar.modifier.fits(reading.word(here)):
        return False
    return grammar.closed_by(before) in ("acc", "dat")


def _says_little(reading: Reading, word: Interval) -> bool:
    grammar = reading.rules.grammar
    return any(map(grammar.relational.fits, grammar.bases(reading.word(word))))


def undescribed(reading: Reading, words: list[Interval], first: int) -> int:
    """``first`` moved past a participle that has a complement before it ("by-bonds joined two
    chains"): without the complement it would say something else."""
    grammar = reading.rules.grammar
    if 0 < first < len(words) - 1 and grammar.described.fits(reading.word(words[first])):
        before = reading.word(words[first - 1])
        if grammar.closed_by(before) and not reading.names.exact(before):
            return first + 1
    return first


def cut_short(reading: Reading, words: list[Interval], first: int) -> bool:
    """Whether the phrase is one owned noun behind a participle ("that feel cold, the ends-of"):
    whose it is stands before the participle, out of reach."""
    grammar = reading.rules.grammar
    if first == 0 or first != len(words) - 1 or not _is_owned(reading, words[-1]):
        return False
    if any(map(grammar.plain.fits, grammar.bases(reading.word(words[-1])))):
        return False
    return grammar.participle.search(reading.word(words[first - 1])) is not None


def _owned_from(reading: Reading, words: list[Interval], first: int) -> int:
    """Where the last word is owned, the phrase reaches back to its owner, whatever lies between
    ("of-iron in-gut uptake"), unless that is a verb or the headword."""
    grammar = reading.rules.grammar
    if not grammar.owner or not _is_owned(reading, words[-1]):
        return first
    owner = first > 0 and grammar.bears(reading.word(words[first]), grammar.owner)
    if owner and _owned_apart(reading, words, first):
        return first  # "X's being plentiful [hinders] copper's uptake"
    for place in range(first - 1, -1, -1):
        surface = reading.word(words[place])
        if grammar.stop.fits(surface) or reading.masked(*words[place]):
            return first
        if grammar.is_wall(surface) and not grammar.nominal.search(reading.word(words[-1])):
            return first
        if grammar.whose.fits(surface):
            return place
        owner = grammar.bears(surface, grammar.owner)
        happens = grammar.nominal.search(reading.word(words[-1])) is not None
        if reading.is_head_mention(*words[place]) and not (owner and happens):
            return first
        if owner:
            place -= _is_owned_owner(reading, words, place)
            while place > 0 and _described(reading, words[place - 1]):
                place -= 1
            return place
    return first


def _opens_with_place(reading: Reading, words: list[Interval], first: int) -> bool:
    """Whether the word at ``first`` is an adjective of place without an owner ("in-blood sugar"):
    a bare noun before it is no part of the phrase."""
    grammar, here = reading.rules.grammar, reading.word(words[first])
    place = grammar.strip(here, "locadj")
    if place == here or grammar.owns(place) or grammar.stop.fits(here):
        return False
    if reading.aged(*words[first]):
        return False
    before = reading.word(words[first - 1])
    return not (
        (grammar.modifier.fits(before) and not grammar.plain.fits(before))
        or grammar.bears(before, grammar.owner)
        or grammar.closed_by(before)
        or reading.names.all(f"{before} {here}")
    )


def _is_far_object(reading: Reading, words: list[Interval], place: int) -> bool:
    """Whether the word at ``place`` is the object of the verbal noun at the end, with what it is
    done by or to between them ("acid-acc with-acetic anhydride treating")."""
    grammar = reading.rules.grammar
    if place > len(words) - 3 or grammar.closed_by(reading.word(words[place])) != "acc":
        return False
    return grammar.closed_by(reading.word(words[-2])) in ("ins", "dat", "abl")


def _is_owned_owner(reading: Reading, words: list[Interval], place: int) -> bool:
    """Whether the owner at ``place`` is itself owned by the bare noun before it ("folic acid's
    uptake")."""
    grammar = reading.rules.grammar
    if place == 0 or grammar.closed_by(reading.word(words[place - 1])):
        return False
    base = grammar.strip(reading.word(words[place]), grammar.owner)
    if not grammar.owns(base) or grammar.plain.fits(base) or reading.names.exact(base):
        return False
    before = reading.word(words[place - 1])
    return fits(reading, words[place - 1]) and not (
        grammar.modifier.fits(before) or grammar.bears(before, grammar.owner)
    )


def _owned_apart(reading: Reading, words: list[Interval], first: int) -> bool:
    """Whether the word before ``first`` is owned and the one there is not: then no phrase joins
    them ("the salts in water")."""
    grammar = reading.rules.grammar
    before, here = reading.word(words[first - 1]), reading.word(words[first])
    owned = grammar.is_owned(here) and not grammar.plain.fits(here)
    adjective = grammar.modifier.fits(here) and not grammar.plain.fits(here)
    if not grammar.owner or adjective or owned:
        return False
    if grammar.modifier.fits(before) or grammar.plain.fits(before) or reading.names.exact(before):
        return False
    return grammar.closed_by(before) is None and grammar.possessed.search(before) is not None


def _described(reading: Reading, word: Interval) -> bool:
    """Whether ``word`` is an adjective that describes the word behind it."""
    return fits(reading, word) and reading.rules.grammar.modifier.fits(reading.word(word))


def _is_verbal(reading: Reading, surface: str) -> bool:
    grammar = reading.rules.grammar
    return grammar.is_verbal(surface) and not reading.names.exact(surface)


def names_act(reading: Reading, words: str) -> bool:
    """Whether ``words`` end with a noun made of a verb ("measuring")."""
    return _is_verbal(reading, words.split()[-1])


def _is_owned(reading: Reading, word: Interval) -> bool:
    return reading.rules.grammar.is_owned(reading.word(word))


def bears(reading: Reading, word: Interval, case: str) -> bool:
    """Whether a word bears ``case``; the lexicon's own forms bear none."""
    words = reading.word(word)
    if case == "":
        return True
    if case == "nom" and (reading.names.exact(words) or reading.is_plain_head(words)):
        return True
    return reading.rules.grammar.bears(words, case)


def fits(reading: Reading, word: Interval, before_verbal: bool = False) -> bool:
    """Whether a word may stand inside a phrase, before its last one."""
    grammar, words = reading.rules.grammar, reading.word(word)
    if reading.aside(*word):
        return False
    if reading.aged(*word):
        return True
    if grammar.stop.fits(words) or grammar.adverb.fits(words):
        return False
    if grammar.pronoun.fits(words) or reading.masked(*word):
        return reading.count(*word) is not None
    plain = reading.names.exact(words) or reading.is_plain_head(words)
    if plain or not grammar.is_wall(words):
        return True
    when = grammar.closed_by(words) == "loc" and grammar.is_verbal(words)  # "when taking"
    return before_verbal and not when


def to_case(reading: Reading, segments: list[Segment], case: str) -> list[Segment]:
    """Skip words at the right until one bears the case."""
    while segments:
        words = segments[-1].words
        while words and not bears(reading, words[-1], case):
            words.pop()
        if words:
            return segments
        segments.pop()
    return segments


def begins_owned(reading: Reading, item: Item) -> bool:
    """Whether a phrase of several words names their owner."""
    grammar = reading.rules.grammar
    words = item.text.split()
    # An owner of two words ("skeletal muscle's work") may well stand beside another.
    return bool(grammar.owner) and any(
        place != 1 and grammar.bears(word, grammar.owner) for place, word in enumerate(words[:-1])
    )


def owned_act(reading: Reading, words: str) -> bool:
    """Whether ``words`` end with an owned noun made of a verb ("of-man growing")."""
    grammar = reading.rules.grammar
    last = words.split()[-1]
    bare = grammar.possessed.sub("", last)
    return bare != last and names_act(reading, bare)


def _leans(reading: Reading, word: str) -> bool:
    grammar = reading.rules.grammar
    return any(map(grammar.leaning.fits, grammar.bases(word)))


def owned_whole(reading: Reading, words: list[Interval]) -> bool:
    """Whether ``words`` end with an owner and what it owns: they own nothing more."""
    grammar = reading.rules.grammar
    return (
        len(words) > 1
        and bool(grammar.owner)
        and grammar.bears(reading.word(words[-2]), grammar.owner)
        and _is_owned(reading, words[-1])
    )


def owned_thing(reading: Reading, words: list[Interval]) -> bool:
    """Whether ``words`` are an owner and what it owns."""
    grammar = reading.rules.grammar
    owner = any(grammar.bears(reading.word(word), grammar.owner) for word in words[:-1])
    return owner and grammar.owns(reading.word(words[-1]))


def only_place(reading: Reading, words: list[Interval], place: int) -> bool:
    """Whether a member has a place of its own before it ("in adults goitre, in a child …")."""
    return (
        place > 0 and len(words) == 1 and reading.rules.grammar.bears(reading.word(words[0]), "loc")
    )


def only_lead(reading: Reading, words: list[Interval]) -> bool:
    """Whether ``words`` only lead a member in ("among them", "for example")."""
    phrase = reading.text[words[0][0] : words[-1][1]]
    return reading.rules.grammar.lead.fits(phrase)
