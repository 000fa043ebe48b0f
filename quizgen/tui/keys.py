"""Keys as keyboards of other alphabets send them.

Where a Latin keyboard sends ``1`` a Kazakh one sends a quotation mark, and a Hindi one a
Devanagari digit. Every extra key (digit or letter) therefore has aliases, read from the
``[keys]`` table of each language's ``language.toml``.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

_RENAMED = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}


def key_name(character: str) -> str:
    """The name under which Textual reports the key that sends ``character``."""
    if character.isalnum():
        return character
    name = unicodedata.name(character, character).lower().replace("-", "_").replace(" ", "_")
    return _RENAMED.get(name, name)


def aliases(tables: Iterable[Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    """Latin key → what other layouts send in its place, from the ``[keys]`` tables of languages."""
    found: dict[str, list[str]] = {}
    for table in tables:
        for part in ("digits", "letters"):
            for latin, sent in table.get(part, {}).items():
                # A key that sends two characters arrives as two keys: no alias.
                found.setdefault(latin, []).extend(key for key in sent if len(key) == 1)
    return {latin: tuple(dict.fromkeys(sent)) for latin, sent in found.items()}


def keymap(known: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """For Textual's ``App.set_keymap``: a binding with the id ``u`` answers to u and its aliases.

    What one layout sends for two keys goes to the first.
    """
    taken = set(known)
    keymap: dict[str, str] = {}
    for latin, sent in known.items():
        names = [key_name(latin)]
        for character in sent:
            if character not in taken:
                taken.add(character)
                names.append(key_name(character))
        keymap[latin] = ",".join(names)
    return keymap
