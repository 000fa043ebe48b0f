"""Refusals: what would import wrongly or silently be lost, named before a file exists."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from quizgen.anki import template
from quizgen.anki.shapes import Note, NoteType
from quizgen.errors import RefusedError
from quizgen.model import Card, Evidence

_FORBIDDEN = re.compile("[\x00\x1f\ud800-\udfff]")
_SHOWN = {"\x00": "NUL", "\x1f": "U+001F"}
_GAP = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_MEDIA_NAME = re.compile(r"[^\\/:*?\"<>|\x00-\x1f\x7f]{1,120}")
_NAMED = re.compile(r"""(?:src=|url\()\s*["']?([^"')\s>]+)""")


def refuse(fact: str, field: str, reason: str, advice: str) -> RefusedError:
    """The error of one refusal."""
    return RefusedError(f"{fact}: field {field}: {reason}", advice)


def refuse_cards(cards: Sequence[Card], texts: Mapping[str, str] | None) -> None:
    """Hold each card against what Anki and honesty ask: a key of its own, a question and an
    answer, clean characters, a well-made cloze, a quote that is the source's own slice.

    Raises RefusedError naming fact and field.
    """
    for card in cards:
        if not card.key:
            raise refuse(card.fact, "Key", "is empty", "Give the card its key")
        for field in ("question", "answer"):
            if not getattr(card, field).strip():
                raise refuse(card.key, field.capitalize(), "is empty", "Write it and build again")
        if card.form == "cloze":
            _refuse_cloze(card)
        if card.evidence is not None:
            _refuse_quote(card, card.evidence, texts)
    for key, count in Counter(card.key for card in cards).items():
        if count > 1:
            raise refuse(key, "Key", f"{count} cards share it", "Give each fact its own id")


def _refuse_cloze(card: Card) -> None:
    gaps = _GAP.findall(card.cloze)
    rest = _GAP.sub("", card.cloze)
    if len(gaps) != 1 or not gaps[0].strip() or "{{" in rest or "}}" in rest or "{" in gaps[0]:
        raise refuse(
            card.key, "Text", "a cloze needs exactly one gap, {{like this}}", "Mend its sentence"
        )


def _refuse_quote(card: Card, evidence: Evidence, texts: Mapping[str, str] | None) -> None:
    if any(not 0 <= start < end <= len(evidence.quote) for start, end in evidence.marks):
        raise refuse(card.key, "Quote", "a mark lies outside the quote", "Extract the facts again")
    if texts is None:
        return
    if evidence.source not in texts:
        raise refuse(
            card.key, "Quote", f"its source {evidence.source} is not at hand", "Restore the source"
        )
    if texts[evidence.source][evidence.start : evidence.end] != evidence.quote:
        raise refuse(
            card.key,
            "Quote",
            f"is not what {evidence.source} says at {evidence.start}–{evidence.end}",
            "Extract the facts again",
        )


def refuse_notes(
    notes: Sequence[Note], note_types: Mapping[str, NoteType], media: Mapping[str, bytes]
) -> None:
    """Hold notes, note types and media against what Anki can take.

    Raises RefusedError naming fact (or note type) and field (or template).
    """
    for key in sorted({note.note_type for note in notes}):
        if key not in note_types:
            raise RefusedError(f"note type {key} is not defined", "Add it to decks.toml")
        refuse_note_type(note_types[key], media)
    _refuse_media_names(media)
    seen: set[str] = set()
    for note in notes:
        if not note.guid or note.guid in seen:
            raise refuse(note.fact or note.guid, "Key", "is empty or used twice", "Give it its own")
        seen.add(note.guid)
        _refuse_fields(note, note_types[note.note_type], media)


def _refuse_fields(note: Note, note_type: NoteType, media: Mapping[str, bytes]) -> None:
    fact = note.fact or note.guid
    if len(note.fields) != len(note_type.fields):
        raise refuse(
            fact, "all", f"{len(note.fields)} fields for {len(note_type.fields)}", "Mend decks.toml"
        )
    if _FORBIDDEN.search("".join((note.guid, note.deck, *note.tags, *note.fields))):
        named = zip((field.name for field in note_type.fields), note.fields, strict=True)
        for name, value in (*named, ("Key", note.guid), ("Deck", note.deck), *_named_tags(note)):
            if found := _FORBIDDEN.search(value):
                what = _SHOWN.get(found[0], f"half of a character, U+{ord(found[0]):04X}")
                raise refuse(fact, name, f"holds {what}", "Take that character out of the text")
    for tag in note.tags:
        if not tag or any(letter.isspace() for letter in tag):
            raise refuse(fact, "Tags", f"the tag “{tag}” holds a space or nothing", "Use _ instead")
    if note_type.cloze and template.cloze_ordinals(note.fields) != [0]:
        raise refuse(fact, "Text", "must hold cloze c1 and no other", "Mend its sentence")
    for field, value in zip(note_type.fields, note.fields, strict=True):
        if "<img" in value:
            for file in _NAMED.findall(value):
                if file not in media:
                    raise refuse(fact, field.name, f"the file {file} is missing", "Add the file")


def _named_tags(note: Note) -> Iterable[tuple[str, str]]:
    return [("Tags", tag) for tag in note.tags]


def _refuse_media_names(media: Mapping[str, bytes]) -> None:
    for name in media:
        if not name.startswith("_") or name != name.strip() or not _MEDIA_NAME.fullmatch(name):
            raise RefusedError(
                f"media file “{name}”: field Picture: badly named",
                "Begin it with _ and use no sign that a file system forbids",
            )


def refuse_note_type(note_type: NoteType, media: Mapping[str, bytes]) -> None:
    """Hold a note type's templates against its fields and the files it names.

    Raises RefusedError naming note type, template and field.
    """
    names = [field.name for field in note_type.fields]
    if len(set(names)) != len(names):
        raise RefusedError(f"{note_type.name}: two fields share a name", "Rename one")
    for one in note_type.templates:
        for side, html in (("front", one.front), ("back", one.back)):
            where = f"{note_type.name}: {side} of template {one.name}"
            try:
                nodes = template.parse(html)
            except template.TemplateFault as fault:
                raise RefusedError(f"{where}: unbalanced section: {fault}", "Mend it") from fault
            for node in template.walk(nodes):
                if node.field not in names and node.field not in template.SPECIAL:
                    raise RefusedError(f"{where}: unknown field {node.field}", "Mend its name")
                if isinstance(node, template.Show) and {"type", "nc"} <= set(node.filters):
                    raise RefusedError(
                        f"{where}: type:nc on field {node.field} lets words without their marks"
                        " pass",
                        "Use {{type:…}} alone",
                    )
            for name in _NAMED.findall(html + (note_type.css if side == "front" else "")):
                if "{{" not in name and not name.startswith("_"):
                    raise RefusedError(
                        f"{where}: media file {name} has no underscore before its name",
                        "Rename it, or Anki will call it unused and delete it",
                    )
                if "{{" not in name and name not in media:
                    raise RefusedError(f"{where}: the file {name} is missing", "Add the file")
