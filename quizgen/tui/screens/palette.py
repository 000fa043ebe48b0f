"""All commands by name: type a part of one, Enter runs it.

Textual's own palette draws a box with borders at the right, which Hindi words would push about.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Input

from quizgen.quiz.judge import folded
from quizgen.tui.screens.page import Body, Head, Leaving
from quizgen.tui.widgets.answer import AnswerInput
from quizgen.tui.widgets.fold import Fold
from quizgen.tui.widgets.hints import Hint, Hints
from quizgen.tui.widgets.rows import RowList, RowText

if TYPE_CHECKING:
    from quizgen.tui.app import QuizApp


class PaletteScreen(Leaving[str], ModalScreen[str]):
    """Answers with the action to run; None where the learner thought better of it."""

    DEFAULT_CSS = """
    PaletteScreen { background: $background; }
    PaletteScreen AnswerInput { margin: 0 0 1 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+p", "leave", show=False),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
    ]

    def __init__(self, commands: Sequence[Hint]) -> None:
        super().__init__()
        self._commands = commands
        self._found = list(commands)

    def compose(self) -> ComposeResult:
        tr = cast("QuizApp", self.app).voice.tr
        yield Head(tr("Commands"))
        with Body():
            yield AnswerInput(tr("Type a part of a command"))
            yield RowList(self._rows(), digits=False, indent=8, classes="-tight")
        yield Fold()
        yield Hints()

    def on_mount(self) -> None:
        tr = cast("QuizApp", self.app).voice.tr
        self.query_one(AnswerInput).focus()
        self.query_one(Hints).show(
            (
                Hint("Enter", tr("Run"), "screen.run"),
                Hint("↑ ↓", tr("Choose"), "screen.move(1)"),
                Hint("Esc", tr("Back"), "screen.leave"),
            )
        )

    def on_input_changed(self, event: Input.Changed) -> None:
        words = folded(event.value).split()
        self._found = [c for c in self._commands if all(w in folded(c.label) for w in words)]
        self.query_one(RowList).say(self._rows())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_run()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self.action_run()

    def action_run(self) -> None:
        """Run the command the cursor stands on."""
        if self._found:
            self.dismiss(self._found[self.query_one(RowList).cursor].action)

    def action_move(self, by: int) -> None:
        self.query_one(RowList).action_move(by)

    def action_leave(self) -> None:
        self.dismiss(None)

    def _rows(self) -> list[RowText]:
        return [RowText(command.label, label=command.key) for command in self._found]
