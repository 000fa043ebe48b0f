"""Whom a claim is about, where the rule leaves it to the sentence."""

import regex

from quizgen.extract.extent import extent
from quizgen.extract.grammar import WORD
from quizgen.extract.openings import (
    IS,
    Named,
    bent,
    defined,
    is_share,
    kind_of_head,
    owns_owner,
    part_of_head,
    parts_before,
    several,
)
from quizgen.extract.phrases import Interval, Item
from quizgen.extract.reading import Head, Reading
from quizgen.text import compare_key, slug_of

_MOST_STACKED = 3
_MOST_MEMBERS = 8  # of a list before the one that bears the case
_BRACKETS = regex.compile(r"\([^()]*\)|,[^,]*,")


def identify(reading: Reading, item: Item, kinds: tuple[str, ...] = ()) -> str:
    """The id of what ``item`` names: the headword, a concept, or its own words as a slug."""
    if item.concepts:
        preferred = [one for one in item.concepts if reading.names.kind(one) in kinds]
        return (preferred or list(item.concepts))[0]
    if reading.head is not None and is_head(reading, item):
        return reading.head.id
    last = item.text.split()[-1]
    proper = last[:1].isupper() and not reading.starts_sentence(item.start)  # a name has no plural
    return slug_of(item.text if proper else reading.rules.grammar.singular(item.text))


def subject_of(reading: Reading, item: Item) -> str:
    """Like ``identify``, but another name of the headword, or its class, is the headword."""
    if reading.head is not None and is_head(reading, item):
        return reading.head.id
    if reading.head is not None and compare_key(item.text) in reading.head.classes:
        return reading.head.id
    return identify(reading, item)


def is_head(reading: Reading, item: Item) -> bool:
    """Whether ``item`` names the headword, or is a pronoun that stands for it."""
    return reading.names_head(item.text) or reading.rules.grammar.pronoun.fits(item.text)


