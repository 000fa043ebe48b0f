"""Damaged files under ``facts/`` and ``decks/``: file and line are named, nothing is written."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from quizgen.errors import ExitCode
from tests.faults.tools import refused, run, unchanged

Damaging = Callable[[str, Callable[[Path], None]], AbstractContextManager[Path]]

FACTS = [
    "facts/concepts.toml",
    "facts/relations.toml",
    "facts/errata.toml",
    "facts/sources.toml",
    "facts/rules/kk.toml",
    "facts/rules/common.toml",
    "facts/languages/kk/language.toml",
    "facts/languages/kk/lexicon.toml",
    "facts/languages/hi/phrasing.toml",
    "facts/languages/hi/facts.toml",
    "facts/languages/en/translations.toml",
    "facts/languages/en/errata.toml",
]
DECKS = ["decks/decks.toml", "decks/languages/kk.toml", "decks/pictures.toml"]


def _append(text: str) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")

    return damage


def _latin(path: Path) -> None:
    path.write_bytes(path.read_bytes() + "\n# Prüfung\n".encode("latin-1"))


def _nul(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n\x00\n")


def _binary(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n\xff\xff")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _unlinked(path: Path) -> None:
    path.unlink()


def _line(path: Path) -> int:
    return path.read_bytes().count(b"\n") + 1


GENERIC: dict[str, Callable[[Path], None]] = {
    "an open bracket": _append("\n[open\n"),
    "an open string": _append('\n["x"]\nkey = "never closed\n'),
    "a key twice": _append('\n["twice x"]\na = 1\na = 2\n'),
    "not UTF-8": _latin,
    "NUL": _nul,
    "a picture in its place": _binary,
    "a folder in its place": _folder,
}


def _command(name: str, note: Path, out: Path) -> list[object]:
    if name.startswith("facts/"):
        return ["extract", note, "-l", "kk"]
    return ["export", "-o", out]


@pytest.mark.parametrize("damage", GENERIC)
@pytest.mark.parametrize("name", [*FACTS, *DECKS])
def test_a_damaged_file_is_named_with_its_line(
    name: str, damage: str, damaged: Damaging, note: Path, data: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with damaged(name, GENERIC[damage]) as path, unchanged(data):
        done = run(*_command(name, note, out), data=data)
    place = "" if damage.startswith("a folder") else ":"
    refused(done, ExitCode.DATA, f"{path}{place}")
    assert not out.exists()


REQUIRED = [
    "facts/concepts.toml",
    "facts/relations.toml",
    "facts/errata.toml",
    "facts/sources.toml",
    "facts/rules/kk.toml",
    "facts/languages/kk/lexicon.toml",
    *DECKS,
    "decks/templates/question.front.html",
    "decks/templates/style.css",
    "decks/pictures/molecule.svg",
]


@pytest.mark.parametrize("name", REQUIRED)
def test_a_missing_file_is_named(
    name: str, damaged: Damaging, note: Path, data: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with damaged(name, _unlinked) as path, unchanged(data):
        done = run(*_command(name, note, out), data=data)
    assert not out.exists()
    if name == "decks/languages/kk.toml":
        refused(done, ExitCode.DATA, "kk")
    elif "templates" in name:
        refused(done, ExitCode.DATA, path.name)
    elif path.suffix == ".svg":
        refused(done, ExitCode.DATA, "pictures.toml:", path.name)
    else:
        refused(done, ExitCode.DATA, str(path))


# file → damage → what the message must hold
BROKEN: dict[str, dict[str, tuple[str, ...]]] = {
    "facts/concepts.toml": {
        '[x]\nkin = "substance"': ("[x]", "kin"),
        "[x]\nkind = 5": ("[x]", "kind"),
        '[x]\nkind = "a"\nlevel = "deep"': ("[x]", "level"),
        '[x]\nkind = "a"\nisa = "y"': ("[x]", "isa"),
        '[x]\nkind = "a"\ncolour = "red"': ("[x]", "colour"),
        "x = 5": ("x",),
    },
    "facts/relations.toml": {
        '[relation.x]\ntopic = "role"': ("[x]", "value"),
        '[relation.x]\ntopic = "role"\nvalue = "number"': ("[x]", "value"),
        '[relation.x]\ntopic = "role"\nvalue = "text"\nsingle = "yes"': ("[x]", "single"),
        '[relation.x]\ntopic = "role"\nvalue = "text"\nsinlge = true': ("[x]", "sinlge"),
        '[relation."{of}-{of}"]\ntopic = "role"\nvalue = "text"': ("{of}-{of}",),
        "[[relations]]": ("relations",),
    },
    "facts/errata.toml": {
        '[X1]\nkind = "value"': ("[X1]",),
        '[X1]\nkind = "typo"\nsource = "a"\nprinted = []\nreference = ""': ("[X1]", "kind"),
        '[X1]\nkind = "gap"\nsource = "a"\nprinted = "x"\nreference = ""': ("[X1]", "printed"),
        '[X1]\nkind = "gap"\nsource = "a"\nprinted = []\nreference = ""\naccepted = 5': (
            "[X1]",
            "accepted",
        ),
        '[X1]\nkind = "gap"\nsource = "a"\nprinted = []\nreference = ""\nsilnt = true': (
            "[X1]",
            "silnt",
        ),
    },
    "facts/sources.toml": {
        '["a.txt"]\ntitle = "A"': ("a.txt", "language"),
        '["a.txt"]\nlanguage = "kk"\ntitle = 5': ("a.txt", "title"),
        '["a.txt"]\nlanguage = "kk"\ntitle = "A"\nauthor = "B"': ("a.txt", "author"),
        '["../a.txt"]\nlanguage = "kk"\ntitle = "A"': ("../a.txt",),
        '["/etc/passwd"]\nlanguage = "kk"\ntitle = "A"': ("/etc/passwd",),
    },
    "facts/rules/kk.toml": {
        '[[rule]]\nid = "x"': ("relation",),
        '[[rule]]\nid = "x"\nrelation = "y"\nmatch = "а"': ("rule x", "unknown relation y"),
        '[[rule]]\nid = "x"\nrelation = "formula"\nmatch = "(а"': ("x", ")"),
        '[[rule]]\nid = "x"\nrelation = "formula"\nmatch = "*а"': ("x",),
        '[[rule]]\nid = "x"\nrelation = "formula"\nmatch = "{nowhere} а"': ("nowhere",),
        '[[rule]]\nid = "x"\nrelation = "formula"\nmatch = "а"\nunless = "(?<"': ("x",),
        '[[rule]]\nid = "x"\nrelation = "formula"\nmatch = "а"\nwhere = "margin"': ("where",),
        '[[rule]]\nid = "x"\nrelation = "formula"\nmatch = "а"\nmacth = "б"': ("macth",),
        '[[rule]]\nid = "x"\nrelation = "formula"\nmatch = "а"\nunder = "nowhere"': (
            "rule x",
            "nowhere",
        ),
        '[[rule]]\nid = "x"\nrelation = "formula"\nmatch = "а"\non = "later"': ("rule x", "later"),
        '[[rule]]\nid = "x"\nrelation = "formula"\nmatch = "а"\n[[rule]]\nid = "x"\n'
        'relation = "formula"\nmatch = "б"': ("rule x", "twice"),
        '[[scope]]\nid = "s"\nmatch = "(а"': ("s",),
        '[[scope]]\nid = "s"\nmatch = "а"\nwhere = "end"': ("where",),
        '[[entry]]\nmatch = "(?P<head>а"': (")",),
        '[[shared]]\nhead = "(?"': ("(?",),
        "[[rule]]\nid = 5": ("id",),
        "[rules]\nx = 1": ("rules",),
        '[scope]\nid = "s"': ("scope",),
    },
    "facts/rules/common.toml": {
        "locants = 5": ("locants",),
        'nonsense = "x"': ("nonsense",),
    },
    "facts/languages/kk/language.toml": {
        "[sufixes]": ("sufixes",),
        '[[suffixes.gen]]\nmatch = "("\nadd = "x"': ("(",),
        '[[suffixes.gen]]\nadd = "x"': ("match",),
        '[[suffixes.gen]]\nmatch = "x$"\nput = "\\\\9"': ("x$",),
        "[quantity.x]\ny = 1": ("quantity",),
    },
    "facts/languages/kk/lexicon.toml": {
        "[x]": ("[x]", "name"),
        "[x]\nname = 5": ("[x]", "name"),
        '[x]\nname = "а"\naliases = "б"': ("[x]", "aliases"),
        '[x]\nname = "а"\nloc = 5': ("[x]", "loc"),
        '[x]\nname = "а"\ntheirs = "б"': ("[x]", "theirs"),
        '[x]\nname = ""': ("[x]", "name"),
        'x = "а"': ("[x]", "name"),
    },
    "facts/languages/hi/phrasing.toml": {
        "[relation.x]\nstatment = 'а'": ("[x]", "statment"),
        "[relation.x.qa]\nanswer = 'а'": ("[x]", "question"),
        "[relation.x.cloze]\nquestion = 'а?'": ("[x]",),
        "[relation.x.order]\nquestion = 'а?'\nitems = 'а'": ("[x]", "items"),
        "[relations.x]\nstatement = 'а'": ("relations",),
    },
    "facts/languages/hi/facts.toml": {
        '["x/y"]\ntrue = 1': ("x/y", "true"),
        '["x/y".typed]\nquestion = 5': ("x/y", "question"),
        '["x/y".choice]\nquestion = "?"\nchoices = "а"': ("x/y", "choices"),
        '["x/y"]\ntruefalse = "no"': ("x/y", "truefalse"),
        '"x/y" = "а"': ("x/y",),
    },
    "facts/languages/en/translations.toml": {
        '[[sentence]]\nsource = "a"\nquote = "b"': ("text",),
        '[[sentence]]\nsource = "a"\nquote = "b"\ntext = 5': ("text",),
        '[[sentence]]\nsource = "a"\nquote = "b"\ntext = "c"\nnote = "d"': ("note",),
        '[[sentences]]\nsource = "a"': ("sentences",),
    },
    "facts/languages/en/errata.toml": {
        "[X1]\nnote = 5": ("X1",),
        'X1 = "a"': ("X1",),
        '[X1]\nnote = "a"\nnotes = "b"': ("X1", "notes"),
    },
    "decks/decks.toml": {
        "[[note_type]]": ("kind",),
        "[preset]\nnonsense = 1": ("preset",),
        '[[package]]\nfile = "x"\ncards = "some"': ("cards",),
        '[[package]]\ncards = "all"': ("file",),
        '[[package]]\nfile = "../x"\ncards = "all"': ("../x",),
    },
    "decks/languages/kk.toml": {
        '[surprise]\na = "b"': ("surprise",),
        "[source_language]\nx = 5": ("source_language",),
    },
    "decks/pictures.toml": {
        '[x]\nkind = "photo"': ("[x]", "kind"),
        '[x]\nkind = "drawing"\nlabels = "y"': ("[x]", "labels"),
        '[x]\nkind = "drawing"\nsize = 5': ("[x]", "size"),
        '[x]\nkind = "drawing"\nfile = "../../x.svg"': ("x.svg",),
        '[x]\nkind = "drawing"\nfile = "nowhere.svg"': ("nowhere.svg",),
    },
}
CASES = [(name, text) for name, cases in BROKEN.items() for text in cases]


def _insert(text: str) -> Callable[[Path], None]:
    """Add a table at the end; a plain key or a table that is already there at the top."""

    def damage(path: Path) -> None:
        old = path.read_text(encoding="utf-8")
        new = f"{text}\n{old}" if not text.startswith("[") else f"{old}\n{text}\n"
        path.write_text(new, encoding="utf-8")

    return damage


@pytest.mark.parametrize(("name", "text"), CASES)
def test_an_entry_at_fault_is_named(
    name: str, text: str, damaged: Damaging, note: Path, data: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with damaged(name, _insert(text)) as path, unchanged(data):
        done = run(*_command(name, note, out), data=data)
    refused(done, ExitCode.DATA, path.name, *BROKEN[name][text])
    assert not out.exists()


@pytest.mark.parametrize(
    "match",
    ["(?:а|аа)+б", "(?:а|а)+ё", "(?:а|а|а)+ё", "(?:а{1,9}){1,99}ё"],
    ids=["or twice", "or the same", "or thrice", "repeats of repeats"],
)
def test_a_rule_that_never_ends_is_stopped_and_named(
    match: str, damaged: Damaging, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from quizgen.extract import patience

    monkeypatch.setattr(patience, "SECONDS", 0.2)
    text = tmp_path / "long.txt"
    text.write_text("Сүт " + "а" * 60 + " ә және б мен ё.\n", encoding="utf-8")
    rule = f'[[rule]]\nid = "endless"\nrelation = "formula"\nmatch = \'{match}\''
    with damaged("facts/rules/kk.toml", _insert(rule)) as path, unchanged(data):
        done = run("extract", text, "-l", "kk", "--save", data=data)
    refused(done, ExitCode.DATA, str(path), "endless")


def test_an_item_at_fault_in_a_list_is_named_by_its_line(
    damaged: Damaging, note: Path, data: Path
) -> None:
    rule = '[[rule]]\nid = "x"\nrelaton = "formula"\nmatch = "а"'
    with damaged("facts/rules/kk.toml", _insert(rule)) as path:
        lines = path.read_text(encoding="utf-8").splitlines()
        head = lines.index('id = "x"')  # the line before it, counted from one
        done = run("extract", note, "-l", "kk", data=data)
    refused(done, ExitCode.DATA, f"{path}:{head}:", "relaton")
