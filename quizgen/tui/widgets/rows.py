"""RowList: rows to choose from, one below the other, each the whole width."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from quizgen.tui.widgets.words import Words


@dataclass(frozen=True)
class RowText:
    """What one row says: ``text``, and below it ``meta`` in a quiet colour."""

    text: str
    meta: str = ""
    label: str = ""

    def content(self) -> Content:
        """Text and meta on rows of their own."""
        if not self.meta:
            return Content(self.text)
        return Content.assemble(self.text, "\n", (self.meta, "$secondary"))


class Row(Horizontal):
    """One row: a bar and a label at the left, then the text, then nothing."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    Row { height: auto; border-left: outer $panel; padding: 0 0 0 1; margin: 0 0 1 0; }
    Row > .label { width: 4; color: $secondary; }
    Row:hover { border-left: outer $primary; }
    Row.-cursor { border-left: outer $primary; background: $surface; }
    Row.-cursor > .label { color: $primary; text-style: bold; }
    Row.-right { border-left: outer $success; }
    Row.-right > .label { color: $success; text-style: bold; }
    Row.-wrong { border-left: outer $error; }
    Row.-wrong > .label { color: $error; text-style: bold; }
    Row.-quiet > Words { color: $secondary; }
    .-short Row, .-tight > Row { margin: 0; }
    """

    class Pressed(Message):
        """The row was clicked."""

        def __init__(self, row: "Row") -> None:
            self.row = row
            super().__init__()

    def __init__(self, row: RowText, index: int) -> None:
        super().__init__()
        self.index = index
        self._row = row

    def compose(self) -> ComposeResult:
        yield Static(self._row.label, classes="label", markup=False)
        yield Words(self._row.content())

    def tone(self, *classes: str) -> None:
        """Look like this: ``-right``, ``-wrong``, ``-quiet``, ``-cursor``, or like any other."""
        if self.classes != frozenset(classes):  # each change of classes costs a pass of styles
            self.set_classes(" ".join(classes))

    def say(self, row: RowText) -> None:
        """Show other words."""
        if row != self._row:
            self._row = row
            self.query_one(".label", Static).update(Content(row.label))
            self.query_one(Words).update(row.content())

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(self.Pressed(self))


class RowList(Vertical, can_focus=True):
    """Rows with a cursor. Arrows move it, Enter chooses; a digit or a click chooses at once."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    RowList { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("home", "edge(0)", show=False),
        Binding("end", "edge(-1)", show=False),
        Binding("enter,space", "choose", show=False),
        *(Binding(str(n), f"pick({n - 1})", show=False, id=str(n)) for n in range(1, 10)),
    ]

    cursor: reactive[int] = reactive(0, init=False)

    class Chosen(Message):
        """A row was chosen."""

        def __init__(self, rows: "RowList", index: int) -> None:
            self.rows = rows
            self.index = index
            super().__init__()

        @property
        def control(self) -> "RowList":
            return self.rows

    class Moved(Chosen):
        """The cursor stands on another row."""

    def __init__(
        self,
        rows: Sequence[RowText] = (),
        *,
        cursor: int = 0,
        digits: bool = True,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.locked = False
        """Rows that have been answered are only to be read; no style changes with it."""
        self._digits = digits
        self._texts = list(self._labelled(rows))
        self.set_reactive(RowList.cursor, cursor)

    def compose(self) -> ComposeResult:
        for index, text in enumerate(self._texts):
            row = Row(text, index)
            row.set_class(index == self.cursor, "-cursor")
            yield row

    @property
    def rows(self) -> list[Row]:
        """The rows, from the top."""
        return list(self.query_children(Row))

    @property
    def texts(self) -> tuple[RowText, ...]:
        """What the rows say."""
        return tuple(self._texts)

    def say(self, rows: Sequence[RowText]) -> None:
        """Show other words. As many rows as before are changed in place."""
        texts = list(self._labelled(rows))
        same = len(texts) == len(self._texts)
        self._texts = texts
        if same and self.is_mounted:
            for row, text in zip(self.rows, texts, strict=True):
                row.say(text)
            return
        self.set_reactive(RowList.cursor, min(self.cursor, max(len(texts) - 1, 0)))
        self.refresh(recompose=True)

    def _labelled(self, rows: Sequence[RowText]) -> Sequence[RowText]:
        return [
            row
            if row.label or not self._digits
            else RowText(row.text, row.meta, str(n) if n < 10 else "")
            for n, row in enumerate(rows, 1)
        ]

    def watch_cursor(self, before: int, cursor: int) -> None:
        rows = self.rows
        if before < len(rows):
            rows[before].remove_class("-cursor")
        if cursor < len(rows):
            rows[cursor].add_class("-cursor")
            rows[cursor].scroll_visible(animate=False)
        self.post_message(self.Moved(self, cursor))

    def action_move(self, by: int) -> None:
        if self._texts:
            self.cursor = (self.cursor + by) % len(self._texts)

    def action_edge(self, index: int) -> None:
        if self._texts:
            self.cursor = index % len(self._texts)

    def action_choose(self) -> None:
        if self._texts and not self.locked:
            self.post_message(self.Chosen(self, self.cursor))

    def action_pick(self, index: int) -> None:
        if self._digits and index < len(self._texts):
            self.cursor = index
            self.action_choose()

    def on_row_pressed(self, event: Row.Pressed) -> None:
        event.stop()
        self.cursor = event.row.index
        self.focus()
        self.action_choose()
