"""No untranslated string, and no text that a screen writes past the catalogues."""

import ast
import os
import re
import tomllib
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from quizgen.errors import DataFileError
from quizgen.language.messages import compile_messages, load_messages
from tests.tui.messages import ROOT, messages, modules

LANGUAGES = ROOT / "facts" / "languages"
CODES = sorted(path.parent.name for path in LANGUAGES.glob("*/messages.po"))
# Shown as they are in every language: names of keys and signs.
SIGNS = re.compile(r"[^A-Za-z]*|(?:Enter|Esc|PgUp|PgDn|Tab|F\d+|Ctrl\+[A-Z]|[A-Z])")


def catalogue(code: str):  # type: ignore[no-untyped-def]
    with (LANGUAGES / code / "messages.po").open("rb") as file:
        return read_po(file, abort_invalid=True)


def topics() -> set[str]:
    relations = tomllib.loads((ROOT / "facts" / "relations.toml").read_text(encoding="utf-8"))
    return {f"topic {entry['topic']}" for entry in relations["relation"].values()}


def test_every_language_has_a_catalogue() -> None:
    assert sorted(path.parent.name for path in LANGUAGES.glob("*/language.toml")) == CODES


@pytest.mark.parametrize("code", CODES)
def test_every_message_is_translated_and_none_is_left_over(code: str) -> None:
    known = {
        (entry.id[0] if isinstance(entry.id, tuple) else entry.id): entry
        for entry in catalogue(code)
        if entry.id
    }
    wanted = set(messages()) | topics()
    assert wanted - set(known) == set()
    assert {message for message in known if not message.startswith("topic ")} - wanted == set()
    for entry in known.values():
        assert not entry.fuzzy
        strings = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        assert all(string.strip() for string in strings), entry.id


@pytest.mark.parametrize("code", CODES)
def test_translations_keep_their_places(code: str) -> None:
    for entry in catalogue(code):
        if not entry.id:
            continue
        ids = entry.id if isinstance(entry.id, tuple) else (entry.id,)
        strings = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        for string in strings:
            assert places(string) == places(ids[-1]), entry.id


@pytest.mark.parametrize("code", [code for code in CODES if code != "en"])
def test_translations_are_written_in_their_own_letters(code: str) -> None:
    script = {"kk": r"[А-Яа-яӘәҒғҚқҢңӨөҰұҮүҺһІі]", "hi": r"[\u0900-\u097f]"}[code]
    for entry in catalogue(code):
        text = "".join(entry.string) if isinstance(entry.string, tuple) else entry.string
        if entry.id and re.search("[A-Za-z]{2}", re.sub(r"\{\w+\}", "", str(entry.id))):
            letters = re.search(r"[^\W\d_]", re.sub(r"\{\w+\}", "", text))
            assert not letters or re.search(script, text) or entry.id == "quizgen", entry.id


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_screens_write_no_text_of_their_own() -> None:
    """Every literal handed to a widget, a row or a hint is a sign or the name of a key."""
    found = []
    for path in modules():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            if _called(call) not in (
                "Words",
                "Head",
                "AnswerInput",
                "invite",
                "RowText",
                "Hint",
                "update",
                "say",
                "notice",
                "_say",
            ):
                continue
            literals = [a for a in call.args if isinstance(a, ast.Constant | ast.JoinedStr)]
            if _called(call) in ("Hint", "_say"):
                literals = literals[:1] if _called(call) == "Hint" else literals[1:]
            for text in literals:
                said = _plain(text)
                if not all(SIGNS.fullmatch(word) for word in re.split(r"[\s,–]+", said)):
                    found.append(f"{path.name}:{text.lineno}: {said}")
    assert found == []


def _called(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _plain(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(str(v.value) for v in node.values if isinstance(v, ast.Constant))
    return str(node.value) if isinstance(node, ast.Constant) else ""


def test_a_catalogue_is_compiled_when_it_is_wanted(tmp_path: Path) -> None:
    folder = tmp_path / "kk"
    folder.mkdir()
    source = folder / "messages.po"
    source.write_bytes((LANGUAGES / "kk" / "messages.po").read_bytes())
    assert load_messages(tmp_path, "kk").gettext("Right") == "Дұрыс"
    assert (folder / "messages.mo").is_file()
    source.write_text(
        source.read_text(encoding="utf-8").replace('"Дұрыс"', '"Иә"'), encoding="utf-8"
    )
    os.utime(folder / "messages.mo", (0, 0))
    assert load_messages(tmp_path, "kk").gettext("Right") == "Иә"


def test_a_language_without_a_catalogue_speaks_english(tmp_path: Path) -> None:
    voice = load_messages(tmp_path, "xx")
    assert voice.gettext("Right") == "Right"
    assert voice.ngettext("{n} card", "{n} cards", 2) == "{n} cards"


def test_a_damaged_catalogue_is_named(tmp_path: Path) -> None:
    (tmp_path / "xx").mkdir()
    source = tmp_path / "xx" / "messages.po"
    source.write_text('msgid "a"\nmsgstr "b"\nnonsense\n', encoding="utf-8")
    with pytest.raises(DataFileError, match=r"messages\.po:3"):
        load_messages(tmp_path, "xx")
    (tmp_path / "xx" / "messages.mo").write_bytes(b"nonsense")
    source.unlink()
    with pytest.raises(DataFileError, match=r"messages\.mo"):
        load_messages(tmp_path, "xx")
    source.write_text('msgid "a"\nmsgstr "b"\n', encoding="utf-8")
    compile_messages(source, tmp_path / "xx" / "messages.mo")
    assert load_messages(tmp_path, "xx").gettext("a") == "b"
