"""OrderRows: items to be put in order by choosing them one after the other."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from quizgen.tui.widgets.rows import RowList, RowText

UNPLACED = "·"


class OrderRows(RowList):
    """Choosing a row gives it the next place; choosing it again takes its place away. When all
    have a place, Enter hands the order in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("backspace,delete", "take_back", show=False),
    ]

    class Ordered(Message):
        """All items have been placed and handed in."""

        def __init__(self, items: tuple[str, ...]) -> None:
            self.items = items
            super().__init__()

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._items: tuple[str, ...] = ()
        self._placed: list[int] = []
        self._ready = ""

    def ask(self, items: Sequence[str], ready: str) -> None:
        """Show items to order; ``ready`` is the row that hands them in."""
        self._items, self._placed, self._ready = tuple(items), [], ready
        self.cursor = 0
        self._draw()

    @property
    def placing(self) -> bool:
        """Whether the cursor stands on an item, not on the row that hands the order in."""
        return self.cursor < len(self._items)

    def action_pick(self, index: int) -> None:
        if index < len(self._items):
            self.cursor = index
            self._toggle(index)

    def action_choose(self) -> None:
        if self.cursor < len(self._items):
            self._toggle(self.cursor)
        else:
            self._hand_in()

    def action_take_back(self) -> None:
        """Take the last place away."""
        if self._placed and not self.locked:
            freed = self._placed.pop()
            self._draw()
            self.cursor = freed

    def _toggle(self, index: int) -> None:
        if self.locked:
            return
        if index in self._placed:
            self._placed.remove(index)
        else:
            self._placed.append(index)
        self._draw()
        free = [i for i in range(len(self._items)) if i not in self._placed]
        self.cursor = free[0] if free else len(self._items)

    def _hand_in(self) -> None:
        if self.locked:
            return
        free = [i for i in range(len(self._items)) if i not in self._placed]
        if free:
            self.cursor = free[0]
        else:
            self.post_message(self.Ordered(tuple(self._items[i] for i in self._placed)))

    def _draw(self) -> None:
        rows = []
        for index, item in enumerate(self._items):
            place = self._placed.index(index) + 1 if index in self._placed else 0
            rows.append(RowText(item, label=str(place) if place else UNPLACED))
        rows.append(RowText(self._ready, label="→"))
        self.say(rows)
