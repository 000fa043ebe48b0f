"""Keys of other alphabets, modifiers that mean nothing, and everything without a letter."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.keys import _character_to_key

from quizgen.language import load_books
from quizgen.tui.app import QuizApp
from quizgen.tui.keys import aliases, key_name, keymap
from quizgen.tui.screens.help import HelpScreen
from quizgen.tui.screens.home import HomeScreen
from quizgen.tui.screens.language import LanguageScreen
from quizgen.tui.screens.quiz import QuizScreen
from quizgen.tui.widgets.answer import AnswerInput, word_left, word_right
from quizgen.tui.widgets.ratings import Ratings
from quizgen.tui.widgets.rows import RowList
from tests.tui.play import playing, press, rows, settle, words
from tests.tui.samples import FACTS, sample_services

TABLES = [book.settings.keys for book in load_books(FACTS).values()]
ALIASES = aliases(TABLES)


def test_key_names_are_textuals_own() -> None:
    sent = {key for keys in ALIASES.values() for key in keys} | set('abcxyz0189"?,./;:-+_@№')
    assert {key: key_name(key) for key in sent} == {key: _character_to_key(key) for key in sent}


def test_kazakh_hindi_and_russian_keyboards_are_known() -> None:
    assert {'"', "१"} <= set(ALIASES["1"])
    assert {"ә", "२"} <= set(ALIASES["2"])
    assert {"і", "३"} <= set(ALIASES["3"])
    assert {"ң", "४"} <= set(ALIASES["4"])
    assert "г" in ALIASES["u"]


def test_no_key_of_another_layout_means_two_things() -> None:
    names = [key for keys in keymap(ALIASES).values() for key in keys.split(",")]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("place", [1, 2, 3])
@pytest.mark.parametrize("layout", range(3))
async def test_an_option_is_chosen_by_the_digit_of_any_layout(
    tmp_path: Path, place: int, layout: int
) -> None:
    keys = [key_name(key) for key in (str(place), *ALIASES[str(place)])]
    async with playing(sample_services(tmp_path, "en")) as pilot:
        await press(pilot, "2", keys[layout % len(keys)])
        assert pilot.app.screen.query_one(Ratings).display
        options = pilot.app.screen.query_one("#options", RowList)
        assert options.texts[place - 1].label in ("✓", "✗")
        assert [text.label for text in options.texts if text.label.strip()].count("✓") == 1
        assert any(options.texts[place - 1].text in row for row in rows(pilot))


@pytest.mark.parametrize("key", ["u", *(key_name(key) for key in ALIASES["u"]), "f2", "ctrl+z"])
async def test_undo_by_any_of_its_keys(tmp_path: Path, key: str) -> None:
    async with playing(sample_services(tmp_path, "en")) as pilot:
        await press(pilot, "2", "1")
        assert pilot.app.screen.query_one(Ratings).display
        await press(pilot, key)
        assert not pilot.app.screen.query_one(Ratings).display


@pytest.mark.parametrize("key", ["ctrl+1", "alt+1", "ctrl+alt+u", "alt+u", "super+enter", "ctrl+b"])
async def test_unknown_modifiers_do_nothing(tmp_path: Path, key: str) -> None:
    async with playing(sample_services(tmp_path, "en")) as pilot:
        before = rows(pilot)
        await press(pilot, key)
        assert rows(pilot) == before
        await press(pilot, "2")
        asked = rows(pilot)
        await press(pilot, key)
        assert rows(pilot) == asked


async def test_modifiers_write_nothing_into_an_answer(tmp_path: Path) -> None:
    async with playing(sample_services(tmp_path, "en")) as pilot:
        await press(pilot, "f2", "a", "alt+b", "ctrl+alt+c", "shift+d")
        assert pilot.app.screen.query_one(AnswerInput).value in ("a", "ad", "aD")


async def test_a_whole_session_by_arrows_and_enter_alone(tmp_path: Path) -> None:
    async with playing(sample_services(tmp_path, "en")) as pilot:
        await press(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, QuizScreen)
        await press(pilot, "down", "up", "enter", "enter")
        assert "of 1 card" in words(pilot)
        await press(pilot, "escape")
        assert "1 answer today" in words(pilot)


async def test_items_are_ordered_by_arrows_and_enter(tmp_path: Path) -> None:
    async with playing(sample_services(tmp_path, "en")) as pilot:
        await press(pilot, "3", "1", "enter")
        assert "Put the steps" in words(pilot)
        for _ in range(3):
            await press(pilot, "enter")
        await press(pilot, "backspace", "enter", "enter")
        assert pilot.app.screen.query_one(Ratings).display


def test_words_end_at_blanks_not_at_vowel_signs() -> None:
    text = "हाथ-पैर में झुनझुनी"
    assert text[word_left(text, len(text)) :] == "झुनझुनी"
    assert text[: word_right(text, 0)] == "हाथ-पैर "
    assert word_left(text, 0) == 0
    assert word_right(text, len(text)) == len(text)


@pytest.mark.parametrize(
    ("keys", "left"),
    [
        (("ctrl+w",), "हाथ-पैर में "),
        (("ctrl+w", "ctrl+w"), "हाथ-पैर "),
        (("home", "ctrl+right", "ctrl+w"), "में झुनझुनी"),
        (("ctrl+left", "ctrl+f"), "हाथ-पैर में "),
    ],
)
async def test_editing_hindi_by_words(tmp_path: Path, keys: tuple[str, ...], left: str) -> None:
    async with playing(sample_services(tmp_path, "hi")) as pilot:
        await press(pilot, "f2", "text:हाथ-पैर में झुनझुनी", *keys)
        assert pilot.app.screen.query_one(AnswerInput).value == left


@pytest.mark.parametrize(
    ("keys", "left", "place"),
    [
        (("left",), "झुनझुनी", 5),
        (("left", "left"), "झुनझुनी", 3),
        (("left", "delete"), "झुनझु", 5),
        (("home", "right"), "झुनझुनी", 2),
        (("home", "right", "right", "delete"), "झुननी", 3),
        (("shift+left", "backspace"), "झुनझु", 5),
        (("backspace",), "झुनझुन", 6),  # a slip in a sign is mended by the sign
    ],
)
async def test_editing_hindi_by_letters(
    tmp_path: Path, keys: tuple[str, ...], left: str, place: int
) -> None:
    async with playing(sample_services(tmp_path, "hi")) as pilot:
        await press(pilot, "f2", "text:झुनझुनी", *keys)
        line = pilot.app.screen.query_one(AnswerInput)
        assert (line.value, line.cursor_position) == (left, place)


async def test_the_cursor_stands_on_a_whole_letter(tmp_path: Path) -> None:
    async with playing(sample_services(tmp_path, "hi")) as pilot:
        await press(pilot, "f2")
        line = pilot.app.screen.query_one(AnswerInput)
        assert next(s.text for s in line.render_line(0)) == " ", "before what is to be written"
        await press(pilot, "text:झुनझुनी", "home")
        letters = [segment.text for segment in line.render_line(0)]
        assert letters[:2] == ["झु", "नझुनी"]


async def test_what_is_pasted_is_cleaned(tmp_path: Path) -> None:
    async with playing(sample_services(tmp_path, "en")) as pilot:
        await press(pilot, "f2", "text:a\x1b[31m\u202eb")
        assert pilot.app.screen.query_one(AnswerInput).value == "a[31mb"


async def test_the_mouse_is_enough(tmp_path: Path) -> None:
    async with playing(sample_services(tmp_path, "en")) as pilot:
        place = next(y for y, row in enumerate(rows(pilot)) if "Chemistry" in row)
        await pilot.click(offset=(12, place))
        await press(pilot)
        assert isinstance(pilot.app.screen, QuizScreen)
        place = next(y for y, row in enumerate(rows(pilot)) if "in ether" in row)
        await pilot.click(offset=(12, place))
        await press(pilot)
        assert "Right" in words(pilot)
        place = next(y for y, row in enumerate(rows(pilot)) if "Easy" in row)
        await pilot.click(offset=(12, place))
        await press(pilot)
        assert "1 of 1 card" in words(pilot)


async def test_a_key_pressed_twice_leaves_one_screen(tmp_path: Path) -> None:
    services = replace(sample_services(tmp_path, "en"), preferences=None)
    app = QuizApp(services, marks_known=True)
    async with app.run_test(size=(80, 24)) as pilot:
        first, help_ = app.screen, HelpScreen(())
        assert isinstance(first, LanguageScreen)
        first.action_keep()
        first.action_keep()
        await settle(pilot)
        home = app.screen
        assert type(home) is HomeScreen
        await app.push_screen(help_)
        help_.action_back()
        help_.action_back()
        await settle(pilot)
        assert app.screen is home


async def test_a_session_ended_before_an_answer_says_so(tmp_path: Path) -> None:
    async with playing(sample_services(tmp_path, "en")) as pilot:
        await press(pilot, "2", "f9")
        assert "Nothing was answered." in words(pilot)
        assert "Nothing to ask here" not in words(pilot)
