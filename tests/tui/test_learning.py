"""What a learner does and sees, key by key."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from quizgen.model import Card, Rating
from quizgen.tui.app import QuizApp
from quizgen.tui.preferences import Preferences
from quizgen.tui.screens.home import HomeScreen
from quizgen.tui.screens.page import Body
from quizgen.tui.screens.quiz import QuizScreen
from quizgen.tui.screens.result import ResultScreen
from quizgen.tui.services import Desk, Services
from tests.tui.play import playing, press, rows, settle, words
from tests.tui.samples import NOON, Clock, sample_cards, sample_desk, sample_services

FAR = {"kk": "терезе", "hi": "खिड़की", "en": "window"}  # no answer to any of the samples


def met(folder: Path, cards: Sequence[Card], language: str = "en", **more: object) -> Services:
    """Services over a desk with just ``cards``, each answered ten minutes ago and due now."""

    def desk(_: Preferences) -> Desk:
        opened = sample_desk(folder, cards)
        for card in cards:
            opened.study.answer(card.key, Rating.AGAIN, NOON - 600_000)
        return opened

    return sample_services(folder, language, open_desk=desk, **more)  # type: ignore[arg-type]


def of(language: str, form: str) -> Card:
    return next(c for c in sample_cards() if (c.language, c.form) == (language, form))


def wordy(card: Card) -> Card:
    """The card with an explanation that fills no small screen."""
    return msgspec.structs.replace(card, explanation=" ".join([card.explanation] * 25))


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
@pytest.mark.parametrize("language", ["kk", "hi", "en"])
@pytest.mark.parametrize("form", ["typed", "choice"])
async def test_question_verdict_and_ratings_stay_in_view(
    tmp_path: Path, language: str, size: tuple[int, int], form: str
) -> None:
    card = wordy(of(language, form))
    services = met(tmp_path, [card], language)
    async with playing(services, size, known=True) as pilot:
        await press(
            pilot, "enter", *([f"text:{FAR[language]}", "enter"] if form == "typed" else ["1"])
        )
        tr = QuizApp(services).voice.tr
        seen = words(pilot)
        assert " ".join(card.question.split()) in seen
        assert any(tr(verdict) in seen for verdict in ("Right", "Not this time"))
        assert card.answer in seen
        for rating in ("Again", "Hard", "Good", "Easy"):
            assert tr(rating) in seen
        told = pilot.app.screen.query_one("#told", Body)
        if told.max_scroll_y:
            assert tr("PgDn: more below") in seen
            for _ in range(30):
                await pilot.press("pagedown")
            await settle(pilot)
            assert tr("PgDn: more below") not in words(pilot)
            assert " ".join(card.question.split()) in words(pilot)
        else:
            assert size == (120, 40), "all of it is in view"


async def test_what_differs_is_marked_and_said(tmp_path: Path) -> None:
    async with playing(met(tmp_path, [of("en", "typed")])) as pilot:
        await press(pilot, "enter", "text:tinglng", "enter")
        seen = words(pilot)
        assert "You wrote: tinglng" in seen
        assert "“i” is missing" in seen


async def test_a_key_without_effect_says_why(tmp_path: Path) -> None:
    async with playing(met(tmp_path, [of("en", "typed")])) as pilot:
        await press(pilot, "enter", "f5")
        assert "Answer first." in words(pilot)
        await press(pilot, "f2")
        assert "Nothing to undo." in words(pilot)
        await press(pilot, "text:tingling", "enter")
        assert "Nothing to undo." not in words(pilot)
        await press(pilot, "f5")
        assert "It already counts as right." in words(pilot)
        await press(pilot, "f6")
        assert "It is already accepted." in words(pilot)
        await press(pilot, "f3")
        assert "Nothing to redo." in words(pilot)


async def test_an_empty_answer_is_asked_again_and_leaves_no_trace(tmp_path: Path) -> None:
    async with playing(met(tmp_path, [of("en", "typed")])) as pilot:
        await press(pilot, "enter", "enter")
        assert "nothing was counted" in words(pilot)
        await press(pilot, "text:tingling", "enter")
        assert "nothing was counted" not in words(pilot)


async def test_what_is_done_in_the_text_is_undone_before_the_answer(tmp_path: Path) -> None:
    card = of("en", "typed")
    async with playing(met(tmp_path, [card])) as pilot:
        app = pilot.app
        assert isinstance(app, QuizApp)
        assert app.desk is not None
        study = app.desk.study
        before = study.state(card.key)
        await press(pilot, "enter", "text:tingling", "enter")
        answered = study.state(card.key)
        await press(pilot, "f7", "f5")
        assert study.state(card.key).suspended
        await press(pilot, "escape", "f2")
        assert study.state(card.key) == answered
        assert "Undone: the change made to this card" in words(pilot)
        await press(pilot, "f2")
        assert study.state(card.key) == before
        assert "Type the answer" in words(pilot)


async def test_putting_off_twice_is_one_thing_to_undo(tmp_path: Path) -> None:
    card = of("en", "typed")
    async with playing(met(tmp_path, [card])) as pilot:
        app = pilot.app
        assert isinstance(app, QuizApp)
        assert app.desk is not None
        study = app.desk.study
        before = study.state(card.key)
        await press(pilot, "f2", "enter", "f7", "f7")
        assert "put off until tomorrow" in words(pilot)
        await press(pilot, "f2", "f2")
        assert study.state(card.key) == before
        assert "Nothing to undo." in words(pilot)


async def test_a_card_is_moved_to_another_day_and_back(tmp_path: Path) -> None:
    card = of("en", "typed")
    async with playing(met(tmp_path, [card])) as pilot:
        await press(pilot, "f2", "enter", "f9", "4")
        assert "comes back in 7 days" in words(pilot)
        await press(pilot, "f2")
        assert "due now" in words(pilot)


async def test_a_new_card_has_no_day(tmp_path: Path) -> None:
    async with playing(sample_services(tmp_path, "en")) as pilot:
        await press(pilot, "f2", "enter", "f9")
        assert "A new card has no day yet" in words(pilot)


async def test_a_session_waits_only_where_something_was_answered(tmp_path: Path) -> None:
    async with playing(sample_services(tmp_path, "en")) as pilot:
        await press(pilot, "enter", "1", "escape")
        assert "Go on with your session" in words(pilot)
        await press(pilot, "down", "down", "enter", "escape")
        assert "Go on with your session" in words(pilot)
        await press(pilot, "home", "enter")
        assert isinstance(pilot.app.screen, QuizScreen)
        await press(pilot, "f9", "escape")
        assert "Go on with your session" not in words(pilot)
        await press(pilot, "enter", "escape")
        assert "Go on with your session" not in words(pilot)


async def test_home_and_result_tell_the_same_time(tmp_path: Path) -> None:
    clock = Clock()
    async with playing(sample_services(tmp_path, "en", clock=clock)) as pilot:
        await press(pilot, "2")
        clock.now += 48_000
        await press(pilot, "1")
        clock.now += 24_000
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ResultScreen)
        assert "1 answer · 48 s answering · 1 min 12 s in all" in words(pilot)
        await press(pilot, "escape")
        assert "1 answer today · 48 s answering" in words(pilot)


async def test_a_session_by_minutes_shows_what_is_left_and_ends(tmp_path: Path) -> None:
    clock = Clock()
    services = sample_services(tmp_path, "en", clock=clock, cards=0, minutes=5)
    async with playing(services) as pilot:
        await press(pilot, "enter")
        assert "0 · 5:00" in words(pilot)
        clock.now += 65_000
        await press(pilot, "1")
        assert "1 · 3:55" in words(pilot)
        clock.now += 240_000
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ResultScreen)


async def test_escape_on_the_home_screen_asks_once_more(tmp_path: Path) -> None:
    async with playing(sample_services(tmp_path, "en")) as pilot:
        await press(pilot, "escape")
        assert pilot.app.is_running
        assert "Press Esc once more" in words(pilot)
        home = pilot.app.screen
        assert isinstance(home, HomeScreen)
        home._stay()
        await settle(pilot)
        assert "Press Esc once more" not in words(pilot)
        await press(pilot, "escape")
        await pilot.press("escape")
        assert pilot.app._exit


async def test_statistics_are_of_the_language_studied_or_of_any(tmp_path: Path) -> None:
    cards = [of("en", "typed"), of("kk", "typed"), of("kk", "cloze")]
    async with playing(met(tmp_path, cards)) as pilot:
        await press(pilot, "f3")
        assert "◂ ▸ English" in words(pilot)
        assert "1 due today" in words(pilot)
        await press(pilot, "right")
        assert "All languages" in words(pilot)
        assert "3 due today" in words(pilot)
        await press(pilot, "right")
        assert "Қазақша" in words(pilot)
        assert "2 due today" in words(pilot)
        await press(pilot, "escape")
        assert "◂ ▸ English" in words(pilot)


async def test_what_practice_accepts_stays_accepted(tmp_path: Path) -> None:
    card = of("en", "typed")
    async with playing(met(tmp_path, [card])) as pilot:
        app = pilot.app
        assert isinstance(app, QuizApp)
        assert app.desk is not None
        before = app.desk.study.state(card.key)
        await press(pilot, "f5", "2", "text:prickling", "enter", "f6")
        assert "accepted from now on" in words(pilot)
        assert app.desk.study.history.accepted(card.key) == ("prickling",)
        assert app.desk.study.state(card.key) == before
        await press(pilot, "f2")
        assert app.desk.study.history.accepted(card.key) == ()


async def test_an_order_says_what_stood_where(tmp_path: Path) -> None:
    card = of("en", "order")
    async with playing(met(tmp_path, [card])) as pilot:
        await press(pilot, "enter", "1", "2", "3", "enter")
        seen = words(pilot)
        for place, item in enumerate(card.choices, 1):
            assert any(f"{place} {mark} {item}" in seen for mark in "✓✗")
        assert "you had it at" in seen


async def test_nothing_found_says_where_to_look(tmp_path: Path) -> None:
    async with playing(sample_services(tmp_path, "en")) as pilot:
        await press(pilot, "f2", "text:zzzz")
        assert "Nothing found." in words(pilot)
        await press(pilot, "enter")
        assert "Nothing found." in words(pilot)


async def test_first_start_asks_in_the_language_the_cursor_stands_on(tmp_path: Path) -> None:
    services = replace(sample_services(tmp_path, "en"), preferences=None, locale="kk_KZ.UTF-8")
    async with playing(services) as pilot:
        assert "Бағдарлама қай тілде болсын?" in rows(pilot)[1]
        await press(pilot, "down", "down")
        assert "Which language" in rows(pilot)[1]
        assert "Choose Enter OK" in words(pilot)


async def test_what_is_recalled_names_each_key_at_each_moment(tmp_path: Path) -> None:
    card = of("kk", "qa")
    async with playing(met(tmp_path, [card], "kk")) as pilot:
        app = pilot.app
        assert isinstance(app, QuizApp)
        tr = app.voice.tr
        await press(pilot, "enter", "f7")
        assert f"Enter {tr('Show the answer')}" in words(pilot)
        assert tr("Answer first.") in words(pilot)
        await press(pilot, "enter")
        seen = words(pilot)
        assert tr("How well did you know it?") in seen
        assert f"Enter {tr('Rate')}" in seen
        assert f"F7 {tr('In the text')}" in seen
        assert tr("Answer first.") not in seen
        await press(pilot, "f5")
        assert tr("Say how well you knew it first.") in words(pilot)
        await press(pilot, "f7")
        assert tr("Not today") in words(pilot)
        await press(pilot, "f5", "escape")
        assert tr("How well did you know it?") in words(pilot)
        await press(pilot, "f2")  # what was done in the text; the answer stays in view
        assert tr("How well did you know it?") in words(pilot)
        assert app.desk is not None
        assert not app.desk.study.state(card.key).suspended
        await press(pilot, "4")
        assert isinstance(app.screen, ResultScreen)


async def test_a_question_answered_is_not_skipped(tmp_path: Path) -> None:
    async with playing(met(tmp_path, [of("en", "typed")])) as pilot:
        await press(pilot, "enter", "text:tingling", "enter", "f4")
        assert "You have already answered; F2 takes the answer back." in words(pilot)


async def test_an_order_names_what_enter_does(tmp_path: Path) -> None:
    async with playing(met(tmp_path, [of("en", "order")])) as pilot:
        await press(pilot, "enter")
        assert "Enter Place next" in words(pilot)
        await press(pilot, "enter", "enter", "enter")
        assert "Enter Answer" in words(pilot)
        await press(pilot, "backspace")
        assert "Enter Place next" in words(pilot)


async def test_what_was_undone_can_be_seen_to_be_redone(tmp_path: Path) -> None:
    async with playing(met(tmp_path, [of("en", "typed")])) as pilot:
        await press(pilot, "enter", "text:tingling", "enter")
        assert "F3 Redo" not in words(pilot)
        await press(pilot, "f2")
        assert "F3 Redo" in words(pilot)
        await press(pilot, "f3")
        assert "F3 Redo" not in words(pilot)
        assert "Right" in words(pilot)


def name(asked: str, answered: str) -> Card:
    known = {"kk": "тұз", "hi": "नमक", "en": "salt"}
    return Card(
        key=f"salt/name|{answered}|name-{asked}",
        fact="salt/name",
        language=answered,
        form="name",
        topic="chemistry",
        question=f"{known[asked]}?",
        answer=known[answered],
        question_language=asked,
    )


async def test_the_vocabulary_is_a_topic_of_its_own_everywhere(tmp_path: Path) -> None:
    cards = [of("en", "typed"), name("kk", "en"), name("en", "kk")]
    async with playing(met(tmp_path, cards)) as pilot:
        assert "All topics except names 1 due · 0 new · 1 card" in words(pilot)
        assert "Names 1 due · 0 new · 1 card" in words(pilot)
        await press(pilot, "f2")
        assert "2 cards · All topics and names" in words(pilot)
        await press(pilot, "escape", "f3")
        seen = words(pilot)
        assert "All topics and names" in seen
        assert "2 due today" in seen
        for _ in range(20):
            await press(pilot, "pagedown")
        seen = words(pilot)
        assert "Names cards met: 1 of 1 · 1 due today" in seen
        assert "Deficiency cards met: 1 of 1 · 1 due today" in seen
        assert "Chemistry" not in seen
        await press(pilot, "escape", "f5")
        assert "All topics except names · English" in words(pilot)
        await press(pilot, "escape", "3")
        assert "Names · English" in rows(pilot)[0] + rows(pilot)[1]
        assert "What is “тұз” called in English?" in words(pilot)
        await press(pilot, "text:sand", "enter", "f9")
        seen = words(pilot)
        assert "0/1" in seen
        assert "Names" in seen
        assert "What is “тұз” called in English?" in seen


async def test_filters_keep_their_places(tmp_path: Path) -> None:
    async with playing(sample_services(tmp_path, "hi"), (60, 20)) as pilot:
        await press(pilot, "f2")
        tr = QuizApp(sample_services(tmp_path, "hi")).voice
        for name_ in ("हिन्दी", "English", tr.tr("All languages"), "Қазақша"):
            seen = rows(pilot)
            (place,) = [n for n, row in enumerate(seen) if row.strip() == name_]
            assert tr.all_topics(names=True) in seen[place + 1]
            await press(pilot, "f5")


async def test_a_fact_in_its_text_is_translated_and_says_what_stands_above(tmp_path: Path) -> None:
    card = of("en", "typed")
    assert card.evidence is not None
    async with playing(met(tmp_path, [card]), (60, 20)) as pilot:
        await press(pilot, "f2", "enter")
        seen = words(pilot)
        assert f"{card.evidence.quote} {card.evidence.translation}" in seen


async def test_a_text_scrolled_says_what_stands_above(tmp_path: Path) -> None:
    card = wordy(of("en", "choice"))
    async with playing(sample_services(tmp_path, "en"), (60, 20)) as pilot:
        await press(pilot, "f1")
        assert "PgDn: more below" in words(pilot)
        await press(pilot, "pagedown")
        assert "PgUp" in words(pilot)
        for _ in range(9):
            await press(pilot, "pagedown")
        assert "PgUp: more above" in words(pilot)
        for _ in range(9):
            await press(pilot, "pageup")
        assert "PgUp" not in words(pilot).replace("PgUp, PgDn Scroll", "")
    assert card.explanation


async def test_the_palette_has_all_that_can_be_done(tmp_path: Path) -> None:
    async with playing(sample_services(tmp_path, "en")) as pilot:
        await press(pilot, "enter", "ctrl+p")
        seen = words(pilot)
        for command in ("Enter Answer", "F4 Skip", "F8 Pause", "F9 End the session"):
            assert command in seen
        await press(pilot, "text:see the result", "enter")
        assert isinstance(pilot.app.screen, ResultScreen)


async def test_what_is_undone_in_the_text_is_redone_there(tmp_path: Path) -> None:
    card = of("en", "typed")
    async with playing(met(tmp_path, [card])) as pilot:
        app = pilot.app
        assert isinstance(app, QuizApp)
        assert app.desk is not None
        study = app.desk.study
        await press(pilot, "f2", "enter", "f3")
        assert "Nothing to redo." in words(pilot)
        await press(pilot, "f5")
        done = study.state(card.key)
        await press(pilot, "f2")
        assert "F3 Redo" in words(pilot)
        await press(pilot, "f3")
        assert study.state(card.key) == done
        assert "F3 Redo" not in words(pilot)
        await press(pilot, "f2", "f7", "f3")
        assert "Nothing to redo." in words(pilot)


async def test_keys_of_a_fact_are_those_that_change_something(tmp_path: Path) -> None:
    async with playing(sample_services(tmp_path, "en")) as pilot:
        await press(pilot, "f2", "enter", "f6")
        seen = words(pilot)
        assert "That changes nothing here." in seen
        assert "Make new" not in seen
        await press(pilot, "f7")
        seen = words(pilot)
        assert "put off until tomorrow" in seen
        assert "F7" not in seen


async def test_a_word_stands_in_a_row_for_each_language(tmp_path: Path) -> None:
    told = ("English: salt", "हिन्दी: नमक", "Қазақша: тұз")
    card = msgspec.structs.replace(name("en", "hi"), explanation=" · ".join(told))
    async with playing(met(tmp_path, [card], "hi")) as pilot:
        await press(pilot, "2", "text:नमक", "enter")
        seen = [row.strip() for row in rows(pilot)]
        assert all(line in seen for line in told)


async def test_practice_says_how_much_there_is_of_each_kind(tmp_path: Path) -> None:
    cards = [of("en", "typed"), of("en", "truefalse"), of("kk", "typed")]

    def desk(_: Preferences) -> Desk:
        opened = sample_desk(tmp_path, cards)
        opened.study.answer(cards[0].key, Rating.AGAIN, NOON - 600_000)
        opened.study.answer(cards[2].key, Rating.AGAIN, NOON - 600_000)
        return opened

    async with playing(sample_services(tmp_path, "en", open_desk=desk)) as pilot:
        await press(pilot, "f5")
        seen = words(pilot)
        assert "Missed today 1 card" in seen
        assert "Seen before, due or not 1 card" in seen
        assert "Not seen yet 1 card" in seen
