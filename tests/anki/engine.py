"""The real Anki engine in tests: a fresh collection, an import, what is in it."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.import_export_pb2 import ImportAnkiPackageUpdateCondition as Condition

NEWER = Condition.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_IF_NEWER


@contextmanager
def collection(folder: Path, name: str = "user") -> Iterator[Any]:
    """A collection in ``folder``, made where there is none."""
    col = Collection(str(folder / f"{name}.anki2"))
    try:
        yield col
    finally:
        col.close()


def put_in(col: Any, path: Path, *, scheduling: bool = False, presets: bool = False) -> Any:
    """Import a package with Anki's default options, plus what is asked for; the import's log.

    Options are given each time, since a collection remembers them, and the note type cache of the
    Python side is cleared, since an import goes behind its back.
    """
    log = col.import_anki_package(
        ImportAnkiPackageRequest(
            package_path=str(path),
            options=ImportAnkiPackageOptions(
                merge_notetypes=False,
                update_notes=NEWER,
                update_notetypes=NEWER,
                with_scheduling=scheduling,
                with_deck_configs=presets,
            ),
        )
    ).log
    col.models._clear_cache()
    return log


def counts(log: Any) -> dict[str, int]:
    """How many notes the import put under each heading, without those that are zero."""
    named = {
        "new": log.new,
        "updated": log.updated,
        "duplicate": log.duplicate,
        "conflicting": log.conflicting,
        "first_field_match": log.first_field_match,
        "missing_notetype": log.missing_notetype,
        "missing_deck": log.missing_deck,
        "empty_first_field": log.empty_first_field,
    }
    return {name: len(notes) for name, notes in named.items() if len(notes)}


def note(col: Any, guid: str) -> Any:
    """The one note with this GUID."""
    (identity,) = col.db.list("select id from notes where guid = ?", guid)
    return col.get_note(identity)


def guids(col: Any) -> set[str]:
    """The GUIDs of all notes."""
    return set(col.db.list("select guid from notes"))


def cards_by_deck(col: Any) -> dict[str, int]:
    """How many cards lie in each deck itself."""
    return dict(Counter(col.decks.name(did) for did in col.db.list("select did from cards")))
