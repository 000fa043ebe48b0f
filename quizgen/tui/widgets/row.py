"""Row: a bar, a label and a text that keeps clear of the label, drawn by one widget."""

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.css.styles import RulesMap
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from quizgen.tui.widgets.words import Words

LABEL = 4
"""Cells that a label has for itself, the blank behind it included."""
_BAR = 2
_TONES = {"-wrong": "$error bold", "-right": "$success bold", "-cursor": "$primary bold"}


@dataclass(frozen=True)
class RowText:
    """What one row says: ``text``, before it ``lead`` and below it ``meta``, both quiet."""

    text: str
    meta: str = ""
    label: str = ""
    lead: str = ""

    def content(self) -> Content:
        """Lead and text, and meta on rows of its own."""
        parts: list[str | tuple[str, str]] = [self.text]
        if self.lead:
            parts.insert(0, (f"{self.lead}: ", "$secondary"))
        if self.meta:
            parts += ["\n", (self.meta, "$secondary")]
        return Content.assemble(*parts)


class Hanging(Visual):
    """A text whose lines all begin where its label ends."""

    def __init__(self, row: "Row", text: Content) -> None:
        self._row = row
        self.text = text

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        indent = self._row.indent
        lines = self.text.render_strips(max(width - indent, 1), height, style, options)
        blank = Strip.blank(indent, style.rich_style)
        label = self._row.label.render_strips(indent, 1, style, options) or [blank]
        first = label[0].adjust_cell_length(indent, style.rich_style)
        return [Strip.join([blank if n else first, line]) for n, line in enumerate(lines)]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return self._row.indent + self.text.get_optimal_width(rules, container_width)

    def get_minimal_width(self, rules: RulesMap) -> int:
        return self._row.indent + self.text.get_minimal_width(rules)

    def get_height(self, rules: RulesMap, width: int) -> int:
        return self.text.get_height(rules, max(width - self._row.indent, 1))


class Row(Words):
    """One row: a bar and a label at the left, then the text, then nothing.

    One widget and not three: what a change of state costs is the styles of each widget.
    """

    SCOPED_CSS = False
    DEFAULT_CSS = """
    Row { border-left: outer $panel; padding: 0 0 0 1; margin: 0 0 1 0; }
    Row:hover { border-left: outer $primary; }
    Row.-cursor { border-left: outer $primary; background: $surface; }
    Row.-right { border-left: outer $success; }
    Row.-wrong { border-left: outer $error; }
    Row.-quiet { color: $secondary; }
    .-short Row, .-middle Row, .-tight > Row { margin: 0; }
    """

    class Pressed(Message):
        """The row was clicked."""

        def __init__(self, row: "Row") -> None:
            self.row = row
            super().__init__()

    def __init__(self, row: RowText, index: int, indent: int = LABEL) -> None:
        """``indent``: the cells that the label has for itself."""
        super().__init__()
        self.index = index
        self.indent = indent
        self._row = row
        self._draw()

    @property
    def label(self) -> Content:
        """The label, in the colour of the row's state."""
        tone = next((style for name, style in _TONES.items() if self.has_class(name)), "$secondary")
        return Content.styled(self._row.label, tone)

    def tone(self, *classes: str) -> None:
        """Look like this: ``-right``, ``-wrong``, ``-quiet``, ``-cursor``, or like any other."""
        if self.classes != frozenset(classes):  # each change of classes costs a pass of styles
            self.set_classes(" ".join(classes))

    def say(self, row: RowText) -> None:
        """Show other words."""
        if row != self._row:
            self._row = row
            self._draw()

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        return selection.extract(self._row.content().plain), "\n"

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(self.Pressed(self))

    def _draw(self) -> None:
        self.update(Hanging(self, self._row.content()))

    def _holds_marks(self, content: object) -> bool:  # noqa: ARG002
        return super()._holds_marks(f"{self._row.lead}{self._row.text}{self._row.meta}")

    def _settle(self, width: int) -> None:
        super()._settle(width - _BAR - self.indent)
