"""Each command as a person and as a program uses it: data on standard output, in exact shapes."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quizgen.cli.main import COMMANDS
from quizgen.study.interchange import COLUMNS
from tests.faults.tools import REPOSITORY, Run, run

GROUPS = {"facts": ["show"], "sources": ["remove"], "history": ["export", "import"]}
EVERY = [[], *([c] for c in COMMANDS), *([g, c] for g, under in GROUPS.items() for c in under)]
FACT = {
    "id", "topic", "subject", "relation", "affirmed", "value", "source", "language", "spans",
    "rule", "statements", "erratum",
}  # fmt: skip
CARD = {
    "key", "fact", "language", "form", "question", "answer", "accepted", "choices", "explanation",
    "quote", "source", "erratum",
}  # fmt: skip
VALUES = {
    "concept": {"kind", "id"},
    "quantity": {"kind", "number", "low", "high", "op", "unit", "unit_inherited"},
    "formula": {"kind", "text", "printed"},
    "text": {"kind", "text"},
}


def done(*words: object, data: Path, stdin: bytes = b"") -> Run:
    """A run that must succeed."""
    result = run(*words, data=data, stdin=stdin)
    assert result.code == 0, result
    return result


def parsed(*words: object, data: Path) -> Any:
    """What a run prints as JSON, with nothing else on standard output."""
    result = done(*words, data=data)
    assert result.err == ""
    assert result.out.endswith("\n")
    return json.loads(result.out)


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_every_command_has_help_and_every_option_says_what_it_does(
    words: list[str], tmp_path: Path
) -> None:
    result = done(*words, "--help", data=tmp_path)
    assert result.out.startswith(f"Usage: quizgen {' '.join(words)}".rstrip())
    assert result.err == ""
    assert not any(tmp_path.iterdir())
    options = result.out.partition("Options:\n")[2].splitlines()
    for line in options:
        if line.startswith("  -") and "  " not in line.strip():
            following = options[options.index(line) + 1]
            assert following.startswith("      "), f"{line} is not explained"


def test_the_version_is_said(tmp_path: Path) -> None:
    assert done("--version", data=tmp_path).out.startswith("quizgen, version ")


def check_fact(fact: dict[str, Any], text: str) -> None:
    """Exactly the keys that are promised, each of its type, and grounded in the text."""
    assert fact.keys() == FACT
    assert isinstance(fact["affirmed"], bool)
    assert fact["erratum"] is None or isinstance(fact["erratum"], str)
    value = fact["value"]
    assert value.keys() == VALUES[value["kind"]]
    if value["kind"] == "quantity":
        assert value["op"] in ("=", ">", "<", "~", "range")
        assert isinstance(value["unit_inherited"], bool)
    assert fact["spans"]
    for span in fact["spans"]:
        assert span.keys() == {"role", "start", "end", "quote"}
        assert text[span["start"] : span["end"]] == span["quote"] != ""
    assert all(isinstance(said, str) and said for said in fact["statements"].values())


def test_facts_are_printed_whole(data: Path) -> None:
    facts = parsed("facts", "--json", data=data)
    own = (data.parent / "note.txt").exists()
    assert not own
    texts = {
        path.name: path.read_bytes().decode("utf-8")
        for path in (REPOSITORY / "facts/sources").glob("*.txt")
    }
    shipped = [fact for fact in facts if fact["source"] in texts]
    assert len(shipped) > 120
    for fact in shipped:
        check_fact(fact, texts[fact["source"]])
        assert set(fact["statements"]) == {"en", "hi", "kk"}
    kinds = {fact["value"]["kind"] for fact in shipped}
    assert {"concept", "quantity", "formula"} <= kinds


@pytest.mark.parametrize("topic", ["chemistry", "sources", "deficiency", "role"])
def test_facts_and_cards_of_a_topic(topic: str, data: Path) -> None:
    facts = parsed("facts", "--topic", topic, "--json", data=data)
    assert {fact["topic"] for fact in facts} == {topic}
    listed = done("facts", "-t", topic, data=data)
    assert listed.err == f"{len(facts)} facts\n"
    assert all(fact["id"] in listed.out for fact in facts)
    cards = parsed("cards", "--topic", topic, "--json", data=data)
    assert {c["fact"] for c in cards if c["form"] != "name"} <= {f["id"] for f in facts}


def test_one_fact_is_shown_with_every_span(data: Path) -> None:
    fact = parsed("facts", "--json", data=data)[0]
    assert fact in parsed("facts", "show", fact["id"], "--json", data=data)
    shown = done("facts", "show", fact["id"], data=data).out
    for span in fact["spans"]:
        assert f"{span['start']}–{span['end']}" in shown
    for said in fact["statements"].values():
        assert said in shown


@pytest.mark.parametrize("language", ["kk", "hi", "en"])
def test_cards_of_a_language(language: str, data: Path) -> None:
    cards = parsed("cards", "--language", language, "--json", data=data)
    assert len(cards) > 100
    for card in cards:
        assert card.keys() == CARD
        assert card["language"] == language
        assert card["key"].split("|")[-2] == language
        assert isinstance(card["accepted"], list)
        assert isinstance(card["choices"], list)
    assert len({card["key"] for card in cards}) == len(cards)
    table = done("cards", "-l", language, data=data)
    assert table.err == f"{len(cards)} cards\n"
    assert all(card["key"] in table.out for card in cards)


def test_extracting_prints_facts_and_coverage_and_changes_nothing(
    data: Path, tmp_path: Path
) -> None:
    text = "Мырыш — минерал. Ол суда ерімейді.\nБұл туралы кейін айтамыз.\n"
    path = tmp_path / "other.txt"
    path.write_text(text, encoding="utf-8")
    before = {p.name: p.read_bytes() for p in data.iterdir()}
    facts = parsed("extract", path, "--language", "kk", "--json", data=data)
    assert len(facts) == 2
    for fact in facts:
        check_fact(fact, text)
    shown = done("extract", path, "-l", "kk", data=data).out
    assert "2 facts from 2 of 3" in shown
    assert "other.txt:1:" in shown
    assert "2:1" in shown.partition("Without facts:")[2]
    assert {p.name: p.read_bytes() for p in data.iterdir()} == before


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("ТЕМІР, Fe — химиялық элемент. Темір суда ерімейді.\n", "Темір"),
        ("Мырыш туралы\n\nМырыш — минерал. Ол суда ерімейді.\n", "Мырыш туралы"),
        ("Бүгін ештеңе болған жоқ.\n", "my"),
    ],
)
def test_a_text_without_a_title_is_called_by_its_heading_or_headword(
    data: Path, tmp_path: Path, text: str, title: str
) -> None:
    path = tmp_path / "my.txt"
    path.write_text(text, encoding="utf-8")
    saved = done("extract", path, "-l", "kk", "--save", data=data)
    assert f"Its title on cards: {title} (another one: --title)\n" in saved.err
    assert f"{title}" in done("sources", data=data).out


def test_an_edited_text_is_updated_its_lost_facts_retired_and_its_history_kept(
    data: Path, tmp_path: Path
) -> None:
    path = tmp_path / "my.txt"
    path.write_text("Мырыш — минерал. Ол суда ерімейді. Ол спиртте ериді.\n", encoding="utf-8")
    saved = done("extract", path, "-l", "kk", "--save", "--title", "Менің мәтінім", data=data)
    assert saved.err == (
        "Saved my.txt: 3 new, 0 changed, 0 unchanged, 0 retired.\n"
        "Study it: quizgen quiz --source my.txt\n"
    )
    of_it = parsed("cards", "--source", "my.txt", "--json", data=data)
    assert of_it
    assert {card["source"] for card in of_it} == {"my.txt"}
    assert len(parsed("facts", "--source", "my.txt", "--json", data=data)) == 3
    asked = done("quiz", "--source", "my.txt", "-l", "kk", "--json", data=data).out.splitlines()
    assert json.loads(asked[0])
    reviewed = [c["key"] for c in parsed("cards", "--json", data=data) if "my.txt:" in c["key"]]
    assert reviewed
    reviews = tmp_path / "reviews.csv"
    rows = [f"{key},17000000{n:05},3,1,900\n" for n, key in enumerate(reviewed)]
    reviews.write_text(",".join(COLUMNS) + "\n" + "".join(rows), encoding="utf-8")
    assert f"Reviews added: {len(rows)}," in done("history", "import", reviews, data=data).err

    path.write_text("Мырыш — минерал. Ол суда ериді.\n", encoding="utf-8")
    again = done("extract", path, "-l", "kk", "--save", data=data)
    assert again.err == (
        "Saved my.txt: 0 new, 1 changed, 1 unchanged, 1 retired.\n"
        "Its title on cards: Менің мәтінім (another one: --title)\n"
    )
    facts = [f for f in parsed("facts", "--json", data=data) if f["source"] == "my.txt"]
    assert [f["affirmed"] for f in facts] == [True, True]
    assert not [k for k in keys_of(data) if "my.txt:" in k and "alcohol" in k]

    same = done("extract", path, "-l", "kk", "--save", data=data)
    assert same.err.startswith("Saved my.txt: 0 new, 0 changed, 2 unchanged, 0 retired.\n")

    rows_out = list(csv.DictReader(io.StringIO(done("history", "export", data=data).out)))
    assert set(reviewed) <= {row["card_id"] for row in rows_out}

    removed = done("sources", "remove", "my.txt", data=data)
    assert removed.err == "Removed my.txt with 2 facts; its history is kept.\n"
    assert not [key for key in keys_of(data) if "my.txt:" in key]
    after = list(csv.DictReader(io.StringIO(done("history", "export", data=data).out)))
    assert after == rows_out

    path.write_text("Мырыш — минерал. Ол суда ерімейді. Ол спиртте ериді.\n", encoding="utf-8")
    assert "3 new" in done("extract", path, "-l", "kk", "--save", data=data).err
    assert set(reviewed) <= set(keys_of(data))


def keys_of(data: Path) -> list[str]:
    return [card["key"] for card in parsed("cards", "--json", data=data)]


def test_a_text_with_the_name_of_a_shipped_one_is_refused(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "cyanocobalamin.kk.txt"
    path.write_text("Мырыш — минерал.\n", encoding="utf-8")
    result = run("extract", path, "-l", "kk", "--save", data=data)
    assert result.code == 2
    assert "shipped" in result.message


def test_sources_are_listed(data: Path) -> None:
    rows = parsed("sources", "--json", data=data)
    for row in rows:
        assert row.keys() == {"id", "language", "title", "attribution", "facts", "own"}
    assert [row["id"] for row in rows if row["own"]] == ["note.txt"]
    assert len([row for row in rows if not row["own"]]) == 2
    listed = done("sources", data=data).out.splitlines()
    assert len(listed) == len(rows)


def test_building_again_has_nothing_to_do(data: Path, shipped: Path) -> None:
    before = {p: p.stat().st_mtime_ns for p in (shipped / "facts").iterdir()}
    result = done("build", data=data)
    assert result.out == ""
    assert result.err == "Facts and cards are up to date.\n"
    assert {p: p.stat().st_mtime_ns for p in (shipped / "facts").iterdir()} == before


def test_building_by_force_changes_no_byte(data: Path, shipped: Path) -> None:
    names = ("facts.json", "cards.jsonl")
    before = {name: (shipped / "facts" / name).read_bytes() for name in names}
    result = done("build", "--force", data=data)
    assert result.out == ""
    assert "nothing changed" in result.err
    assert {name: (shipped / "facts" / name).read_bytes() for name in names} == before


def test_checking_prints_findings_as_objects(data: Path) -> None:
    result = run("check", "--json", data=data)
    findings = json.loads(result.out)
    assert result.code == (1 if findings else 0)
    assert all(finding.keys() == {"card", "rule", "words"} for finding in findings)


def test_exporting_writes_the_packages_and_says_what_is_in_them(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = done("export", "--output", out, data=data)
    packages = sorted(path.name for path in out.glob("*.apkg"))
    assert {"b12-kk.apkg", "b12-hi.apkg", "b12-en.apkg", "b12.apkg"} <= set(packages)
    assert "own-note.apkg" in packages
    for name in packages:
        assert name in result.out
    before = {path: path.read_bytes() for path in out.iterdir()}
    done("export", "--output", out, "--quiet", data=data)
    assert {path: path.read_bytes() for path in out.iterdir()} == before
    one = tmp_path / "one"
    done("export", "-l", "hi", "-o", one, data=data)
    assert "b12-hi.apkg" in [path.name for path in one.iterdir()]
    assert "b12-kk.apkg" not in [path.name for path in one.iterdir()]


def test_history_goes_out_and_comes_back(data: Path, tmp_path: Path) -> None:
    result = done("history", "export", data=data)
    rows = list(csv.DictReader(io.StringIO(result.out)))
    assert tuple(rows[0]) == COLUMNS
    assert result.err == "Reviews exported: 1.\n"
    path = tmp_path / "out.csv"
    filed = done("history", "export", path, data=data)
    assert filed.out == ""
    assert path.read_text(encoding="utf-8") == result.out
    elsewhere = tmp_path / "elsewhere"
    assert "Reviews added: 1," in done("history", "import", path, data=elsewhere).err
    again = done("history", "import", path, data=elsewhere)
    assert "Reviews added: 0," in again.err
    assert "Known already: 1." in again.err


def test_a_backup_is_made_listed_and_restored(data: Path) -> None:
    made = Path(done("backup", data=data).out.strip())
    assert made.is_file()
    assert made.parent == data / "backups"
    assert str(made) in done("restore", data=data).out
    result = done("restore", made, data=data)
    assert result.out == ""
    assert str(made) in result.err
    assert str(made) in done("restore", made.name, data=data).err  # its bare name will do


def test_statistics_are_printed(data: Path) -> None:
    found = parsed("stats", "--json", data=data)
    assert found["reviews"] == 1
    assert "Reviews     1, " in done("stats", data=data).out


def test_optimizing_says_when_there_is_too_little(data: Path) -> None:
    result = run("optimize", data=data)
    if result.code == 0:
        assert "Too few reviews" in result.out
    else:
        assert "optimize" in result.message


def answers(question: dict[str, Any]) -> str:
    return json.dumps({"answer": "1" if question["choices"] else "?"})


def test_a_quiz_is_driven_by_another_program(data: Path) -> None:
    words = ["quiz", "--plain", "--json", "--language", "hi", "--cards", "2"]
    result = done(*words, data=data, stdin=b'{"answer": "1"}\n' * 30)
    lines = [json.loads(line) for line in result.out.splitlines()]
    assert result.err == ""
    questions = [line for line in lines if "kind" in line]
    verdicts = [line for line in lines if "verdict" in line]
    assert questions
    assert verdicts
    for line in questions:
        assert line.keys() == {"card", "kind", "language", "question", "choices", "remaining"}
        assert line["language"] == "hi"
    for line in verdicts:
        assert line.keys() == {
            "card", "verdict", "rating", "answer", "explanation", "source", "due",
        }  # fmt: skip
        if line["rating"] is not None:
            assert line["source"]["quote"]


@pytest.mark.parametrize("language", ["kk", "hi", "en"])
def test_a_plain_quiz_asks_and_shows_the_sentence_with_its_place(language: str, data: Path) -> None:
    words = ["quiz", "--plain", "--language", language, "--topic", "chemistry", "--mode", "preview"]
    result = done(*words, data=data, stdin=b"1\n" * 3)
    assert result.err == ""
    assert ".txt" in result.out
    assert "\x1b" not in result.out


@pytest.mark.parametrize(
    "spell", [lambda d: ("--data-dir", str(d)), lambda d: (f"--data-dir={d}",)], ids=["two", "one"]
)
def test_the_data_folder_is_where_it_is_told_to_be(
    spell: Callable[[Path], tuple[str, ...]], note: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "a folder of my own"
    result = run(*spell(folder), "extract", note, "-l", "kk", "--save")
    assert result.code == 0, result
    assert (folder / "own-facts.json").exists()


def test_the_data_folder_may_come_from_the_environment(
    note: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZGEN_DATA", str(tmp_path / "from the environment"))
    assert run("extract", note, "-l", "kk", "--save").code == 0
    assert (tmp_path / "from the environment/own-facts.json").exists()
