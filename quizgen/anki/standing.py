"""Our notes as they stand in a running Anki."""

from collections.abc import Mapping
from html import unescape
from typing import Any

from msgspec import Struct

from quizgen.anki.connect import AnkiConnect
from quizgen.anki.definition import Definition
from quizgen.anki.ledger import Ledger, fields_hash
from quizgen.anki.shapes import Note
from quizgen.errors import AnkiConnectError

THEIRS = ("MyNotes", "Speak")  # the fields that belong to the person
_BATCH = 500


class Found(Struct, frozen=True):
    """One of our notes as it stands in Anki. ``mod`` is 0 where the add-on does not tell."""

    id: int
    fields: Mapping[str, str]
    tags: tuple[str, ...]
    cards: tuple[int, ...]
    mod: int


def find_ours(anki: AnkiConnect) -> dict[str, Found]:
    """Our notes in Anki by key, the oldest where the person made copies."""
    ids = anki.call("findNotes", query="Key:_*")
    if not isinstance(ids, list):
        raise AnkiConnectError("The answer to findNotes makes no sense", "Update the add-on")
    found: dict[str, Found] = {}
    for start in range(0, len(ids), _BATCH):
        for info in anki.call("notesInfo", notes=ids[start : start + _BATCH]) or []:
            note = _found(info)
            key = unescape(note.fields.get("Key", "")) if note else ""
            if note and key and (key not in found or note.id < found[key].id):
                found[key] = note
    return found


def _found(info: Any) -> Found | None:
    """One entry of notesInfo; None for a note that has just been deleted."""
    if not info:
        return None
    try:
        return Found(
            id=int(info["noteId"]),
            fields={str(name): str(field["value"]) for name, field in info["fields"].items()},
            tags=tuple(str(tag) for tag in info["tags"]),
            cards=tuple(int(card) for card in info["cards"]),
            mod=int(info.get("mod", 0)),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise AnkiConnectError(
            "The answer to notesInfo makes no sense", "Update the add-on"
        ) from error


def edited(note: Note, found: Found, definition: Definition, ledger: Ledger) -> bool:
    """Whether the person edited our fields after our last change. The time alone does not tell: an
    earlier push and a tag of theirs move it too, so the fields are held against all that we ever
    wrote there."""
    names = [field.name for field in definition.note_types[note.note_type].fields]
    stands = ["" if name in THEIRS else found.fields.get(name, "") for name in names]
    entry = ledger.notes[note.guid]
    digest = fields_hash(note.note_type, stands)
    if digest in entry.was or entry.hash.startswith(digest):
        return False
    return found.mod == 0 or found.mod > note.mod
