"""The deck definition: packages, note types and the words of each language, read from ``decks/``.

A language is one file in ``decks/languages/``: with it come its note types, its decks and its
package, without a line of code.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from quizgen.anki.layout import fill, read_templates
from quizgen.anki.shapes import Field, NoteType, Preset, Template
from quizgen.errors import DataFileError
from quizgen.files import convert, damaged, read_toml
from quizgen.model import Card, Form

_HINTS = {"MyNotes": "my_notes_hint", "Speak": "speak_hint"}


class PackageRule(Struct, frozen=True, forbid_unknown_fields=True):
    """A package's file name, without ``.apkg``, and which cards go into it."""

    file: str
    cards: Literal["language", "all", "names", "own"]


class Kind(Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of note type, as ``decks.toml`` has it; each language makes one of it. ``own_forms``
    are further forms of cards that it takes from texts of the person's own."""

    kind: str
    name: str
    forms: tuple[Form, ...]
    sort: str
    template: dict[str, Any]
    front: str
    back: str
    browser_front: str
    browser_back: str
    fields: tuple[Field, ...]
    cloze: bool = False
    own_forms: tuple[Form, ...] = ()


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """One language's file. ``note_types`` gives the literal id of each kind; ``labels`` are the
    words of the templates; ``source_language`` says of a quote which language it is in."""

    code: str
    name: str
    tts: str
    note_types: dict[str, int]
    topics: dict[str, str]
    labels: dict[str, str]
    descriptions: dict[str, str]
    source_language: dict[str, str] = {}
    order: int = 100


class Definition(Struct, frozen=True):
    """Everything the decks are made by. ``languages`` is in their order, ``note_types`` by key
    (``kind|language``), ``kinds`` by card form, ``own_kinds`` likewise for the person's texts."""

    root: str
    names_root: str
    own_root: str
    tag_root: str
    own_tag_root: str
    packages: tuple[PackageRule, ...]
    preset: Preset
    kinds: Mapping[Form, Kind]
    languages: Mapping[str, Words]
    note_types: Mapping[str, NoteType]
    own_kinds: Mapping[Form, Kind] = {}

    def kind_of(self, card: Card) -> Kind | None:
        """The kind of note that Anki gets for ``card``; None: it stays in the quiz."""
        own = self.own_kinds.get(card.form) if card.namespace else None
        return own or self.kinds.get(card.form)


def load_definition(folder: Path) -> Definition:
    """Read ``decks.toml``, ``languages/*.toml`` and ``templates/`` in ``folder``.

    Raises DataFileError naming file and line.
    """
    path = folder / "decks.toml"
    raw = read_toml(path)
    kinds = [
        convert(kind, Kind, path, str(kind.get("kind", ""))) for kind in _list(raw, "note_type")
    ]
    languages = _languages(folder / "languages")
    files = read_templates(folder / "templates")
    roots = ("root", "names_root", "own_root", "tag_root", "own_tag_root", "style")
    if missing := [key for key in roots if not isinstance(raw.get(key), str)]:
        raise DataFileError(f"{path}: `{missing[0]}` is missing", "Add it and try again")
    style = fill(files, str(raw["style"]), {}, path)
    note_types = {
        note_type.key: note_type
        for words in languages.values()
        for kind in kinds
        for note_type in [_note_type(kind, words, files, style, folder)]
    }
    _distinct_ids(note_types, folder)
    return Definition(
        root=raw["root"],
        names_root=raw["names_root"],
        own_root=raw["own_root"],
        tag_root=raw["tag_root"],
        own_tag_root=raw["own_tag_root"],
        packages=tuple(_package(rule, path) for rule in _list(raw, "package")),
        preset=convert(raw.get("preset", {}), Preset, path, "preset"),
        kinds={form: kind for kind in kinds for form in kind.forms},
        languages=languages,
        note_types=note_types,
        own_kinds={form: kind for kind in kinds for form in kind.own_forms},
    )


def _package(raw: dict[str, Any], path: Path) -> PackageRule:
    rule = convert(raw, PackageRule, path, str(raw.get("file", "")))
    if Path(rule.file).name != rule.file or "\\" in rule.file:  # no package outside its folder
        raise damaged(path, rule.file, "is not a plain file name")
    return rule


def _list(raw: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    value = raw.get(key, [])
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _languages(folder: Path) -> dict[str, Words]:
    found: dict[str, Words] = {}
    for path in sorted(folder.glob("*.toml")):
        words = convert(read_toml(path), Words, path)
        if words.code != path.stem:
            raise DataFileError(f"{path}: its code is `{words.code}`", "Name the file by its code")
        found[words.code] = words
    if not found:
        raise DataFileError(f"{folder}: holds no language", "Restore its .toml files")
    return dict(sorted(found.items(), key=lambda item: (item[1].order, item[0])))


def _note_type(
    kind: Kind, words: Words, files: Mapping[str, str], style: str, folder: Path
) -> NoteType:
    path = folder / "languages" / f"{words.code}.toml"
    if kind.kind not in words.note_types:
        raise DataFileError(
            f"{path}: [note_types] has no id for `{kind.kind}`",
            "Draw a number of 13 digits that no other file has, and never change it",
        )
    labels = {**words.labels, "code": words.code, "tts": words.tts}
    names = [field.name for field in kind.fields]
    if kind.sort not in names:
        raise DataFileError(f"{folder / 'decks.toml'}: {kind.kind} has no field `{kind.sort}`")
    return NoteType(
        key=f"{kind.kind}|{words.code}",
        id=words.note_types[kind.kind],
        name=kind.name.replace("{language}", words.name),
        fields=tuple(
            Field(field.id, field.name, _hint(field.name, words.labels)) for field in kind.fields
        ),
        templates=(
            Template(
                id=int(kind.template["id"]),
                name=str(kind.template["name"]),
                front=fill(files, kind.front, labels, path),
                back=fill(files, kind.back, labels, path),
                browser_front=kind.browser_front,
                browser_back=kind.browser_back,
            ),
        ),
        css=style,
        cloze=kind.cloze,
        sort=names.index(kind.sort),
    )


def _hint(field: str, labels: Mapping[str, str]) -> str:
    key = "spare_hint" if field.startswith("Spare") else _HINTS.get(field, "")
    return labels.get(key, "")


def _distinct_ids(note_types: Mapping[str, NoteType], folder: Path) -> None:
    owners: dict[int, str] = {}
    for key, note_type in note_types.items():
        other = owners.setdefault(note_type.id, key)
        if other != key:
            kind, code = key.split("|")
            raise DataFileError(
                f"{folder / 'languages' / f'{code}.toml'}: the id {note_type.id} of `{kind}`"
                f" is taken by {other}",
                "Draw a number of 13 digits that no other file has, and never change it",
            )
