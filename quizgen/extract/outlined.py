"""The ``[outline]`` table of a rule file: headings, lists and frames, as data."""

from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Literal

import msgspec
import regex
from msgspec import Struct

from quizgen.extract.pattern import expand
from quizgen.extract.phraserules import PhraseRules, spelled_out

About = Literal["lack", "topic", "excess"]


class HeadingData(Struct, frozen=True, forbid_unknown_fields=True):
    """One ``[[outline.heading]]``: ``match`` tells the kind; ``relation`` is what each item says of
    the section's subject: the ``topic`` itself, its ``lack`` or its ``excess``. ``whole``: an item
    is one value, conjunctions and all. ``aside``: terms only label what is said behind them.
    ``listed``: a description may list values itself, and ``group`` are terms that only gather
    them. ``vague``: terms too wide for a value; only what is said behind them counts.
    ``advice``: sentences of running text that are a value as a whole.
    ``kinds``: concepts preferred where a word names several; ``strict``: no others at all.
    ``figures``: relation of a quantity that stands behind a term, said of the term; with ``per``,
    only where a denominator is stated with it or at the head of its table. ``turned``:
    the items are the subjects ("A is a kind of X"). ``examples``:
    relation of what stands behind the words of ``example`` to the member before them. ``people``:
    relation of the items that name people. ``lacking``: only where the text is, or is not, about
    a lack. ``beside``: only in a text that has a heading of one of these kinds too."""

    id: str
    match: str
    relation: str = ""
    about: About = "lack"
    unless: str = ""
    whole: bool = False
    aside: bool = False
    listed: bool = False
    group: str = ""
    vague: str = ""
    advice: str = r"(?!)"
    figures: str = ""
    per: bool = False
    turned: bool = False
    examples: str = ""
    people: str = ""
    lacking: bool | None = None
    beside: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    strict: bool = False


class ClaimData(Struct, frozen=True, forbid_unknown_fields=True):
    """What one frame says. ``subject``: ``topic``, ``lack``, ``section``, ``term`` or a group of
    the match; ``value``: a group. ``group:ending`` makes a derived concept of either. ``of``: the
    group that fills ``{of}`` of the relation. ``clauses``: the value is one or more clauses.
    ``oblique``: the words stand before a postposition.
    ``free``: of the members of the list each can stand alone.
    ``affirms``: true even where the sentence denies something else."""

    relation: str
    subject: str = "topic"
    value: str = "v"
    of: str = ""
    whole: bool = False
    clauses: bool = False
    oblique: bool = False
    free: bool = False
    affirms: bool = False
    kinds: tuple[str, ...] = ()


class FrameData(Struct, frozen=True, forbid_unknown_fields=True):
    """One ``[[outline.frame]]``: a pattern over a sentence and the claims that it makes. ``under``:
    only under headings of these kinds. ``term``: only behind a term, ``term_is``: that
    matches; ``alone``: only where no term is described. ``heading``: over headings instead.
    ``never_under``: not under headings of these kinds.
    ``lacking``: only where the text is, or is not, about a lack. A group called ``neg`` denies."""

    id: str
    match: str
    claim: tuple[ClaimData, ...]
    under: tuple[str, ...] = ()
    never_under: tuple[str, ...] = ()
    term: bool = False
    term_is: str = ""
    alone: bool = False
    heading: bool = False
    lacking: bool | None = None
    unless: str = ""


