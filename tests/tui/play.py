"""Playing the app in a test: start it, press, read its rows."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from quizgen.tui.app import QuizApp
from quizgen.tui.screens.trouble import TroubleScreen
from quizgen.tui.services import Services


@asynccontextmanager
async def playing(
    services: Services, size: tuple[int, int] = (80, 30), *, known: bool = False
) -> AsyncIterator["Pilot[None]"]:
    """The app, its desk open."""
    app = QuizApp(services, marks_known=known)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield pilot


async def settle(pilot: "Pilot[None]") -> None:
    """Wait until workers are done and what they brought is drawn; cursors stand still."""
    app = pilot.app
    assert isinstance(app, QuizApp)
    await pilot.pause()
    # The desk is opened only after the first paint: no worker yet does not mean none to come.
    for _ in range(400):
        if app.desk is not None or isinstance(app.screen, TroubleScreen):
            break
        await pilot.pause(0.025)
    while any(not worker.is_finished for worker in pilot.app.workers):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
    for line in pilot.app.screen.query(Input):
        line.cursor_blink = False
    await pilot.pause()


async def press(pilot: "Pilot[None]", *keys: str) -> None:
    """Press keys one by one; ``text:…`` types, which ``pilot.press`` cannot with vowel signs."""
    for key in keys:
        if key.startswith("text:"):
            focused = pilot.app.screen.focused
            assert focused is not None
            focused.post_message(events.Paste(key.removeprefix("text:")))
            await pilot.pause()
        else:
            await pilot.press(key)
        await settle(pilot)


def rows(pilot: "Pilot[None]") -> list[str]:
    """What stands in each row of the screen."""
    strips = pilot.app.screen._compositor.render_strips()
    return [strip.text.rstrip() for strip in strips]


def words(pilot: "Pilot[None]") -> str:
    """The whole screen as one line of words."""
    return " ".join(" ".join(rows(pilot)).replace("▌", " ").split())


async def home(pilot: "Pilot[None]") -> None:
    """Back to the first screen; a session left behind is forgotten."""
    app = pilot.app
    assert isinstance(app, QuizApp)
    while len(app.screen_stack) > 1:
        await press(pilot, "escape")
    app.waiting = None
    await press(pilot, "home")
