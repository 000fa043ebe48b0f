"""Wrong words on the command line, and no terminal: one line, exit code 2, nothing touched."""

from pathlib import Path

import pytest

from quizgen.errors import ExitCode
from tests.faults.tools import refused, run, run_alone, unchanged

# words → what the message must hold. NOTE stands for a text that is in order.
WRONG: dict[str, str] = {
    "quiz3": "quiz3",
    "Quiz": "Quiz",
    "--quiz": "--quiz",
    "--language": "--language",
    "--data-dir": "--data-dir",
    "--marks 2 facts": "--marks",
    "--marks": "--marks",
    "quiz --languages kk": "--languages",
    "quiz --plain --language": "--language",
    "quiz --plain --language xx": "xx",
    "quiz --plain --language KK": "KK",
    "quiz --plain --language kk,hi": "kk,hi",
    "quiz --plain --language ../languages/kk": "../languages/kk",
    "quiz --plain --ask-in xx": "xx",
    "quiz --plain --topic weather": "weather",
    "quiz --plain --topic Chemistry": "Chemistry",
    "quiz --plain --mode fast": "--mode",
    "quiz --plain --cards -1": "--cards",
    "quiz --plain --cards ten": "--cards",
    "quiz --plain --cards 1.5": "--cards",
    "quiz --plain --cards 1e3": "--cards",
    "quiz --plain --cards": "--cards",
    "quiz --plain --minutes -5": "--minutes",
    "quiz --plain --minutes ∞": "--minutes",
    "quiz --plain now": "now",
    "quiz": "terminal",
    "quiz --language kk": "terminal",
    "quiz --topic chemistry": "terminal",
    "extract": "FILE",
    "extract NOTE": "--language",
    "extract NOTE --language": "--language",
    "extract NOTE -l xx": "xx",
    "extract NOTE -l ../kk": "../kk",
    "extract NOTE -l ../../facts/rules/kk": "kk",
    "extract NOTE -l common": "common",
    "extract NOTE NOTE -l kk": "NOTE",
    "extract NOTE -l kk --saved": "--saved",
    "extract NOTE -l kk --title": "--title",
    "extract NOTE -l kk --jsn": "--jsn",
    "facts --topic weather": "weather",
    "facts --topic": "--topic",
    "facts --language kk": "--language",
    "facts list": "list",
    "facts show": "ID",
    "facts show nothing/of-this": "nothing/of-this",
    "facts show a b": "b",
    "facts show ../../etc/passwd": "../../etc/passwd",
    "facts show %s%n{0}": "%s%n{0}",
    "cards --language xx": "xx",
    "cards --language ../languages/en": "../languages/en",
    "cards --language .": ".",
    "cards --topic weather": "weather",
    "cards all": "all",
    "build now": "now",
    "build --forced": "--forced",
    "check it": "it",
    "check --fix": "--fix",
    "export --language xx": "xx",
    "export --language ../hi": "../hi",
    "export --output NOTE": "NOTE",
    "export --output": "--output",
    "export all": "all",
    "push --language xx": "xx",
    "push --address": "--address",
    "push somewhere": "somewhere",
    "sources add NOTE": "add",
    "sources remove": "ID",
    "sources remove nothing.txt": "nothing.txt",
    "sources remove cyanocobalamin.kk.txt": "shipped",
    "sources remove ../note.txt": "../note.txt",
    "history": "export, import",
    "history expor": "expor",
    "history import": "FILE",
    "history import NOTE NOTE": "NOTE",
    "history export NOTE NOTE": "NOTE",
    "backup NOTE": "NOTE",
    "restore NOTE NOTE": "NOTE",
    "stats --jsn": "--jsn",
    "stats all": "all",
    "optimize --now": "--now",
    "": "terminal",
}


@pytest.mark.parametrize("words", WRONG)
def test_wrong_words_are_said_in_one_line(words: str, note: Path, data: Path) -> None:
    arguments = words.replace("NOTE", str(note)).split()
    with unchanged(data):
        done = run(*arguments, data=data)
    expected = WRONG[words].replace("NOTE", str(note))
    refused(done, ExitCode.USAGE, expected)


@pytest.mark.parametrize(
    "word", ["\x1b[2J", "\x1b]0;title\x07", "a\nb", "\u202ekk", "\x9b31m", "é" * 900]
)
@pytest.mark.parametrize("command", ["facts show", "quiz --plain -l", "cards -t", "sources remove"])
def test_no_word_of_the_command_line_commands_the_terminal(
    command: str, word: str, data: Path
) -> None:
    with unchanged(data):
        refused(run(*command.split(), word, data=data), ExitCode.USAGE)


@pytest.mark.parametrize(
    "address",
    [
        "nowhere",
        "http://",
        "ftp://127.0.0.1",
        "http://127.0.0.1:99999",
        "http://127.0.0.1:1",
        "http://[::1",
        "file:///etc/passwd",
    ],
)
def test_an_address_without_anki_is_said(address: str, data: Path, tmp_path: Path) -> None:
    with unchanged(data):
        done = run("push", "--dry-run", "--address", address, "-o", tmp_path / "out", data=data)
    refused(done, ExitCode(done.code), address.removeprefix("http://").removesuffix("/"))
    assert done.code in (ExitCode.ANKI, ExitCode.USAGE)


@pytest.mark.parametrize(
    "environment", [{}, {"TERM": "dumb"}, {"TERM": ""}, {"COLUMNS": "1", "LINES": "1"}]
)
@pytest.mark.parametrize("arguments", [[], ["quiz"]])
def test_without_a_terminal_it_says_so(
    arguments: list[str], environment: dict[str, str], tmp_path: Path
) -> None:
    done = run_alone(
        *arguments, environment={"QUIZGEN_DATA": str(tmp_path / "data"), **environment}
    )
    refused(done, ExitCode.USAGE, "terminal", "quizgen --help")
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    "line",
    ["", "\n", "\x1b[A\n", "/nothing\n", "/quit\n", "\xff\n", "ә" * 20_000 + "\n", "\r\n\x00\n"],
)
def test_odd_lines_end_a_quiz_in_peace(line: str, data: Path) -> None:
    done = run("quiz", "--plain", "-l", "en", stdin=line.encode("latin-1", "replace"), data=data)
    assert done.code == 0, done
    assert done.err == ""


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{",
        "[]",
        "7",
        '"a"',
        "{}",
        '{"answer": null}',
        '{"answer": []}',
        '{"answer": 5}',
        '{"command": "dance"}',
        '{"command": []}',
        '{"command": {}}',
        "[" * 100_000,
        '{"answer": "' + "a" * 50_000 + '"}',
        '{"answer": "\\ud800"}',
        '{"command": "undo"}',
        '{"command": "skip"}',
        '{"answer": "\\u001b[2J"}',
        '{"answer": NaN}',
        "\xff",
    ],
)
def test_odd_objects_end_a_driven_quiz_in_peace(line: str, data: Path) -> None:
    stdin = line.encode("latin-1", "replace") + b'\n{"command": "quit"}\n'
    done = run("quiz", "--plain", "--json", "-l", "en", "--cards", "3", stdin=stdin, data=data)
    assert done.code == 0, done
    assert done.err == ""
