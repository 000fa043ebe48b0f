"""genanki, made to write what Anki keeps.

genanki stays the writer of the package; this and ``genanki_parts`` mend what its plain use gets
wrong: times from the ledger, literal ids of fields and templates, Anki's own rule of which cards
exist, places among the new cards, all decks and rows in one batch, deflate, and bytes that depend
on the content alone.
"""

import io
import json
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import genanki
from genanki.apkg_col import APKG_COL
from genanki.apkg_schema import APKG_SCHEMA

from quizgen.anki.genanki_parts import FIRST_ID, Deck, Model, deck_id, preset_json
from quizgen.anki.rows import CardRow, Progress, fixed_creation
from quizgen.anki.shapes import Package

Tick = Callable[[int, int], None]
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_TAG = re.compile(r"<[^>]*>")
_BATCH = 2_000
_DEFLATE_LEVEL = 5  # a third faster than 6, a twentieth larger


class PackageWriter(genanki.Package):  # type: ignore[misc]
    """Writes one planned package. ``progress`` gives cards their schedule and reviews."""

    def __init__(self, package: Package, progress: Progress | None, tick: Tick | None) -> None:
        self._package = package
        self._progress = progress
        self._tick = tick or (lambda _done, _total: None)
        self._models = {
            key: Model(note_type, package.types_mod[key])
            for key, note_type in package.note_types.items()
        }
        decks = {}
        for name, description in package.decks.items():
            decks[name] = Deck(deck_id(name), name, description)
            decks[name].conf = package.preset.id if package.preset else 1
        for note in package.notes:
            decks[note.deck].add_note(note)
        super().__init__(list(decks.values()))
        self._first_cards: list[tuple[int, str]] = []
        self.cards = 0
        self.cards_by_deck: dict[str, int] = dict.fromkeys(decks, 0)
        self.reviews = 0

    def to_bytes(self) -> bytes:
        """The package's bytes: the same from the same plan, on any day."""
        connection = sqlite3.connect(":memory:", isolation_level=None)
        try:
            connection.execute("PRAGMA page_size = 4096")
            self.write_to_db(connection.cursor(), 0, iter(()))
            database = bytearray(connection.serialize())
        finally:
            connection.close()
        database[96:100] = b"\0\0\0\0"  # the writing library's version: not part of the content
        buffer = io.BytesIO()
        media = self._package.media
        names = json.dumps({str(at): name for at, name in enumerate(media)}, ensure_ascii=False)
        with zipfile.ZipFile(buffer, "w") as archive:
            _add(archive, "collection.anki2", bytes(database))
            _add(archive, "media", names.encode())
            for at, data in enumerate(media.values()):
                _add(archive, str(at), data)
        return buffer.getvalue()

    def write_to_db(
        self, cursor: sqlite3.Cursor, _timestamp: float, _id_gen: Iterator[int]
    ) -> None:
        """Fill an empty collection. The time and ids come from the plan, not from the arguments,
        which are genanki's."""
        package = self._package
        tables = APKG_SCHEMA.partition("CREATE INDEX")[0]
        cursor.executescript(tables)
        cursor.executescript(APKG_COL)
        cursor.execute("BEGIN")
        self._write_collection(cursor)
        rows = self._rows()
        total, done = len(package.notes), 0
        while batch := _take(rows, _BATCH):
            cursor.executemany(
                "INSERT INTO notes VALUES(?,?,?,?,-1,?,?,?,0,0,'')", [note for note, _ in batch]
            )
            cursor.executemany(
                "INSERT INTO cards VALUES(?,?,?,?,?,-1,?,?,?,?,?,?,?,?,0,0,0,?)",
                [card for _, cards in batch for card in cards],
            )
            done += len(batch)
            self._tick(done, total)
        if self._progress:
            log = list(self._progress.log(self._first_cards))
            cursor.executemany("INSERT INTO revlog VALUES(?,?,-1,?,?,?,?,?,?)", log)
            self.reviews = len(log)
        # The one index that an import looks things up by; the others only fill the file.
        cursor.executescript("CREATE INDEX ix_cards_nid on cards (nid)")  # commits first

    def _write_collection(self, cursor: sqlite3.Cursor) -> None:
        package = self._package
        conf, decks, presets = cursor.execute("SELECT conf, decks, dconf FROM col").fetchone()
        settings = json.loads(conf)
        made = json.loads(decks)
        options = json.loads(presets)
        if package.preset:
            options[str(package.preset.id)] = preset_json(package.preset, options["1"])
        if self._progress:
            settings.update(self._progress.settings())
        for deck in self.decks:
            made[str(deck.deck_id)] = deck.to_json()
        models = {m.model_id: m.to_json(0, self.decks[0].deck_id) for m in self._models.values()}
        cursor.execute(
            "UPDATE col SET crt=?, mod=?, scm=?, conf=?, models=?, decks=?, dconf=?",
            (
                self._progress.creation if self._progress else fixed_creation(),
                1000 * max(package.types_mod.values(), default=0),
                1000 * max(package.types_mod.values(), default=0),
                *(
                    json.dumps(part, ensure_ascii=False)
                    for part in (settings, models, made, options)
                ),
            ),
        )

    def _rows(self) -> Iterator[tuple[tuple[Any, ...], list[tuple[Any, ...]]]]:
        """Each note's row and the rows of its cards, in the plan's order."""
        ids: dict[str, int] = {deck.name: deck.deck_id for deck in self.decks}
        identity = first_id(self._package.name)
        for note in self._package.notes:
            model = self._models[note.note_type]
            tags = f" {' '.join(note.tags)} " if note.tags else ""
            sort = note.fields[model.sort_field_index]
            if "<" in sort or "&" in sort:
                sort = unescape(_TAG.sub("", sort))
            row = (
                identity,
                note.guid,
                model.model_id,
                note.mod,
                tags,
                "\x1f".join(note.fields),
                sort,
            )
            cards = []
            for place, ordinal in enumerate(model.ordinals(note.fields, bool(note.tags))):
                state = (
                    self._progress.card(note.guid, note.due)
                    if self._progress and not place
                    else CardRow(due=note.due)
                )
                cards.append(
                    (
                        identity + place,
                        identity,
                        ids[note.deck],
                        ordinal,
                        note.mod,
                        *state.columns(),
                    )
                )
            self._first_cards.append((identity, note.guid))
            self.cards += len(cards)
            self.cards_by_deck[note.deck] += len(cards)
            yield row, cards
            identity += max(1, len(cards))


def _take(rows: Iterator[Any], count: int) -> list[Any]:
    return [row for _, row in zip(range(count), rows, strict=False)]


def first_id(package: str) -> int:
    """Where a package's note and card ids begin. They follow one another, since random ones would
    neither sort nor pack well; packages begin apart, so that two seldom meet in one collection."""
    return FIRST_ID + zlib.crc32(package.encode())


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, _ZIP_DATE)
    info.create_system = 3
    info.external_attr = 0o644 << 16
    archive.writestr(info, data, zipfile.ZIP_DEFLATED, _DEFLATE_LEVEL)
