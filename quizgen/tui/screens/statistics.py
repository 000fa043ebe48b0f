"""Statistics: each figure in words, and a plot beside it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from quizgen.model import NAMES
from quizgen.quiz.clean import clean
from quizgen.tui.screens.page import Body, Head, Page
from quizgen.tui.widgets.chart import Chart, calendar, plot
from quizgen.tui.widgets.fold import Fold
from quizgen.tui.widgets.hints import Hint, Hints
from quizgen.tui.widgets.progress import bar
from quizgen.tui.widgets.words import Words

if TYPE_CHECKING:
    from quizgen.study.statistics import Group, Statistics
    from quizgen.study.tallies import Retention

_DAYS = 30
_FIRST = f"−{_DAYS - 1}"  # days ago, the first of the days that end today
_CELLS = 16
_WEEKS = 53


class StatisticsScreen(Page[None]):
    """Headings, sentences, plots; one below the other, nothing side by side."""

    DEFAULT_CSS = """
    StatisticsScreen #language { text-style: bold; padding: 0 0 0 3; margin: 1 0 0 0; }
    StatisticsScreen.-middle #language, StatisticsScreen.-short #language { margin: 0; }
    StatisticsScreen Body { padding: 0 0 0 3; }
    StatisticsScreen .heading { color: $primary; text-style: bold; margin: 1 0 0 0; }
    StatisticsScreen Chart { margin: 1 0 0 0; }
    StatisticsScreen .quiet { color: $secondary; }
    StatisticsScreen .detail { margin: 0 0 0 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("left", "turn(-1)", show=False),
        Binding("right", "turn(1)", show=False),
        Binding("enter", "back", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._language = ""

    def compose(self) -> ComposeResult:
        self._language = self.quiz_app.preferences.answer
        yield Head(self.voice.tr("Statistics"))
        yield Words(self.quiz_app.language_line(self._language), id="language")
        with Body():
            yield Words(self.voice.tr("Counting…"), id="counting")
        yield Fold()
        yield Hints()

    def on_mount(self) -> None:
        if self.quiz_app.desk is not None:
            self.call_after_refresh(self.count)

    def on_quiz_app_desk_ready(self) -> None:
        self.count()

    def hints(self) -> Sequence[Hint]:
        tr = self.voice.tr
        return (
            Hint("← →", tr("Language"), "screen.turn(1)"),
            Hint("↑ ↓", tr("Scroll"), "screen.scroll(1)"),
            Hint("F1", tr("Help"), "screen.help"),
            Hint("Esc", tr("Back"), "screen.back"),
        )

    def keys(self) -> Sequence[tuple[str, str]]:
        tr = self.voice.tr
        return (
            ("← →", tr("One language or all")),
            ("↑ ↓ PgUp PgDn", tr("Scroll")),
            ("Esc", tr("Back")),
        )

    def action_scroll(self, by: int) -> None:
        self.query_one(Body).scroll_relative(y=by, animate=False)

    def action_turn(self, by: int) -> None:
        """The figures of the next language, then of all of them; what is studied stays."""
        self._language = self.quiz_app.language_beside(self._language, by)
        self.query_one("#language", Words).update(self.quiz_app.language_line(self._language))
        if self.quiz_app.desk is not None:
            self.count()

    @work(thread=True, exclusive=True, group="statistics")
    def count(self) -> None:
        """Add up beside the drawing; a history may be long."""
        from quizgen.flow.learner import statistics

        desk = self.quiz_app.desk
        assert desk is not None
        language = self._language
        found = statistics(desk.study, desk.cards, self.quiz_app.services.now(), language)
        self.app.call_from_thread(self.fill, found, language)

    def fill(self, found: "Statistics", language: str) -> None:
        """Show the figures, where they are still those asked for."""
        if language == self._language:
            body = self.query_one(Body)
            body.remove_children()
            body.mount(*self._parts(found))
            body.scroll_home(animate=False)

    # -- how it reads

    @property
    def _wide(self) -> int:
        """Columns stand apart where there is room for it."""
        return 2 if self.app.size.width > 2 * _DAYS + 8 else 1

    def _parts(self, found: "Statistics") -> Iterator[Widget]:
        tr = self.voice.tr
        yield Words(self.voice.all_topics(names=True), classes="quiet")
        yield from self._due(found)
        if not found.reviews:
            yield Words(tr("There is more to see here once you have answered a few questions."))
            return
        yield from self._remembered(found)
        yield from self._answers(found)
        yield from self._year(found)
        yield from self._groups(found)
        yield from self._hardest(found)

    def _due(self, found: "Statistics") -> Iterator[Widget]:
        tr, trn = self.voice.tr, self.voice.trn
        yield self._heading(tr("What comes back"))
        counts = (
            trn("{n} due today", "{n} due today", found.due_now),
            tr("{n} within 7 days", n=found.due_7),
            tr("{n} within 30 days", n=found.due_30),
        )
        yield Words(" · ".join(counts))
        stages = (
            trn("{n} new", "{n} new", found.new),
            trn("{n} in learning", "{n} in learning", found.learning),
            trn("{n} young", "{n} young", found.young),
            trn("{n} mature", "{n} mature", found.mature),
        )
        yield Words(" · ".join(stages), classes="quiet")
        if found.due_30:
            yield from self._plot(
                tr("How many come back on each day, from today on"),
                plot(found.due, "0", f"+{_DAYS - 1}", wide=self._wide),
            )
        if any(found.forecast.reviews):
            expected = round(sum(found.forecast.reviews))
            yield Words(
                trn(
                    "{n} answer expected in the next 30 days, those that come back twice included",
                    "{n} answers expected in the next 30 days, those that come back twice included",
                    expected,
                ),
                classes="quiet",
            )

    def _remembered(self, found: "Statistics") -> Iterator[Widget]:
        tr = self.voice.tr
        yield self._heading(tr("What you remember"))
        for name, retention in (
            (tr("All cards"), found.retention),
            (tr("Young cards, seen in the last three weeks"), found.young_retention),
            (tr("Mature cards"), found.mature_retention),
        ):
            yield Words(self._share(retention, name))
        month = found.calendar[-_DAYS:]
        shares = [(day.retention.share or 0.0) * 100 for day in month]
        if any(shares):
            yield from self._plot(
                tr("Remembered on each of the last 30 days, in %"),
                plot(shares, _FIRST, "0", top=100, wide=self._wide),
            )
        ahead = found.forecast
        yield Words(
            tr(
                "Known now: {now} cards; without study {week} in 7 days, {month} in 30 days.",
                now=round(ahead.known),
                week=round(ahead.known_7),
                month=round(ahead.known_30),
            ),
            classes="quiet",
        )

    def _answers(self, found: "Statistics") -> Iterator[Widget]:
        tr, trn = self.voice.tr, self.voice.trn
        month = found.calendar[-_DAYS:]
        yield self._heading(tr("Answers a day"))
        answers = sum(day.reviews for day in month)
        minutes = round(sum(day.minutes for day in month))
        parts = (
            trn("{n} answer in 30 days", "{n} answers in 30 days", answers),
            trn("{n} minute", "{n} minutes", minutes),
        )
        yield Words(" · ".join(parts))
        yield Chart(plot([day.reviews for day in month], _FIRST, "0", wide=self._wide))
        yield self._heading(tr("Minutes a day"))
        yield Chart(plot([day.minutes for day in month], _FIRST, "0", wide=self._wide))

    def _year(self, found: "Statistics") -> Iterator[Widget]:
        tr, trn = self.voice.tr, self.voice.trn
        yield self._heading(tr("A year"))
        studied = sum(day.reviews > 0 for day in found.calendar)
        parts = (
            trn("{n} day with answers", "{n} days with answers", studied),
            trn("{n} day in a row", "{n} days in a row", found.days_in_a_row),
        )
        yield Words(" · ".join(parts))
        first = date.fromisoformat(found.calendar[0].date).weekday()
        yield from self._plot(
            tr("A column is a week, Monday at the top; fuller squares are days of more answers."),
            calendar([day.reviews for day in found.calendar], first),
        )

    def _groups(self, found: "Statistics") -> Iterator[Widget]:
        tr, languages = self.voice.tr, self.quiz_app.services.languages
        yield self._heading(tr("By topic"))
        for group in sorted(found.topics, key=lambda group: group.name == NAMES):
            yield from self._group(group, self.voice.topic(group.name))
        if not self._language:
            yield self._heading(tr("By language"))
            for group in found.languages:
                yield from self._group(group, languages.get(group.name, group.name))

    def _hardest(self, found: "Statistics") -> Iterator[Widget]:
        desk = self.quiz_app.desk
        known = {card.key: card for card in desk.cards} if desk is not None else {}
        hardest = [card for card in found.hardest if card.key in known]
        if hardest:
            yield self._heading(self.voice.tr("Hardest cards"))
        for card in hardest:
            lapses = self.voice.trn("{n} lapse", "{n} lapses", card.lapses)
            question = clean(known[card.key].question)
            yield Words(Content.assemble(question, "\n", (lapses, "$secondary")))

    def _heading(self, text: str) -> Words:
        return Words(text, classes="heading")

    def _plot(self, said: str, drawn: Content) -> "Iterator[Widget]":
        """A plot, and above it what it plots."""
        yield Words(said, classes="quiet")
        yield Chart(drawn)

    def _share(self, retention: "Retention", name: str) -> Content:
        share = retention.share
        if share is None:
            return Content.assemble(bar(f"{'–':>3}  ", 0, _CELLS), "  ", name)
        drawn = bar(f"{round(share * 100):>3} %", round(_CELLS * share), _CELLS)
        return Content.assemble(drawn, "  ", name)

    def _group(self, group: "Group", name: str) -> "Iterator[Words]":
        """A bar of what has been met and the name; below it the same in words."""
        tr, met, share = self.voice.tr, group.cards - group.new, group.retention.share
        filled = round(_CELLS * met / group.cards) if group.cards else 0
        yield Words(Content.assemble(bar("", filled, _CELLS), "  ", name))
        said = [
            tr("met {met} of {cards} cards", met=met, cards=group.cards),
            self.voice.trn("{n} due today", "{n} due today", group.due),
        ]
        if share is not None:
            said.append(tr("{percent} % remembered", percent=round(share * 100)))
        yield Words(" · ".join(said), classes="quiet detail")
