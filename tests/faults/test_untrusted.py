"""What a text says stays words: no markup on a card, no command to a terminal, no way out."""

import json
import re
import sqlite3
import zipfile
from pathlib import Path

import pytest

from quizgen.errors import ExitCode
from tests.faults.tools import contents, harmless, refused, run, unchanged

EVIL = (
    "Ол <script>alert(1)</script> суда ериді. "
    "Ол <img src=x onerror=alert(2)> спиртте ерімейді.\n"
    "Мырыш — «<b onclick='x()'>минерал</b>».\n"
    "Ол суда [sound:../../evil.mp3] ериді, {{c9::эфирде}} ерімейді, [latex]\\input{x}[/latex].\n"
    "Ол \x1b[2Jсуда\x1b]0;owned\x07 ерімейді, \x1f\x9b31mбензолда\u202e ериді.\n"
)
TAG = re.compile(r"<\s*(/?[a-z]+)([^>]*)>", re.IGNORECASE)
TAGS = {"span", "mark", "br", "b", "i", "img", "div", "em", "p", "small"}


@pytest.fixture
def evil(tmp_path: Path, data: Path) -> Path:
    """A hostile text, saved; its title is no better."""
    path = tmp_path / "<img src=x onerror=alert(3)>.txt"
    path.write_text("Мырыш — минерал.\n" + EVIL, encoding="utf-8")
    title = "\x1b[31m<script>document.title='x'</script>"
    done = run("extract", path, "-l", "kk", "--save", "--title", title, data=data)
    assert done.code == 0, done
    return path


def test_no_markup_of_a_text_reaches_an_anki_card(evil: Path, data: Path, tmp_path: Path) -> None:
    out = tmp_path / "decks"
    done = run("export", "-o", out, data=data)
    assert done.code == 0, done
    harmless(done.out)
    packages = [p for p in out.glob("*.apkg") if p.name.startswith("own-")]
    assert packages
    fields: list[str] = []
    lengths: dict[int, set[int]] = {}
    for package in packages:
        assert package.parent == out
        with zipfile.ZipFile(package) as archive:
            for name in archive.namelist():
                assert "/" not in name
                assert ".." not in name
            (tmp_path / "collection").write_bytes(archive.read("collection.anki2"))
        connection = sqlite3.connect(tmp_path / "collection")
        for note_type, joined in connection.execute("SELECT mid, flds FROM notes"):
            fields.append(joined)
            lengths.setdefault(note_type, set()).add(joined.count("\x1f"))
        connection.close()
    shown = "\n".join(fields)
    assert "script" in shown or "onerror" in shown, "the hostile words should be quoted"
    for name, rest in TAG.findall(shown):
        assert name.strip("/").lower() in TAGS, name
        assert "onerror" not in rest
        assert "onclick" not in rest
    assert "[sound:" not in shown
    assert "[latex]" not in shown
    assert "{{c9::" not in shown
    harmless(shown.replace("\x1f", ""))
    assert all(len(found) == 1 for found in lengths.values()), lengths
    assert str(evil.name) not in shown


@pytest.mark.parametrize(
    "command",
    [
        "facts",
        "cards",
        "sources",
        "quiz --plain -l kk --mode preview --cards 0",
        "stats",
        "history export",
    ],
)
def test_no_command_of_a_text_reaches_the_terminal(evil: Path, command: str, data: Path) -> None:
    stdin = b"1\n/skip\n" * 400
    done = run(*command.split(), stdin=stdin, data=data)
    assert done.code == 0, done
    assert evil.name in done.out or command.split()[0] in ("quiz", "stats", "history")
    harmless(done.out + done.err)


def test_a_driven_quiz_speaks_json_alone(evil: Path, data: Path) -> None:
    assert evil.exists()
    stdin = b'{"answer": "\\u001b[2J"}\n{"command": "skip"}\n' * 200
    done = run(
        *["quiz", "--plain", "--json", "-l", "kk", "--mode", "preview", "--cards", "0"],
        stdin=stdin,
        data=data,
    )
    assert done.code == 0, done
    lines = done.out.splitlines()
    assert len(lines) > 10
    for line in lines:
        assert isinstance(json.loads(line), dict)
        assert "\x1b" not in line


NAMES = [
    "a|b.txt",
    "=1+1.txt",
    "+x.txt",
    "@x.txt",
    "a\nb.txt",
    "a\x1b[2J.txt",
    "\u202etxt.exe",
    "a\u2028b",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_would_do_harm_is_not_saved(name: str, tmp_path: Path, data: Path) -> None:
    path = tmp_path / name
    path.write_text("Сүт суда ериді.\n", encoding="utf-8")
    with unchanged(data):
        done = run("extract", path, "-l", "kk", "--save", data=data)
    assert done.code == ExitCode.INPUT, done
    harmless(done.out + done.err)


def test_a_name_that_is_not_utf8_is_refused(tmp_path: Path, data: Path) -> None:
    path = tmp_path / "caf\udce9.txt"
    path.write_text("Сүт суда ериді.\n", encoding="utf-8")
    with unchanged(data):
        refused(run("extract", path, "-l", "kk", "--json", data=data), ExitCode.INPUT, "UTF-8")


@pytest.mark.parametrize(
    "name", ["../../x.txt", "/etc/passwd", "..", "a/b.txt", "a\\b.txt", "con", "a::b::c", ".hidden"]
)
def test_a_name_in_a_tampered_store_leads_nowhere(name: str, data: Path, tmp_path: Path) -> None:
    store, cards = data / "own-facts.json", data / "own-cards.jsonl"
    written = json.dumps(name)[1:-1]
    store.write_text(store.read_text("utf-8").replace("note.txt", written), encoding="utf-8")
    cards.write_text(cards.read_text("utf-8").replace("note.txt", written), encoding="utf-8")
    around = contents(tmp_path)
    for words in (["facts"], ["sources"], ["cards"]):
        done = run(*words, data=data)
        assert done.code == 0, done
        assert "root:" not in done.out
    out = tmp_path / "out" / "deeper"
    assert run("export", "-o", out, data=data).code == 0
    assert {p.parent for p in out.rglob("*.apkg")} == {out}
    assert all(
        p.parent in (out, out.parent) or p.is_relative_to(out)
        for p in (tmp_path / "out").rglob("*")
    )
    assert contents(tmp_path).items() >= around.items()
    assert run("sources", "remove", name, data=data).code == 0
