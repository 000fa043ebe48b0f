"""First start: which language the screens speak."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from quizgen.tui.screens.page import Body, Head, Leaving
from quizgen.tui.widgets.fold import Fold
from quizgen.tui.widgets.hints import Hint, Hints
from quizgen.tui.widgets.rows import RowList, RowText

if TYPE_CHECKING:
    from quizgen.quiz.voice import Voice
    from quizgen.tui.app import QuizApp


class LanguageScreen(Leaving[str]):
    """Languages by their own names; the one the locale suggests is first at hand."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "keep", show=False)]

    def __init__(self) -> None:
        super().__init__()
        self._codes: Sequence[str] = ()

    def compose(self) -> ComposeResult:
        app = cast("QuizApp", self.app)
        self._codes = tuple(app.services.languages)
        guess = app.preferences.interface
        yield Head(_question(app.voice))
        with Body():
            yield RowList(
                [RowText(name) for name in app.services.languages.values()],
                cursor=self._codes.index(guess) if guess in self._codes else 0,
            )
        yield Fold()
        yield Hints()

    def on_mount(self) -> None:
        self.query_one(RowList).focus()
        self._speak(cast("QuizApp", self.app).voice)

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """The screen speaks the language that the cursor stands on."""
        event.stop()
        self._speak(cast("QuizApp", self.app).voice_of(self._codes[event.index]))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self.dismiss(self._codes[event.index])

    def action_keep(self) -> None:
        """Take what the cursor stands on."""
        self.dismiss(self._codes[self.query_one(RowList).cursor])

    def _speak(self, voice: "Voice") -> None:
        tr = voice.tr
        self.query_one(Head).update(_question(voice))
        self.query_one(Hints).show(
            (Hint("↑ ↓", tr("Choose"), "screen.keep"), Hint("Enter", tr("OK"), "screen.keep"))
        )


def _question(voice: "Voice") -> str:
    return voice.tr("Which language shall the screens speak?")
