"""The project's own cards, all of them, through the real engine."""

import re
from html import unescape
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
import regex

from quizgen.anki import Ledger, load_ledger, plan, write_packages
from quizgen.anki.definition import load_definition
from quizgen.flow.library import Library, open_library
from quizgen.flow.packages import drawings
from quizgen.knowledge import decks_folder
from tests.anki import engine
from tests.anki.build import NOW
from tests.anki.test_structure import TROUBLE


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return open_library(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def folder(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = plan(
        library.shipped_cards,
        load_definition(decks_folder()),
        Ledger(),
        NOW,
        texts={source: library.text(source) for source in library.knowledge.sources},
        pictures=drawings(library),
    )
    out = tmp_path_factory.mktemp("decks")
    write_packages(made, out)
    return out


def test_every_card_renders_and_gives_nothing_away(
    library: Library, folder: Path, tmp_path: Path
) -> None:
    cards = {card.key: card for card in library.shipped_cards}
    leaks = []
    with engine.collection(tmp_path) as col:
        log = engine.put_in(col, folder / "b12.apkg")
        assert set(engine.counts(log)) == {"new"}
        for identity in col.db.list("select id from cards"):
            shown = col.get_card(identity)
            question, answer = shown.question(), shown.answer()
            assert not [sign for sign in TROUBLE if sign in question + answer]
            card = cards[shown.note().guid]
            known = normalize("NFC", card.answer)
            if regex.search(rf"(?<!\w){regex.escape(known)}(?!\w)", words(question)):
                leaks.append(card.key)
            assert known in words(answer), card.key
        assert col.fix_integrity() == ("Database rebuilt and optimized.", True)
        assert list(col.get_empty_cards().notes) == []
        media = col.media.check()
        assert (list(media.missing), list(media.unused)) == ([], [])
    assert leaks == []


def test_every_typed_answer_equals_itself(folder: Path, tmp_path: Path) -> None:
    with engine.collection(tmp_path) as col:
        engine.put_in(col, folder / "b12.apkg")
        for identity in col.find_notes("Typed:_*"):
            typed = col.get_note(identity)["Typed"]
            html = col.compare_answer(typed, unescape(typed))
            assert unescape(html) == (
                f"<code id=typeans><span class=typeGood>{unescape(typed)}</span></code>"
            )


def test_every_package_has_each_topic_in_its_language(folder: Path, tmp_path: Path) -> None:
    definition = load_definition(decks_folder())
    for code, words_of in definition.languages.items():
        with engine.collection(tmp_path, code) as col:
            engine.put_in(col, folder / f"b12-{code}.apkg")
            decks = set(engine.cards_by_deck(col))
            root = f"{definition.root}::{words_of.name}"
            assert decks == {f"{root}::{topic}" for topic in words_of.topics.values()}


def test_the_packages_in_git_are_what_a_build_makes(library: Library, tmp_path: Path) -> None:
    decks = decks_folder()
    made = plan(
        library.shipped_cards,
        load_definition(decks),
        load_ledger(decks / "ledger.json"),
        NOW,
        texts={source: library.text(source) for source in library.knowledge.sources},
        pictures=drawings(library),
    )
    assert (made.new, made.changed, made.gone, made.types_changed) == ((), (), (), ())
    report = write_packages(made, tmp_path)
    for package in report.packages:
        built = decks / package.path.name
        assert members(built) == members(package.path), built.name
    assert {path.name for path in decks.glob("b12*.apkg")} == {p.path.name for p in report.packages}


def members(path: Path) -> list[Any]:
    """What a package holds, however this machine's zlib packs it."""
    import zipfile

    with zipfile.ZipFile(path) as archive:
        return [(info.filename, info.file_size, info.CRC) for info in archive.infolist()]


def words(html: str) -> str:
    """What a reader sees of a side."""
    return unescape(re.sub(r"<style>.*?</style>|<[^>]*>", "", html, flags=re.DOTALL))