class OutlineData(Struct, frozen=True, forbid_unknown_fields=True):
    """The ``[outline]`` table.

    ``lack``/``excess`` name the thing that is lacking in a group ``of``; ``owner`` the thing a
    heading is about, ``title`` what the first line is. ``generic``: too wide to be a topic.

    ``continues``: such lines go on with the list above. ``inline``: terms that are headings.
    ``no_value``: never a value of a list. ``gloss``: a second name ``v`` right behind a value,
    which says ``gloss_relation`` of it. ``measure``: terms that are figures, and
    no values. ``orphan``: words before a value whose owner they
    only point at ("its colour"). ``relative``: such clauses in the name of people keep their verb.
    ``example``: words before examples; ``such_as``: an item
    that names examples ``e`` before their class ``c``. ``people``: a value that names people.

    ``pronoun``: words that stand for what was named before, ``forward`` words for the topic.
    ``declined``: how a description begins whose term belongs to no list ("alcohol: avoid it").
    ``gathers``: terms that only say of whom a list is ("in children: a, b").
    ``sentence``: a finite verb. ``told``: how an item ends that is a clause; ``forbids``: that it
    tells not to do. ``derived``: ending of a derived id to the words that say it, with ``of``;
    ``derived_kinds``: of which concepts.

    Frames may use the macro ``{topic}``: every name of the topic. ``once``: macros that an
    expression holds a single time and calls, for they are long.
    """

    phrases: PhraseRules = PhraseRules()
    once: tuple[str, ...] = ()
    lack: str = r"(?!)"
    excess: str = r"(?!)"
    owner: str = r"(?!)"
    title: str = r"(?!)"
    continues: str = r"(?!)"
    no_value: str = r"(?!)"
    measure: str = r"(?!)"
    orphan: str = r"(?!)"
    relative: str = r"(?!)"
    example: str = r"(?!)"
    such_as: str = r"(?!)"
    people: str = r"(?!)"
    gloss: str = r"(?!)"
    gloss_relation: str = ""
    pronoun: str = r"(?!)"
    forward: str = r"(?!)"
    generic: str = r"(?!)"
    sentence: str = r"(?!)"
    told: str = r"(?!)"
    forbids: str = r"(?!)"
    declined: str = r"(?!)"
    gathers: str = r"(?!)"
    inline: str = r"(?!)"
    derived: dict[str, str] = {}
    derived_kinds: tuple[str, ...] = ()
    heading: tuple[HeadingData, ...] = ()
    frame: tuple[FrameData, ...] = ()


def called(source: str, words: dict[str, str], once: tuple[str, ...]) -> str:
    """``source`` with its macros, those in ``once`` written out a single time and called."""
    calls = {name: f"(?&once_{name})" for name in once}
    expanded = expand(source, {**words, **calls})
    held = "".join(
        f"(?P<once_{name}>{expand(words[name], words)})" for name in once if calls[name] in expanded
    )
    return f"(?(DEFINE){held}){expanded}" if held else expanded


@lru_cache(maxsize=512)
def cue_of(source: str) -> str:
    """What the groups called ``cue`` in a frame hold: without it the frame cannot match."""
    found = []
    for begin in (m.end() for m in regex.finditer(r"\(\?P<cue>", source)):
        depth, at = 1, begin
        while depth:
            depth += {"(": 1, ")": -1}.get(source[at], 0) if source[at - 1] != "\\" else 0
            at += 1
        found.append(source[begin : at - 1])
    return "|".join(found)


def ready(data: OutlineData, words: dict[str, str]) -> OutlineData:
    """``data`` as it is used: the macros of its phrases spelled out."""
    return msgspec.structs.replace(data, phrases=spelled_out(data.phrases, words))


def outline_faults(
    data: OutlineData, words: dict[str, str], relations: Collection[str] | None
) -> Iterator[tuple[str, str]]:
    """What is wrong with the table: (id or key, reason). Nothing where it is sound."""
    known = {"topic": "", **words}
    headings = {heading.id for heading in data.heading}
    sources = [
        (key, value)
        for table in (data, data.phrases)
        for key, value in msgspec.structs.asdict(table).items()
        if isinstance(value, str)
    ]
    for heading in data.heading:
        sources += [(heading.id, s) for s in (heading.match, heading.unless)]
        sources += [(heading.id, s) for s in (heading.group, heading.vague, heading.advice)]
        own = (heading.relation, heading.figures, heading.people, heading.examples)
        names = [name for name in own if name]
        yield from _unknown(heading.id, names, relations)
        yield from (
            (heading.id, f"unknown heading {one}") for one in heading.beside if one not in headings
        )
    for frame in data.frame:
        sources += [(frame.id, s) for s in (frame.match, frame.unless, frame.term_is)]
        yield from _unknown(frame.id, [claim.relation for claim in frame.claim], relations)
        yield from (
            (frame.id, f"unknown heading {one}")
            for one in (*frame.under, *frame.never_under)
            if one not in headings
        )
    for place, source in sources:
        try:
            called(source, known, data.once)
        except KeyError as error:
            yield place, f"[words] has no {error}"


def _unknown(
    place: str, names: list[str], relations: Collection[str] | None
) -> Iterator[tuple[str, str]]:
    for name in names:
        if relations is not None and name not in relations:
            yield place, f"unknown relation {name}"
