"""A damaged rule file is refused with its name and line."""

from pathlib import Path

import pytest

from quizgen.errors import DataFileError
from quizgen.extract import load_rules
from quizgen.knowledge import facts_folder, load_knowledge

RELATIONS = load_knowledge(facts_folder()).relations
HEAD = 'language = "xx"\n\n'


def rule(text: str) -> str:
    return f'{HEAD}[[rule]]\nid = "one"\nrelation = "contains"\n{text}\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{HEAD}[[rule]\n", r"xx\.toml:3"),
        (rule("match = '(?:unclosed'"), r"xx\.toml:4.*one"),
        (rule("match = '{nowhere} x'"), r"xx\.toml:4.*nowhere"),
        (rule("match = 'x'\ncolour = 3"), r"xx\.toml.*colour"),
        (rule("match = 'x'\nunder = 'none'"), r"xx\.toml:4.*unknown scope none"),
        (rule("on = 'later'\ntake = 'count'"), r"xx\.toml:4.*later"),
        (rule("match = 'x'").replace("contains", "holds"), r"xx\.toml:4.*unknown relation holds"),
        (rule("match = 'x'") + rule("match = 'y'")[len(HEAD) :], r"xx\.toml:4.*twice"),
        ("language = 3\n", r"xx\.toml.*language"),
    ],
)
def test_damage_is_named(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "xx.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError, match=said) as caught:
        load_rules(tmp_path, "xx", RELATIONS)
    assert "\n" not in str(caught.value)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="missing"):
        load_rules(tmp_path, "yy", RELATIONS)


@pytest.mark.parametrize("language", ["kk", "hi", "en"])
def test_the_shipped_files_load(language: str) -> None:
    rules = load_rules(facts_folder() / "rules", language, RELATIONS)
    assert rules.language == language


@pytest.mark.parametrize("language", ["kk", "hi", "en"])
def test_no_rule_quotes_a_sentence(language: str) -> None:
    text = (facts_folder() / "rules" / f"{language}.toml").read_text(encoding="utf-8")
    for source in (facts_folder() / "sources").glob("*.txt"):
        if source.name.endswith(".facts.txt"):
            continue
        words = source.read_text(encoding="utf-8").split()
        runs = {" ".join(words[i : i + 6]) for i in range(len(words) - 5)}
        assert [run for run in runs if run in text] == []
