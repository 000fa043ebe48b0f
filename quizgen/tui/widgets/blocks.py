"""Blocks: paragraphs one below the other, some with a bar at their left, drawn by one widget."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from textual.content import Content
from textual.css.styles import RulesMap
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from quizgen.tui.widgets.words import Words, has_marks, slack_of

if TYPE_CHECKING:
    from quizgen.tui.app import QuizApp

_BAR = "▌ "
SHORT, TALL = 22, 28
"""Rows of a terminal below which room is short; from which paragraphs stand apart."""


@dataclass(frozen=True)
class Block:
    """A paragraph; ``bar`` is the style of the bar at its left, empty for none. ``close``: no
    blank row above it, however much room there is."""

    content: Content
    bar: str = ""
    close: bool = False


class Stack(Visual):
    """Blocks as Textual draws them. A text whose width a terminal may misjudge keeps slack."""

    def __init__(self, blocks: Sequence[Block], widget: "Blocks") -> None:
        self.blocks = tuple(block for block in blocks if block.content)
        self._widget = widget

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        strips: list[Strip] = []
        for n, block in enumerate(self.blocks):
            joined = self._joined(n)
            if n and self._apart(block):
                bar = self._bar(block, style, options) if joined else Strip([])
                strips.append(bar.extend_cell_length(width, style.rich_style))
            lines = block.content.render_strips(self._room(block, width), None, style, options)
            bar = self._bar(block, style, options)
            strips += [Strip.join([bar, line]) if block.bar else line for line in lines]
        return strips[:height]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        return container_width

    def get_minimal_width(self, rules: RulesMap) -> int:
        return max((b.content.get_minimal_width(rules) for b in self.blocks), default=0)

    def get_height(self, rules: RulesMap, width: int) -> int:
        rows = [
            block.content.get_height(rules, self._room(block, width))
            + (bool(n) and self._apart(block))
            for n, block in enumerate(self.blocks)
        ]
        return sum(rows)

    def _apart(self, block: Block) -> bool:
        return not block.close and self._widget.app.size.height >= TALL

    def _joined(self, n: int) -> bool:
        """Whether the bar goes on from the block above."""
        return n > 0 and self.blocks[n].bar == self.blocks[n - 1].bar != ""

    def _room(self, block: Block, width: int) -> int:
        app = cast("QuizApp", self._widget.app)
        spare = slack_of(app.size.width, known=False) - slack_of(app.size.width, known=True)
        marked = not app.marks_known and has_marks(block.content.plain)
        return max(width - len(_BAR) * bool(block.bar) - spare * marked, 1)

    @staticmethod
    def _bar(block: Block, style: Style, options: RenderOptions) -> Strip:
        return Content.styled(_BAR, block.bar).render_strips(len(_BAR), 1, style, options)[0]


class Blocks(Words):
    """One widget and not many: each costs styles, a place in the layout and messages."""

    DEFAULT_CSS = """
    Blocks { width: 1fr; height: auto; }
    """

    def __init__(self, blocks: Sequence[Block] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._said = ""
        if blocks:
            self.say(blocks)

    def say(self, blocks: Sequence[Block]) -> None:
        """Show these paragraphs; nothing at all takes no room."""
        self._said = "\n".join(block.content.plain for block in blocks)
        self.update(Stack(blocks, self))

    def _holds_marks(self, content: object) -> bool:  # noqa: ARG002
        return False  # each block keeps its own slack

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        return selection.extract(self._said), "\n"
