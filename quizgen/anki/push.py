"""Straight into a running Anki: changed notes field by field, new ones by package.

Field by field keeps what an import would replace: the person's own tags, and the fields that are
theirs. Notes are updated before the package is imported: they are then newer than the package's,
so that the import adds what is new and leaves them alone.
"""

import base64
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from quizgen.anki.connect import VERSION, AnkiConnect
from quizgen.anki.definition import Definition
from quizgen.anki.plan import ExportPlan
from quizgen.anki.shapes import Note
from quizgen.anki.standing import THEIRS, Found, edited, find_ours
from quizgen.anki.write import Report
from quizgen.errors import AnkiConnectError

Tick = Callable[[int, int], None]
_BATCH = 50


class PushReport(Struct, frozen=True):
    """What a push did, or with ``dry_run`` would do. ``updated`` maps GUID to the fields (and
    ``tags``) that change; ``kept`` are notes that the person edited after our last change;
    ``gone`` are notes in Anki that nothing makes any more; ``imported`` are the packages for what
    is ``new`` to Anki or has a new look."""

    new: tuple[str, ...]
    updated: Mapping[str, tuple[str, ...]]
    kept: tuple[str, ...]
    unchanged: int
    gone: tuple[str, ...]
    suspended: tuple[str, ...]
    imported: tuple[Path, ...]
    dry_run: bool


def push(
    report: Report,
    definition: Definition,
    anki: AnkiConnect,
    *,
    dry_run: bool = False,
    suspend_gone: bool = False,
    overwrite: bool = False,
    tick: Tick | None = None,
) -> PushReport:
    """Bring a running Anki to what ``report`` has just written.

    ``overwrite`` also updates notes that the person edited later. ``tick(done, total)`` is called
    as notes are updated. Raises AnkiConnectError, naming the file to import by hand.
    """
    files = covering(report)
    try:
        return _push(report.plan, files, definition, anki, dry_run, suspend_gone, overwrite, tick)
    except AnkiConnectError as error:
        by_hand = " and ".join(str(path) for path in files) or "the package"
        raise AnkiConnectError(
            error.message, f"{error.next_step}, or import by hand (File, Import): {by_hand}"
        ) from error


def covering(report: Report) -> tuple[Path, ...]:
    """The fewest packages that hold every note: the largest first, each that adds something."""
    held: set[str] = set()
    chosen = []
    packages = sorted(report.plan.packages, key=lambda package: -len(package.notes))
    paths = {package.path.stem: package.path for package in report.packages}
    for package in packages:
        guids = {note.guid for note in package.notes}
        if guids - held:
            held |= guids
            chosen.append(paths[package.name].resolve())
    return tuple(chosen)


def _push(
    plan: ExportPlan,
    files: Sequence[Path],
    definition: Definition,
    anki: AnkiConnect,
    dry_run: bool,
    suspend_gone: bool,
    overwrite: bool,
    tick: Tick | None,
) -> PushReport:
    version = anki.call("version")
    if not isinstance(version, int) or version < VERSION:
        raise AnkiConnectError(f"AnkiConnect speaks version {version}", "Update the add-on")
    there = find_ours(anki)
    notes = plan.notes
    media = {name: data for package in plan.packages for name, data in package.media.items()}
    new = tuple(sorted(guid for guid in notes if guid not in there))
    updated: dict[str, tuple[str, ...]] = {}
    kept: list[str] = []
    actions: list[tuple[str, dict[str, Any]]] = []
    for guid, found in sorted(there.items()):
        if guid not in notes:
            continue
        changes, names = _changes(notes[guid], found, definition, media)
        if changes and not overwrite and edited(notes[guid], found, definition, plan.ledger):
            kept.append(guid)
        elif changes:
            actions += changes
            updated[guid] = names
    gone = tuple(
        sorted(guid for guid, entry in plan.ledger.notes.items() if entry.gone and guid in there)
    )
    imported = tuple(files) if new or plan.types_changed else ()
    suspended: tuple[str, ...] = ()
    if not dry_run:
        for start in range(0, len(actions), _BATCH):
            anki.call_all(actions[start : start + _BATCH])
            if tick:
                tick(min(start + _BATCH, len(actions)), len(actions))
        for path in imported:
            if anki.call("importPackage", path=str(path)) is not True:
                raise AnkiConnectError("Anki did not take the package", "Look at Anki's window")
    if suspend_gone:
        suspended = _suspend(anki, gone, there, dry_run)
    return PushReport(
        new=new,
        updated=updated,
        kept=tuple(kept),
        unchanged=sum(guid in there for guid in notes) - len(updated) - len(kept),
        gone=gone,
        suspended=suspended,
        imported=imported,
        dry_run=dry_run,
    )


