"""Hints: the last lines of a screen, naming its keys; each can be clicked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quizgen.tui.widgets.words import Words, has_marks

if TYPE_CHECKING:
    from quizgen.tui.app import QuizApp

_GAP = 3


@dataclass(frozen=True)
class Hint:
    """A key as it is named, what it does, and the action behind it."""

    key: str
    label: str
    action: str


class Hints(Words):
    """One text, keys before their labels, so that nothing stands to the right of the last word.

    Its first row says whether there is more below of what scrolls: a scroll bar would stand to
    the right of words.
    """

    SCOPED_CSS = False
    DEFAULT_CSS = """
    Hints {
        padding: 0 2 0 3; color: $secondary;
        link-style: none; link-color: $secondary; link-background: $background;
        link-style-hover: underline; link-color-hover: $primary;
        link-background-hover: $background;
    }
    """
    _hints: Sequence[Hint] = ()
    _more = False
    _rows = 0

    def __init__(self) -> None:
        super().__init__()
        self._made: dict[Hint, Content] = {}

    def show(self, hints: Sequence[Hint]) -> None:
        """Name these keys."""
        self._hints = hints
        self._marked = any(has_marks(hint.label) for hint in hints)
        self._lay()

    def on_mount(self) -> None:
        self.screen.screen_layout_refresh_signal.subscribe(self, self._look)

    def on_resize(self) -> None:
        self._lay()

    def _look(self, _screen: object) -> None:
        """After each layout: is there more below?"""
        bodies = self.screen.query(VerticalScroll)
        more = any(body.display and body.max_scroll_y > body.scroll_offset.y for body in bodies)
        if more != self._more:
            self._more = more
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
        below = cast("QuizApp", self.app).voice.tr("PgDn: more below") if self._more else ""
        said = [Content.styled(f"▾ {below}" if below else "", "$primary")]
        said += [Content(" " * _GAP).join(line) for line in lines]
        Static.update(self, Content("\n").join(said), layout=len(said) != self._rows)
        self._rows = len(said)


def _hint(hint: Hint) -> Content:
    return Content.from_markup(
        f"[@click={hint.action}][$primary]$key[/] $label[/]",
        key=hint.key,
        label=hint.label,
    )
