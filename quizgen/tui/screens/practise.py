"""Practice: what to ask outside the schedule."""

from collections.abc import Sequence

from quizgen.quiz.agenda import Choice, Mode
from quizgen.tui.screens.choosing import Choosing
from quizgen.tui.widgets.rows import RowList, RowText
from quizgen.tui.widgets.words import joined

_MODES: Sequence[Mode] = ("missed", "cram", "preview")


class PractiseScreen(Choosing[None]):
    """Three kinds of practice; none touches the schedule."""

    def __init__(self, language: str, topic: str) -> None:
        super().__init__()
        self._language = language
        self._topic = topic

    def title_text(self) -> str:
        return self.voice.tr("Practise")

    def note(self) -> str:
        """What is practised, too: the topic the learner came from, in the language studied."""
        everything = self.voice.all_topics(names=False)
        topic = self.voice.topic(self._topic) if self._topic else everything
        language = self.quiz_app.services.languages.get(self._language, "")
        about = joined(topic, language or self.voice.tr("All languages"))
        return f"{about}\n{self.voice.tr('Practice never touches the schedule.')}"

    def rows(self) -> Sequence[RowText]:
        tr = self.voice.tr
        names = (tr("Missed today"), tr("Met before, due or not"), tr("Not met yet"))
        return [RowText(name) for name in names]

    def keys(self) -> Sequence[tuple[str, str]]:
        tr = self.voice.tr
        return (
            ("↑ ↓", tr("Choose what to practise")),
            ("Enter, 1–3", tr("Start")),
            ("Esc", tr("Back")),
        )

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        from quizgen.tui.screens.quiz import QuizScreen

        event.stop()
        choice = Choice(self._language, self._topic, _MODES[event.index])
        self.app.switch_screen(QuizScreen(choice))
