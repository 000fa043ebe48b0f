"""genanki's note type and deck, with literal ids, times of their own and Anki's rule of cards."""

import zlib
from collections.abc import Mapping, Sequence
from typing import Any

import genanki

from quizgen.anki import template
from quizgen.anki.shapes import NoteType, Preset

FIRST_ID = 1_767_225_600_000  # ids are creation times in ms; all lie in one fixed window


class Model(genanki.Model):  # type: ignore[misc]
    """A note type with literal ids, and a time of its own."""

    def __init__(self, note_type: NoteType, mod: int) -> None:
        super().__init__(
            note_type.id,
            note_type.name,
            fields=[
                {
                    "name": field.name,
                    "id": field.id,
                    "description": field.note,
                    "preventDeletion": True,
                    "collapsed": field.name.startswith(("Key", "Spare")),
                    "font": "Arial",
                }
                for field in note_type.fields
            ],
            templates=[
                {
                    "name": one.name,
                    "id": one.id,
                    "qfmt": one.front,
                    "afmt": one.back,
                    "bqfmt": one.browser_front,
                    "bafmt": one.browser_back,
                }
                for one in note_type.templates
            ],
            css=note_type.css,
            model_type=self.CLOZE if note_type.cloze else self.FRONT_BACK,
            sort_field_index=note_type.sort,
        )
        self.mod = mod
        self.fronts = [template.parse(one.front) for one in note_type.templates]
        self._names = [field.name for field in note_type.fields]
        asked = {node.field for front in self.fronts for node in template.walk(front)}
        self._asked = [at for at, name in enumerate(self._names) if name in asked]
        self._known: dict[tuple[bool, ...], list[int]] = {}

    @property
    def _req(self) -> list[list[Any]]:
        """The old cache of required fields; today's Anki works it out by itself."""
        return [[at, "any", [self.sort_field_index]] for at in range(len(self.fronts))]

    def ordinals(self, fields: Sequence[str], tagged: bool) -> list[int]:
        """Which cards a note with these fields has, by Anki's own rule."""
        if self.model_type == self.CLOZE:
            return template.cloze_ordinals(fields)
        pattern = (*[not template.is_empty(fields[at]) for at in self._asked], tagged)
        known = self._known.get(pattern)
        if known is None:  # few patterns of empty fields occur, so each is worked out once
            filled = {
                self._names[at] for at, full in zip(self._asked, pattern, strict=False) if full
            }
            filled |= {"Tags"} if tagged else set()
            known = [at for at, front in enumerate(self.fronts) if template.shows(front, filled)]
            self._known[pattern] = known = known or [0]
        return known

    def to_json(self, _timestamp: float, deck_id: int) -> dict[str, Any]:
        """Anki's JSON of the note type, at the time its content last changed."""
        made: dict[str, Any] = super().to_json(self.mod, deck_id)
        return {**made, "id": self.model_id}


class Deck(genanki.Deck):  # type: ignore[misc]
    """A deck with a description; ``notes`` holds ``shapes.Note``."""

    conf = 1

    def to_json(self) -> dict[str, Any]:
        """Anki's JSON of the deck, with nothing that changes from day to day."""
        fresh = {name: [0, 0] for name in ("newToday", "revToday", "lrnToday", "timeToday")}
        made: dict[str, Any] = super().to_json()
        return {**made, **fresh, "conf": self.conf, "mod": 0, "md": False}


def deck_id(name: str) -> int:
    """A number for the deck; Anki goes by the name and ignores it."""
    return FIRST_ID + zlib.crc32(name.encode())


def preset_json(preset: Preset, default: Mapping[str, Any]) -> dict[str, Any]:
    """Anki's JSON of deck options: its own default with our limits."""
    new = {**default["new"], "perDay": preset.new_per_day, "bury": True}
    review = {**default["rev"], "perDay": preset.reviews_per_day, "bury": True}
    return {
        **default,
        "id": preset.id,
        "name": preset.name,
        "new": new,
        "rev": review,
        "desiredRetention": preset.retention,
        "mod": 0,
        "usn": -1,
    }
