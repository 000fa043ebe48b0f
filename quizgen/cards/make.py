"""One fact in one language → its cards."""

import contextlib
import zlib
from collections.abc import Iterable, Mapping

import regex
from msgspec import Struct, field
from msgspec.structs import replace

from quizgen.cards.gap import gap_in
from quizgen.cards.options import WRONG_OPTIONS, Claims, could_hold, excluded_values, wrong_values
from quizgen.knowledge import Knowledge
from quizgen.language.book import LanguageBook, Name
from quizgen.language.fill import Filler, UnnamedError
from quizgen.language.names import find_name
from quizgen.language.wording import Ask, Wording, over
from quizgen.model import (
    Card,
    ConceptValue,
    Erratum,
    Evidence,
    Fact,
    Form,
    Formula,
    Quantity,
    Relation,
    Value,
    card_key,
)
from quizgen.text import slug_of

# A template that is one thing's name and nothing else, in whatever form and case.
_PLAIN = regex.compile(r"(?i)\{(value|subject)(?::[^{}]+)?\}")


class Bench(Struct, frozen=True):
    """What making cards needs beside the fact: knowledge, all claims, all books.

    ``printed`` are the names that the texts of the user's own give, by source.
    """

    knowledge: Knowledge
    claims: Claims
    books: dict[str, LanguageBook]
    printed: Mapping[str, Mapping[str, Name]] = field(default_factory=dict)


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
        self.excluded = (
            excluded_values(fact, self.relation, bench.claims) if space and self.relation else []
        )

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
            made = [*self._asked(), *self._cloze(), *self._truefalse(), *self._order()]
        except UnnamedError:
            return []
        level = self.relation.level if self.relation else 1
        places = {form: place for place, form in enumerate(_turns(self.fact.id, made))}
        return [replace(card, rank=level * 10 + places[card.form]) for card in made]

    def _card(self, form: Form, question: str, answer: str, **more: object) -> Card:
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

    def _asked(self) -> Iterable[Card]:
        wording = self.wording
        forms: tuple[tuple[Form, Ask | None], ...] = (
            ("typed", wording.typed),
            ("qa", wording.qa),
            ("choice", wording.choice),
        )
        if self.space:
            forms = (
                ("typed", self._fair(wording.typed)),
                ("qa", self._fair(wording.qa) or self._yes_or_no()),
                ("choice", wording.choice or wording.which),
            )
        for form, ask in forms:
            if ask is None:
                continue
            answer = self.filler.fill(ask.answer)
            choices = self._choices(ask, answer)
            if form == "choice" and not choices:
                continue
            yield self._card(
                form,
                self.filler.fill(ask.question),
                answer,
                accepted=self._accepted(ask.answer, ask.accepted, answer),
                foreign=self._foreign(ask.answer, answer),
                choices=choices,
                printed=self._printed(ask.answer, answer, ask.printed),
            )

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
        ask = self.asked_of.qa if self.asked_of else None
        key, claims, settings = (
            (self.fact.subject, self.fact.relation),
            self.bench.claims,
            self.book.settings,
        )
        mixed = key in claims.true and key in claims.denied
        if ask is None or "{" in ask.answer or not mixed or not settings.no:
            return None
        if self.fact.affirmed:
            return ask
        return Ask(question=ask.question, answer=settings.no, accepted=settings.no_accepted)

    def _choices(self, ask: Ask, answer: str) -> tuple[str, ...]:
        if ask.choices:
            wrong = [self.filler.fill(choice) for choice in ask.choices]
        elif "{" in ask.answer:
            wrong = self._wrong(ask.answer)
        else:
            return ()
        distinct = list(dict.fromkeys(w for w in wrong if w.casefold() != answer.casefold()))
        if len(distinct) < WRONG_OPTIONS:
            return ()
        options = [answer, *distinct[:WRONG_OPTIONS]]
        seed = f"{self.fact.id}|{answer}"
        return tuple(sorted(options, key=lambda o: zlib.crc32(f"{seed}|{o}".encode())))

    def _wrong(self, template: str) -> list[str]:
        values = wrong_values(self.fact, self.filler.value, self.bench.knowledge, self.bench.claims)
        if self.space and not isinstance(self.filler.value, Quantity):
            values = self.excluded
        named: list[str] = []
        for value in values:
            try:
                named.append(self.filler.with_value(value).fill(template))
            except UnnamedError:
                continue
        return named

    def _accepted(self, template: str, accepted: tuple[str, ...], answer: str) -> tuple[str, ...]:
        """Further right answers: those of the wording, then the other names of the value.

        Whoever knows the thing but not the ending that the sentence asks of it is right too.
        """
        more = [self.filler.fill(a) for a in accepted]
        for word, concept in self._concepts():
            name = self.book.names.get(concept)
            # An answer that spells the name out takes its other names, as one that asks for it.
            plain = _PLAIN.fullmatch(template)
            asked = plain is not None and plain[1].lower() == word
            if name is not None and (asked or answer == name.name):
                more += (name.name, *name.aliases)
        return tuple(dict.fromkeys(a for a in more if a != answer))

    def _foreign(self, template: str, answer: str) -> tuple[str, ...]:
        """The same answer's names in the other languages, where the answer is a plain name."""
        names: list[str] = []
        for word, concept in self._concepts():
            own = self.book.names.get(concept)
            spelt = own is not None and answer == own.name
            if not (spelt or template.lower().startswith(f"{{{word}")):
                continue
            for code, book in self.bench.books.items():
                name = book.names.get(concept)
                if code != self.book.code and name is not None:
                    names += [name.name, *name.aliases]
        return tuple(dict.fromkeys(names))

    def _concepts(self) -> Iterable[tuple[str, str]]:
        """The placeholders that may stand for a concept as an answer, and that concept."""
        value = self.filler.value
        if isinstance(value, ConceptValue):
            yield "value", value.id
        yield "subject", self.fact.subject

    def _printed(self, template: str, answer: str, more: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The wrong printed value, as the learner may have read it; ``more`` are its words."""
        erratum = self.erratum
        if erratum is None:
            return ()
        words = [self.filler.fill(word) for word in more]
        if erratum.accepted is not None and "{" in template:
            # A printed value without a name in this language is known by its printed words alone.
            with contextlib.suppress(UnnamedError, KeyError):
                words.append(self.filler.with_value(self.fact.value).fill(template))
            words += erratum.printed
        return tuple(dict.fromkeys(word for word in words if word != answer))

    def _cloze(self) -> Iterable[Card]:
        cloze = self.wording.cloze
        if cloze is None:
            yield from self._gap()
            return
        whole, answer, gap = self.filler.fill_cloze(cloze.text)
        question = whole.replace(f"{{{{{answer}}}}}", "[…]")
        yield self._card(
            "cloze",
            question,
            answer,
            accepted=self._accepted(gap, cloze.accepted, answer),
            foreign=self._foreign(gap, answer),
            cloze=whole,
            printed=self._printed(gap, answer),
        )

    def _gap(self) -> Iterable[Card]:
        """The own text's sentence with a gap, in its own language."""
        fact, book = self.fact, self.book
        if not self.space or fact.language != book.code or isinstance(fact.value, Quantity):
            return
        like_it = set(self.bench.claims.true.get((fact.subject, fact.relation), ()))
        gap = gap_in(fact, self.evidence, like_it, bool(self.relation and self.relation.defined))
        if gap is None:
            return
        if self._fair(self.wording.typed) is not None or isinstance(fact.value, Formula):
            return
        subject = self.filler.fill("{Subject}")
        framed = gap.text
        if not gap.defines and not self._names_subject(gap.text):
            framed = book.settings.gap.replace("{subject}", subject).replace("{sentence}", gap.text)
        name = self.filler.fill("{value}")
        yield self._card(
            "cloze",
            framed.replace(f"{{{{{gap.answer}}}}}", "[…]"),
            gap.answer,
            accepted=(name,) if name != gap.answer else (),
            cloze=framed,
        )

    def _names_subject(self, sentence: str) -> bool:
        """Whether ``sentence`` names the subject, or the thing that its name is derived from."""
        subject, said = self.fact.subject, slug_of(sentence)
        ids = [subject, *(subject.removesuffix(f"-{end}") for end in self.book.settings.derived)]
        names = [find_name(self.book, one, True, self.filler.printed) for one in ids]
        return any(name is not None and slug_of(name.name) in said for name in names)

    def _truefalse(self) -> Iterable[Card]:
        if not self.wording.truefalse:
            return
        true, false = self.true_sentence(), self._false_sentence()
        if not true:
            return
        settings = self.book.settings
        turn = zlib.crc32(self.fact.id.encode())
        wrong, right = self._twins() if self.space and turn % 4 < 2 else ("", "")
        if wrong and right:
            # A twin is false without a “not” and true with one: the little word tells nothing.
            true, false, turn = (true, wrong, 1) if turn % 2 == 0 else (right, "", 0)
        # The choice between the sentence and its twin is fixed by the fact's id, so that the card
        # stays the same card; about half come out false.
        shown_true = not false or turn % 2 == 0
        card = self._card(
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

    def _twins(self) -> tuple[str, str]:
        """A sentence that is certainly false and the one that denies it: with another value where
        there can be but one, else with a relation that excludes the fact's own. Empty: none."""
        fact, relation, knowledge = self.fact, self.relation, self.bench.knowledge
        if relation is None or not fact.affirmed or isinstance(fact.value, Quantity):
            return "", ""
        if relation.single or relation.closed:
            said = self._wrong(self.wording.statement), self._wrong(self.wording.denial)
            return (said[0][0], said[1][0]) if all(said) else ("", "")
        for other in knowledge.relations.values():
            wording = self.book.relations.get(other.id)
            if relation.id in other.excludes and wording and wording.statement and wording.denial:
                if could_hold(fact, other, self.bench.claims):
                    continue
                return self.filler.fill(wording.statement), self.filler.fill(wording.denial)
        return "", ""

    def _false_sentence(self) -> str:
        if self.wording.false:
            return self.filler.fill(self.wording.false)
        if isinstance(self.filler.value, Quantity):
            template = self.wording.statement
            wrong = self._wrong(template) if template else []
            return wrong[0] if wrong else ""
        return self._sentence(not self.fact.affirmed, self.filler)

    def _order(self) -> Iterable[Card]:
        order = self.wording.order
        if order is not None:
            items = tuple(self.filler.fill(item) for item in order.items)
            yield self._card(
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
    turn = zlib.crc32(f"{fact}|turn".encode()) % len(easy) if easy else 0
    return [*easy[turn:], *easy[:turn], *(form for form in _LATER if form in have)]


def taught_value(fact: Fact, errata: dict[str, Erratum]) -> Value:
    """The value a card teaches: the accepted one where an erratum gives it, else the printed."""
    erratum = errata.get(fact.erratum or "")
    return erratum.accepted if erratum and erratum.accepted is not None else fact.value
