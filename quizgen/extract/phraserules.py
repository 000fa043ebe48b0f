"""The ``[outline.phrases]`` table of a rule file: how items are taken apart, as data."""

import msgspec
from msgspec import Struct

from quizgen.extract.pattern import expand


class PhraseRules(Struct, frozen=True, forbid_unknown_fields=True):
    """All entries are regular expressions over NFC text; single ones may use macros.

    Joining: ``join`` separates conjuncts. ``alias`` stands between two names of one thing.
    ``whole``: an item that matches is never split.

    Framing: ``before`` and ``after`` are words that frame an item and are no part of it. ``link``
    are the words that tie a noun to what follows (postpositions).

    Sharing: ``needs`` are last words that cannot be a value alone: such a conjunct takes the
    tail of the last one; ``alone`` can where there is no tail (``free``: all). ``share`` are
    tails that every conjunct takes, ``act_tail`` such as only bare nouns take ("A, B and C to
    keep well"). ``organ``: last words of an organ's name, whose tail is no one else's.
    ``place`` are words that take the first conjunct's place ("in the legs"), where one of
    ``place_link`` ties it. ``dangling`` are first words that a linked word before them belongs
    to. ``headless`` are adjectives that cannot be a value alone: they take the last noun.

    ``tie``: what ties such a conjunct where a later one, not the last, has the tail.

    Verbs: ``verb`` are last words that conjuncts take which do not end as ``told`` says; with
    ``lead``, words before the first conjunct that the others share ("for long"). ``deed`` are last
    words of an instruction. ``states``: one noun ``n`` in several states ``a``, ``b`` with one verb
    ``v``; ``state_tail``: such an end, which nouns before it share; ``denied``: a
    denied verb, which only such as cannot stand alone share ("taste or smell not coming").

    Names: ``plain``: endings put back to the form of a name. ``oblique``: such endings before a
    postposition. ``loose``: last words without which the lexicon may know a name.

    Clauses: ``clause_join`` parts clauses; from ``clause_aside`` on a sentence explains the one
    before, and is left; what remains ``clause_after`` and ``clause_plain`` turn into names of
    what they tell; a clause that matches ``clause_list`` only says that the members of its
    group ``v`` may occur.
    """

    join: str = r",|;"
    alias: str = r"\s+/\s+"
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    link: str = r"(?!)"
    needs: str = r"(?!)"
    alone: str = r"(?!)"
    free: bool = False
    share: str = r"(?!)"
    act_tail: str = r"(?!)"
    place: str = r"(?!)"
    place_link: str = r"[^ ]+"
    verb: str = r"(?!)"
    lead: str = r"(?!)"
    headless: str = r"(?!)"
    deed: str = r"(?!)"
    dangling: str = r"(?!)"
    told: str = r"(?!)"
    whole: str = r"(?!)"
    states: str = r"(?!)"
    state_tail: str = r"(?!)"
    denied: str = r"(?!)"
    tie: str = r"(?!)"
    organ: str = r"(?!)"
    plain: tuple[tuple[str, str], ...] = ()
    loose: str = r"(?!)"
    oblique: tuple[tuple[str, str], ...] = ()
    clause_join: str = r"(?!)"
    clause_aside: str = r"(?!)"
    clause_list: str = r"(?!)"
    clause_after: tuple[str, ...] = ()
    clause_plain: tuple[tuple[str, str], ...] = ()

    def freely(self) -> "PhraseRules":
        """The rules where any word can be a value alone ("good for the skin, eyes and nails")."""
        return msgspec.structs.replace(self, free=True)

    def before_postposition(self) -> "PhraseRules":
        """The rules for words that stand before a postposition."""
        return msgspec.structs.replace(self, plain=(*self.oblique, *self.plain))


def spelled_out(rules: PhraseRules, words: dict[str, str]) -> PhraseRules:
    """``rules`` with the macros of ``[words]`` replaced. Raises KeyError on an unknown one."""
    fields = msgspec.structs.asdict(rules)
    changed = {key: expand(one, words) for key, one in fields.items() if isinstance(one, str)}
    return msgspec.structs.replace(rules, **changed)