def resolve(reading: Reading, rest: Interval, carried: Named | None) -> Named | None:
    """The subject that the words before a claim name: a noun that no case closes, a pronoun (then
    the headword), or none (then ``carried``). None where the words name something unclear."""
    grammar = reading.rules.grammar
    lo, hi = rest
    thing = defined(reading, lo, hi)
    if thing is not None:
        return thing
    parts = parts_before(reading, lo, hi) or several(reading, lo, hi)
    if parts is not None:
        return parts
    front = _front(reading, lo, hi) if grammar.stacks and reading.may_open(lo) else None
    opening = WORD.search(reading.text, lo, hi)
    if front is not None:
        if front.span and opening and _stands_for_head(reading, opening.start(), front.span[1]):
            return carried
        return None if front.span is None else front
    if grammar.stacks and opening is not None and grammar.stop.fits(opening.group()):
        place = (grammar.anew, grammar.tail, grammar.pronoun, grammar.subordinate, grammar.near)
        within = [word.group() for word in WORD.finditer(reading.text, lo, hi)]
        if not any(test.fits(opening.group()) for test in place) and not any(
            map(grammar.subordinate.fits, within)
        ):
            return carried  # a verb opens the clause
    ending = [word.group() for word in WORD.finditer(reading.text, lo, hi)][-3:]
    if grammar.stacks and any(map(grammar.whose.fits, ending[:-1])):
        return carried if grammar.relational.fits(ending[-1]) else None  # "its salts"
    comma = reading.text.find(",", lo, hi)
    # A member of a list that could not be read ("X, of-Y part") is no subject.
    torn = comma >= 0 and not reading.text[comma + 1 : hi].strip()
    words = [m.span() for m in WORD.finditer(reading.text, lo, comma if comma >= 0 else hi)]
    if comma >= 0 and _is_member(reading, comma + 1, hi):
        named = any(
            reading.is_head_mention(words[a][0], words[b][1])
            for b in range(len(words))
            for a in range(max(0, b - 3), b + 1)
        )
        words = words if named else []
    phrase: list[Interval] = []
    outside: list[Interval] = []  # a noun before a phrase that a case closes
    for begin, word in enumerate(words):
        surface = reading.word(word)
        for size in range(min(4, len(words) - begin), 0, -1):
            last = words[begin + size - 1]
            if reading.is_head_mention(word[0], last[1]):
                part = part_of_head(reading, words[begin + size - 1 : begin + size + 1])
                if part is not None:
                    name = reading.text[word[0] : part[1]]
                    return Named(reading.names.lookup(name) or slug_of(name), (word[0], part[1]))
                if owns_owner(reading, words[begin + size - 1 : begin + size + 1]):
                    return None
                if is_share(reading, words[begin + size - 1 : begin + size + 1]):
                    return Named(_head(reading).id, (word[0], last[1]))
                kind = kind_of_head(reading, words[: begin + size], begin)
                if kind is not None:
                    return kind
                if phrase and bent(grammar, reading.word(last)):
                    return None  # "C improves iron's uptake": not about iron alone
                if _only_owns(reading, words[:begin]):
                    return None
                stacked = _stacked(reading, words, begin, size)
                if stacked is not None:
                    return stacked
                return Named(_head(reading).id, (word[0], last[1]))
        if not reading.may_open(lo) and grammar.near.fits(surface):
            return carried if _defines_head(reading, lo) or _named_last(reading, lo) else None
        if grammar.pointing.fits(surface) and begin + 1 < len(words):
            noun = reading.word(words[begin + 1])
            other = (grammar.pronoun, grammar.nonmember, grammar.adverb, grammar.modifier)
            if grammar.stacks and _means_head(reading, words[begin + 1 : begin + 4]):
                return carried
            if not any(test.fits(noun) for test in (*other, grammar.stop)) and not bent(
                grammar, noun
            ):
                return None  # "these coenzymes"
        if _owns(reading, words[begin:]):
            return None  # "its salts": not the headword, and whose salts they are stays open
        if grammar.pronoun.fits(surface) or grammar.nonmember.fits(surface):
            return carried
        if grammar.joint.fullmatch(f" {surface} "):
            continue
        if reading.names.exact(surface) or (phrase and _is_letter(surface)):
            phrase.append(word)
        elif grammar.closed_by(surface) or grammar.bears(surface, "gen"):
            first = extent(reading, [*phrase, word], strict=True) if phrase else 0
            alone = phrase == words[:begin]  # no joint between them
            if grammar.is_verbal(surface) or grammar.stop.fits(surface):
                alone = False  # "when X happens" names no subject
            if 0 < first <= len(phrase) and alone and reading.may_open(lo):
                outside = phrase[:first]
                if first == 1 and grammar.owns(reading.word(phrase[0])):
                    outside = []  # "[its] solution": the headword's
            phrase.clear()
        elif grammar.adverb.fits(surface) or grammar.lead.fits(surface):
            continue
        elif grammar.stop.fits(surface) or reading.masked(*word):
            phrase.clear()
        else:
            phrase.append(word)
    if not phrase and outside:
        phrase, torn = outside, False
    if phrase and phrase == words[-1:] and grammar.relational.fits(reading.word(phrase[0])):
        return carried  # "[its] colour": of whom the clause before tells
    # Adjectives alone name nothing: the noun that they belong to is part of the claim.
    if torn or not phrase or grammar.modifier.fits(reading.word(phrase[-1])):
        return carried
    if len(phrase) > 4 or phrase[-1][1] - phrase[0][0] > 60:
        return None
    listed = comma >= 0 and not reading.text[phrase[-1][1] : comma].strip()
    if listed and not reading.names.all(reading.text[phrase[0][0] : phrase[-1][1]]):
        return None  # a member of a list, of which nothing is known
    if not reading.may_open(lo) or not _is_name(reading, phrase, words):
        return None
    span = (phrase[0][0], phrase[-1][1])
    words_in = reading.text[span[0] : span[1]]
    if opening and _stands_for_head(reading, opening.start(), span[1]):
        return carried
    if grammar.stacks and (grammar.relational.fits(words_in) or grammar.joint.search(words_in)):
        return None  # "smaller amounts", "X and Y"
    if reading.head is not None and compare_key(words_in) in reading.head.classes:
        return Named(reading.head.id, span)
    known = reading.names.lookup(words_in)
    return Named(known or slug_of(grammar.singular(words_in)), span)


