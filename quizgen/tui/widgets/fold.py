"""Fold: one row that says whether what scrolls goes on below it."""

from typing import TYPE_CHECKING, cast

from textual.containers import VerticalScroll
from textual.content import Content

from quizgen.tui.widgets.words import Words

if TYPE_CHECKING:
    from quizgen.tui.app import QuizApp


class Fold(Words):
    """Blank where all is in view. A scroll bar would stand to the right of words."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    Fold { height: 1; padding: 0 2 0 3; color: $primary; }
    """
    _more = False

    def on_mount(self) -> None:
        self.screen.screen_layout_refresh_signal.subscribe(self, self._look)

    def _look(self, _screen: object) -> None:
        """After each layout: is there more below?"""
        if not self.is_attached:
            return
        bodies = self.screen.query(VerticalScroll)
        more = any(body.display and body.max_scroll_y > body.scroll_offset.y for body in bodies)
        if more != self._more:
            self._more = more
            below = cast("QuizApp", self.app).voice.tr("PgDn: more below") if more else ""
            self.update(Content(f"▾ {below}" if below else ""), layout=False)
