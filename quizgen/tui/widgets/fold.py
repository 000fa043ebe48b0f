"""Fold: one row that says whether what scrolls goes on below it, or above."""

from typing import TYPE_CHECKING, cast

from textual.content import Content

from quizgen.tui.widgets.found import FoundList
from quizgen.tui.widgets.words import Words

if TYPE_CHECKING:
    from quizgen.tui.app import QuizApp


class Fold(Words):
    """Blank where all is in view. A scroll bar would stand to the right of words."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    Fold { height: 1; padding: 0 2 0 3; color: $primary; }
    """
    _seen = (False, False)

    def on_mount(self) -> None:
        self.screen.screen_layout_refresh_signal.subscribe(self, self._look)
        for found in self.screen.query(FoundList):  # scrolls without a new layout
            self.watch(found, "scroll_y", self._look, init=False)

    def _look(self, *_: object) -> None:
        """After each layout: is there more below, is there more above?"""
        if not self.is_attached:
            return
        bodies = [body for body in self.screen.query("Body, FoundList") if body.display]
        below = any(body.max_scroll_y > body.scroll_offset.y for body in bodies)
        above = any(body.scroll_offset.y > 0 for body in bodies[-1:])  # the one that PgUp scrolls
        if (above, below) != self._seen:
            self._seen = above, below
            self.update(Content(self._said(above, below)), layout=False)

    def _said(self, above: bool, below: bool) -> str:
        tr = cast("QuizApp", self.app).voice.tr
        if above and below:
            return f"▴▾ {tr('PgUp, PgDn: more above and below')}"
        if below:
            return f"▾ {tr('PgDn: more below')}"
        return f"▴ {tr('PgUp: more above')}" if above else ""
