"""Filling the placeholders of a wording: ``{subject}``, ``{value:loc}``, ``{Number}``…"""

from collections.abc import Mapping

import regex
from msgspec import Struct, field
from msgspec.structs import replace as replaced

from quizgen.language.book import LanguageBook, Name
from quizgen.language.figures import quantity_parts, unit_name, write_quantity
from quizgen.language.names import find_name, form_of
from quizgen.model import ConceptValue, Fact, Formula, Quantity, Text, Value
from quizgen.text import without_controls

_PLACEHOLDER = regex.compile(r"(?<!\{)\{(\p{L}+)(?::([^{}]+))?\}(?!\})")
_SUBJECT = regex.compile(r"\{[Ss]ubject\b")
_ANSWER = regex.compile(r"\{\{(.*)\}\}")


class UnnamedError(Exception):
    """This language has no name for something in the fact: there is no card in it."""


class Filler(Struct, frozen=True):
    """One fact in one language, ready to fill templates. ``value`` may be the accepted one.

    ``printed`` names what no lexicon knows, by concept id or by the words of a ``Text``.
    """

    book: LanguageBook
    fact: Fact
    value: Value
    of: str = ""
    printed: Mapping[str, Name] = field(default_factory=dict)

    def with_value(self, value: Value) -> "Filler":
        """The same claim with another value (a wrong option, the printed value)."""
        return Filler(self.book, self.fact, value, self.of, self.printed)

    @property
    def _own(self) -> bool:
        return self.fact.language == self.book.code

    def _concept(self, concept: str, form: str) -> str:
        name = find_name(self.book, concept, self._own, self.printed)
        if name is not None and self._own and concept not in self.book.names:
            name = replaced(name, name=_written_out(self.book, name.name))
        if name is None:
            raise UnnamedError(concept)
        return form_of(self.book, name, form)

    def write(self, value: Value, form: str = "") -> str:
        """A value in the words of the language. Raises UnnamedError."""
        match value:
            case ConceptValue(id=concept):
                return self._concept(concept, form)
            case Text(text=text):
                if not self._own and not text.isdecimal():  # a year is read everywhere
                    raise UnnamedError(text)
                name = self.printed.get(text) or Name(name=without_controls(text))
                whole = _written_out(self.book, name.name)
                return form_of(self.book, replaced(name, name=whole), form)
            case Formula(text=text):
                return text
            case Quantity():
                return write_quantity(self.book, value)

    def _part(self, name: str, form: str) -> str | None:
        if name == "subject":
            return self._concept(self.fact.subject, form)
        if name == "value":
            return self.write(self.value, form)
        if name == "printed":
            printed = self.fact.value
            return printed.printed if isinstance(printed, Formula) else self.write(printed, form)
        if name == "of":
            return self._concept(self.of, form)
        if isinstance(self.value, Quantity):
            if name == "unit":
                return unit_name(self.book, self.value.unit, form)
            return quantity_parts(self.book, self.value).get(name)
        return None

    def fill(self, template: str) -> str:
        """``template`` with every placeholder filled; a capital placeholder gives a capital. Where
        the subject is plural, the verb agrees by the rules of the language.

        Raises UnnamedError where a name is lacking, KeyError for a placeholder that is unknown.
        """

        def replace(match: "regex.Match[str]") -> str:
            word, form = match.group(1), match.group(2) or ""
            part = self._part(word.lower(), form)
            if part is None:
                raise KeyError(word)
            return part[:1].upper() + part[1:] if word[0].isupper() else part

        filled = _PLACEHOLDER.sub(replace, self._agreeing(template))
        # A no-break space inside a figure is meant, and stays.
        return regex.sub(r"[ \t\r\n]+", " ", filled).strip(" ")

    def _agreeing(self, template: str) -> str:
        rules = self.book.settings.agreement
        found = _SUBJECT.search(template) if rules is not None else None
        if rules is None or found is None:
            return template
        name = self._concept(self.fact.subject, "")
        if not regex.search(rules.plural, name):
            return template
        for rule in rules.rules:
            template = regex.sub(rule.match, rule.put, template)
        return template

    def fill_cloze(self, template: str) -> tuple[str, str, str]:
        """(the whole sentence with the gap between double braces, the answer in the gap, the
        template of the gap). Raises as ``fill`` does, and KeyError where there is no gap."""
        found = _ANSWER.search(template)
        if found is None:
            raise KeyError("{{…}}")
        gap = found.group(1)
        answer = self.fill(gap)
        before, after = template[: found.start()], template[found.end() :]
        return f"{self._keep(before)}{{{{{answer}}}}}{self._keep(after)}", answer, gap

    def _keep(self, template: str) -> str:
        """Like ``fill``, keeping the blanks at the ends."""
        head = template[: len(template) - len(template.lstrip())]
        tail = template[len(template.rstrip()) :] if template.strip() else ""
        return head + self.fill(template) + tail


def _written_out(book: LanguageBook, text: str) -> str:
    """``text`` with the language's abbreviations written out; a capital stays one."""
    table = book.settings.abbreviations

    def whole(word: str) -> str:
        long = table.get(word.lower(), word)
        return long[:1].upper() + long[1:] if word[:1].isupper() else long

    return " ".join(whole(word) for word in text.split(" ")) if table else text