def _means_head(reading: Reading, words: list[Interval]) -> bool:
    """Whether ``words`` begin with what the headword is ("[this] essential nutrient")."""
    grammar = reading.rules.grammar
    for word in words:
        surface = reading.word(word)
        if grammar.nonmember.fits(surface) or compare_key(surface) in _head(reading).classes:
            return True
        if grammar.stop.fits(surface):
            return False
    return False


def _stands_for_head(reading: Reading, lo: int, hi: int) -> bool:
    """Whether the words there are a pronoun of several words ("the vitamin")."""
    return reading.rules.grammar.stacks and reading.rules.grammar.pronoun.fits(reading.text[lo:hi])


def _is_member(reading: Reading, lo: int, hi: int) -> bool:
    """Whether what stands before the comma at ``lo`` is a member of a list whose last one bears a
    case ("kidney, liver diseases-in, …"): then it is no subject."""
    grammar = reading.rules.grammar
    for _ in range(_MOST_MEMBERS):
        comma = reading.text.find(",", lo, hi)
        words = [m.span() for m in WORD.finditer(reading.text, lo, comma if comma >= 0 else hi)]
        if not words or grammar.adverb.fits(reading.word(words[-1])):
            return False
        walls = [reading.word(word) for word in words if grammar.is_wall(reading.word(word))]
        if walls:
            return grammar.is_owned(walls[0]) or walls[0] == reading.word(words[-1])
        if comma < 0 or len(words) > 2:
            return False
        lo = comma + 1
    return False


def _owns(reading: Reading, words: list[Interval]) -> bool:
    """Whether ``words`` begin with a pronoun that owns a thing ("its salts", "this metal's salts")
    of which the claim may be made; a noun that says little ("its amount") is none."""
    grammar = reading.rules.grammar
    surfaces = [reading.word(word) for word in words[:5]]
    if not grammar.owner or not surfaces:
        return False
    at = 0
    if not grammar.whose.fits(surfaces[0]):
        at = 1
        if not grammar.pointing.fits(surfaces[0]) or not surfaces[1:]:
            return False
        if not grammar.bears(surfaces[1], grammar.owner):
            return False
    for place in range(at + 1, len(surfaces)):
        one = surfaces[place]
        if grammar.closed_by(one) or grammar.stop.fits(one) or reading.masked(*words[place]):
            return False
        if grammar.possessed.search(one) and not grammar.modifier.fits(one):
            return not grammar.relational.fits(one)
    return False


def _names_head_alone(reading: Reading, lo: int, hi: int) -> bool:
    """Whether the words there are the headword, brackets and what leads it in aside."""
    words = _BRACKETS.sub(" ", reading.text[lo:hi]).split()
    while words and reading.rules.grammar.lead.fits(words[0]):
        words = words[1:]
    return reading.names_head(" ".join(words))


def _named_last(reading: Reading, lo: int) -> bool:
    """Whether the headword is the last noun before the verb of the clause before ``lo``, in a
    language whose clauses end with their verb."""
    if reading.rules.grammar.stacks:
        return False
    words = [match.span() for match in WORD.finditer(reading.text, reading.start, lo)][:-1]
    if not words or reading.rules.grammar.closed_by(reading.word(words[-1])):
        return False
    return any(reading.is_head_mention(one[0], words[-1][1]) for one in words[-3:])


def _defines_head(reading: Reading, hi: int) -> bool:
    """Whether the sentence began by saying what the headword is: a pronoun then means it."""
    dash = IS.search(reading.text, reading.start, hi)
    dash = dash or reading.rules.grammar.copula.search(reading.text, reading.start, hi)
    return dash is not None and _names_head_alone(reading, reading.start, dash.start())


