"""Cards into notes: which note type, which deck, which fields and tags."""

import hashlib
import re
from collections.abc import Callable, Mapping
from html import unescape
from itertools import takewhile
from unicodedata import normalize

from quizgen.anki import markup
from quizgen.anki.definition import Definition, Words
from quizgen.anki.shapes import Note
from quizgen.errors import DataFileError, RefusedError
from quizgen.model import Card, Evidence

_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_MOST_ACCEPTED = 5
_NEARLY = 0.6
ACCEPTED_BETWEEN = " · "


class Composer:
    """Makes notes of cards by one definition. ``pictures`` maps ``drawing.language`` to the bytes
    of an SVG; what the notes use is collected in ``media``, by file name."""

    def __init__(self, definition: Definition, pictures: Mapping[str, bytes]) -> None:
        self._definition = definition
        self._pictures = pictures
        self._fields: dict[str, Callable[[Card, Words], str]] = {
            "Key": lambda card, _: markup.text(card.key),
            "Question": _question,
            "Text": lambda card, _: markup.cloze(card.cloze),
            "Answer": lambda card, _: markup.text(card.answer),
            "Typed": _typed,
            "Accepted": lambda card, _: ACCEPTED_BETWEEN.join(map(markup.text, also_right(card))),
            "Explanation": lambda card, _: markup.text(card.explanation),
            "Quote": lambda card, _: markup.quote(card.evidence) if card.evidence else "",
            "Place": lambda card, words: self._place(card.evidence, words) if card.evidence else "",
            "Translation": lambda card, _: (
                markup.text(card.evidence.ground_translation) if card.evidence else ""
            ),
            "Erratum": lambda card, _: markup.text(card.erratum_note),
            "Picture": self._picture,
        }
        self.media: dict[str, bytes] = {}

    def note(self, card: Card, due: int) -> Note:
        """The note of ``card``, at place ``due`` among the new cards.

        Raises RefusedError naming fact and field where the picture is missing, DataFileError where
        the language has no file in ``decks/languages``.
        """
        definition, words = self._definition, self._words(card.language)
        kind = definition.kind_of(card) or definition.kinds[card.form]
        make = self._fields
        return Note(
            guid=card.key,
            note_type=f"{kind.kind}|{card.language}",
            deck=deck_name(card, definition),
            fields=tuple(
                [
                    normalize("NFC", make[f.name](card, words)) if f.name in make else ""
                    for f in kind.fields
                ]
            ),
            tags=_tags(card, definition),
            due=due,
            fact=card.fact,
            language=card.language,
        )

    def _words(self, code: str) -> Words:
        if code not in self._definition.languages:
            raise DataFileError(
                f"decks/languages has no {code}.toml", "Add one, as docs/adding-a-language.md says"
            )
        return self._definition.languages[code]

    def _place(self, evidence: Evidence, words: Words) -> str:
        """Title, line and language of a quote."""
        code, languages = evidence.language, self._definition.languages
        own_name = languages[code].name if code in languages else code
        language = words.source_language.get(code, own_name)
        line = words.labels.get("line", "{line}").replace("{line}", str(evidence.line))
        title = markup.in_language(markup.printed(evidence.title), code)
        where = f"{title}, {markup.text(line)}" if title else markup.text(line)
        return f"{where} ({markup.text(language)})"

    def _picture(self, card: Card, _: Words) -> str:
        if not card.picture:
            return ""
        drawing = f"{card.picture}.{card.language}"
        data = self._pictures.get(drawing) or self._pictures.get(card.picture)
        if data is None:
            raise RefusedError(
                f"{card.key}: field Picture: there is no drawing `{drawing}`",
                "Make the drawings, or take the name off the card's wording",
            )
        # Anki never replaces a file that it has, so the name changes with the content; the
        # underscore keeps "Check media" from calling it unused.
        digest = hashlib.sha256(data).hexdigest()[:8]
        file = f"_quizgen-{card.picture}-{card.language}-{digest}.svg"
        self.media[file] = data
        return markup.picture(file, _title(data) or card.answer)


def also_right(card: Card) -> list[str]:
    """The further right answers worth reading: a few, and none that is hardly another word. The
    terminal's judge needs every ending; a reader does not."""
    chosen = [card.answer]
    for answer in card.accepted:
        if not any(_near(answer, other) for other in chosen):
            chosen.append(answer)
    return chosen[1 : _MOST_ACCEPTED + 1]


def _near(one: str, other: str) -> bool:
    """Whether two answers begin alike for most of their length: another ending of one word."""
    pairs = zip(one.casefold(), other.casefold(), strict=False)
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return alike >= _NEARLY * max(len(one), len(other))


def _title(svg: bytes) -> str:
    """The drawing's own title, for those who cannot see it."""
    found = _TITLE.search(svg.decode("utf-8", "replace"))
    return unescape(found[1].strip()) if found else ""


def _question(card: Card, words: Words) -> str:
    asked = card.question_language
    shown = markup.text(card.question)
    return markup.in_language(shown, asked) if asked and asked != words.code else shown


def _typed(card: Card, _: Words) -> str:
    return markup.typed(card.answer) if card.form in ("typed", "name") else ""


def deck_name(card: Card, definition: Definition) -> str:
    """The deck of a card: root, language and topic; names and own texts have roots of their own.

    Raises DataFileError where a language's file has no word for the topic.
    """
    words = definition.languages[card.language]
    if card.form == "name":
        asked = definition.languages.get(card.question_language, words)
        parts = [definition.names_root, f"{asked.name} → {words.name}"]
        words = asked
    else:
        parts = [definition.root, words.name]
    if card.namespace:
        own = deck_part(card.namespace)
        parts = [definition.own_root, own, *parts[1:]]
    if card.form != "name" or card.topic in words.topics:
        if card.topic not in words.topics:
            raise DataFileError(
                f"decks/languages/{words.code}.toml: [topics] has no `{card.topic}`", "Add it"
            )
        parts.append(words.topics[card.topic])
    return normalize("NFC", "::".join(parts))


def deck_part(name: str) -> str:
    """A person's name for a text as one part of a deck's name: no ``::``, quotes or line ends."""
    clean = " ".join(name.replace("::", "-").replace('"', "'").split()).strip(":")
    return "".join(letter for letter in clean if letter.isprintable()) or "text"


def _tags(card: Card, definition: Definition) -> tuple[str, ...]:
    root = definition.own_tag_root if card.namespace else definition.tag_root
    tags = {f"{root}::topic::{card.topic}", f"lang::{card.language}"}
    if card.form == "name":
        tags.add(f"lang::{card.question_language}")
    if card.evidence:
        tags.add(f"source::{_tag_part(card.evidence.source)}")
    if card.erratum:
        tags.add("erratum")
    return tuple(sorted(normalize("NFC", tag) for tag in tags))


def _tag_part(source: str) -> str:
    """A file name as a tag, which may hold no space."""
    return "_".join(source.removesuffix(".txt").replace("::", "-").split())
