"""Taking a list item apart where postpositions, not endings, tie the words.

"A or B of the P" is two values, "A of the P" and "B of the P"; "in C, D or E" may share "in C".
Which words join, frame or never stand alone is data (``[outline.phrases]`` in a rule file).
"""

from dataclasses import dataclass
from functools import lru_cache

import msgspec
import regex

from quizgen.extract.phraserules import PhraseRules

_BRACKETS = regex.compile(r"[(\[][^()\[\]]*[)\]]?")
_LAST_BRACKET = regex.compile(r"\s*[(\[][^()\[\]]*[)\]]?$")
_EDGES = " \t,;:.!?।॥…*_“”\"'«»–—-"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One value. ``names`` are its words, the likeliest reading first; the first that the lexicon
    knows is taken, else ``names[0]``. ``shared`` are the intervals lent by neighbours."""

    start: int
    end: int
    names: tuple[str, ...]
    shared: tuple[tuple[int, int], ...] = ()


@lru_cache(maxsize=512)
def expression(pattern: str) -> "regex.Pattern[str]":
    """``pattern`` compiled, without regard to case."""
    return regex.compile(pattern, regex.IGNORECASE)


@lru_cache(maxsize=32)
def _any_of(patterns: tuple[str, ...], frame: str) -> "regex.Pattern[str]":
    return expression(frame.replace("{}", "|".join(patterns)))


def trim(text: str, start: int, end: int, rules: PhraseRules) -> tuple[int, int]:
    """``[start, end)`` without punctuation, brackets at the end and framing words."""
    while True:
        before = (start, end)
        while start < end and text[start] in _EDGES:
            start += 1
        while end > start and text[end - 1] in _EDGES:
            end -= 1
        tail = _LAST_BRACKET.search(text[start:end])
        if tail and tail.start() > 0:
            end = start + tail.start()
        if rules.before:
            match = _any_of(rules.before, r"(?:{})(?:\s+|$)").match(text, start, end)
            start = match.end() if match else start
        if rules.after:
            match = _any_of(rules.after, r"(?:^|\s+|(?<=[,;]))(?:{})$").search(text[start:end])
            end = start + match.start() if match else end
        if (start, end) == before or start >= end:
            return start, max(start, end)


def split(
    text: str, start: int, end: int, rules: PhraseRules, whole: bool = False
) -> tuple[Phrase, ...]:
    """The values that ``text[start:end]`` lists, in order; one where ``whole``."""
    start, end = trim(text, start, end, rules)
    if start >= end:
        return ()
    if whole or expression(rules.whole).search(text, start, end):
        return (Phrase(start, end, names_of(text[start:end], rules)),)
    return tuple(
        phrase
        for a, b in _groups(text, start, end, rules)
        for phrase in _members(text, a, b, rules)
    )


def _members(text: str, start: int, end: int, rules: PhraseRules) -> tuple[Phrase, ...]:
    states = expression(rules.states).fullmatch(text, *trim(text, start, end, rules))
    if states is not None:
        return _states(text, states, rules)
    return _shared(text, _pieces(text, start, end, rules), rules)


def _groups(text: str, start: int, end: int, rules: PhraseRules) -> list[tuple[int, int]]:
    """Parts between commas that share nothing: where a word joins two members before the last
    comma, it binds them closer than the comma does ("fruit and greens, drink, smoking")."""
    masked = [m.span() for m in _BRACKETS.finditer(text, start, end)]
    joints = [
        match
        for match in expression(rules.join).finditer(text, start, end)
        if not any(a <= match.start() < b for a, b in masked)
    ]
    commas = [match for match in joints if match.group().strip() in (",", ";")]
    edges = [start, *(edge for comma in commas for edge in comma.span()), end]
    parts = list(zip(edges[::2], edges[1::2], strict=True))
    closer = commas and any(
        one.end() <= commas[-1].start() and one.group().strip() not in (",", ";") for one in joints
    )
    states = expression(rules.states)
    deed = expression(rf"(?:{rules.told})$")
    closer = closer or (
        len(commas) > 0
        and deed.search(text, *trim(text, *parts[0], rules)) is not None
        and all(len(text[a:b].split()) > 1 for a, b in parts[1:])
    )
    closer = closer or any(states.fullmatch(text, *trim(text, a, b, rules)) for a, b in parts[1:])
    return parts if closer else [(start, end)]


def _states(text: str, match: "regex.Match[str]", rules: PhraseRules) -> tuple[Phrase, ...]:
    """ "Hair becoming thin and dry": the noun and the verb belong to each of the states."""
    whose, verb = match.span("n"), match.span("v")
    return tuple(
        Phrase(
            a,
            b,
            names_of(" ".join(text[x:y] for x, y in (whose, (a, b), verb)), rules),
            (whose, verb),
        )
        for a, b in sorted((*match.spans("a"), match.span("b")))
    )


def bare_nouns(text: str, start: int, end: int, rules: PhraseRules) -> bool:
    """Whether ``text[start:end]`` is a list of nouns with neither postposition nor deed: such a
    list is several values even where an item is one ("rest, juice and broth")."""
    start, end = trim(text, start, end, rules)
    if expression(rf"(?<=\s)(?:{rules.link})(?=\s)").search(text, start, end):
        return False
    pieces = [text[a:b].split() for a, b in _pieces(text, start, end, rules)]
    if any(expression(rules.deed).fullmatch(words[-1]) for words in pieces):
        return False
    # Two adjectives may share a noun ("fresh and balanced diet"); single words stand alone.
    return len(pieces) > 2 or (len(pieces) == 2 and all(len(words) == 1 for words in pieces))


def _pieces(text: str, start: int, end: int, rules: PhraseRules) -> list[tuple[int, int]]:
    masked = [m.span() for m in _BRACKETS.finditer(text, start, end)]
    edges = [start]
    # A slash behind a word that cannot stand alone joins no two names: "hands / feet".
    join = rf"{rules.join}|(?<=(?:^|[\s,])(?:{rules.needs}))\s*/\s*"
    for match in expression(join).finditer(text, start, end):
        if not any(a <= match.start() < b for a, b in masked):
            edges += match.span()
    edges.append(end)
    pieces = [trim(text, a, b, rules) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return [(a, b) for a, b in pieces if a < b]


def _shared(text: str, pieces: list[tuple[int, int]], rules: PhraseRules) -> tuple[Phrase, ...]:
    if not pieces:
        return ()
    link = expression(rf"(?<=\s)(?:{rules.link})(?=\s)")
    links = [list(link.finditer(text, a, b)) for a, b in pieces]
    tail = (links[-1][0].start(), pieces[-1][1]) if links[-1] else None
    if tail is not None and expression(rules.organ).fullmatch(text[slice(*tail)].split()[-1]):
        tail = None  # "liver and gall bladder": the tail belongs to the organ's name
    every = tail is not None and expression(rules.share).match(text, *tail) is not None
    every = every or (
        tail is not None and expression(rules.act_tail).match(text, *tail) is not None
    )
    every = every and not any(links[:-1])
    verb = expression(rf"(?<=\s)(?:{rules.verb})$").search(text, *pieces[-1])
    if tail is None and verb is not None:
        tail = verb.span()
    state = expression(rf"(?:{rules.state_tail})$").search(text, *pieces[-1])
    if tail is None and state is not None:
        tail = state.span()
    denied = expression(rf"(?<=\s)(?:{rules.denied})$").search(text, *pieces[-1])
    if tail is None and denied is not None:
        tail = denied.span()
    told = expression(rf"(?:{rules.told})$")
    opening = expression(rf"(?:{rules.lead})\s+").match(text, *pieces[0])
    if opening is not None and tail is None:
        verb = verb or expression(rf"(?:{rules.loose})$").search(text, *pieces[-1])
        tail = verb.span() if verb is not None else None
    headless = expression(rules.headless)
    lead = (pieces[0][0], links[0][-1].end()) if links[0] else None
    needs = expression(rf"(?:{rules.needs})")
    bare = [
        text[links[i][-1].end() : b] if links[i] else text[a:b] for i, (a, b) in enumerate(pieces)
    ]
    last = (pieces[-1][1] - len(bare[-1].lstrip()), pieces[-1][1])
    behind = expression(rf"(?:{rules.headless})\s+\K.+")
    headed = behind.match(text, *pieces[-1]) or behind.match(text, *last)
    noun_at = headed or expression(r"\S\s+\K\S+$").search(text, *last)
    able = expression(rules.alone)
    alone = [_needy(words, needs, able) for words in bare]
    if state is not None and tail == state.span():  # "face, lips and nails turning white"
        taken = max((i for i, one in enumerate(alone) if one), default=-1)
        alone = [one or (i < taken and " " not in bare[i]) for i, one in enumerate(alone)]
    headed_by = [headless.fullmatch(words.strip()) is not None for words in bare[:-1]]
    lost = [needs.fullmatch(w.strip()) and not able.fullmatch(w.strip()) for w in bare]
    if (
        tail is None
        and not rules.free
        and not alone[-1]
        and any(lost)
        and len(bare[-1].split()) > 1
    ):
        whole = (pieces[0][0], pieces[-1][1])
        return (Phrase(*whole, names_of(text[slice(*whole)], rules)),)
    led = False
    found: list[Phrase] = []
    for place, (a, b) in enumerate(pieces):
        words = text[a:b]
        shared: list[tuple[int, int]] = []
        takes = place < len(pieces) - 1 and (every or alone[place] or verb is not None)
        if tail is not None and takes and told.search(words) is None:
            own = tail if every or alone[place] or verb is None else verb.span()
            words = f"{words} {text[slice(*own)]}"
            shared.append(own)
            led = led or place == 0
        elif tail is None and alone[place] and not links[place] and not rules.free:
            # "hands, feet and face with tingling, numbness": what ties the next one ties them
            tied = next((i for i in range(place + 1, len(pieces)) if links[i]), None)
            tie = expression(rules.tie)
            if tied is not None and tie.fullmatch(links[tied][0].group()):
                own = (links[tied][0].start(), pieces[tied][1])
                words = f"{words} {text[slice(*own)]}"
                shared.append(own)
        elif place < len(pieces) - 1 and noun_at and all(headed_by[place:]):
            words = f"{words} {noun_at.group()}"
            shared.append(noun_at.span())
            led = led or place == 0
        if place and opening is not None and verb is not None:
            words = f"{opening.group().strip()} {words}"
            shared.append(opening.span())
        readings = [words]
        if place and lead is None and told.search(words) and " " not in words:
            doer = _doer(text[slice(*pieces[0])], told, headless)
            if doer:  # "lips drying and cracking"
                words = f"{doer} {words}"
                shared.append((pieces[0][0], pieces[0][0] + len(doer)))
                readings = [words]
        if place and lead is not None and (led or not links[place]):
            full = f"{text[slice(*lead)]} {words}"
            apt = led or expression(rules.place_link).fullmatch(links[0][-1].group()) is not None
            certain = led or expression(rules.place).fullmatch(bare[place].split()[0]) is not None
            if not apt:
                full, certain = words, False
            readings = [full] if certain else [words, full]
            if certain:
                shared.append(lead)
        names = [name for reading in readings for name in names_of(reading, rules)]
        found.append(Phrase(a, b, tuple(dict.fromkeys(names)), tuple(shared)))
    return tuple(found)


def _needy(words: str, needs: "regex.Pattern[str]", able: "regex.Pattern[str]") -> bool:
    """Whether ``words`` cannot be a value alone: by themselves, or by their last word, unless that
    only cannot where it stands alone ("coconut water")."""
    last = words.split()[-1]
    if needs.fullmatch(words.strip()):
        return True
    stands = able.fullmatch(last) is not None or able.fullmatch(words.strip()) is not None
    return needs.fullmatch(last) is not None and not stands


def _doer(words: str, told: "regex.Pattern[str]", state: "regex.Pattern[str]") -> str:
    """Whose deed ``words`` tell, without the state it falls into: "hair [thin becoming]"."""
    doer, _, deed = words.rpartition(" ")
    if not doer or not told.search(deed):
        return ""
    noun, _, last = doer.rpartition(" ")
    return noun if noun and state.fullmatch(last) else doer


def is_cut(text: str, phrase: Phrase, rules: PhraseRules) -> bool:
    """Whether ``phrase`` lacks the words before it: "[in clotting] needed time"."""
    first = expression(rf"(?:{rules.dangling})(?=\s)")
    if first.match(text, phrase.start, phrase.end) is None:
        return False
    before = text[max(0, phrase.start - 12) : phrase.start]
    return expression(rf"\s(?:{rules.link})\s+$").search(before) is not None


def clauses(text: str, start: int, end: int, rules: PhraseRules) -> tuple[Phrase, ...]:
    """The clauses of ``text[start:end]``, each as the state or deed that it tells of."""
    own = msgspec.structs.replace(
        rules, after=(*rules.after, *rules.clause_after), plain=rules.clause_plain
    )
    edges = [start]
    for match in expression(rules.clause_join).finditer(text, start, end):
        edges += match.span()
    edges.append(end)
    aside = expression(rules.clause_aside)
    pieces = []
    for a, b in zip(edges[::2], edges[1::2], strict=True):
        why = aside.search(text, a, b)
        pieces.append(trim(text, a, why.start() if why else b, own))
    return tuple(phrase for a, b in pieces if a < b for phrase in _told(text, a, b, own, rules))


def with_verb(text: str, start: int, end: int, rules: PhraseRules) -> tuple[Phrase, ...]:
    """All of ``text[start:end]`` as one value that keeps its verb ("people who smoke")."""
    start, end = trim(text, start, end, msgspec.structs.replace(rules, after=()))
    words = " ".join(_BRACKETS.sub(" ", text[start:end]).split())
    return (Phrase(start, end, (words,)),) if words else ()


def _told(
    text: str, start: int, end: int, own: PhraseRules, rules: PhraseRules
) -> tuple[Phrase, ...]:
    listed = expression(rules.clause_list).fullmatch(text, start, end)
    if listed is not None:
        return split(text, *listed.span("v"), rules)
    states = expression(rules.states).fullmatch(text, start, end)
    if states is not None:
        return _states(text, states, own)
    told = (expression(rf"(?:{ending})$") for ending, _ in own.plain)
    if not any(ending.search(text, start, end) for ending in told):
        return split(text, start, end, rules)  # nothing is told: "who have an ulcer or piles"
    parts = split(text, start, end, own)
    if len(parts) > 1 and all(part.shared for part in parts[:-1]):
        return parts  # "strengthens bones and teeth"
    return (Phrase(start, end, names_of(text[start:end], own)),)


def names_of(words: str, rules: PhraseRules) -> tuple[str, ...]:
    """The words as a name: brackets out, second names apart, endings put back."""
    plain = " ".join(_BRACKETS.sub(" ", words).split()) or words
    parts = [part.strip() for part in expression(rules.alias).split(plain)]
    names = [parts[0], plain, *parts[1:]] if len(parts) > 1 else [plain]
    if len(parts) == 2 and expression(rf"\S+\s+(?:{rules.link})\s").match(parts[1]):
        # "menopause / change of life and what follows": only the next word names it again.
        names = [f"{parts[0]} {parts[1].partition(' ')[2]}", plain]
    for pattern, ending in rules.plain:
        changed, count = expression(rf"(?:{pattern})$").subn(ending, names[0])
        if count:
            names.insert(0, changed)
            break
    bare = expression(rf"(?:{rules.loose})$").sub("", names[0])
    return tuple(dict.fromkeys((*names, bare)))
