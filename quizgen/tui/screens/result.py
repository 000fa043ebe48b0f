"""The result: score by topic, time, what to look at again."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from quizgen.model import Card
from quizgen.quiz.agenda import Choice
from quizgen.quiz.clean import clean
from quizgen.quiz.result import Result, Score
from quizgen.quiz.session import Session
from quizgen.tui.screens.page import Body, Head, Page
from quizgen.tui.widgets.fold import Fold
from quizgen.tui.widgets.hints import Hint, Hints
from quizgen.tui.widgets.progress import bar
from quizgen.tui.widgets.rows import RowList, RowText
from quizgen.tui.widgets.words import Words

_CELLS = 20


class ResultScreen(Page[None]):
    """What a session came to. A missed card opens in its text."""

    DEFAULT_CSS = """
    ResultScreen #score { text-style: bold; margin: 0 0 1 0; }
    ResultScreen #facts { color: $secondary; margin: 0 0 1 0; }
    ResultScreen #topics { margin: 0 0 1 0; }
    ResultScreen .heading { text-style: bold; color: $primary; margin: 0 0 1 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "retry", show=False),
        Binding("r", "retry", show=False, id="r"),
        Binding("f6", "more", show=False),
        Binding("m", "more", show=False, id="m"),
        Binding("f2,ctrl+z", "undo", show=False),
        Binding("u", "undo", show=False, id="u"),
        Binding("enter", "back", show=False),
    ]

    def __init__(self, session: Session, choice: Choice) -> None:
        super().__init__()
        self._session = session
        self._choice = choice
        self._again: Sequence[Card] = session.missed()

    def compose(self) -> ComposeResult:
        result, tr = self._session.result(), self.voice.tr
        yield Head(tr("Result"))
        with Body():
            yield Words(self._score(result), id="score")
            yield Words(self._facts(result), id="facts")
            if result.topics:
                yield Words(self._topics(result), id="topics")
            if self._again:
                yield Words(tr("To look at again"), classes="heading")
                yield RowList([self._row(card) for card in self._again])
        yield Fold()
        yield Hints()

    def on_mount(self) -> None:
        if self._again:
            self.query_one(RowList).focus()

    def hints(self) -> Sequence[Hint]:
        tr = self.voice.tr
        shown: list[Hint] = []
        if self._again:
            shown.append(Hint("F5", tr("Retry the missed"), "screen.retry"))
            shown.append(Hint("Enter", tr("In the text"), "screen.open"))
        shown.append(Hint("F6", tr("Next session"), "screen.more"))
        if self._session.can_undo:
            shown.append(Hint("F2", tr("Undo"), "screen.undo"))
        return (
            *shown,
            Hint("F1", tr("Help"), "screen.help"),
            Hint("Esc", tr("Home"), "screen.back"),
        )

    def keys(self) -> Sequence[tuple[str, str]]:
        tr = self.voice.tr
        return (
            ("F5, R", tr("Retry the missed")),
            ("F6, M", tr("Next session")),
            ("F2, U", tr("Undo the last answer")),
            ("↑ ↓, Enter", tr("Show a missed fact in its text")),
            ("Esc", tr("Home")),
        )

    async def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        from quizgen.tui.screens.fact import FactScreen

        event.stop()
        card, session = self._again[event.index], self._session
        await self.app.push_screen(FactScreen(card, session, session.wording(card)))

    def action_open(self) -> None:
        for rows in self.query(RowList):
            rows.action_choose()

    def action_retry(self) -> None:
        from quizgen.tui.screens.quiz import QuizScreen

        if self._again:
            self.app.switch_screen(QuizScreen(self._choice, self._again))

    def action_more(self) -> None:
        from quizgen.tui.screens.quiz import QuizScreen

        self.app.switch_screen(QuizScreen(self._choice))

    def action_undo(self) -> None:
        """Back to the last question."""
        from quizgen.tui.screens.quiz import QuizScreen

        if self._session.undo():
            screen = QuizScreen(self._choice)
            screen.resume_with(self._session)
            self.app.switch_screen(screen)

    # -- how it reads

    def _score(self, result: Result) -> str:
        if not result.total.asked:
            tr, left = self.voice.tr, self._session.state.queue
            return tr("Nothing was answered.") if left else tr("Nothing to ask here for now.")
        return self.voice.trn(
            "{right} of {n} card known at the first try",
            "{right} of {n} cards known at the first try",
            result.total.asked,
            right=result.total.right,
        )

    def _facts(self, result: Result) -> str:
        tr, trn = self.voice.tr, self.voice.trn
        if not result.answers:
            if self._session.state.queue:
                return tr("The questions will be asked another time.")
            return tr(
                "Come back later, choose another topic, or practise with F5 on the home screen."
            )
        parts = [
            trn("{n} answer", "{n} answers", result.answers),
            tr("{time} answering", time=self.voice.spent(result.answering)),
            tr("{time} in all", time=self.voice.spent(result.milliseconds)),
        ]
        if result.skipped:
            parts.append(trn("{n} skipped", "{n} skipped", result.skipped))
        return " · ".join(parts)

    def _topics(self, result: Result) -> Content:
        lines = [self._topic(topic, score) for topic, score in result.topics.items()]
        return Content("\n").join(lines)

    def _topic(self, topic: str, score: Score) -> Content:
        style = "$success" if score.share >= 0.8 else "$warning" if score.share >= 0.5 else "$error"
        label = f"{score.right:>3}/{score.asked:<3}"
        drawn = bar(label, round(_CELLS * score.share), _CELLS, style)
        return Content.assemble(drawn, "  ", self.voice.topic(topic))

    def _row(self, card: Card) -> RowText:
        return RowText(clean(self._session.wording(card)), clean(card.answer))
