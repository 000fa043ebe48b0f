"""Pause: the clock stands, the question is out of sight."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from quizgen.tui.screens.page import Body, Head, Page
from quizgen.tui.widgets.fold import Fold
from quizgen.tui.widgets.hints import Hint, Hints
from quizgen.tui.widgets.words import Words


class PauseScreen(Page[None]):
    """Any of the going-on keys goes on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,f8", "back", show=False),
        Binding("p", "back", show=False, id="p"),
    ]

    def compose(self) -> ComposeResult:
        tr = self.voice.tr
        yield Head(tr("Paused"))
        with Body():
            yield Words(tr("The clock stands still. What you answered is kept."))
        yield Fold()
        yield Hints()

    def hints(self) -> Sequence[Hint]:
        return (Hint("Enter", self.voice.tr("Go on"), "screen.back"),)
