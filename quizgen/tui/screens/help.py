"""Help: the keys of the screen one came from, and what this program is."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content

from quizgen.tui.screens.page import Body, Head, Page
from quizgen.tui.widgets.fold import Fold
from quizgen.tui.widgets.hints import Hint, Hints
from quizgen.tui.widgets.row import Row, RowText
from quizgen.tui.widgets.words import Words

_KEYS = 16
"""Cells that the names of keys have for themselves."""


class KeyRow(Row):
    """A key and what it does; a long meaning keeps clear of the key."""

    DEFAULT_CSS = """
    KeyRow, KeyRow:hover, .-tall KeyRow { border: none; padding: 0; margin: 0; }
    """

    @property
    def label(self) -> Content:
        return Content.styled(self._row.label, "$primary")


class HelpScreen(Page[None]):
    """Keys first, one to a row, then a few plain sentences."""

    DEFAULT_CSS = """
    HelpScreen .about { margin: 1 0 0 0; }
    HelpScreen .note { margin: 1 0 0 0; color: $secondary; }
    """

    def __init__(self, rows: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._rows = rows

    def compose(self) -> ComposeResult:
        tr = self.voice.tr
        yield Head(tr("Keys of this screen"))
        with Body():
            for n, (key, meaning) in enumerate(self._rows):
                yield KeyRow(RowText(meaning, label=key), n, _KEYS)
            yield Words(
                tr(
                    "Every question comes from a sentence of a text. After each answer you see "
                    "that sentence, with the words that support it marked."
                ),
                classes="about",
            )
            yield Words(
                tr(
                    "A card comes back just before you would forget it. The rating decides when; "
                    "change it if it does not fit."
                ),
                classes="about",
            )
            yield Words(tr("Study material, not medical advice."), classes="note")
        yield Fold()
        yield Hints()

    def hints(self) -> Sequence[Hint]:
        return (Hint("Esc", self.voice.tr("Back"), "screen.back"),)

    async def action_help(self) -> None:
        self.action_back()
