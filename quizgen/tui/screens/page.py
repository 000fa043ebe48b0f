"""Page: what all screens share — a head line, a body that scrolls, a line of keys."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen, ScreenResultType

from quizgen.tui.widgets.words import Words, still

if TYPE_CHECKING:
    from quizgen.quiz.voice import Voice
    from quizgen.tui.app import QuizApp
    from quizgen.tui.widgets.hints import Hint


class Body(VerticalScroll, can_focus=False):
    """The part that scrolls. No scroll bar: nothing may stand to the right of a text."""

    virtual_size = still()
    SCOPED_CSS = False
    DEFAULT_CSS = """
    Body { scrollbar-size: 0 0; padding: 1 0 0 3; height: 1fr; }
    .-short Body, .-middle Body { padding: 0 0 0 3; }
    """


class Head(Words):
    """Where you are."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    Head { padding: 1 2 0 3; color: $primary; text-style: bold; }
    .-middle Head { padding: 0 2 1 3; }
    .-short Head { padding: 0 2 0 3; }
    """


class Leaving(Screen[ScreenResultType]):
    """Leaves once: a key pressed twice, before the screen is gone, takes no other with it."""

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        return super().dismiss(result) if self.is_active else AwaitComplete()


class Page(Leaving[ScreenResultType]):
    """Base of the screens. Escape goes back, F1 explains the keys."""

    TITLE: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("f1,question_mark", "help", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]

    @property
    def voice(self) -> "Voice":
        """The interface language."""
        return self.quiz_app.voice

    @property
    def quiz_app(self) -> "QuizApp":
        """The app, by its own type."""
        return cast("QuizApp", self.app)

    def hints(self) -> "Sequence[Hint]":
        """The keys that matter now."""
        return ()

    def commands(self) -> "Sequence[Hint]":
        """All that can be done here, for the palette: the keys that matter, and the others."""
        return self.hints()

    def on_mount(self) -> None:
        self.show_hints()

    def show_hints(self) -> None:
        """Bring the last line up to date."""
        from quizgen.tui.widgets.hints import Hints

        for hints in self.query(Hints):
            hints.show(self.hints())

    def keys(self) -> Sequence[tuple[str, str]]:
        """For the help screen: keys of this screen and what they do."""
        return ()

    def action_back(self) -> None:
        """Leave the screen."""
        self.dismiss(None)

    async def action_help(self) -> None:
        """Explain this screen's keys."""
        from quizgen.tui.screens.help import HelpScreen

        await self.app.push_screen(HelpScreen(self.keys()))

    def action_page(self, by: int) -> None:
        """Scroll the body by a page; where there are two, the one below."""
        body = [body for body in self.query(Body) if body.display][-1]
        body.scroll_relative(y=by * max(body.size.height - 2, 1), animate=False)
