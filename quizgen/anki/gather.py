"""Notes into packages: which note goes into which file, and the decks each file needs."""

from collections.abc import Iterable, Mapping, Sequence

from quizgen.anki.compose import deck_part
from quizgen.anki.definition import Definition, PackageRule
from quizgen.anki.shapes import Note, Package, Preset
from quizgen.model import Card

Pair = tuple[Card, Note]


def gather(
    pairs: Sequence[Pair],
    definition: Definition,
    types_mod: Mapping[str, int],
    media: Mapping[str, bytes],
    *,
    limited: bool,
    preset: Preset | None,
) -> tuple[Package, ...]:
    """The packages of the definition that have notes, in its order. ``limited`` leaves out those
    that hold more than one language."""
    packages = []
    for rule in definition.packages:
        if limited and rule.cards in ("all", "names"):
            continue
        for name, chosen in _split(rule, pairs, definition).items():
            notes = tuple(note for _, note in chosen)
            used = sorted({note.note_type for note in notes})
            packages.append(
                Package(
                    name=name,
                    notes=notes,
                    note_types={key: definition.note_types[key] for key in used},
                    types_mod={key: types_mod[key] for key in used},
                    decks=_decks({note.deck for note in notes}, definition),
                    media=_media(notes, media),
                    preset=preset,
                )
            )
    return tuple(packages)


def _split(
    rule: PackageRule, pairs: Iterable[Pair], definition: Definition
) -> dict[str, list[Pair]]:
    """The notes of each package that the rule stands for, by the package's name."""
    found: dict[str, list[Pair]] = {}
    if rule.cards == "language":
        found = {rule.file.replace("{language}", code): [] for code in definition.languages}
    for card, note in pairs:
        if (rule.cards == "own") != bool(card.namespace):
            continue
        named = card.form == "name"
        if rule.cards == "own":
            name = rule.file.replace("{source}", file_part(card.namespace))
        elif rule.cards == "language" and not named:
            name = rule.file.replace("{language}", card.language)
        elif rule.cards == "all" or (rule.cards == "names" and named):
            name = rule.file
        else:
            continue
        found.setdefault(name, []).append((card, note))
    return {name: chosen for name, chosen in found.items() if chosen}


def file_part(name: str) -> str:
    """A person's name for a text as part of a file name, safe on every system."""
    clean = deck_part(name).removesuffix(".txt")
    return "".join(c if c.isalnum() or c in "-_." else "-" for c in clean).strip("-.") or "text"


def _decks(names: Iterable[str], definition: Definition) -> dict[str, str]:
    """Each deck and its parents, with descriptions, in order of name."""
    words = definition.languages.values()
    described = {
        definition.root: "\n\n".join(w.descriptions.get("root", "") for w in words),
        definition.names_root: "\n\n".join(w.descriptions.get("names", "") for w in words),
        definition.own_root: "\n\n".join(w.descriptions.get("own", "") for w in words),
    }
    for one in words:
        described[f"{definition.root}::{one.name}"] = one.descriptions.get("language", "")
    decks: dict[str, str] = {}
    for name in names:
        parts = name.split("::")
        for depth in range(1, len(parts) + 1):
            parent = "::".join(parts[:depth])
            decks[parent] = described.get(parent, "")
    return dict(sorted(decks.items()))


def _media(notes: Iterable[Note], media: Mapping[str, bytes]) -> dict[str, bytes]:
    if not media:
        return {}
    text = "".join(field for note in notes for field in note.fields if "<img" in field)
    return {name: data for name, data in sorted(media.items()) if f'"{name}"' in text}
