"""User stories as pictures: each screen, as a learner comes to it, in three languages.

After a change that is meant: look at ``snapshot_report.html``, then
``pytest tests/tui/test_stories.py --snapshot-update``.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from quizgen.model import Rating
from quizgen.tui.app import QuizApp
from quizgen.tui.marks import widen
from quizgen.tui.preferences import Preferences
from quizgen.tui.services import Desk
from tests.tui.play import press, settle
from tests.tui.samples import NOON, sample_cards, sample_desk, sample_services, studied
from tests.tui.stories import STORIES

Compare = Callable[..., bool]
NEAR = {"en": "tinglng", "kk": "шаншұ", "hi": "झुनझनी"}
STUDIED = ("home", "statistics", "fact", "day", "browse")
SHOWN = [
    *(("en", story) for story in STORIES),
    *(("hi", story) for story in STORIES),
    *(("kk", story) for story in STORIES if story not in ("choice", "pause", "palette")),
]


def play(folder: Path, language: str, story: str = "", **preferences: object) -> QuizApp:
    """The app over the samples, with weeks of study behind it where the story wants them."""

    def desk(_: Preferences) -> Desk:
        opened = sample_desk(folder)
        if story in STUDIED:
            studied(opened.study, sample_cards()[:6])
        return opened

    services = sample_services(folder, language, open_desk=desk, **preferences)
    return QuizApp(services, marks_known=False)


def pressing(keys: tuple[str, ...]) -> Callable[["Pilot[None]"], object]:
    """What the learner does before the picture is taken."""

    async def before(pilot: "Pilot[None]") -> None:
        await settle(pilot)
        await press(pilot, *keys)

    return before


@pytest.mark.usefixtures("rich_table")
@pytest.mark.parametrize(("language", "story"), SHOWN)
def test_story(tmp_path: Path, snap_compare: Compare, language: str, story: str) -> None:
    app = play(tmp_path, language, story)
    assert snap_compare(app, terminal_size=(80, 32), run_before=pressing(STORIES[story]))


@pytest.mark.usefixtures("rich_table")
@pytest.mark.parametrize("story", ["home", "verdict", "fact", "result"])
def test_hindi_where_a_vowel_sign_takes_a_cell(
    tmp_path: Path, snap_compare: Compare, story: str
) -> None:
    widen()
    app = play(tmp_path, "hi", story)
    app.marks_known = True
    assert snap_compare(app, terminal_size=(80, 32), run_before=pressing(STORIES[story]))


@pytest.mark.usefixtures("rich_table")
@pytest.mark.parametrize("language", ["kk", "hi"])
def test_the_smallest_terminal(tmp_path: Path, snap_compare: Compare, language: str) -> None:
    app = play(tmp_path, language)
    assert snap_compare(app, terminal_size=(60, 20), run_before=pressing(STORIES["verdict"]))


@pytest.mark.usefixtures("rich_table")
def test_by_daylight(tmp_path: Path, snap_compare: Compare) -> None:
    app = play(tmp_path, "en", theme="light")
    assert snap_compare(app, terminal_size=(80, 32), run_before=pressing(STORIES["verdict"]))


@pytest.mark.usefixtures("rich_table")
def test_without_colour(
    tmp_path: Path, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = play(tmp_path, "en")
    assert app.no_color
    assert snap_compare(app, terminal_size=(80, 32), run_before=pressing(STORIES["verdict"]))


@pytest.mark.usefixtures("rich_table")
@pytest.mark.parametrize("language", NEAR)
def test_a_near_miss_is_told_in_words(tmp_path: Path, snap_compare: Compare, language: str) -> None:
    def desk(_: Preferences) -> Desk:
        opened = sample_desk(tmp_path)
        met = next(c for c in opened.cards if c.form == "typed" and c.language == language)
        opened.study.answer(met.key, Rating.AGAIN, NOON - 600_000)
        return opened

    app = QuizApp(sample_services(tmp_path, language, open_desk=desk))
    keys = ("enter", f"text:{NEAR[language]}", "enter")
    assert snap_compare(app, terminal_size=(80, 32), run_before=pressing(keys))


@pytest.mark.usefixtures("rich_table")
def test_first_start(tmp_path: Path, snap_compare: Compare) -> None:
    app = QuizApp(sample_services(tmp_path, None))
    assert snap_compare(app, terminal_size=(80, 32), run_before=pressing(()))
