"""What a rule file says of its language's words: endings, joints of lists and clauses."""

from dataclasses import dataclass, field

import regex
from msgspec import Struct

from quizgen.extract.remembered import Remembered, WordTest

WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’\-‑][\p{L}\p{M}\p{N}]+)*\.?")


class GrammarData(Struct, frozen=True, forbid_unknown_fields=True):
    """The ``[grammar]`` table. All strings are regular expressions over whole words.

    Endings: ``cases``: case name to endings, longest first (``ending→new``: what comes in its
    place). ``closing``: the cases whose words are no nominative. ``walls``: those of them whose
    words end a phrase that lies to their right. ``owner``: the case of an owner. ``possessed``: an
    ending that shows that the word before is its owner. ``plural``: endings that make a plural.
    ``verbal``: a noun made of a verb, which may have objects; ``nominal``: how an owned one looks,
    which may have a place between it and its owner. ``rewrites``: pairs of an ending and what it
    becomes in a value ("burning" from "burnt"); ``acts``: the same for a verb that ends a claim.
    ``described``: a participle that may have a complement before the noun that it describes;
    ``leaning``: an adjective that always has a noun before it ("X-like"); ``complemented``: one
    that has a noun with a case before it ("X-to opposed", "against X").

    Words: ``joints`` stand between members of a list, beside the comma; ``tight`` ones also bind
    two owners of one thing. ``particles`` are dropped behind a member, ``lead`` before one.
    ``adverbs`` stand beside a phrase, never in it. ``stops`` end one (verbs, postpositions).
    ``modifiers`` look like case forms and are adjectives, ``plain`` ones are nouns. ``relational``
    nouns say nothing alone ("amount", "effect"). ``stems`` end as an owned noun does and are none.
    ``nonmembers`` define and are no member of a list. ``appositions`` are class nouns behind the
    last of several names. ``pronouns`` stand for the subject; ``near`` ones, in a later clause,
    for the noun just before: who that is stays open; ``whose`` are those that own ("its").
    ``within``: a noun behind a thing that only says that the thing holds something ("in milk's
    composition"). ``pointing`` ones may stand before a noun, which is then somebody else than the
    headword. ``participle``: a verb form that describes the noun behind it; only a sentence that
    defines says so of what it defines. ``contrast`` opens a clause that may have a new subject.
    ``hearsay``: what follows a claim that somebody only thinks or asks. ``clauses``: a clause ends
    where one of these ends. ``possessives``: behind them the headword only owns what stands before
    ("salts of X"), which a ``relational`` noun leaves open. ``stacks``: a noun right behind the
    headword makes a name with it ("X oxide"), unless it is ``same`` (an "X molecule" is X); so
    does a word before it that ``describes`` it ("pure X"). ``guise``: a noun before one of
    these is no subject ("in X's form", "iron having"). ``aged``: how old somebody is ("7–10 years
    old"): words that describe, and no amount.
    ``turned``: pairs of a pattern and how else the same name is written ("vitamin B": "B vitamin").
    """

    cases: dict[str, tuple[str, ...]] = {}
    closing: tuple[str, ...] = ()
    walls: tuple[str, ...] = ()
    owner: str = ""
    nonmembers: tuple[str, ...] = ()
    relational: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    tight: tuple[str, ...] = ()
    appositions: tuple[str, ...] = ()
    verbal: str = ""
    nominal: str = ""
    participle: str = ""
    contrast: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    pointing: tuple[str, ...] = ()
    whose: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    rewrites: tuple[tuple[str, str], ...] = ()
    acts: tuple[tuple[str, str], ...] = ()
    described: str = ""
    leaning: tuple[str, ...] = ()
    complemented: tuple[str, ...] = ()
    hearsay: str = ""
    plural: tuple[str, ...] = ()
    possessed: str = ""
    joints: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    adverbs: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    possessives: tuple[str, ...] = ()
    stacks: bool = False
    same: tuple[str, ...] = ()
    describes: str = ""
    aged: str = ""
    turned: tuple[tuple[str, str], ...] = ()
    guise: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    fold: tuple[tuple[str, str], ...] = ()


def _whole(words: tuple[str, ...]) -> "regex.Pattern[str]":
    return regex.compile(rf"(?:{'|'.join(words)})" if words else r"(?!)", regex.IGNORECASE)


