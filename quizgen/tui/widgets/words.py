"""Words: a block of text that stays whole however wide the terminal thinks a vowel sign is."""

import unicodedata
from typing import TYPE_CHECKING, Any, cast

from textual.content import Content
from textual.geometry import Size, Spacing
from textual.reactive import Reactive
from textual.visual import VisualType
from textual.widget import Widget
from textual.widgets import Static

if TYPE_CHECKING:
    from quizgen.tui.app import QuizApp

MEASURE = 78
"""Cells in a line of text: longer lines are hard to read."""
_SLACK = 0.3


def still() -> Reactive[Size]:
    """The ``virtual_size`` of a widget that never scrolls: a new size needs no second layout."""
    return Reactive(Size(0, 0))


class Words(Static):
    """Text with slack to its right, inside the widget.

    Nothing may stand to the right of a Devanagari text. Where the terminal has not said how wide
    its vowel signs are, about a third of its row stays free for what they may add. The slack is
    padding, not a maximal width: a narrower widget would leave what it spills outside itself.
    """

    virtual_size = still()
    measure = MEASURE
    """Cells in a line at most."""

    DEFAULT_CSS = """
    Words { height: auto; width: 1fr; min-width: 20; }
    """

    def __init__(self, content: str | Content = "", **kwargs: Any) -> None:
        super().__init__(content, markup=False, **kwargs)
        self._marked = has_marks(str(content))

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        """Show other words."""
        self._marked = self._holds_marks(content)
        super().update(content, layout=layout)
        if self.is_attached:
            self._settle(self.outer_size.width or self._room())

    def _holds_marks(self, content: object) -> bool:
        return has_marks(str(content))

    def on_mount(self) -> None:
        self._settle(self._room())

    def on_resize(self) -> None:
        self._settle(self.outer_size.width)

    def _room(self) -> int:
        """The cells that a widget not yet laid out will have: a right guess saves a layout."""
        around = (node.size.width for node in self.ancestors if isinstance(node, Widget))
        return next(filter(None, around), self.app.size.width)

    def _settle(self, width: int) -> None:
        known = cast("QuizApp", self.app).marks_known or not self._marked
        slack = max(slack_of(self.app.size.width, known), width - self.measure)
        padding = self.styles.base.padding  # as the style sheets have it, which a resize may change
        wanted = Spacing(padding.top, slack, padding.bottom, padding.left)
        if self.styles.padding != wanted:
            self.styles.padding = wanted


def joined(*parts: str) -> str:
    """Parts in one row. Those whose width a terminal may misjudge (they have spacing vowel
    signs or other marks) come last, so that nothing stands to their right."""
    said = [part for part in parts if part]
    return " · ".join(sorted(said, key=has_marks))


def has_marks(text: str) -> bool:
    """Whether the text has letters that stand with signs of their own, as Devanagari does."""
    return any(unicodedata.category(ch) in ("Mc", "Mn") for ch in text)


def slack_of(width: int, known: bool) -> int:
    """Cells to leave free at the end of a row of ``width`` cells."""
    return 2 if known else max(2, round(width * _SLACK))
