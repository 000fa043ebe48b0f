"""The deck definition: data that is checked, and a language that is one file more."""

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from quizgen.anki import Ledger, load_definition, plan, write_packages
from quizgen.errors import DataFileError
from quizgen.knowledge import decks_folder
from quizgen.model import Card
from tests.anki import engine, sample
from tests.anki.build import NOW


@pytest.fixture
def decks(tmp_path: Path) -> Path:
    """A copy of the project's deck definition."""
    folder = tmp_path / "decks"
    source = decks_folder()
    folder.mkdir()
    shutil.copy(source / "decks.toml", folder)
    for part in ("languages", "templates"):
        shutil.copytree(source / part, folder / part)
    return folder


def mend(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_literal_ids_have_not_moved() -> None:
    """Written down once, at the first version: whoever changes one forks everybody's notes."""
    types = sample.definition().note_types
    assert {key: note_type.id for key, note_type in types.items()} == {
        "question|kk": 1795021300201,
        "cloze|kk": 1795021300202,
        "name|kk": 1795021300203,
        "question|hi": 1795021300301,
        "cloze|hi": 1795021300302,
        "name|hi": 1795021300303,
        "question|en": 1795021300101,
        "cloze|en": 1795021300102,
        "name|en": 1795021300103,
    }
    firsts = {"question": 781265010101, "cloze": 781265010201, "name": 781265010301}
    counts = {"question": 16, "cloze": 15, "name": 12}
    for key, note_type in types.items():
        kind = key.split("|")[0]
        ids = [field.id for field in note_type.fields]
        assert ids == list(range(firsts[kind], firsts[kind] + counts[kind]))
        assert [one.id for one in note_type.templates] == [firsts[kind] + 10_000]


def test_a_new_language_is_one_file_and_gets_its_decks_and_package(
    decks: Path, tmp_path: Path
) -> None:
    text = (decks / "languages" / "en.toml").read_text(encoding="utf-8")
    for old, new in (
        ('code = "en"', 'code = "xx"'),
        ('name = "English"', 'name = "Xish"'),
        ("17950213001", "17950213009"),
        ('"Chemistry"', '"Xemistry"'),
        ("Also right", "Alxo right"),
    ):
        assert old in text
        text = text.replace(old, new)
    (decks / "languages" / "xx.toml").write_text(text, encoding="utf-8")
    cards = [
        replace(card, key=card.key.replace("|en|", "|xx|"), language="xx")
        for card in sample.cards(("en",), names=False)
    ]
    made = plan(
        [*sample.cards(), *cards],
        load_definition(decks),
        Ledger(),
        NOW,
        pictures={**sample.PICTURES, "molecule.xx": b"<svg/>"},
    )
    report = write_packages(made, tmp_path)
    assert "b12-xx.apkg" in {package.path.name for package in report.packages}
    with engine.collection(tmp_path) as col:
        assert engine.counts(engine.put_in(col, tmp_path / "b12-xx.apkg")) == {"new": 3}
        assert "B12::Xish::Xemistry" in engine.cards_by_deck(col)
        note = engine.note(col, "goat-milk/b12-content|xx|typed")
        assert "Alxo right" in note.cards()[0].answer()
        assert 'lang="xx"' in note.cards()[0].question()


def test_a_card_in_a_language_without_a_file_names_the_file_to_add() -> None:
    card = replace(sample.cards()[0], language="yy")
    with pytest.raises(DataFileError, match=r"yy\.toml"):
        plan([card], sample.definition(), Ledger(), NOW)


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("decks.toml", 'root = "B12"', 'root = "B12', r"decks\.toml:\d+"),
        ("decks.toml", 'names_root = "', 'names_rot = "', "`names_root` is missing"),
        ("decks.toml", 'cards = "all"', 'cards = "some"', r"decks\.toml"),
        ("decks.toml", 'sort = "Text"', 'sort = "Lost"', "no field `Lost`"),
        ("decks.toml", 'front = "name.front.html"', 'front = "lost.html"', "no template"),
        ("languages/kk.toml", 'code = "kk"', 'code = "qq"', "its code is `qq`"),
        ("languages/kk.toml", "1795021300201", "1795021300101", "is taken by question|"),
        ("languages/kk.toml", "question = 1795021300201", "", "no id for `question`"),
        ("languages/kk.toml", "also = ", "alzo = ", r"kk\.toml: \[labels\] has no `also`"),
        ("languages/kk.toml", "[topics]", "[topix]", r"kk\.toml"),
    ],
)
def test_a_damaged_definition_is_named(
    decks: Path, file: str, old: str, new: str, says: str
) -> None:
    mend(decks / file, old, new)
    with pytest.raises(DataFileError, match=says):
        load_definition(decks)


def test_a_topic_without_a_word_names_language_and_topic(decks: Path) -> None:
    mend(decks / "languages" / "kk.toml", 'chemistry = "', 'alchemy = "')
    with pytest.raises(DataFileError, match=r"kk\.toml: \[topics\] has no `chemistry`"):
        plan(sample.cards(), load_definition(decks), Ledger(), NOW, pictures=sample.PICTURES)


def test_missing_templates_are_named(decks: Path) -> None:
    shutil.rmtree(decks / "templates")
    with pytest.raises(DataFileError, match="templates"):
        load_definition(decks)
    (decks / "templates").mkdir()
    with pytest.raises(DataFileError, match="holds no template"):
        load_definition(decks)


def own(name: str, codes: tuple[str, ...] = ("kk", "en")) -> list[Card]:
    """Cards of a text that the person brought."""
    return [
        replace(card, key=f"{name}:{card.key}", namespace=name, picture="")
        for card in sample.cards(codes)
    ]


@pytest.mark.parametrize(
    ("name", "file", "deck"),
    [
        ("my-text", "own-my-text.apkg", "quizgen::my-text::"),
        (
            "../../Менің: мәтінім.txt",
            "own-Менің--мәтінім.apkg",
            "quizgen::../../Менің: мәтінім.txt::",
        ),
        ('a::b "c"', "own-a-b--c.apkg", "quizgen::a-b 'c'::"),
    ],
)
def test_ones_own_texts_go_into_a_deck_and_a_package_of_their_own(
    tmp_path: Path, name: str, file: str, deck: str
) -> None:
    made = plan(own(name), sample.definition(), Ledger(), NOW)
    report = write_packages(made, tmp_path / "out")
    assert [package.path.name for package in report.packages] == [file]
    assert [path.name for path in (tmp_path / "out").iterdir()] == [file]
    with engine.collection(tmp_path) as col:
        assert engine.counts(engine.put_in(col, report.packages[0].path)) == {"new": 8}
        assert {d.startswith(deck) for d in engine.cards_by_deck(col)} == {True}
        assert all(not tag.startswith("b12::") for tag in col.tags.all())


def test_a_drawing_by_the_languages_name_or_by_its_own(tmp_path: Path) -> None:
    made = plan(
        sample.cards(("kk",)), sample.definition(), Ledger(), NOW, pictures={"molecule": b"<svg/>"}
    )
    report = write_packages(made, tmp_path)
    assert [package.media for package in report.packages if package.path.stem == "b12-kk"] == [1]