def _test(words: tuple[str, ...]) -> WordTest:
    return WordTest(_whole(words))


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled table; the tests judge a word or a few, whole and without regard to case.

    Endings are those of the last word alone, and what a word's ending tells is kept.
    """

    cases: dict[str, tuple[tuple["regex.Pattern[str]", str], ...]]
    closing: tuple[str, ...]
    walls: tuple[str, ...]
    owner: str
    nonmember: WordTest
    relational: WordTest
    plain: WordTest
    tight: WordTest
    apposition: WordTest
    verbal: WordTest
    nominal: "regex.Pattern[str]"
    participle: "regex.Pattern[str]"
    contrast: "regex.Pattern[str]"
    near: WordTest
    pointing: WordTest
    whose: WordTest
    within: WordTest
    rewrites: tuple[tuple["regex.Pattern[str]", str], ...]
    acts: tuple[tuple["regex.Pattern[str]", str], ...]
    described: WordTest
    leaning: WordTest
    complemented: WordTest
    hearsay: "regex.Pattern[str]"
    plural: "regex.Pattern[str]"
    plural_inside: "regex.Pattern[str]"
    possessed: "regex.Pattern[str]"
    joint: "regex.Pattern[str]"
    particle: WordTest
    lead: WordTest
    adverb: WordTest
    stop: WordTest
    modifier: WordTest
    pronoun: WordTest
    clause: "regex.Pattern[str]"
    possessive: WordTest
    same: WordTest
    describes: WordTest
    aged: "regex.Pattern[str]"
    guise: WordTest
    turned: tuple[tuple["regex.Pattern[str]", str], ...]
    stem: WordTest
    stacks: bool
    folds: tuple[tuple[str, str], ...] = ()
    _closed: Remembered[str, tuple[str | None]] = field(default_factory=Remembered, repr=False)
    _walls: Remembered[str, bool] = field(default_factory=Remembered, repr=False)
    _borne: Remembered[tuple[str, str], bool] = field(default_factory=Remembered, repr=False)
    _stripped: Remembered[tuple[str, str], str] = field(default_factory=Remembered, repr=False)
    _bases: Remembered[str, tuple[str, ...]] = field(default_factory=Remembered, repr=False)
    _verbal: Remembered[str, bool] = field(default_factory=Remembered, repr=False)
    _owned: Remembered[str, bool] = field(default_factory=Remembered, repr=False)

    def fold(self, key: str) -> str:
        """A compare key without the differences of spelling that the language lets pass."""
        for written, kept in self.folds:
            key = key.replace(written, kept)
        return key

    def bears(self, word: str, case: str) -> bool:
        """Whether ``word`` ends as ``case`` does (``nom``: as no closing case does)."""
        word = word.rstrip(".")
        if case == "nom":
            return self.closed_by(word) is None
        key = (word, case)
        known = self._borne.get(key)
        if known is None:
            endings = self.cases.get(case, ())
            borne = any(ending.search(word) for ending, _ in endings)
            borne = borne and not (case in self.closing and self.plain.fits(word))
            known = self._borne.keep(key, borne)
        return known

    def closed_by(self, word: str) -> str | None:
        """The closing case that ``word`` bears, if any."""
        known = self._closed.get(word)
        if known is None:
            known = self._closed.keep(word, (self._first_case(word, self.closing),))
        return known[0]

    def is_wall(self, word: str) -> bool:
        """Whether no phrase goes on past ``word``."""
        known = self._walls.get(word)
        if known is None:
            known = self._walls.keep(word, self._first_case(word, self.walls) is not None)
        return known

    def _first_case(self, word: str, cases: tuple[str, ...]) -> str | None:
        if self.modifier.fits(word) or self.plain.fits(word):
            return None
        return next((case for case in cases if self.bears(word, case)), None)

    def is_verbal(self, word: str) -> bool:
        """Whether ``word``, in whatever case, is a noun made of a verb."""
        known = self._verbal.get(word)
        if known is None:
            bases = self.bases(word)
            plain = any(map(self.plain.fits, bases))
            known = self._verbal.keep(word, not plain and any(map(self.verbal.fits, bases)))
        return known

    def owns(self, word: str) -> bool:
        """Whether ``word``, as it stands, shows that it has an owner."""
        return self.possessed.search(word) is not None and not self.stem.fits(word)

    def is_owned(self, word: str) -> bool:
        """Whether ``word``, in whatever case, shows that it has an owner."""
        known = self._owned.get(word)
        if known is None:
            known = self._owned.keep(word, any(map(self.owns, self.bases(word))))
        return known

    def rewrite(self, words: str) -> str:
        """``words`` with its last ending made that of a name."""
        for ending, to in self.rewrites:
            changed = ending.sub(to, words, count=1)
            if changed != words:
                return changed
        return words

    def act(self, verb: str) -> str:
        """A verb as the name of its act ("widening" from "widens")."""
        for ending, to in self.acts:
            changed = ending.sub(to, verb, count=1)
            if changed != verb:
                return changed
        return verb

    def written(self, name: str) -> tuple[str, ...]:
        """``name`` and the other ways to write it."""
        turned = [one.fullmatch(name) for one, _ in self.turned]
        others = [
            match.expand(to)
            for match, (_, to) in zip(turned, self.turned, strict=True)
            if match is not None
        ]
        return (name, *others)

    def singular(self, words: str) -> str:
        """``words`` without the ending of a plural."""
        return self.plural.sub("", words, count=1)

    def one_of(self, word: str) -> str:
        """An owned plural as the singular, its further endings kept ("vitamins'": "vitamin's")."""
        return self.plural_inside.sub("", word, count=1)

    def strip(self, words: str, case: str) -> str:
        """``words`` with the ending of ``case`` taken off the last one."""
        before, blank, last = words.rpartition(" ")
        key = (last, case)
        known = self._stripped.get(key)
        if known is None:
            known = self._stripped.keep(key, self._strip(last, case))
        return f"{before}{blank}{known}"

    def _strip(self, word: str, case: str) -> str:
        found = [
            ending.sub(to, word, count=1)
            for ending, to in self.cases.get(case, ())
            if ending.search(word)
        ]
        # A stem may itself end as a case form does; the rule file lists such nouns.
        plain = (one for one in found if self.plain.fits(one))
        return next(plain, found[0] if found else word)

    def bases(self, words: str) -> tuple[str, ...]:
        """``words``, then each form that taking off one case ending, then a plural, leaves."""
        before, blank, last = words.rpartition(" ")
        known = self._bases.get(last)
        if known is None:
            known = self._bases.keep(last, tuple(self._bases_of(last)))
        return tuple([f"{before}{blank}{base}" for base in known]) if blank else known

    def _bases_of(self, word: str) -> list[str]:
        found = [word]
        singular = self.singular(word)
        if singular != word:
            found.append(singular)
        for case in self.cases:
            base = self.strip(word, case)
            if base != word:
                found.append(base)
                singular = self.singular(base)
                if singular != base:
                    found.append(singular)
        return found


def _ending(endings: tuple[str, ...]) -> "regex.Pattern[str]":
    # At least two letters of stem must be left, or short words would be all ending.
    if not endings:
        return regex.compile(r"(?!)")
    return regex.compile(rf"(?<=[\p{{L}}\p{{M}}]{{2}})(?:{'|'.join(endings)})$", regex.IGNORECASE)


def _inside(endings: tuple[str, ...], before: str) -> "regex.Pattern[str]":
    if not endings or not before:
        return regex.compile(r"(?!)")
    stem = r"(?<=[\p{L}\p{M}]{2})"
    return regex.compile(rf"{stem}(?:{'|'.join(endings)})(?=(?:{before}))", regex.IGNORECASE)


def _replaced(ending: str) -> tuple["regex.Pattern[str]", str]:
    """``ending→new`` puts new letters in the place of an ending; a bare one is taken off."""
    match, _, to = ending.partition("→")
    return _ending((match,)), to


def make_grammar(data: GrammarData) -> Grammar:
    """Compile the table. Raises regex.error on a damaged expression."""
    boundary = r"(?<![\p{L}\p{M}\p{N}])(?:%s)(?![\p{L}\p{M}\p{N}])"
    words = boundary % "|".join(data.joints)
    joints = rf"\s+(?:{words})\s+|" if data.joints else ""
    return Grammar(
        cases={case: tuple(map(_replaced, endings)) for case, endings in data.cases.items()},
        closing=data.closing,
        walls=data.walls or data.closing,
        owner=data.owner,
        nonmember=_test(data.nonmembers),
        relational=_test(data.relational),
        plain=_test(data.plain),
        tight=_test(data.tight),
        apposition=_test(data.appositions),
        verbal=_test((data.verbal,) if data.verbal else ()),
        nominal=_whole((data.nominal,) if data.nominal else ()),
        participle=_whole((f"(?:{data.participle})$",) if data.participle else ()),
        near=_test(data.near),
        pointing=_test(data.pointing),
        whose=_test(data.whose),
        within=_test(data.within),
        contrast=_whole(tuple(rf"\s*{word}\s" for word in data.contrast)),
        rewrites=tuple((_ending((ending,)), to) for ending, to in data.rewrites),
        acts=tuple((_ending((ending,)), to) for ending, to in data.acts),
        described=_test((data.described,) if data.described else ()),
        leaning=_test(data.leaning),
        complemented=_test(data.complemented),
        hearsay=_whole((data.hearsay,) if data.hearsay else ()),
        plural=_ending(data.plural),
        plural_inside=_inside(data.plural, data.possessed),
        possessed=_ending((data.possessed,) if data.possessed else ()),
        joint=regex.compile(rf"{joints}\s*[,/](?!\p{{N}})\s*", regex.IGNORECASE),
        particle=_test(data.particles),
        lead=_test(data.lead),
        adverb=_test(data.adverbs),
        stop=_test(data.stops),
        modifier=_test(data.modifiers),
        pronoun=_test(data.pronouns),
        clause=regex.compile("|".join(data.clauses) or r"(?!)", regex.IGNORECASE),
        possessive=_test(data.possessives),
        same=_test(data.same),
        describes=_test((data.describes,) if data.describes else ()),
        aged=_whole((data.aged,) if data.aged else ()),
        guise=_test(data.guise),
        turned=tuple((_whole((one,)), to) for one, to in data.turned),
        stem=_test(data.stems),
        stacks=data.stacks,
        folds=data.fold,
    )
