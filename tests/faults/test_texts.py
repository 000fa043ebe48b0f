"""Texts that cannot be read are refused; strange ones are read, and never harm."""

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.errors import ExitCode
from tests.faults.tools import as_stranger, harmless, refused, run, unchanged

KK = "Сүт — сусын. Ол суда ериді, спиртте ерімейді. Құрамында 1,4 мкг/л кобальт болады.\n"


def _missing(path: Path) -> None:
    assert not path.exists()


def _folder(path: Path) -> None:
    path.mkdir()


def _sparse(size: int) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with path.open("wb") as file:
            file.truncate(size)

    return write


def _large(path: Path) -> None:
    with path.open("wb") as file:
        file.write(KK.encode())
        file.truncate(50_000_000)


def _loop(path: Path) -> None:
    path.symlink_to(path)


def _dangling(path: Path) -> None:
    path.symlink_to(path.with_name("gone.txt"))


def _bytes(data: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(data)

    return write


REFUSED: dict[str, tuple[Callable[[Path], None], str]] = {
    "missing": (_missing, "no such file"),
    "folder": (_folder, "folder"),
    "dangling link": (_dangling, "no such file"),
    "link to itself": (_loop, "cannot be read"),
    "empty": (_bytes(b""), "empty"),
    "blanks": (_bytes(b"   "), "empty"),
    "line ends": (_bytes(b"\n\r\n\n"), "empty"),
    "tabs": (_bytes(b"\t \t\n"), "empty"),
    "BOM only": (_bytes("\ufeff".encode()), "empty"),
    "BOMs and blanks": (_bytes("\ufeff \ufeff\n".encode()), "empty"),
    "no-break spaces": (_bytes("\u00a0\u2003\u3000\n".encode()), "empty"),
    "invisible only": (_bytes("\u200b\u200d\u2060\u00ad\n".encode()), "empty"),
    "NUL": (_bytes(b"\x00"), "binary"),
    "NUL in a text": (_bytes("Сүт\x00 сусын.".encode()), "binary"),
    "PNG": (_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), "binary"),
    "ZIP": (_bytes(b"PK\x03\x04\x14\x00\x00\x00\x08\x00"), "binary"),
    "PDF": (_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), ":2: is not UTF-8"),
    "gzip": (_bytes(b"\x1f\x8b\x08\x08abc"), ":1: is not UTF-8"),
    "UTF-16 LE with BOM": (_bytes("\ufeff".encode("utf-16-le") + KK.encode("utf-16-le")), "binary"),
    "UTF-16 BE with BOM": (_bytes(KK.encode("utf-16-be")), "binary"),
    "UTF-16 without ASCII": (_bytes("Сүт".encode("utf-16")), ":1: is not UTF-8"),
    "UTF-32": (_bytes(KK.encode("utf-32")), "binary"),
    "Latin-1": (_bytes("Crème brûlée.".encode("latin-1")), ":1: is not UTF-8"),
    "windows-1251": (_bytes("Ол суда ериді.\n".encode("cp1251")), ":1: is not UTF-8"),
    "KOI8-R on line 3": (_bytes(b"a\nb\n" + "вода".encode("koi8-r")), ":3: is not UTF-8"),
    "a lone surrogate": (_bytes(b"ab\n\xed\xa0\x80cd"), ":2: is not UTF-8"),
    "a surrogate pair": (_bytes(b"\xed\xa0\xbd\xed\xb8\x80"), ":1: is not UTF-8"),
    "overlong": (_bytes(b"\xc0\xaf"), ":1: is not UTF-8"),
    "beyond Unicode": (_bytes(b"\xf4\x90\x80\x80"), ":1: is not UTF-8"),
    "cut inside a letter": (_bytes("Сүт".encode()[:-1]), ":1: is not UTF-8"),
    "a stray continuation": (_bytes(b"abc\x80"), ":1: is not UTF-8"),
    "50 MB of nothing": (_sparse(50_000_000), "50 MB"),
    "50 MB of text": (_large, "50 MB"),
    "a hundred gigabytes": (_sparse(100_000_000_000), "100000 MB"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_text_that_cannot_be_read_is_refused(case: str, tmp_path: Path, data: Path) -> None:
    make, words = REFUSED[case]
    path = tmp_path / "text.kk.txt"
    make(path)
    with unchanged(data):
        done = run("extract", path, "-l", "kk", "--save", data=data)
    refused(done, ExitCode.INPUT, "text.kk.txt", words)


def test_an_endless_file_is_stopped_at_the_limit(tmp_path: Path) -> None:
    done = run("extract", "/dev/zero", "-l", "kk", data=tmp_path)
    refused(done, ExitCode.INPUT, "/dev/zero", "20 MB")


def test_a_text_without_permission_is_named(open_folder: Path) -> None:
    path = open_folder / "secret.txt"
    path.write_text(KK, encoding="utf-8")
    path.chmod(0)
    done = as_stranger("extract", path, "-l", "kk", data=open_folder / "data")
    refused(done, ExitCode.INPUT, "secret.txt", "permission")


_HOSTILE = "\x1b[2J\x1b]0;title\x07\x1b]52;c;aGk=\x07\x9b31m\x90q\x9c\x08\x7f\r\u202eтүс\u2066"
STRANGE: dict[str, str] = {
    "BOM before the text": "\ufeff" + KK,
    "CR line ends": KK.replace(". ", ".\r"),
    "CRLF line ends": KK.replace(". ", ".\r\n"),
    "decomposed letters": unicodedata.normalize("NFD", KK),
    "zero-width joiners": "\u200d".join(KK),
    "zero-width blanks": "\u200b".join(KK),
    "soft hyphens": "\u00ad".join(KK),
    "no-break blanks": KK.replace(" ", "\u00a0"),
    "line and paragraph separators": KK.replace(". ", ".\u2028") + "\u2029",
    "terminal escapes": KK.replace("суда", f"су{_HOSTILE}да") + _HOSTILE,
    "every control character": "".join(map(chr, range(1, 32))) + KK + "\x7f\x80\x9f",
    "right to left": "\u202eאבג\u202c " + KK,
    "punctuation only": "… — !? «» ;:,.. (((((( ]]] ।॥",
    "digits only": "1 2,5 3.5 — 7 10^9 1e309 -5 ٣ ५",
    "a long number": "Салмағы " + "9" * 5_000 + " мкг/л.",
    "a long fraction": "Салмағы 1," + "3" * 5_000 + " мкг/л.",
    "an impossible power": "Салмағы 10^" + "9" * 400 + " мкг/л.",
    "one long line": "сүт және су, " * 4_000,
    "one long word": "ә" * 60_000,
    "many empty lines": "\n" * 50_000 + KK,
    "open brackets": "(" * 5_000 + KK,
    "nested brackets": "(" * 800 + "су" + ")" * 800,
    "open quotation marks": "«" * 5_000 + KK,
    "many dashes": "сүт — " * 3_000,
    "many colons": "сүт: " * 3_000,
    "many commas": "су" + "," * 20_000,
    "many dots": "су" + "." * 20_000,
    "many bars": "| су " * 3_000,
    "a wide table": "\n".join("| a | b |" for _ in range(800)),
    "deep headings": "#" * 5_000 + " Сүт\n" + KK,
    "many headings": "# Сүт\n" * 800,
    "combining marks only": "\u0301" * 5_000,
    "a letter under many marks": "а" + "\u0301" * 5_000 + " " + KK,
    "emoji families": "👨‍👩‍👧‍👦🏳️‍🌈" * 500,
    "private use": "\ue000\U000f0000\U0010fffd" * 100,
    "not characters": "\ufffe\uffff\U0001ffff" * 100,
    "replacement characters": "\ufffd" * 1_000,
    "markup": "<script>alert(1)</script> {{c1::су}} [sound:a.mp3] " + KK,
    "format signs": "%s%n{0}{subject}{{value}}\\1\\g<0>$1 " + KK,
    "spreadsheet formulas": '=HYPERLINK("http://x";"y") +1+1 @SUM(A1) ' + KK,
    "another alphabet": "水は水素と酸素の化合物である。ماء",
    "mixed look-alikes": "Cүт суда epiдi.",
}


SAVED = ("a long number", "one long line", "open brackets", "nested brackets", "format signs")
ACTING = ("terminal escapes", "every control character", "right to left", "markup")


@pytest.mark.parametrize(
    ("case", "save"),
    [*((case, False) for case in STRANGE), *((case, True) for case in (*ACTING, *SAVED))],
)
def test_a_strange_text_is_read_without_harm(
    case: str, save: bool, tmp_path: Path, data: Path
) -> None:
    path = tmp_path / "strange.txt"
    path.write_bytes(STRANGE[case].encode("utf-8"))
    text = path.read_bytes().decode("utf-8")
    done = run("extract", path, "-l", "kk", *(["--save"] if save else ["--json"]), data=data)
    assert done.code == 0, done
    assert "Traceback" not in done.err
    if not save:
        for fact in json.loads(done.out):
            for span in fact["spans"]:
                assert text[span["start"] : span["end"]] == span["quote"]
        return
    harmless(done.out + done.err)
    for command in (["facts"], ["cards"]) if case in ACTING else ():
        shown = run(*command, data=data)
        assert shown.code == 0, shown.err
        harmless(shown.out + shown.err)
