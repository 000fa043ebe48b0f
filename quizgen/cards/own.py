"""One fact of a text of the user's own → its cards.

Nobody has worded its single facts, and of a subject the text itself is all that is known. So a
question is asked only where the text gives it one answer, and an option is wrong only where the
text rules it out.
"""

import zlib
from collections.abc import Iterable

import regex
from msgspec.structs import replace

from quizgen.cards.gap import gap_in
from quizgen.cards.lint_words import fold
from quizgen.cards.make import Maker
from quizgen.cards.options import could_hold, excluded_values
from quizgen.language.fill import UnnamedError
from quizgen.language.names import find_name
from quizgen.language.wording import Ask
from quizgen.model import Card, Form, Formula, Quantity, Value
from quizgen.text import compare_key, slug_of


class OwnMaker(Maker):
    """Makes the cards of one fact of the user's own in one language."""

    spare = False  # whether the true/false card is there only lest the fact have none

    def cards(self) -> list[Card]:
        """As ``Maker`` has them. None of a generic thing of which the text does not say, in one
        way, what it serves: nobody could tell which is meant. None that the names alone answer."""
        unclear = self._generic() and self._owner() is None
        return [] if unclear or self._says_nothing() else super().cards()

    def _says_nothing(self) -> bool:
        """Whether the subject's name has the value in it ("vitamin C is a vitamin")."""
        try:
            name, value = self.filler.fill("{subject}"), self.filler.fill("{value}")
        except UnnamedError:
            return False
        return f" {fold(value)} " in f" {fold(name)} "

    def _generic(self) -> bool:
        concept = self.bench.knowledge.concepts.get(self.fact.subject)
        return concept is not None and concept.generic

    def _owner(self) -> str | None:
        """The name of what the subject serves, in this language; None where that is not clear."""
        owners = self.bench.owners.get(self.fact.subject, frozenset())
        if len(owners) != 1:
            return None
        own = self.fact.language == self.book.code
        name = find_name(self.book, next(iter(owners)), own, self.filler.printed)
        return None if name is None else name.name[:1].upper() + name.name[1:]

    def card(self, form: Form, question: str, answer: str, **more: object) -> Card:
        made = super().card(form, question, answer, **more)
        owner = self._owner() if self._generic() else None
        if owner is None:
            return made
        frame = self.book.settings.gap.replace("{subject}", owner)
        return replace(
            made,
            question=frame.replace("{sentence}", made.question),
            cloze=frame.replace("{sentence}", made.cloze) if made.cloze else "",
        )

    def forms(self) -> tuple[tuple[Form, Ask | None], ...]:
        wording = self.wording
        return (
            ("typed", self._fair(wording.typed)),
            ("qa", self._fair(wording.qa) or self._yes_or_no()),
            ("choice", wording.choice or wording.which),
        )

    def wrong_values(self) -> list[Value]:
        if isinstance(self.filler.value, Quantity):
            return super().wrong_values()
        excluded = excluded_values(self.fact, self.relation, self.bench.claims)
        return [value for value in excluded if not self._either_way(value)]

    def _either_way(self, value: Value) -> bool:
        """Whether ``value`` may stand on both sides of relations that exclude each other, by its
        words: what a lack brings about may bring a lack about."""
        pattern = self.book.settings.either_way
        try:
            return bool(pattern and regex.search(pattern, self.filler.write(value), regex.I))
        except UnnamedError:
            return True

    def _fair(self, ask: Ask | None) -> Ask | None:
        """``ask`` where the question alone has one answer by all that the texts say; a text of the
        user's own has no one who would have worded its single facts."""
        if ask is None or self.relation is None or "{" not in ask.answer:
            return None
        fact, claims = self.fact, self.bench.claims
        if "{subject" in ask.answer.lower():
            return ask if self.relation.one_subject else None
        values = set(claims.true.get((fact.subject, fact.relation), ()))
        return ask if self.relation.single or len(values) < 2 else None

    def _yes_or_no(self) -> Ask | None:
        """The yes-or-no question, where the text gives the subject both answers; else every answer
        would be yes."""
        ask, settings = self.asked_of.qa if self.asked_of else None, self.book.settings
        if ask is None or "{" in ask.answer or not self._mixed() or not settings.no:
            return None
        if self.fact.affirmed:
            return ask
        return Ask(question=ask.question, answer=settings.no, accepted=settings.no_accepted)

    def cloze(self) -> Iterable[Card]:
        """The worded gap, else the text's own sentence with one, in its own language."""
        if self.wording.cloze is not None:
            yield from super().cloze()
            return
        fact, book = self.fact, self.book
        if not self.space or fact.language != book.code or isinstance(fact.value, Quantity):
            return
        values = set(self.bench.claims.true.get((fact.subject, fact.relation), ()))
        like_it = [self.filler.write(value) for value in values if not isinstance(value, Quantity)]
        gap = gap_in(fact, self.evidence, like_it, bool(self.relation and self.relation.defined))
        if gap is None:
            return
        if self._fair(self.wording.typed) is not None or isinstance(fact.value, Formula):
            return
        subject = self.filler.fill("{Subject}")
        framed = _calm(gap.text, subject)
        if not gap.defines and not self._names_subject(gap.text):
            framed = book.settings.gap.replace("{subject}", subject).replace("{sentence}", gap.text)
        name = self.filler.fill("{value}")
        yield self.card(
            "cloze",
            framed.replace(f"{{{{{gap.answer}}}}}", "[…]"),
            gap.answer,
            accepted=(name,) if name != gap.answer else (),
            cloze=framed,
        )

    def _names_subject(self, sentence: str) -> bool:
        """Whether ``sentence`` names the subject, or the thing that its name is derived from."""
        subject, said = self.fact.subject, slug_of(compare_key(sentence))
        ids = [subject, *(subject.removesuffix(f"-{end}") for end in self.book.settings.derived)]
        names = [find_name(self.book, one, True, self.filler.printed) for one in ids]
        return any(name is not None and slug_of(compare_key(name.name)) in said for name in names)

    def sentence_or_twin(self) -> tuple[str, str]:
        """As ``Maker`` has it; but of the members of a list, which all hold, no sentence is false
        by a “not” alone: whoever has seen a few would notice. Where the text gives no other one
        that is certainly false, the sentence is true, and the card a spare one."""
        if isinstance(self.fact.value, Quantity):
            return super().sentence_or_twin()
        turn = zlib.crc32(self.fact.id.encode())
        wrong, right = self._twins() if self.true_sentence() else ("", "")
        if wrong and right:
            # A twin is false without a “not” and true with one: the little word tells nothing.
            if turn % 2 == 0:
                return "", wrong
            return (right if turn % 4 == 1 else self.true_sentence()), ""
        if self._mixed() or not self.fact.affirmed:
            return super().sentence_or_twin()
        self.spare = True
        return self.true_sentence(), ""

    def _mixed(self) -> bool:
        """Whether the texts affirm this relation of the subject with one value, and deny it with
        another."""
        key, claims = (self.fact.subject, self.fact.relation), self.bench.claims
        return key in claims.true and key in claims.denied

    def _twins(self) -> tuple[str, str]:
        """A sentence that is certainly false and the one that denies it: with another value where
        there can be but one, else with a relation that excludes the fact's own. Empty: none."""
        fact, relation, knowledge = self.fact, self.relation, self.bench.knowledge
        if relation is None or not fact.affirmed or isinstance(fact.value, Quantity):
            return "", ""
        if relation.single or relation.closed:
            said = self.wrong(self.wording.statement), self.wrong(self.wording.denial)
            return (said[0][0], said[1][0]) if all(said) else ("", "")
        if self._either_way(fact.value):
            return "", ""
        for other in knowledge.relations.values():
            wording = self.book.relations.get(other.id)
            if relation.id in other.excludes and wording and wording.statement and wording.denial:
                if could_hold(fact, other, self.bench.claims):
                    continue
                return self.filler.fill(wording.statement), self.filler.fill(wording.denial)
        return "", ""


def _calm(sentence: str, subject: str) -> str:
    """``sentence`` with the subject as a sentence has it, where it prints it all in capitals."""
    shouted = subject.upper()
    return sentence if subject == shouted else sentence.replace(shouted, subject)
