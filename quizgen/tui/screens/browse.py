"""Browse: search cards and facts in any language, filter them, open one in its text."""

from collections.abc import Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from quizgen.model import Card
from quizgen.quiz.clean import clean
from quizgen.tui.find import Finder
from quizgen.tui.screens.page import Head, Page
from quizgen.tui.widgets.answer import AnswerInput
from quizgen.tui.widgets.fold import Fold
from quizgen.tui.widgets.found import FoundList
from quizgen.tui.widgets.hints import Hint, Hints
from quizgen.tui.widgets.words import Words

PAGE = 60
"""Cards listed at a time; the last row lists more."""


class BrowseScreen(Page[None]):
    """A line to search in, a line that says what is filtered, and what was found."""

    DEFAULT_CSS = """
    BrowseScreen AnswerInput { margin: 1 0 0 3; }
    BrowseScreen #filters { color: $secondary; padding: 0 0 0 3; margin: 0 0 1 0; }
    BrowseScreen.-short AnswerInput, BrowseScreen.-middle AnswerInput { margin: 0 0 0 3; }
    BrowseScreen.-short #filters { margin: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "turn_language", show=False),
        Binding("f6", "turn_topic", show=False),
        Binding("f7", "turn_state", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._finder: Finder | None = None
        self._awaited = False
        self._found: Sequence[int] = ()
        self._shown = PAGE
        self._language, self._topic, self._state = "", "", ""

    def compose(self) -> ComposeResult:
        tr = self.voice.tr
        yield Head(tr("Browse"))
        yield AnswerInput(tr("Search in any language"))
        yield Words(f"\n{tr('Opening the library…')}", id="filters")
        yield FoundList()
        yield Fold()
        yield Hints()

    def on_mount(self) -> None:
        self._language = self.quiz_app.preferences.answer
        self.query_one(AnswerInput).focus()
        if self.quiz_app.desk is not None:
            self.call_after_refresh(self.prepare)

    def on_quiz_app_desk_ready(self) -> None:
        self.prepare()

    @work(thread=True, exclusive=True, group="find")
    def prepare(self) -> None:
        """Make the cards ready for searching, beside the drawing."""
        desk = self.quiz_app.desk
        assert desk is not None
        finder = Finder(desk.cards, desk.study.history.states(), self.quiz_app.services.now())
        self.app.call_from_thread(self._ready, finder)

    def _ready(self, finder: Finder) -> None:
        self._finder = finder
        self.search()

    def hints(self) -> Sequence[Hint]:
        tr = self.voice.tr
        return (
            Hint("Enter", tr("Open"), "screen.open"),
            Hint("F5", tr("Language"), "screen.turn_language"),
            Hint("F6", tr("Topic"), "screen.turn_topic"),
            Hint("F7", tr("State"), "screen.turn_state"),
            Hint("F1", tr("Help"), "screen.help"),
            Hint("Esc", tr("Back"), "screen.back"),
        )

    def keys(self) -> Sequence[tuple[str, str]]:
        tr = self.voice.tr
        return (
            ("↑ ↓", tr("Choose a card")),
            ("Enter", tr("Show the fact in its text")),
            ("F5", tr("One language or all")),
            ("F6", tr("One topic or all")),
            ("F7", tr("All cards, or those due, new, suspended or leeches")),
            ("Esc", tr("Back")),
        )

    # -- what happens

    def on_input_changed(self, _event: Input.Changed) -> None:
        if not self._awaited:  # the letter is painted before the cards are looked through
            self._awaited = self.call_after_refresh(self.search)

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        await self.action_open()

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        await self.action_open()

    def action_move(self, by: int) -> None:
        found = self.query_one(FoundList)
        if by > 0:
            found.action_cursor_down()
        else:
            found.action_cursor_up()

    def action_page(self, by: int) -> None:
        found = self.query_one(FoundList)
        if by > 0:
            found.action_page_down()  # type: ignore[no-untyped-call]
        else:
            found.action_page_up()  # type: ignore[no-untyped-call]

    async def action_open(self) -> None:
        from quizgen.tui.screens.fact import FactScreen

        place = self.query_one(FoundList).highlighted
        if place is None or self._finder is None:
            return
        if place >= min(self._shown, len(self._found)):
            self._shown += PAGE
            self._list(keep=place)
            return
        card, waiting = self._finder.cards[self._found[place]], self.quiz_app.waiting
        # A session that waits undoes what is done here before its own answers.
        session = waiting[0] if waiting is not None else None
        await self.app.push_screen(FactScreen(card, session))

    def action_turn_language(self) -> None:
        self._language = _next(("", *self.quiz_app.services.languages), self._language)
        self.search()

    def action_turn_topic(self) -> None:
        if self._finder is not None:
            self._topic = _next(("", *self._finder.topics), self._topic)
            self.search()

    def action_turn_state(self) -> None:
        self._state = _next(("", "due", "new", "suspended", "leech"), self._state)
        self.search()

    def search(self) -> None:
        """Find and list."""
        self._awaited = False
        if self._finder is None:
            return
        words = self.query_one(AnswerInput).value
        self._found = self._finder.find(words, self._language, self._topic, self._state)
        self._shown = PAGE
        self._list()

    # -- how it reads

    def _list(self, keep: int = 0) -> None:
        assert self._finder is not None
        shown = self._found[: self._shown]
        options = [Option(self._option(self._finder.cards[index])) for index in shown]
        tr = self.voice.tr
        if len(self._found) > len(shown):
            options.append(Option(Content.styled(tr("Show more"), "$primary")))
        if not options:
            nothing = tr("Nothing found. F5, F6 and F7 change where to look.")
            options.append(Option(Content.styled(nothing, "$secondary"), disabled=True))
        found = self.query_one(FoundList)
        found.list(options)
        found.highlighted = keep if shown else None
        self.query_one("#filters", Words).update(self._filters())

    def _option(self, card: Card) -> Content:
        answer = (f"→ {clean(card.answer)}", "$secondary")
        return Content.assemble(clean(card.question), "\n", answer)

    def _filters(self) -> str:
        tr = self.voice.tr
        states = {
            "": "",
            "due": tr("due"),
            "new": tr("new"),
            "suspended": tr("suspended"),
            "leech": tr("leeches"),
        }
        # The language has a row of its own: what stands in one row with it would have to change
        # its place with the script.
        language = self.quiz_app.services.languages.get(self._language, "") or tr("All languages")
        others = (
            self.voice.trn("{n} card", "{n} cards", len(self._found)),
            self.voice.topic(self._topic) if self._topic else self.voice.all_topics(names=True),
            states[self._state],
        )
        return f"{language}\n{' · '.join(filter(None, others))}"


def _next(values: Sequence[str], value: str) -> str:
    return values[(values.index(value) + 1) % len(values)] if value in values else values[0]
