"""Home: which language, which topic, how much there is to do, what was done today."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from quizgen.tui.screens.page import Body, Head, Page
from quizgen.tui.widgets.words import Words

if TYPE_CHECKING:
    from quizgen.tui.tally import Tally
    from quizgen.tui.widgets.hints import Hint
    from quizgen.tui.widgets.rows import RowList, RowText

_SLIP = 3.0
"""Seconds in which a second Escape means it."""


class HomeScreen(Page[None]):
    """Topics of one language as rows; left and right change the language."""

    DEFAULT_CSS = """
    HomeScreen #today { color: $secondary; margin: 0 0 1 0; }
    HomeScreen #language { text-style: bold; margin: 0 0 1 0; }
    HomeScreen #note { color: $secondary; margin: 1 0 0 0; }
    HomeScreen.-short #today, HomeScreen.-short #language { margin: 0; }
    HomeScreen.-middle #today, HomeScreen.-short #note { margin: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", show=False),
        Binding("right", "turn(1)", show=False),
        Binding("f2,slash", "app.open('browse')", show=False),
        Binding("b", "app.open('browse')", show=False, id="b"),
        Binding("f3", "app.open('statistics')", show=False),
        Binding("s", "app.open('statistics')", show=False, id="s"),
        Binding("f4", "app.open('settings')", show=False),
        Binding("o", "app.open('settings')", show=False, id="o"),
        Binding("f5", "practise", show=False),
        Binding("p", "practise", show=False, id="p"),
        Binding("q", "app.quit", show=False, id="q"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._tally: Tally | None = None
        self._leaving = False

    def compose(self) -> ComposeResult:
        """Only what can be painted at once; the rest is furnished after the first paint."""
        yield Head(self.voice.tr("quizgen"))
        with Body():
            yield Words(self.voice.tr("Opening the library…"), id="today")

    def on_mount(self) -> None:
        self.call_after_refresh(self.furnish)

    async def relabel(self) -> None:
        """The screens speak another language now."""
        await self.recompose()
        await self.furnish()

    async def furnish(self) -> None:
        """Topics and keys; then the desk may be opened. Imported only now: paint first."""
        from quizgen.tui.widgets.fold import Fold
        from quizgen.tui.widgets.hints import Hints
        from quizgen.tui.widgets.rows import RowList

        body = self.query_one(Body)
        if not (self._stands() and body.is_attached):
            return
        await body.mount(
            Words(self._language(), id="language"),
            RowList(id="topics"),
            Words(self.voice.tr("Study material, not medical advice."), id="note"),
        )
        if not self._stands():
            return
        await self.mount(Fold(), Hints())
        if not (self._stands() and self.query(Hints)):
            return
        self.show_hints()
        if self.app.screen is self:
            self._list.focus()
        self.quiz_app.furnished()

    def _stands(self) -> bool:
        """False where the program was told to end meanwhile."""
        return self.is_attached

    def hints(self) -> "Sequence[Hint]":
        from quizgen.tui.widgets.hints import Hint

        tr = self.voice.tr
        return (
            Hint("Enter", tr("Start"), "screen.start"),
            Hint("← →", tr("Language"), "screen.turn(1)"),
            Hint("F1", tr("Help"), "screen.help"),
            *self.quiz_app.places(),
            Hint("F5", tr("Practise"), "screen.practise"),
            Hint("F10", tr("Quit"), "app.quit"),
        )

    def keys(self) -> Sequence[tuple[str, str]]:
        tr = self.voice.tr
        return (
            ("↑ ↓", tr("Choose a topic")),
            ("← →", tr("Change the language studied")),
            ("Enter, 1–9", tr("Start a session")),
            ("F5, P", tr("Practise without touching the schedule")),
            ("F2, B", tr("Browse facts and cards")),
            ("F3, S", tr("Statistics")),
            ("F4, O", tr("Settings")),
            ("Ctrl+P", tr("All commands")),
            ("F10, Q", tr("Quit; so does Esc, pressed twice")),
        )

    # -- what happens

    def on_quiz_app_desk_ready(self) -> None:
        self.count()

    def on_screen_resume(self, _event: events.ScreenResume) -> None:
        if self.quiz_app.desk is not None:
            self._list.focus()
            self.call_after_refresh(self.count)

    @work(thread=True, exclusive=True, group="tally")
    def count(self) -> None:
        """Count cards beside the drawing; there may be many."""
        from quizgen.tui.tally import tally

        desk = self.quiz_app.desk
        if desk is not None:
            found = tally(desk, self.quiz_app.services.now())
            self.app.call_from_thread(self.show_tally, found)

    def show_tally(self, found: "Tally") -> None:
        """Fill in the numbers."""
        self._tally = found
        self._say_today(self._today_line(found))
        self.query_one("#language", Words).update(self._language())
        self._list.say(self._rows(found))

    def on_row_list_chosen(self, event: "RowList.Chosen") -> None:
        event.stop()
        self._begin(event.index)

    def action_start(self) -> None:
        self._begin(self._list.cursor)

    async def action_practise(self) -> None:
        from quizgen.tui.screens.practise import PractiseScreen

        topic = self._topic(self._list.cursor)
        await self.app.push_screen(PractiseScreen(self.quiz_app.preferences.answer, topic))

    def action_turn(self, by: int) -> None:
        """The next language, then all of them, then the first again."""
        now = self.quiz_app.preferences
        following = self.quiz_app.language_beside(now.answer, by)
        self.quiz_app.choose(replace(now, answer=following))
        if self._tally is not None:
            self.show_tally(self._tally)

    def action_back(self) -> None:
        """There is nothing behind this screen: once is a slip of the hand, twice leaves."""
        if self._leaving:
            self.app.exit()
            return
        self._leaving = True
        self._say_today(self.voice.tr("Press Esc once more to leave the program."))
        self.set_timer(_SLIP, self._stay)

    def _stay(self) -> None:
        self._leaving = False
        if self._tally is not None and self._stands():
            self._say_today(self._today_line(self._tally))

    @property
    def _list(self) -> "RowList":
        from quizgen.tui.widgets.rows import RowList

        return self.query_one(RowList)

    # -- how it reads

    def _begin(self, row: int) -> None:
        from quizgen.quiz.agenda import Choice
        from quizgen.tui.screens.quiz import QuizScreen

        waiting = self.quiz_app.waiting
        if waiting is not None and row == 0:
            session, choice = waiting
            screen = QuizScreen(choice)
            screen.resume_with(session)
        else:
            screen = QuizScreen(Choice(self.quiz_app.preferences.answer, self._topic(row)))
        self.app.push_screen(screen)

    def _topic(self, row: int) -> str:
        """The topic of a row; empty for all of them."""
        place = row - 1 - (self.quiz_app.waiting is not None)
        topics = self._tally.topics if self._tally is not None else ()
        return topics[place] if 0 <= place < len(topics) else ""

    def _language(self) -> str:
        return self.quiz_app.language_line(self.quiz_app.preferences.answer)

    def _say_today(self, text: str) -> None:
        self.query_one("#today", Words).update(text)

    def _today_line(self, found: "Tally") -> str:
        tr, trn = self.voice.tr, self.voice.trn
        if not found.answers_today:
            return tr("Nothing answered yet today.")
        answers = trn("{n} answer today", "{n} answers today", found.answers_today)
        spent = self.voice.spent(found.milliseconds_today)
        return f"{answers} · {tr('{time} answering', time=spent)}"

    def _rows(self, found: "Tally") -> "list[RowText]":
        from quizgen.tui.widgets.rows import RowText

        language = self.quiz_app.preferences.answer
        rows = [RowText(self.voice.all_topics(names=False), self._counts(found, language, ""))]
        if self.quiz_app.waiting is not None:
            left = self.quiz_app.waiting[0].state.remaining
            meta = self.voice.trn("{n} question left", "{n} questions left", left)
            rows.insert(0, RowText(self.voice.tr("Go on with your session"), meta))
        for topic in found.topics:
            rows.append(RowText(self.voice.topic(topic), self._counts(found, language, topic)))
        return rows

    def _counts(self, found: "Tally", language: str, topic: str) -> str:
        count = found.count(language, topic)
        if not count.cards:
            return self.voice.tr("no cards yet")
        parts = [
            self.voice.trn("{n} due", "{n} due", count.due),
            self.voice.trn("{n} new", "{n} new", count.new),
            self.voice.trn("{n} card", "{n} cards", count.cards),
        ]
        return " · ".join(parts)
