"""What went wrong, in one place and one way: the message and the next step."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from quizgen.quiz.clean import clean
from quizgen.tui.screens.page import Body, Head, Page
from quizgen.tui.widgets.fold import Fold
from quizgen.tui.widgets.hints import Hint, Hints
from quizgen.tui.widgets.words import Words


class TroubleScreen(Page[None]):
    """One message. What was answered before it is safe."""

    DEFAULT_CSS = """
    TroubleScreen #trouble { border-left: outer $error; padding: 0 0 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "back", show=False)]

    def __init__(self, message: str) -> None:
        super().__init__()
        self._message = message

    def compose(self) -> ComposeResult:
        yield Head(self.voice.tr("That did not work"))
        with Body():
            yield Words(clean(self._message), id="trouble")
        yield Fold()
        yield Hints()

    def hints(self) -> Sequence[Hint]:
        tr = self.voice.tr
        return (Hint("Enter", tr("Back"), "screen.back"), Hint("F10", tr("Quit"), "app.quit"))
