"""What ``language.toml`` says of one language: script, numbers, units, frames, lenience, keys."""

import unicodedata
from pathlib import Path
from typing import Any, get_args

import regex
from msgspec import Struct, field

from quizgen.files import convert, damaged, read_toml
from quizgen.language.lenience import Lenience
from quizgen.model.value import Operator


class Numbers(Struct, frozen=True, forbid_unknown_fields=True):
    """How a figure is written: decimal mark, group mark, and from which number groups are used."""

    decimal: str = "."
    group: str = ""
    group_from: int = 1000


class Suffix(Struct, frozen=True, forbid_unknown_fields=True):
    """One rule of a form: where the name matches ``match``, drop ``drop`` and add ``add``, or put
    ``put`` in the place of the match (``\\1`` is its first group)."""

    match: str
    add: str = ""
    drop: str = ""
    put: str = ""


class Agreement(Struct, frozen=True, forbid_unknown_fields=True):
    """How a wording changes where its subject is plural: names that match ``plural`` are, and each
    rule puts ``put`` in the place of ``match`` in the wording, before its names are filled in."""

    plural: str
    rules: tuple[Suffix, ...] = ()


class LanguageSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """One language, as ``facts/languages/<code>/language.toml`` describes it."""

    code: str
    name: str
    english: str
    script: str
    letters: str
    truefalse: str
    true: str
    false: str
    name_question: str
    quantity: dict[str, str]
    latin: bool = True
    forms: tuple[str, ...] = ()
    joint: str = ""  # what stands between a word all of capitals and its ending
    close: tuple[str, ...] = ()  # units written without a blank after the figure
    claim: str = "{sentence}"
    name_language: dict[str, str] = field(default_factory=dict)
    numbers: Numbers = Numbers()
    units: dict[str, dict[str, Any]] = field(default_factory=dict)
    suffixes: dict[str, tuple[Suffix, ...]] = field(default_factory=dict)
    abbreviations: dict[str, str] = field(default_factory=dict)  # shortened → written out
    agreement: Agreement | None = None
    articles: dict[str, str] = field(default_factory=dict)  # form → the words before it, printed
    proper_headword: str = ""  # headwords that keep the capital which entries give all of them
    either_way: str = ""  # values that may bring about as well as follow from what they are said of
    gap: str = "{subject}: {sentence}"
    no: str = ""  # the answer to a yes-or-no question whose fact is denied
    no_accepted: tuple[str, ...] = ()
    derived: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)
    lenience: Lenience = Lenience()
    keys: dict[str, Any] = field(default_factory=dict)

    def asked_name(self, name: str, other: "LanguageSettings") -> str:
        """The question, in this language, what ``name`` is called in the language ``other``."""
        language = self.name_language.get(other.code, other.name)
        return self.name_question.replace("{name}", name).replace("{language}", language)


def load_settings(path: Path) -> LanguageSettings:
    """Read and check a ``language.toml``. Raises DataFileError naming file, line and entry."""
    settings = convert(read_toml(path), LanguageSettings, path)
    for sign in get_args(Operator):
        if sign not in settings.quantity:
            raise damaged(path, "quantity", f"has no pattern for {sign}", "Add it and try again")
    for sign in settings.quantity:
        if sign not in get_args(Operator):
            raise damaged(path, "quantity", f"has an unknown sign {sign}")
    for symbol, unit in settings.units.items():
        if not isinstance(unit.get("name"), str):
            raise damaged(path, symbol, 'has no name = "…"', "Add it and try again")
    for form, rules in settings.suffixes.items():
        for rule in rules:
            _check_suffix(path, form, rule)
    for pattern in settings.lenience.sensitive:
        try:
            regex.compile(unicodedata.normalize("NFC", pattern))
        except regex.error as error:
            why = f"sensitive: {pattern!r} is no pattern ({error})"
            raise damaged(path, "sensitive", why) from error
    return settings


def _check_suffix(path: Path, form: str, rule: Suffix) -> None:
    try:
        regex.compile(rule.match)
        if rule.put:
            regex.compile(f"(?:{rule.match})|").sub(rule.put, "")
    except (regex.error, IndexError) as error:
        raise damaged(
            path, f"suffixes.{form}", f"the rule match = {rule.match!r} will not do ({error})"
        ) from error
