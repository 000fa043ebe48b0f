"""Choosing: a page of rows of which one is chosen."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.screen import ScreenResultType

from quizgen.tui.screens.page import Body, Head, Page
from quizgen.tui.widgets.fold import Fold
from quizgen.tui.widgets.hints import Hint, Hints
from quizgen.tui.widgets.rows import RowList, RowText
from quizgen.tui.widgets.words import Words


class Choosing(Page[ScreenResultType]):
    """A title, a sentence, rows. What a chosen row does is each screen's own business."""

    DEFAULT_CSS = """
    Choosing #note { color: $secondary; margin: 0 0 1 0; }
    """

    def compose(self) -> ComposeResult:
        """Title, note where there is one, rows."""
        yield Head(self.title_text())
        with Body():
            if note := self.note():
                yield Words(note, id="note")
            yield RowList(self.rows())
        yield Fold()
        yield Hints()

    def on_mount(self) -> None:
        self.query_one(RowList).focus()

    def title_text(self) -> str:
        """What is chosen here."""
        raise NotImplementedError

    def note(self) -> str:
        """A sentence above the rows; none where it is empty."""
        return ""

    def rows(self) -> Sequence[RowText]:
        """What there is to choose from."""
        raise NotImplementedError

    def hints(self) -> Sequence[Hint]:
        tr = self.voice.tr
        return (
            Hint("Enter", tr("Choose"), "screen.choose"),
            Hint("F1", tr("Help"), "screen.help"),
            Hint("Esc", tr("Back"), "screen.back"),
        )

    def action_choose(self) -> None:
        """Enter, by mouse."""
        self.query_one(RowList).action_choose()
