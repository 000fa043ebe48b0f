"""What else is right, and what is wrong but printed, beside a card's answer."""

import contextlib
from collections.abc import Iterable, Mapping

import regex
from msgspec import Struct

from quizgen.language.book import LanguageBook
from quizgen.language.fill import Filler, UnnamedError
from quizgen.model import ConceptValue, Erratum

# A template that is one thing's name and nothing else, in whatever form and case.
_PLAIN = regex.compile(r"(?i)\{(value|subject)(?::[^{}]+)?\}")


class Answers(Struct, frozen=True):
    """The other answers to the questions of one fact in one language. ``books`` are all
    languages', ``filler`` fills the templates of this one's."""

    books: Mapping[str, LanguageBook]
    book: LanguageBook
    filler: Filler
    erratum: Erratum | None

    def accepted(self, template: str, accepted: tuple[str, ...], answer: str) -> tuple[str, ...]:
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

    def foreign(self, template: str, answer: str) -> tuple[str, ...]:
        """The same answer's names in the other languages, where the answer is a plain name."""
        names: list[str] = []
        for word, concept in self._concepts():
            own = self.book.names.get(concept)
            spelt = own is not None and answer == own.name
            if not (spelt or template.lower().startswith(f"{{{word}")):
                continue
            for code, book in self.books.items():
                name = book.names.get(concept)
                if code != self.book.code and name is not None:
                    names += [name.name, *name.aliases]
        return tuple(dict.fromkeys(names))

    def _concepts(self) -> Iterable[tuple[str, str]]:
        """The placeholders that may stand for a concept as an answer, and that concept."""
        value = self.filler.value
        if isinstance(value, ConceptValue):
            yield "value", value.id
        yield "subject", self.filler.fact.subject

    def printed(self, template: str, answer: str, more: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The wrong printed value, as the learner may have read it; ``more`` are its words."""
        erratum = self.erratum
        if erratum is None:
            return ()
        words = [self.filler.fill(word) for word in more]
        if erratum.accepted is not None and "{" in template:
            # A printed value without a name in this language is known by its printed words alone.
            with contextlib.suppress(UnnamedError, KeyError):
                words.append(self.filler.with_value(self.filler.fact.value).fill(template))
            words += erratum.printed
        return tuple(dict.fromkeys(word for word in words if word != answer))
