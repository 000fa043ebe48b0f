"""Hints: the last lines of a screen, naming its keys; each can be clicked."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.widgets import Static

from quizgen.tui.widgets.words import Words, has_marks

_GAP = 3


@dataclass(frozen=True)
class Hint:
    """A key as it is named, what it does, and the action behind it."""

    key: str
    label: str
    action: str


class Hints(Words):
    """One text, keys before their labels, so that nothing stands to the right of the last word."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    Hints {
        padding: 0 2 0 3; color: $secondary;
        link-style: none; link-color: $secondary; link-background: $background;
        link-style-hover: underline; link-color-hover: $primary;
        link-background-hover: $background;
    }
    """
    measure = 10_000  # keys are looked at one by one, not read as lines
    _hints: Sequence[Hint] = ()
    _rows = 0

    def __init__(self) -> None:
        super().__init__()
        self._made: dict[Hint, Content] = {}

    def show(self, hints: Sequence[Hint]) -> None:
        """Name these keys."""
        self._hints = hints
        self._marked = any(has_marks(hint.label) for hint in hints)
        self._lay()

    def on_resize(self) -> None:
        self._lay()

    def _lay(self) -> None:
        """Break between hints only: a key stays with its label."""
        self._settle(self.app.size.width)
        width = self.app.size.width - self.styles.padding.width
        lines: list[list[Content]] = [[]]
        used = 0
        for hint in self._hints:
            content = self._made.get(hint) or self._made.setdefault(hint, _hint(hint))
            if used and used + content.cell_length > width:
                lines.append([])
                used = 0
            lines[-1].append(content)
            used += content.cell_length + _GAP
        said = Content("\n").join([Content(" " * _GAP).join(line) for line in lines])
        Static.update(self, said, layout=len(lines) != self._rows)
        self._rows = len(lines)


def _hint(hint: Hint) -> Content:
    return Content.from_markup(
        f"[@click={hint.action}][$primary]$key[/] $label[/]",
        key=hint.key,
        label=hint.label,
    )
