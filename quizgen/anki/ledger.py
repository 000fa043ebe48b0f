"""The ledger: when the content of each note and note type last changed.

Anki takes an update only from a note whose modification time is newer, and then overwrites the
person's own edit. So the time must move when, and only when, the content does. The ledger keeps
a digest of the content beside the time; it lies in git, sorted, one entry a line.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from unicodedata import normalize

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from quizgen.anki.shapes import Note, NoteType
from quizgen.errors import DataFileError
from quizgen.files import write_atomic

VERSION = 1
_SEPARATOR = "\x1f"
_FIELDS, _TAGS = 16, 8
_MOST_BEFORE = 8


class Entry(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """``hash`` of the content, ``mod`` in Unix seconds; ``gone`` once nothing makes it any more.
    ``was`` are the digests of earlier fields, latest first: by them a note in Anki that a person
    edited is told from one that is merely old."""

    hash: str
    mod: int
    gone: bool = False
    was: tuple[str, ...] = ()


class Ledger(Struct, frozen=True, forbid_unknown_fields=True):
    """All entries, by note type key and by note GUID."""

    version: int = VERSION
    note_types: dict[str, Entry] = {}
    notes: dict[str, Entry] = {}


def content_hash(parts: Iterable[str]) -> str:
    """The digest of the parts after NFC, for Anki makes every field NFC on import."""
    joined = normalize("NFC", _SEPARATOR.join(parts))
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def note_hash(note: Note) -> str:
    """The digest of what an update would replace: the fields', then the tags' (no deck, no order:
    Anki never moves a card that it has)."""
    return fields_hash(note.note_type, note.fields) + content_hash(sorted(note.tags))[:_TAGS]


def fields_hash(note_type: str, fields: Iterable[str]) -> str:
    """The part of a note's digest that stands for its fields."""
    return content_hash((note_type, *fields))[:_FIELDS]


def type_hash(note_type: NoteType) -> str:
    """The digest of what an update of the note type would replace."""
    parts = [note_type.name, note_type.css, str(note_type.cloze), str(note_type.sort)]
    for field in note_type.fields:
        parts += (str(field.id), field.name, field.note)
    for template in note_type.templates:
        parts += (str(template.id), template.name, template.front, template.back)
        parts += (template.browser_front, template.browser_back)
    return content_hash(parts)


def advance(old: Entry | None, digest: str, now: int) -> Entry:
    """The entry of content ``digest`` at ``now``: held where it is the same, else strictly later,
    even within one second or with a clock set back."""
    if old is None:
        return Entry(digest, now)
    if old.hash == digest:
        return Entry(digest, old.mod, was=old.was)
    was = tuple(dict.fromkeys((old.hash[:_FIELDS], *old.was)))[:_MOST_BEFORE]
    return Entry(digest, max(now, old.mod + 1), was=was)


def retire(entries: Mapping[str, Entry], gone: Iterable[str]) -> dict[str, Entry]:
    """``entries`` with those of ``gone`` marked; their times stay, in case the fact returns."""
    marked = dict(entries)
    for key in gone:
        marked[key] = replace(marked[key], gone=True)
    return marked


def load_ledger(path: Path) -> Ledger:
    """The ledger in ``path``, empty where there is no such file.

    Raises DataFileError naming file and line where it is damaged or of another version.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Ledger()
    except OSError as error:
        raise DataFileError(f"{path}: {error.strerror}", "Check the file's permissions") from error
    advice = "Restore it from git: without it every note would count as changed"
    try:
        ledger = msgspec.json.decode(data, type=Ledger)
    except msgspec.ValidationError as error:
        raise DataFileError(f"{path}: {error}", advice) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DataFileError(f"{path}:{_bad_line(data)}: {error}", advice) from error
    if ledger.version != VERSION:
        raise DataFileError(
            f"{path}: version {ledger.version}, this program reads {VERSION}", "Update quizgen"
        )
    return ledger


def _bad_line(data: bytes) -> int:
    try:
        json.loads(data)
    except json.JSONDecodeError as error:
        return error.lineno
    except UnicodeDecodeError as error:
        return data[: error.start].count(b"\n") + 1
    except RecursionError:
        pass
    return 1


def dump_ledger(ledger: Ledger) -> str:
    """The file's text: sorted, one entry a line, so that a diff in git reads well."""
    sections = [
        f'"{name}": {{\n{_lines(entries)}\n}}'
        for name, entries in (("note_types", ledger.note_types), ("notes", ledger.notes))
    ]
    return f'{{\n"version": {ledger.version},\n' + ",\n".join(sections) + "\n}\n"


def _lines(entries: Mapping[str, Entry]) -> str:
    return ",\n".join(
        f"  {json.dumps(key, ensure_ascii=False)}: {msgspec.json.encode(entry).decode()}"
        for key, entry in sorted(entries.items())
    )


def save_ledger(path: Path, ledger: Ledger) -> None:
    """Write the ledger in one step; nothing is touched where it already says so.

    Raises StorageError where the folder cannot be written.
    """
    data = dump_ledger(ledger).encode()
    if not (path.exists() and path.read_bytes() == data):
        write_atomic(path, data)