def _changes(
    note: Note, found: Found, definition: Definition, media: Mapping[str, bytes]
) -> tuple[list[tuple[str, dict[str, Any]]], tuple[str, ...]]:
    """The actions that bring one note up to date, and the names of what changes."""
    names = [field.name for field in definition.note_types[note.note_type].fields]
    fields = {
        name: value
        for name, value in zip(names, note.fields, strict=True)
        if name not in THEIRS and name in found.fields and found.fields[name] != value
    }
    missing = [tag for tag in note.tags if tag not in found.tags]
    stale = [
        tag
        for tag in found.tags
        if tag not in note.tags and _was_ours(tag, definition, fields.get("Erratum"))
    ]
    actions: list[tuple[str, dict[str, Any]]] = [
        (
            "storeMediaFile",
            {"filename": name, "data": base64.b64encode(data).decode()},
        )
        for name, data in media.items()
        if any(f'"{name}"' in value for value in fields.values())
    ]
    if fields:
        actions.append(("updateNoteFields", {"note": {"id": found.id, "fields": fields}}))
    if missing:
        actions.append(("addTags", {"notes": [found.id], "tags": " ".join(missing)}))
    if stale:
        actions.append(("removeTags", {"notes": [found.id], "tags": " ".join(stale)}))
    return actions, (*fields, *(["tags"] if missing or stale else []))


def _was_ours(tag: str, definition: Definition, erratum: str | None) -> bool:
    """Whether a tag that the note should no longer have was put there by us: a topic of ours, or
    the mark of an erratum that has just been emptied. Any other tag may be the person's."""
    topics = (f"{definition.tag_root}::topic::", f"{definition.own_tag_root}::topic::")
    return tag.startswith(topics) or (tag == "erratum" and erratum == "")


def _suspend(
    anki: AnkiConnect, gone: Collection[str], there: Mapping[str, Found], dry_run: bool
) -> tuple[str, ...]:
    """Suspend the cards of what is gone. Cards that are suspended already are not sent: the
    add-on's own action skips every other one of those."""
    cards = [card for guid in gone for card in there[guid].cards]
    if not cards:
        return ()
    states = anki.call("areSuspended", cards=cards)
    if not isinstance(states, list) or len(states) != len(cards):
        raise AnkiConnectError("The answer to areSuspended makes no sense", "Update the add-on")
    awake = {card for card, state in zip(cards, states, strict=True) if state is False}
    if awake and not dry_run:
        anki.call("suspend", cards=sorted(awake))
    return tuple(guid for guid in gone if awake.intersection(there[guid].cards))


def render_push(report: PushReport) -> str:
    """The report as plain text."""
    verb = "would be" if report.dry_run else "were"
    lines = [
        f"{len(report.new):>6}  new to Anki, {verb} imported",
        f"{len(report.updated):>6}  changed, {verb} updated field by field",
    ]
    lines += [f"{'':>8}{guid}: {', '.join(names)}" for guid, names in report.updated.items()]
    lines.append(f"{report.unchanged:>6}  unchanged")
    if report.kept:
        lines.append(f"{len(report.kept):>6}  kept as you edited them later (--overwrite)")
        lines += [f"{'':>8}{guid}" for guid in report.kept]
    if report.gone:
        lines.append(f"{len(report.gone):>6}  gone from the texts, still in Anki")
        lines += [f"{'':>8}{guid}" for guid in report.gone]
    if report.suspended:
        lines.append(f"{len(report.suspended):>6}  of them {verb} suspended")
    for path in report.imported:
        lines.append(f"{'Would import' if report.dry_run else 'Imported'}: {path}")
    return "\n".join(lines)
