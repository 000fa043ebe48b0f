"""FoundList: a long list that draws only what is in view."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from textual.widgets import OptionList
from textual.widgets.option_list import Option

from quizgen.tui.widgets.words import MEASURE, has_marks, slack_of

if TYPE_CHECKING:
    from quizgen.tui.app import QuizApp


class FoundList(OptionList, can_focus=False):
    """Two rows to a card: question, answer. Slack at the right, as in ``Words``; no scroll bar."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    FoundList, FoundList:focus {
        height: 1fr; border: none; background: $background; scrollbar-size: 0 0; padding: 0 0 0 3;
    }
    FoundList > .option-list--option { padding: 0 0 1 1; }
    FoundList > .option-list--option-highlighted {
        background: $surface; color: $foreground; text-style: bold;
    }
    .-short FoundList > .option-list--option { padding: 0 0 0 1; }
    """

    _marked = True

    def on_mount(self) -> None:
        self._settle()

    def list(self, options: Sequence[Option]) -> None:
        """Show these, with slack only where one of them needs it."""
        self._marked = any(has_marks(str(option.prompt)) for option in options)
        self._settle()
        self.set_options(options)

    def on_resize(self) -> None:
        self._settle()

    def _settle(self) -> None:
        width = self.app.size.width
        slack = slack_of(width, cast("QuizApp", self.app).marks_known or not self._marked)
        if self.styles.padding.right != max(slack, width - MEASURE):
            self.styles.padding = (0, max(slack, width - MEASURE), 0, 3)
