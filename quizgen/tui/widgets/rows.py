"""RowList: rows to choose from, one below the other, each the whole width."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.reactive import reactive

from quizgen.tui.widgets.row import LABEL, Row, RowText
from quizgen.tui.widgets.words import still

__all__ = ["Row", "RowList", "RowText"]


class RowList(Vertical, can_focus=True):
    """Rows with a cursor. Arrows move it, Enter chooses; a digit or a click chooses at once."""

    virtual_size = still()
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
        indent: int = LABEL,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.locked = False
        """Rows that have been answered are only to be read; no style changes with it."""
        self._digits = digits
        self._indent = indent
        self._texts = list(self._labelled(rows))
        self.set_reactive(RowList.cursor, cursor)

    def compose(self) -> ComposeResult:
        for index, text in enumerate(self._texts):
            row = Row(text, index, self._indent)
            row.set_class(index == self.cursor, "-cursor")
            yield row

    @property
    def rows(self) -> list[Row]:
        """The rows in use, from the top."""
        return list(self.query_children(Row))[: len(self._texts)]

    @property
    def texts(self) -> tuple[RowText, ...]:
        """What the rows say."""
        return tuple(self._texts)

    def say(self, rows: Sequence[RowText]) -> None:
        """Show other words, in the rows that are there; those too many are hidden."""
        texts = list(self._labelled(rows))
        same = len(texts) == len(self._texts)
        self._texts = texts
        if not same:
            self.set_reactive(RowList.cursor, min(self.cursor, max(len(texts) - 1, 0)))
        if not self.is_mounted:
            self.refresh(recompose=True)
            return
        there = list(self.query_children(Row))
        for row, text in zip(there, texts, strict=False):
            row.say(text)
        if same:
            return
        new = [Row(texts[n], n, self._indent) for n in range(len(there), len(texts))]
        for row in (*there, *new):
            row.display = row.index < len(texts)
            row.tone(*["-cursor"] * (row.index == self.cursor))
        if new and self.is_attached:  # not where the program was told to end meanwhile
            self.mount(*new)

    def _labelled(self, rows: Sequence[RowText]) -> Sequence[RowText]:
        return [
            row if row.label or not self._digits else replace(row, label=str(n) if n < 10 else "")
            for n, row in enumerate(rows, 1)
        ]

    def watch_has_focus(self, has_focus: bool) -> None:
        """Nothing: rows look the same with the keys and without, so no style is looked up."""

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
