"""Practice: what to ask outside the schedule."""

from collections.abc import Sequence

from textual.app import ComposeResult

from quizgen.quiz.agenda import Choice, Mode
from quizgen.tui.screens.page import Body, Head, Page
from quizgen.tui.widgets.hints import Hint, Hints
from quizgen.tui.widgets.rows import RowList, RowText
from quizgen.tui.widgets.words import Words

_MODES: Sequence[Mode] = ("missed", "cram", "preview")


class PractiseScreen(Page):
    """Three kinds of practice; none touches the schedule."""

    DEFAULT_CSS = """
    PractiseScreen #note { color: $secondary; margin: 0 0 1 0; }
    """

    def __init__(self, language: str, topic: str) -> None:
        super().__init__()
        self._language = language
        self._topic = topic

    def compose(self) -> ComposeResult:
        tr = self.voice.tr
        yield Head(tr("Practise"))
        with Body():
            yield Words(tr("Practice never touches the schedule."), id="note")
            yield RowList(
                [
                    RowText(tr("Missed today")),
                    RowText(tr("Met before, due or not")),
                    RowText(tr("Not met yet")),
                ]
            )
        yield Hints()

    def on_mount(self) -> None:
        self.query_one(RowList).focus()

    def hints(self) -> Sequence[Hint]:
        tr = self.voice.tr
        return (
            Hint("Enter", tr("Start"), "screen.start"),
            Hint("Esc", tr("Back"), "screen.back"),
        )

    def keys(self) -> Sequence[tuple[str, str]]:
        tr = self.voice.tr
        return (
            ("↑ ↓", tr("Choose what to practise")),
            ("Enter, 1–3", tr("Start")),
            ("Esc", tr("Back")),
        )

    def action_start(self) -> None:
        self.query_one(RowList).action_choose()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        from quizgen.tui.screens.quiz import QuizScreen

        event.stop()
        choice = Choice(self._language, self._topic, _MODES[event.index])
        self.app.switch_screen(QuizScreen(choice))
