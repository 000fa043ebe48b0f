"""FoundList: a long list that draws only what is in view."""

from typing import TYPE_CHECKING, cast

from textual.widgets import OptionList

from quizgen.tui.widgets.words import MEASURE, slack_of

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

    def on_mount(self) -> None:
        self._settle()

    def on_resize(self) -> None:
        self._settle()

    def _settle(self) -> None:
        width = self.app.size.width
        slack = slack_of(width, cast("QuizApp", self.app).marks_known)
        if self.styles.padding.right != max(slack, width - MEASURE):
            self.styles.padding = (0, max(slack, width - MEASURE), 0, 3)
