"""What an export will write: notes, packages, what has changed since the last build, and advice.

Pure: cards, definition, ledger and time come in, a plan goes out, and a wrong card is refused
here, before any file exists.
"""

from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from quizgen.anki.compose import Composer
from quizgen.anki.definition import Definition
from quizgen.anki.gather import gather
from quizgen.anki.ledger import Entry, Ledger, advance, note_hash, retire, type_hash
from quizgen.anki.refusals import refuse_cards, refuse_notes
from quizgen.anki.shapes import Note, NoteType, Package
from quizgen.model import Card


class ExportPlan(Struct, frozen=True):
    """What will be written. ``new``, ``changed``, ``unchanged`` and ``gone`` are GUIDs (card keys)
    compared with the last build; ``gone`` only those that have just gone. ``types_changed`` are
    the note types whose templates or style changed. ``ledger`` is to be saved once the packages
    lie on disk."""

    packages: tuple[Package, ...]
    new: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    gone: tuple[str, ...]
    types_changed: tuple[str, ...]
    ledger: Ledger

    @property
    def notes(self) -> dict[str, Note]:
        """Every note of any package, by GUID."""
        return {note.guid: note for package in self.packages for note in package.notes}


def plan(
    cards: Iterable[Card],
    definition: Definition,
    ledger: Ledger,
    now: int,
    *,
    base: Ledger | None = None,
    texts: Mapping[str, str] | None = None,
    pictures: Mapping[str, bytes] | None = None,
    languages: Collection[str] | None = None,
    preset: bool = False,
) -> ExportPlan:
    """Plan the packages of ``cards`` at ``now`` (Unix seconds).

    ``cards`` are all there are, shipped or the person's own (not both: each has its ledger).
    Cards of a form that Anki does not get are left out. ``base`` is the shipped ledger, when
    ``ledger`` is the person's own: note types that are the same take their time from it, so that
    a later shipped change still counts as newer. ``texts`` (source id → text) lets each quote be
    held against its source. ``pictures`` maps ``drawing.language`` to SVG bytes. ``languages``
    limits the packages to those of these languages. ``preset`` puts the deck options in.

    Raises RefusedError naming fact and field, DataFileError where a language's words are missing.
    """
    kept = sorted(
        (card for card in cards if _wanted(card, definition, languages)),
        key=lambda card: (card.rank, card.key),
    )
    refuse_cards(kept, texts)
    composer = Composer(definition, pictures or {})
    composed = [(card, composer.note(card, due)) for due, card in enumerate(kept, 1)]
    refuse_notes([note for _, note in composed], definition.note_types, composer.media)

    notes = {
        note.guid: advance(ledger.notes.get(note.guid), note_hash(note), now)
        for _, note in composed
    }
    used = {key: definition.note_types[key] for key in sorted({n.note_type for _, n in composed})}
    types = _advance_types(used, ledger, base, now)
    gone = [
        guid
        for guid, entry in ledger.notes.items()
        if not entry.gone and guid not in notes and _in_scope(guid, languages)
    ]
    known = {guid: entry for guid, entry in ledger.notes.items() if not entry.gone}
    return ExportPlan(
        packages=gather(
            [(card, replace(note, mod=notes[note.guid].mod)) for card, note in composed],
            definition,
            {key: entry.mod for key, entry in types.items()},
            composer.media,
            limited=languages is not None,
            preset=definition.preset if preset else None,
        ),
        new=tuple(sorted(guid for guid in notes if guid not in known)),
        changed=tuple(sorted(g for g in notes if g in known and known[g] != notes[g])),
        unchanged=tuple(sorted(guid for guid in notes if known.get(guid) == notes[guid])),
        gone=tuple(sorted(gone)),
        types_changed=tuple(
            key for key, entry in types.items() if ledger.note_types.get(key, entry) != entry
        ),
        ledger=Ledger(
            note_types={**ledger.note_types, **types},
            notes=retire({**ledger.notes, **notes}, gone),
        ),
    )


def _wanted(card: Card, definition: Definition, languages: Collection[str] | None) -> bool:
    if definition.kind_of(card) is None:
        return False
    return languages is None or (card.language in languages and card.form != "name")


def _in_scope(guid: str, languages: Collection[str] | None) -> bool:
    """Whether a build of only these languages would have made the card, were it still there."""
    _, _, rest = guid.partition("|")
    language, _, form = rest.partition("|")
    return languages is None or (language in languages and not form.startswith("name"))


def _advance_types(
    used: Mapping[str, NoteType], ledger: Ledger, base: Ledger | None, now: int
) -> dict[str, Entry]:
    entries = {}
    for key, note_type in used.items():
        digest = type_hash(note_type)
        shipped = base.note_types.get(key) if base else None
        if shipped and shipped.hash == digest:
            entries[key] = shipped
        else:
            entries[key] = advance(ledger.note_types.get(key), digest, now)
    return entries
