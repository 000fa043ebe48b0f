"""One language as grading sees it: its small slips, sensitive words and units, ready for use."""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Any

import regex

from quizgen.language.settings import LanguageSettings
from quizgen.quiz.prepare import PLAIN, prepare

_PLACE = regex.compile(r"\{[^{}]*\}")
_APART = regex.compile(r"(?<=\p{L}\p{M}*)-|-(?=\p{L})|[,;:!?…।()\[\]{}\"]+(?=\D|$)|(?<=\D)[,;:]+")
_RANGE = regex.compile(r"(?<=\d) ?- ?(?=\d)")
_SLASH = regex.compile(r" ?/ ?")
_LETTER_CODE = regex.compile(r"(?<![\p{L}\p{M}\p{N}])(\p{L}) (?=\d)")
_LETTERS = regex.compile(r"[\p{L}\p{M}]+")
_ACCENT = regex.compile(r"(\p{Latin})\p{M}+")
_Words = tuple[str, ...]


class Tongue:
    """What grading asks of a language. ``units`` maps the folded words of a unit, in any of the
    languages, to the canonical symbols it may stand for."""

    def __init__(self, settings: LanguageSettings, everyone: Iterable[LanguageSettings]) -> None:
        self.code = settings.code
        self.script = settings.script
        self.decimal = settings.numbers.decimal
        self.group = settings.numbers.group
        self.lenience = settings.lenience
        self._settings = settings
        self._everyone = tuple(everyone)
        self._optional = {prepare(word) for word in self.lenience.optional}
        self._sensitive = _patterns(self.lenience.sensitive)
        self.loosen = lru_cache(maxsize=4_096)(self._loosen)
        self.fold = lru_cache(maxsize=4_096)(self._fold)

    def _loosen(self, text: str) -> str:
        """Prepared text without what makes no difference: hyphens between words, brackets, words
        that may be left out, a blank inside a code."""
        if PLAIN.fullmatch(text) and self._optional.isdisjoint(text.split()):
            return text
        text = _SLASH.sub("/", _APART.sub(" ", text)).replace("'", "")
        words = [word for word in _RANGE.sub("-", text).split() if word != "-"]
        kept = [
            word
            for place, word in enumerate(words)
            if word not in self._optional or (place and len(word) == 1)
        ] or words
        return prepare(_LETTER_CODE.sub(r"\1", " ".join(kept)))

    def _fold(self, text: str) -> str:
        """Prepared or loosened text with minor slips levelled out: for comparing only."""
        text = unicodedata.normalize("NFD", text)
        if self.lenience.accents:
            text = _ACCENT.sub(r"\1", text)
        for sign in self.lenience.ignore:
            text = text.replace(sign, "")
        text = unicodedata.normalize("NFC", text)
        for one, other in self.lenience.minor:
            text = text.replace(one, other)
        return text

    def folded(self, text: str) -> str:
        """Any text prepared, loosened and folded."""
        return self.fold(self.loosen(prepare(text)))

    def signature(self, word: str) -> tuple[bool, ...]:
        """Which sensitive patterns a prepared word matches: "insoluble" and "soluble" differ."""
        return tuple(bool(pattern.search(word)) for pattern in self._sensitive)

    def negates(self, word: str) -> bool:
        """Whether a prepared word as a whole is a sensitive one: "not", "without"."""
        return any(pattern.fullmatch(word) for pattern in self._sensitive)

    @cached_property
    def units(self) -> dict[_Words, frozenset[str]]:
        found: dict[_Words, set[str]] = {}
        for settings in self._everyone:
            for symbol, written in settings.units.items():
                for name in (symbol, *_texts(written)):
                    if words := self._words(name):
                        found.setdefault(words, set()).add(symbol)
        return {words: frozenset(symbols) for words, symbols in found.items()}

    @cached_property
    def units_with_figures(self) -> dict[str, frozenset[str]]:
        """Folded units that have a figure in their name, the longest first."""
        named = {" ".join(words): symbols for words, symbols in self.units.items()}
        with_figures = {n: s for n, s in named.items() if any(c.isdigit() for c in n)}
        return dict(sorted(with_figures.items(), key=lambda item: -len(item[0])))

    @cached_property
    def longest_phrase(self) -> int:
        """How many words the longest unit or bound has."""
        return max(map(len, (*self.units, *self.bounds)), default=1)

    @cached_property
    def bounds(self) -> dict[_Words, str]:
        """Folded words that turn a figure into a bound: ``>``, ``<``, ``~``."""
        further = {">": self.lenience.more, "<": self.lenience.less, "~": self.lenience.about}
        found: dict[_Words, str] = {}
        for sign, phrases in further.items():
            # What the pattern holds beside its figure and unit: "more than {number} {unit}".
            pattern = _PLACE.sub(" ", self._settings.quantity.get(sign, ""))
            for phrase in (pattern, *phrases, sign):
                if words := self._words(phrase):
                    found[words] = sign
        return found

    @cached_property
    def between(self) -> frozenset[str]:
        """Folded words and endings that may stand between and after figures."""
        return frozenset(self.fold(prepare(word)) for word in self.lenience.between)

    @cached_property
    def _numerals(self) -> dict[str, str]:
        return {self.fold(prepare(w)): str(n) for w, n in self.lenience.numerals.items()}

    def figures(self, text: str) -> str:
        """Prepared text with each spelled-out number as figures: "three months" as "3 months"."""
        return _LETTERS.sub(lambda m: self._numerals.get(self.fold(m[0]), m[0]), text)

    def _words(self, phrase: str) -> _Words:
        return tuple(self.fold(_SLASH.sub("/", prepare(phrase))).split())


def _patterns(patterns: Iterable[str]) -> tuple[regex.Pattern[str], ...]:
    return tuple(regex.compile(unicodedata.normalize("NFC", p), regex.IGNORECASE) for p in patterns)


def _texts(written: Mapping[str, Any]) -> Iterable[str]:
    for value in written.values():
        yield from (value if isinstance(value, list | tuple) else (value,))
