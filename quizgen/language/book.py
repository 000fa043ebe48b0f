"""LanguageBook: all that one language's folder says, read and validated."""

from pathlib import Path
from typing import Any

from msgspec import Struct, field

from quizgen.errors import UsageError
from quizgen.files import convert, damaged, only, read_toml
from quizgen.language.settings import LanguageSettings, load_settings
from quizgen.language.wording import Wording

_LISTS = ("aliases", "printed")


class Name(Struct, frozen=True):
    """A concept's name in one language, with its written-out forms and aliases."""

    name: str
    forms: dict[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()


class LanguageBook(Struct, frozen=True):
    """Settings, names, wordings, translations and errata notes of one language.

    ``translations`` maps (source id, sentence as printed with its spaces folded) to the sentence in
    this language.
    """

    settings: LanguageSettings
    names: dict[str, Name]
    relations: dict[str, Wording]
    facts: dict[str, Wording]
    translations: dict[tuple[str, str], str]
    errata: dict[str, str]

    @property
    def code(self) -> str:
        return self.settings.code

    def surfaces(self) -> dict[str, tuple[str, ...]]:
        """Concept id → every spelling by which a text may name it."""
        return {
            key: (name.name, *name.forms.values(), *name.aliases, *name.printed)
            for key, name in self.names.items()
        }


def language_codes(facts: Path) -> tuple[str, ...]:
    """The languages there are: every folder of ``facts/languages`` with a ``language.toml``."""
    folder = facts / "languages"
    return tuple(sorted(p.parent.name for p in folder.glob("*/language.toml")))


def _name(path: Path, key: str, raw: Any, known: tuple[str, ...]) -> Name:
    if not isinstance(raw, dict) or not (isinstance(raw.get("name"), str) and raw["name"].strip()):
        raise damaged(path, key, 'has no name = "…"', "Add it and try again")
    for form, written in raw.items():
        if form not in ("name", *_LISTS, *known):
            raise damaged(path, key, f"has a form {form} that language.toml does not list")
        if form in known and not isinstance(written, str):
            raise damaged(path, key, f"{form} must be a word in quotation marks")
    forms = {k: v for k, v in raw.items() if k != "name" and k not in _LISTS}
    shaped = {"name": raw["name"], "forms": forms, **{k: raw.get(k, []) for k in _LISTS}}
    return convert(shaped, Name, path, key)


def _wordings(path: Path, raw: dict[str, Any]) -> dict[str, Wording]:
    return {key: convert(entry, Wording, path, key) for key, entry in raw.items()}


class _Sentence(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    quote: str
    text: str


class _Note(Struct, frozen=True, forbid_unknown_fields=True):
    note: str = ""


def fold_spaces(text: str) -> str:
    """``text`` trimmed, each run of white space as one blank."""
    return " ".join(text.split())


def load_book(facts: Path, code: str) -> LanguageBook:
    """Read ``facts/languages/<code>/*.toml``.

    Raises UsageError for a language that is not there, DataFileError naming file and line.
    """
    folder = facts / "languages" / code
    if code not in language_codes(facts):  # also where it would lead out of the folder
        known = ", ".join(language_codes(facts))
        raise UsageError(f"unknown language: {code}", f"Choose one of: {known}")
    own = folder / "language.toml"
    lexicon = folder / "lexicon.toml"
    phrasing = folder / "phrasing.toml"
    single = folder / "facts.toml"
    translations = folder / "translations.toml"
    errata = folder / "errata.toml"
    sentences = convert(
        only(read_toml(translations, optional=True), ("sentence",), translations).get(
            "sentence", []
        ),
        tuple[_Sentence, ...],
        translations,
    )
    settings = load_settings(own)
    forms = settings.forms
    wordings = only(read_toml(phrasing, optional=True), ("relation",), phrasing)
    return LanguageBook(
        settings=settings,
        names={key: _name(lexicon, key, raw, forms) for key, raw in read_toml(lexicon).items()},
        relations=_wordings(phrasing, wordings.get("relation", {})),
        facts=_wordings(single, read_toml(single, optional=True)),
        translations={(s.source, fold_spaces(s.quote)): s.text for s in sentences},
        errata={
            key: convert(raw, _Note, errata, key).note
            for key, raw in read_toml(errata, optional=True).items()
        },
    )


def load_books(facts: Path) -> dict[str, LanguageBook]:
    """Every language's book, by code."""
    return {code: load_book(facts, code) for code in language_codes(facts)}