def _front(reading: Reading, lo: int, hi: int) -> Named | None:
    """What a sentence names before its first verb, where that is neither the headword nor a word
    for it ("Y is a Z that …" says of Y what follows). None: nothing; without a span: unclear."""
    grammar = reading.rules.grammar
    phrase: list[Interval] = []
    for match in WORD.finditer(reading.text, lo, hi):
        word = match.span()
        surface = reading.word(word)
        if reading.masked(*word) or grammar.pronoun.fits(surface):
            return None
        if grammar.stop.fits(surface) or surface.endswith("."):
            verb = word
            break
        if (phrase and _is_letter(surface)) or not (
            grammar.lead.fits(surface) or grammar.adverb.fits(surface)
        ):
            phrase.append(word)
    else:
        return None
    if not phrase:
        return None
    words = reading.text[phrase[0][0] : phrase[-1][1]]
    several = "," in words or grammar.joint.search(words) is not None
    for begin in range(len(phrase)):
        for end in range(begin, min(len(phrase), begin + 4)):
            if reading.is_head_mention(phrase[begin][0], phrase[end][1]):
                return None
    if len(phrase) == 1 and grammar.nonmember.fits(words):
        return None
    if reading.head is not None and compare_key(words) in reading.head.classes:
        return None
    if (
        several
        or len(phrase) > 4
        or grammar.relational.fits(words)
        or "," in reading.text[verb[0] : hi]
    ):
        return Named("", None)
    known = reading.names.lookup(words)
    return Named(known or slug_of(grammar.singular(words)), (phrase[0][0], phrase[-1][1]))


def _only_owns(reading: Reading, before: list[Interval]) -> bool:
    """Whether the headword that ``before`` leads to only owns another thing ("salts of X")."""
    grammar = reading.rules.grammar
    while before and grammar.lead.fits(reading.word(before[-1])):
        before = before[:-1]
    if len(before) < 2 or not grammar.possessive.fits(reading.word(before[-1])):
        return False
    owned = before[-2]
    return not (reading.masked(*owned) or grammar.relational.fits(reading.word(owned)))


def _is_letter(word: str) -> bool:
    """Whether ``word`` is one capital letter: behind a noun it tells one of a series from the
    others, and is no article though the two look alike."""
    return len(word) == 1 and word.isupper()


def _stacked(reading: Reading, words: list[Interval], begin: int, size: int) -> Named | None:
    """The name that nouns right behind the headword, ``words[begin:begin + size]``, or a word that
    describes it right before it make with it ("X oxide", "pure X"), if there are any."""
    grammar = reading.rules.grammar
    if not grammar.stacks:
        return None
    end, more, first = begin + size, 0, begin
    if begin and grammar.describes.fits(reading.word(words[begin - 1])):
        first, more = begin - 1, 1
    for place in range(end, min(len(words), end + _MOST_STACKED)):
        surface = reading.word(words[place])
        if reading.text[words[place - 1][1] : words[place][0]].strip() or reading.masked(
            *words[place]
        ):
            break
        tests = (grammar.stop, grammar.adverb, grammar.pronoun, grammar.lead, grammar.modifier)
        if any(test.fits(surface) for test in tests) or grammar.joint.fullmatch(f" {surface} "):
            break
        end = place + 1
        more += not grammar.same.fits(surface)
    if not more:
        return None
    span = (words[first][0], words[end - 1][1])
    name = reading.text[slice(*span)]
    return Named(reading.names.lookup(name) or slug_of(grammar.singular(name)), span)


def _is_name(reading: Reading, phrase: list[Interval], words: list[Interval]) -> bool:
    """Whether unknown words may be a subject: at the very beginning, one noun or one owned by
    another. Anything else is left alone; a wrong subject is worse than none."""
    grammar = reading.rules.grammar
    if reading.names.all(reading.text[phrase[0][0] : phrase[-1][1]]):
        return True
    if not grammar.possessed.pattern or not grammar.owner:
        return True
    owned = grammar.possessed.search(reading.word(phrase[-1])) is not None
    return phrase[0] == words[0] and (len(phrase) == 1 or owned)


def _head(reading: Reading) -> Head:
    assert reading.head is not None
    return reading.head


def add_name(reading: Reading, item: Item) -> None:
    """Let ``item`` be another name of the headword from here on."""
    if reading.head is not None:
        reading.head.keys.update(map(compare_key, reading.rules.grammar.written(item.text)))
        reading.head.concepts.update(item.concepts[:1])
