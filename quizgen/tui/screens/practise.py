"""Practice: what to ask outside the schedule."""

from collections.abc import Mapping, Sequence

from textual import work

from quizgen.quiz.agenda import Choice, to_practise
from quizgen.study.queue import Practice
from quizgen.tui.screens.choosing import Choosing
from quizgen.tui.widgets.rows import RowList, RowText
from quizgen.tui.widgets.words import joined

_MODES: Sequence[Practice] = ("missed", "cram", "preview")


class PractiseScreen(Choosing[None]):
    """Three kinds of practice; none touches the schedule."""

    def __init__(self, language: str, topic: str) -> None:
        super().__init__()
        self._language = language
        self._topic = topic
        self._found: Mapping[Practice, int] = {}

    def title_text(self) -> str:
        return self.voice.tr("Practise")

    def note(self) -> str:
        """What is practised, too: the topic the learner came from, in the language studied."""
        everything = self.voice.all_topics(names=False)
        topic = self.voice.topic(self._topic) if self._topic else everything
        language = self.quiz_app.services.languages.get(self._language, "")
        about = joined(topic, language or self.voice.tr("All languages"))
        return f"{about}\n{self.voice.tr('Practice never touches the schedule.')}"

    def on_mount(self) -> None:
        if self.quiz_app.desk is not None:
            self.call_after_refresh(self.count)

    def on_quiz_app_desk_ready(self) -> None:
        self.count()

    @work(thread=True, exclusive=True, group="practise")
    def count(self) -> None:
        """Count the cards of each kind beside the drawing; there may be many."""
        desk = self.quiz_app.desk
        assert desk is not None
        choice = Choice(self._language, self._topic)
        found = to_practise(desk.cards, choice, desk.study, self.quiz_app.services.now())
        self.app.call_from_thread(self._show, found)

    def _show(self, found: Mapping[Practice, int]) -> None:
        self._found = found
        self.query_one(RowList).say(self.rows())

    def rows(self) -> Sequence[RowText]:
        tr, trn = self.voice.tr, self.voice.trn
        names = (tr("Missed today"), tr("Met before, due or not"), tr("Not met yet"))
        counts = [self._found.get(mode) for mode in _MODES]
        said = ["" if n is None else trn("{n} card", "{n} cards", n) for n in counts]
        return [RowText(name, meta=many) for name, many in zip(names, said, strict=True)]

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
