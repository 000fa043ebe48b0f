"""Anki's own words as small immutable types: note type, note, deck, package."""

from collections.abc import Mapping

from msgspec import Struct


class Field(Struct, frozen=True):
    """One field of a note type. ``id`` is a literal that never changes: by it, and not by the
    name, Anki knows the field again, so a field may be renamed. ``note`` is the hint that Anki's
    editor shows in the empty field."""

    id: int
    name: str
    note: str = ""


class Template(Struct, frozen=True):
    """One card template: front and back as Anki's mustache-like HTML."""

    id: int
    name: str
    front: str
    back: str
    browser_front: str = ""
    browser_back: str = ""


class NoteType(Struct, frozen=True):
    """A note type of one kind in one language; ``key`` is ``kind|language``.

    ``sort`` is the index of the field that Anki's browser sorts by.
    """

    key: str
    id: int
    name: str
    fields: tuple[Field, ...]
    templates: tuple[Template, ...]
    css: str
    cloze: bool = False
    sort: int = 0


class Note(Struct, frozen=True):
    """One note. ``fact`` and ``language`` are for messages and reports; ``due`` is the place among
    the new cards; ``mod`` is when its content last changed (Unix seconds, from the ledger)."""

    guid: str
    note_type: str
    deck: str
    fields: tuple[str, ...]
    tags: tuple[str, ...] = ()
    due: int = 0
    mod: int = 0
    fact: str = ""
    language: str = ""


class Preset(Struct, frozen=True):
    """Deck options that travel only when they are asked for."""

    id: int
    name: str
    new_per_day: int = 10
    reviews_per_day: int = 200
    retention: float = 0.9


class Package(Struct, frozen=True):
    """What one ``.apkg`` will hold. ``decks`` maps each deck name, parents included, to its
    description; ``media`` maps each file name to its bytes; ``types_mod`` maps the key of a note
    type to the time its templates or style last changed."""

    name: str
    notes: tuple[Note, ...]
    note_types: Mapping[str, NoteType]
    types_mod: Mapping[str, int]
    decks: Mapping[str, str]
    media: Mapping[str, bytes]
    preset: Preset | None = None
