"""What ``language.toml`` says of one language: script, numbers, units, frames, lenience, keys."""

from typing import Any

from msgspec import Struct, field


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


class LanguageSettings(Struct, frozen=True):
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
    close: tuple[str, ...] = ()  # units written without a blank after the figure
    claim: str = "{sentence}"
    name_language: dict[str, str] = field(default_factory=dict)
    numbers: Numbers = Numbers()
    units: dict[str, dict[str, Any]] = field(default_factory=dict)
    suffixes: dict[str, tuple[Suffix, ...]] = field(default_factory=dict)
    derived: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)
    lenience: dict[str, Any] = field(default_factory=dict)
    keys: dict[str, Any] = field(default_factory=dict)
