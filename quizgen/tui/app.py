"""QuizApp: themes, keys of other alphabets, messages; opens the desk after the first paint."""

import asyncio
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import App
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget

from quizgen.errors import QuizgenError
from quizgen.language.messages import load_messages
from quizgen.quiz.voice import Voice
from quizgen.tui.keys import aliases, keymap
from quizgen.tui.preferences import Preferences, guess_language
from quizgen.tui.screens.home import HomeScreen
from quizgen.tui.services import Desk, Play, Services
from quizgen.tui.theme import THEMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.quiz.agenda import Choice, Mode
    from quizgen.quiz.session import Session
    from quizgen.tui.preferences import Look
    from quizgen.tui.widgets.hints import Hint


class QuizApp(App[None]):
    """The program on the screen. What it needs comes in ``services``; it draws."""

    ENABLE_COMMAND_PALETTE = False  # our own speaks three languages: see screens/palette.py
    CSS = """
    Screen { background: $background; color: $foreground; layout: vertical; }
    """
    VERTICAL_BREAKPOINTS = [(0, "-short"), (22, "-middle"), (28, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+p", "palette", show=False, priority=True),
        Binding("ctrl+q,f10", "quit", show=False, priority=True),
    ]

    class DeskReady(Message):
        """Cards and history are there."""

    def __init__(
        self,
        services: Services,
        *,
        marks_known: bool = False,
        play: Play | None = None,
    ) -> None:
        """``marks_known``: the terminal has said how wide a vowel sign is. ``play`` is a session
        that begins at once, before the home screen."""
        super().__init__()
        self.services = services
        self.marks_known = marks_known
        self.play = play
        self.desk: Desk | None = None
        self.stopped_by = 0
        self.waiting: tuple[Session, Choice] | None = None
        self.preferences = services.preferences or Preferences(
            interface=guess_language(services.locale, tuple(services.languages))
        )
        self.voice = self.voice_of(self.preferences.interface)
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES[self.preferences.theme].name

    def get_default_screen(self) -> HomeScreen:
        """The first thing drawn, and the place one comes back to."""
        return HomeScreen()

    def on_mount(self) -> None:
        self._heed_signals()
        if self.services.preferences is None:
            from quizgen.tui.screens.language import LanguageScreen

            self.push_screen(LanguageScreen(), self._first_choice)

    def _heed_signals(self) -> None:
        """A signal to end gives the terminal back as it was; ``stopped_by`` then says which."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP", "SIGINT"):
            # Windows has not all of them, and beside the main thread there are none.
            with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
                number = getattr(signal, name)
                loop.add_signal_handler(number, self._told_to_stop, number)
        if self.stopped_by:  # told so before there was a loop
            self.exit()

    def _told_to_stop(self, number: int) -> None:
        self.stopped_by = number
        self.exit()

    def furnished(self) -> None:
        """The first screen stands: now read the desk, and begin the session asked for."""
        self.open_desk()
        if self.services.preferences is not None:
            self._begin()

    def _begin(self) -> None:
        play, self.play = self.play, None
        if play is None:
            return
        from quizgen.quiz.agenda import Choice
        from quizgen.tui.screens.quiz import QuizScreen

        self.preferences = play.over(self.preferences)
        mode = cast("Mode", play.mode)
        choice = Choice(self.preferences.answer, play.topic, mode, play.source)
        self.push_screen(QuizScreen(choice))

    def open_desk(self) -> None:
        """Read cards and history beside the drawing."""
        self.run_worker(self._open, thread=True, group="desk", exclusive=True)

    def _open(self) -> None:
        try:
            desk = self.services.open(self.preferences)
        except QuizgenError as error:
            self.call_from_thread(self.fail, error)
        else:
            self.call_from_thread(self._opened, desk)

    def _opened(self, desk: Desk) -> None:
        self.desk = desk
        tables = [language.keys for language in desk.languages.values()]
        self.set_keymap(keymap(aliases(tables)))
        for screen in self.screen_stack:
            screen.post_message(self.DeskReady())

    def choose(self, preferences: Preferences) -> None:
        """Keep and apply what the learner has chosen."""
        before, self.preferences = self.preferences, preferences
        try:
            self.services.keep(preferences)
        except QuizgenError as error:
            self.fail(error)
        self.theme = THEMES[preferences.theme].name
        if before.interface != preferences.interface:
            self.voice = self.voice_of(self.preferences.interface)
            for screen in self.screen_stack:
                if isinstance(screen, HomeScreen):
                    self.call_next(screen.relabel)
        if before.scheduling() != preferences.scheduling() and self.desk is not None:
            self.open_desk()

    def fail(self, error: QuizgenError) -> None:
        """Say what went wrong, in one place and one way."""
        from quizgen.tui.screens.trouble import TroubleScreen

        self.push_screen(TroubleScreen(str(error)))

    async def action_palette(self) -> None:
        """All commands, by name."""
        from quizgen.tui.screens.page import Page
        from quizgen.tui.screens.palette import PaletteScreen

        if isinstance(self.screen, Page):
            here = tuple(self.screen.commands())
            known = {hint.action for hint in here}
            more = tuple(hint for hint in self._commands() if hint.action not in known)
            await self.push_screen(PaletteScreen((*here, *more)), self._run)

    async def _run(self, action: str | None) -> None:
        if action:
            await self.run_action(action, self.screen)

    def places(self) -> "Sequence[Hint]":
        """The screens one may go to, under their keys on the home screen."""
        from quizgen.tui.widgets.hints import Hint

        tr = self.voice.tr
        return (
            Hint("F2", tr("Browse"), "app.open('browse')"),
            Hint("F3", tr("Statistics"), "app.open('statistics')"),
            Hint("F4", tr("Settings"), "app.open('settings')"),
        )

    def language_line(self, language: str) -> str:
        """A language to be changed by the keys left and right; all of them where it is empty."""
        name = self.services.languages.get(language) or self.voice.tr("All languages")
        return f"◂ ▸ {name}"

    def language_beside(self, language: str, by: int) -> str:
        """The next language, then all of them, then the first again."""
        codes = (*self.services.languages, "")
        return codes[(codes.index(language if language in codes else "") + by) % len(codes)]

    def _commands(self) -> "Sequence[Hint]":
        """What can be done from anywhere."""
        from dataclasses import replace

        from quizgen.tui.widgets.hints import Hint

        tr = self.voice.tr
        return (
            *(replace(place, key="") for place in self.places()),
            Hint("", tr("Light or dark"), "app.turn_theme"),
            Hint("F1", tr("Help"), "screen.help"),
            Hint("F10", tr("Quit"), "app.quit"),
        )

    async def action_open(self, name: str) -> None:
        """Open a screen by name."""
        from importlib import import_module

        module = import_module(f"quizgen.tui.screens.{name}")
        await self.push_screen(getattr(module, f"{name.capitalize()}Screen")())

    def action_turn_theme(self) -> None:
        """From dark to light and back."""
        from dataclasses import replace

        turned: Look = "light" if self.preferences.theme == "dark" else "dark"
        self.choose(replace(self.preferences, theme=turned))

    def _first_choice(self, language: str | None) -> None:
        from dataclasses import replace

        if language:
            self.choose(replace(self.preferences, interface=language, answer=language))
        self._begin()

    def voice_of(self, language: str) -> Voice:
        """What speaks ``language``."""
        return Voice(load_messages(self.services.messages, language), language)


def topmost(widget: Widget) -> bool:
    """Whether the widget's screen is the one in view."""
    return widget.app.screen is widget.screen
