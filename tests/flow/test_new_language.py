"""A language is data: the pages of ``docs/adding-a-language.md``, followed to the letter."""

import asyncio
import shutil
import zipfile
from pathlib import Path

import pytest
import regex
from click.testing import CliRunner

from quizgen.flow.build import Built, build
from quizgen.flow.library import Library
from quizgen.flow.packages import plan_shipped, write
from quizgen.model import Card

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "adding-a-language.md"
FILES = ("language", "lexicon", "phrasing", "facts", "translations", "errata")
CATALOGUE = """
msgid ""
msgstr ""
"Language: eo\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Study material, not medical advice."
msgstr "Lernmaterialo, ne medicina konsilo."
"""
NOW = 1_795_262_400


def add_language(root: Path) -> None:
    """Write the files that the page tells to write."""
    folder = root / "facts" / "languages" / "eo"
    folder.mkdir()
    examples = regex.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), regex.DOTALL)
    for name, content in zip(FILES, examples, strict=True):
        (folder / f"{name}.toml").write_text(content, encoding="utf-8")
    (folder / "messages.po").write_text(CATALOGUE, encoding="utf-8")
    decks = root / "decks" / "languages"
    words = (decks / "en.toml").read_text(encoding="utf-8")
    words = regex.sub(r"(?m)^code = .*", 'code = "eo"', words)
    words = regex.sub(r'(?m)^name = "English".*', 'name = "Esperanto"', words)
    words = regex.sub(r"17950213(\d{5})", r"17950999\1", words)
    (decks / "eo.toml").write_text(words, encoding="utf-8")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the data, with the language added."""
    root = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "facts", root / "facts")
    shutil.copytree(ROOT / "decks", root / "decks", ignore=shutil.ignore_patterns("*.apkg"))
    return root


@pytest.fixture(scope="module")
def before(checkout: Path) -> list[Card]:
    return build(checkout / "facts").cards


@pytest.fixture(scope="module")
def after(checkout: Path, before: list[Card]) -> Built:
    assert before
    add_language(checkout)
    return build(checkout / "facts")


def test_it_gets_its_cards(after: Built) -> None:
    cards = {card.key: card for card in after.cards}
    milk = cards["goat-milk/b12-content|eo|typed"]
    assert milk.question == "Kiom da vitamino B12 enhavas kaprina lakto?"
    assert milk.answer == "0,3 µg/L"
    assert len(milk.choices) == 3
    assert cards["vitamin-b12/only-vitamin-with/cobalt|eo|typed"].answer == "B12"
    assert cards["cobalt/name|eo|name-hi"].answer == "kobalto"
    assert cards["cobalt/name|hi|name-eo"].question == "Kiel nomiĝas “kobalto” en la hindia lingvo?"


def test_the_cards_of_the_other_languages_stay(before: list[Card], after: Built) -> None:
    codes = ("kk", "hi", "en")
    shared = [c for c in before if c.language in codes and c.question_language in ("", *codes)]
    kept = {c.key: c for c in after.cards}
    assert [kept.get(c.key) and kept[c.key].answer for c in shared] == [c.answer for c in shared]


def test_its_letters_and_figures_pass_the_lint(after: Built) -> None:
    rules = {finding.rule for finding in after.findings if "|eo|" in finding.card}
    # What the page leaves for later: the rest of the translations and notes.
    assert rules <= {"quote-not-translated", "erratum-without-note"}


def test_what_is_still_to_be_named_is_said(after: Built) -> None:
    missing = {f.card for f in after.findings if f.rule == "language-missing" and f.words == "eo"}
    assert "b12-deficiency/symptom/headache" in missing
    assert "goat-milk/b12-content" not in missing


def test_it_gets_its_deck(checkout: Path, after: Built, tmp_path: Path) -> None:
    assert after.cards
    library = Library(checkout / "facts", checkout / "decks", tmp_path / "data")
    write(plan_shipped(library, NOW, languages=("eo",)), tmp_path)
    package = tmp_path / "b12-eo.apkg"
    assert zipfile.is_zipfile(package)


def test_its_quiz_speaks_it(
    checkout: Path, after: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert after.cards
    monkeypatch.setattr("quizgen.knowledge.paths._PACKAGE", checkout / "quizgen")
    from quizgen.cli.main import cli

    run = CliRunner().invoke(
        cli,
        ["--data-dir", str(tmp_path), "quiz", "--plain", "--language", "eo", "--topic", "sources"],
        input="0,3 µg/L\n",
    )
    assert "kaprina lakto" in run.output.lower()


def test_its_screens_speak_it(
    checkout: Path, after: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert after.cards
    monkeypatch.setattr("quizgen.knowledge.paths._PACKAGE", checkout / "quizgen")
    monkeypatch.setenv("LC_ALL", "eo.UTF-8")
    from quizgen.tui.app import QuizApp
    from quizgen.tui.start import services_over

    async def first_start() -> str:
        app = QuizApp(services_over(tmp_path))
        async with app.run_test(size=(100, 40)) as pilot:
            await pilot.pause()
            listed = app.export_screenshot()
            await pilot.press("enter")
            await pilot.pause()
            return listed + app.export_screenshot()

    drawn = asyncio.run(first_start()).replace("&#160;", " ")
    assert "Esperanto" in drawn
    assert "Lernmaterialo, ne medicina konsilo." in drawn
