"""One fact in one language → its cards."""

import hashlib
import zlib
from collections.abc import Iterable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from quizgen.cards.answers import Answers
from quizgen.cards.options import WRONG_OPTIONS, Claims, wrong_values
from quizgen.knowledge import Knowledge
from quizgen.language.book import LanguageBook, Name
from quizgen.language.fill import Filler, UnnamedError
from quizgen.language.wording import Ask, Wording, over
from quizgen.model import (
    Card,
    Erratum,
    Evidence,
    Fact,
    Form,
    Quantity,
    Relation,
    Value,
    card_key,
)


class Bench(Struct, frozen=True):
    """What making cards needs beside the fact: knowledge, all claims, all books.

    ``printed`` are the names that the texts of the user's own give, by source. ``owners`` are what
    a thing is said to serve, by concept id; of a text of the user's own.
    """

    knowledge: Knowledge
    claims: Claims
    books: dict[str, LanguageBook]
    printed: Mapping[str, Mapping[str, Name]] = field(default_factory=dict)
    owners: Mapping[str, frozenset[str]] = field(default_factory=dict)


class Maker:
    """Makes the cards of one fact in one language. Pure: no files, no clock, no chance."""

    def __init__(
        self, bench: Bench, book: LanguageBook, fact: Fact, evidence: Evidence | None, space: str
    ) -> None:
        self.bench, self.book, self.fact = bench, book, fact
        self.evidence, self.space = evidence, space
        knowledge = bench.knowledge
        found = knowledge.relation(fact.relation)
        self.relation: Relation | None = found[0] if found else None
        slug = found[1] if found else ""
        of = knowledge.by_slug(slug) if slug else None
        erratum = knowledge.errata.get(fact.erratum or "")
        self.erratum: Erratum | None = erratum
        accepted = erratum.accepted if erratum and erratum.accepted is not None else fact.value
        printed = bench.printed.get(fact.source, {})
        self.filler = Filler(book, fact, accepted, of.id if of else slug, printed)
        general = book.relations.get(self.relation.id) if self.relation else None
        own = book.facts.get(fact.id) if not space else None
        self.wording = self._recalled(over(own, general, fact.affirmed))
        self.general = over(None, general, fact.affirmed)
        self.asked_of = general
        self.answers = Answers(bench.books, book, self.filler, erratum)

    def _recalled(self, wording: Wording) -> Wording:
        """Where there is a typed question and a revealed one: the first for a subject with one
        value, the second, which names the value, where the first would have several answers."""
        if wording.typed is None or wording.qa is None:
            return wording
        values = self.bench.claims.true.get((self.fact.subject, self.fact.relation), ())
        if len(set(values)) > 1:
            return replace(wording, typed=None)
        return replace(wording, qa=None)

    def true_sentence(self) -> str:
        """The fact as one sentence, taught value; empty where there is no wording for it."""
        return self._sentence(self.fact.affirmed, self.filler)

    def printed_sentence(self) -> str:
        """The fact as one sentence that says what the source says."""
        printed = self.filler.with_value(self.fact.value)
        erratum = self.erratum
        said = ""
        if erratum and erratum.kind == "value" and not erratum.accepted and not erratum.claim:
            # The fact's own wording teaches what is accepted; the relation's knows nothing of that.
            said = self._sentence(self.fact.affirmed, printed, self.general)
        return said or self._sentence(self.fact.affirmed, printed)

    def _sentence(self, affirmed: bool, filler: Filler, wording: Wording | None = None) -> str:
        said = wording or self.wording
        template = said.statement if affirmed else said.denial
        return filler.fill(template) if template else ""

    def cards(self) -> list[Card]:
        """All cards of the fact in this language; none where a name or a wording is missing."""
        try:
            made = [*self._asked(), *self.cloze(), *self._truefalse(), *self._order()]
        except UnnamedError:
            return []
        level = self.relation.level if self.relation else 1
        places = {form: place for place, form in enumerate(_turns(self.fact.id, made))}
        return [replace(card, rank=level * 10 + places[card.form]) for card in made]

    def card(self, form: Form, question: str, answer: str, **more: object) -> Card:
        """One card of the fact; ``more`` are further fields of ``Card``."""
        fact, book = self.fact, self.book
        explanation = self.wording.explanation
        erratum = self.erratum
        return Card(
            key=card_key(fact.id, book.code, form, self.space),
            fact=fact.id,
            language=book.code,
            form=form,
            topic=fact.topic,
            question=question,
            answer=answer,
            explanation=self.filler.fill(explanation) if explanation else self.true_sentence(),
            evidence=self.evidence,
            erratum=erratum.id if erratum else None,
            erratum_note=book.errata.get(erratum.id, "") if erratum and not erratum.silent else "",
            claim=bool(erratum and erratum.claim),
            picture=self.wording.picture,
            namespace=self.space,
            **more,  # type: ignore[arg-type]
        )

    def forms(self) -> tuple[tuple[Form, Ask | None], ...]:
        """The questions with an answer that are asked, by form."""
        wording = self.wording
        return ("typed", wording.typed), ("qa", wording.qa), ("choice", wording.choice)

    def _asked(self) -> Iterable[Card]:
        for form, ask in self.forms():
            if ask is None:
                continue
            answer = self.filler.fill(ask.answer)
            choices = self._choices(ask, answer)
            if form == "choice" and not choices:
                continue
            yield self.card(
                form,
                self.filler.fill(ask.question),
                answer,
                accepted=self.answers.accepted(ask.answer, ask.accepted, answer),
                foreign=self.answers.foreign(ask.answer, answer),
                choices=choices,
                printed=self.answers.printed(ask.answer, answer, ask.printed),
            )

    def _choices(self, ask: Ask, answer: str) -> tuple[str, ...]:
        if ask.choices:
            wrong = [self.filler.fill(choice) for choice in ask.choices]
        elif "{" in ask.answer:
            wrong = self.wrong(ask.answer)
        else:
            return ()
        distinct = list(dict.fromkeys(w for w in wrong if w.casefold() != answer.casefold()))
        if len(distinct) < WRONG_OPTIONS:
            return ()
        options = [answer, *distinct[:WRONG_OPTIONS]]
        seed = f"{self.fact.id}|{answer}"
        return tuple(sorted(options, key=lambda o: zlib.crc32(f"{seed}|{o}".encode())))

    def wrong_values(self) -> list[Value]:
        """Values that are certainly wrong for the fact, the best first."""
        return wrong_values(self.fact, self.filler.value, self.bench.knowledge, self.bench.claims)

    def wrong(self, template: str) -> list[str]:
        """``template`` filled with each wrong value that has a name in this language."""
        named: list[str] = []
        for value in self.wrong_values():
            try:
                named.append(self.filler.with_value(value).fill(template))
            except UnnamedError:
                continue
        return named

    def cloze(self) -> Iterable[Card]:
        """The card with a gap, where there is a sentence for it."""
        cloze = self.wording.cloze
        if cloze is None:
            return
        whole, answer, gap = self.filler.fill_cloze(cloze.text)
        question = whole.replace(f"{{{{{answer}}}}}", "[…]")
        yield self.card(
            "cloze",
            question,
            answer,
            accepted=self.answers.accepted(gap, cloze.accepted, answer),
            foreign=self.answers.foreign(gap, answer),
            cloze=whole,
            printed=self.answers.printed(gap, answer),
        )

    def sentence_or_twin(self) -> tuple[str, str]:
        """(a true sentence, "") or ("", a certainly false one); both empty: there is none.

        Which it is, is fixed by the fact's id, so that the card stays the same card; about half
        come out false.
        """
        true, false = self.true_sentence(), self._false_sentence()
        if true and false and zlib.crc32(self.fact.id.encode()) % 2:
            return "", false
        return true, ""

    def _truefalse(self) -> Iterable[Card]:
        if not self.wording.truefalse:
            return
        true, false = self.sentence_or_twin()
        if not true and not false:
            return
        settings = self.book.settings
        shown_true = not false
        card = self.card(
            "truefalse",
            settings.truefalse.replace("{sentence}", true if shown_true else false),
            settings.true if shown_true else settings.false,
            choices=(settings.true, settings.false),
        )
        stated = self.true_sentence()
        if not shown_true and stated not in card.explanation:
            # Whoever has just read the false sentence is told the true one first.
            card = replace(card, explanation=f"{stated} {card.explanation}")
        yield card

    def _false_sentence(self) -> str:
        if self.wording.false:
            return self.filler.fill(self.wording.false)
        if isinstance(self.filler.value, Quantity):
            template = self.wording.statement
            wrong = self.wrong(template) if template else []
            return wrong[0] if wrong else ""
        return self._sentence(not self.fact.affirmed, self.filler)

    def _order(self) -> Iterable[Card]:
        order = self.wording.order
        if order is not None:
            items = tuple(self.filler.fill(item) for item in order.items)
            yield self.card(
                "order", self.filler.fill(order.question), " → ".join(items), choices=items
            )


_FIRST: tuple[Form, ...] = ("choice", "typed", "qa", "truefalse")
_LATER: tuple[Form, ...] = ("cloze", "order")


def _turns(fact: str, cards: Iterable[Card]) -> list[Form]:
    """In which order the forms of a fact are met: recognised before produced.

    Which of the easy forms comes first differs from fact to fact, so that a day's new cards (one
    of each fact, since its siblings are put off) are of many kinds.
    """
    have = {card.form for card in cards}
    easy = [form for form in _FIRST if form in have]
    # Another digest than the one that chooses a sentence or its twin: the two must not go together.
    drawn = hashlib.blake2b(fact.encode(), digest_size=4).digest()
    turn = int.from_bytes(drawn, "big") % len(easy) if easy else 0
    return [*easy[turn:], *easy[:turn], *(form for form in _LATER if form in have)]


def taught_value(fact: Fact, errata: dict[str, Erratum]) -> Value:
    """The value a card teaches: the accepted one where an erratum gives it, else the printed."""
    erratum = errata.get(fact.erratum or "")
    return erratum.accepted if erratum and erratum.accepted is not None else fact.value
