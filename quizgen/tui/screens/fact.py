"""A fact inside its source text, with its spans lit; and where its card stands."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from quizgen.errors import QuizgenError
from quizgen.model import Card, Fact
from quizgen.quiz.clean import clean
from quizgen.study import CardState, Stage, Study
from quizgen.tui.screens.page import Body, Head, Page
from quizgen.tui.widgets.hints import Hint, Hints
from quizgen.tui.widgets.quote import marked
from quizgen.tui.widgets.words import Words


class FactScreen(Page):
    """Question, answer, schedule, then the whole text, scrolled to the fact's sentence."""

    DEFAULT_CSS = """
    FactScreen #question { text-style: bold; }
    FactScreen #answer { color: $success; }
    FactScreen .quiet { color: $secondary; margin: 1 0 0 0; }
    FactScreen #erratum { border-left: outer $warning; padding: 0 0 0 1; margin: 1 0 0 0; }
    FactScreen #source { color: $primary; margin: 1 0 0 0; }
    FactScreen .line { border-left: outer $panel; padding: 0 0 0 1; color: $secondary; }
    FactScreen .line.-here { border-left: outer $accent; color: $foreground; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("enter", "back", show=False),
        Binding("f5", "suspend", show=False),
        Binding("s", "suspend", show=False, id="s"),
        Binding("f6", "forget", show=False),
        Binding("n", "forget", show=False, id="n"),
        Binding("f7", "put_off", show=False),
        Binding("t", "put_off", show=False, id="t"),
        Binding("f8", "leech", show=False),
        Binding("l", "leech", show=False, id="l"),
        Binding("f2,ctrl+z", "undo", show=False),
        Binding("u", "undo", show=False, id="u"),
    ]

    def __init__(self, card: Card) -> None:
        super().__init__()
        self._card = card
        self._acted = 0
        self._before = ""  # what stands before the sentence in its line, which may be a whole text

    def compose(self) -> ComposeResult:
        card, tr = self._card, self.voice.tr
        yield Head(tr("In the text"))
        with Body():
            yield Words(clean(card.question), id="question")
            yield Words(clean(card.answer), id="answer")
            yield Words(id="state", classes="quiet")
            if card.erratum_note:
                yield Words(clean(card.erratum_note), id="erratum")
            evidence = card.evidence
            if evidence is not None:
                yield Words(
                    tr(
                        "{file}, line {line} · {title}",
                        file=evidence.source,
                        line=evidence.line,
                        title=evidence.title,
                    ),
                    id="source",
                )
                yield from self._lines()
        yield Hints()

    def on_mount(self) -> None:
        self._show_state()
        here = self.query(".-here")
        if here:
            self.call_after_refresh(self._to_fact)

    def hints(self) -> Sequence[Hint]:
        tr, state = self.voice.tr, self._state()
        waits = state is not None and state.suspended
        shown = [
            Hint("↑ ↓", tr("Scroll"), "screen.scroll(1)"),
            Hint("F5", tr("Ask again") if waits else tr("Suspend"), "screen.suspend"),
            Hint("F6", tr("Make new"), "screen.forget"),
            Hint("F7", tr("Not today"), "screen.put_off"),
        ]
        if state is not None and state.leech:
            shown.append(Hint("F8", tr("Not a leech"), "screen.leech"))
        if self._acted:
            shown.append(Hint("F2", tr("Undo"), "screen.undo"))
        return (*shown, Hint("Esc", tr("Back"), "screen.back"))

    def keys(self) -> Sequence[tuple[str, str]]:
        tr = self.voice.tr
        return (
            ("↑ ↓ PgUp PgDn", tr("Scroll")),
            ("F5, S", tr("Suspend the card, or ask it again")),
            ("F6, N", tr("Make the card new; its history is kept")),
            ("F7, T", tr("Put the card off until tomorrow")),
            ("F8, L", tr("Mark as a leech, or take the mark away")),
            ("F2, U", tr("Undo what was done here")),
            ("Esc", tr("Back")),
        )

    def action_scroll(self, by: int) -> None:
        self.query_one(Body).scroll_relative(y=by, animate=False)

    def action_suspend(self) -> None:
        study, state = self._study(), self._state()
        if study is not None and state is not None:
            act = study.unsuspend if state.suspended else study.suspend
            self._act(lambda now: act(self._card.key, now))

    def action_forget(self) -> None:
        study = self._study()
        if study is not None:
            self._act(lambda now: study.forget(self._card.key, now))

    def action_put_off(self) -> None:
        study = self._study()
        if study is not None:
            self._act(lambda now: study.put_off(self._card.key, now))

    def action_leech(self) -> None:
        study, state = self._study(), self._state()
        if study is not None and state is not None:
            act = study.unmark_leech if state.leech else study.mark_leech
            self._act(lambda now: act(self._card.key, now))

    def action_undo(self) -> None:
        study = self._study()
        if study is not None and self._acted:
            self._act(lambda _now: study.undo(), by=-1)

    # -- how it is done

    def _act(self, step: Callable[[int], object], by: int = 1) -> None:
        try:
            step(self.quiz_app.services.now())
        except QuizgenError as error:
            self.quiz_app.fail(error)
            return
        self._acted += by
        self._show_state()
        self.show_hints()

    def _study(self) -> Study | None:
        desk = self.quiz_app.desk
        return desk.study if desk is not None else None

    def _state(self) -> CardState | None:
        study = self._study()
        return study.state(self._card.key) if study is not None else None

    def _show_state(self) -> None:
        state = self._state()
        if state is not None:
            self.query_one("#state", Words).update(" · ".join(self._words(state)))

    def _words(self, state: CardState) -> list[str]:
        tr, trn = self.voice.tr, self.voice.trn
        now = self.quiz_app.services.now()
        words = [tr("suspended")] if state.suspended else []
        if state.leech:
            words.append(tr("a leech: it keeps being forgotten"))
        if state.stage == Stage.NEW:
            return [*words, tr("new")]
        if state.put_off_until_ms > now:
            words.append(tr("put off until tomorrow"))
        elif state.due_ms <= now:
            words.append(tr("due now"))
        else:
            words.append(tr("comes back {when}", when=self.voice.wait(state.due_ms - now)))
        words.append(trn("{n} answer", "{n} answers", state.reps))
        words.append(trn("{n} lapse", "{n} lapses", state.lapses))
        return words

    def _lines(self) -> ComposeResult:
        desk, evidence = self.quiz_app.desk, self._card.evidence
        if desk is None or evidence is None:
            return
        fact = desk.facts.get(self._card.fact)
        for start, line in _numbered(desk.text(evidence.source)):
            end = start + len(line)
            here = start < evidence.end and evidence.start < end
            words = Words(self._lit(line, start, fact), classes="line")
            words.set_class(here, "-here")
            if here and not self._before:
                self._before = line[: max(evidence.start - start, 0)]
            yield words

    def _lit(self, line: str, start: int, fact: Fact | None) -> Content:
        spans = [(s.start, s.end) for s in fact.spans] if fact is not None else []
        evidence = self._card.evidence
        if not spans and evidence is not None:
            spans = [(evidence.start + a, evidence.start + b) for a, b in evidence.marks]
        inside = [(max(a - start, 0), min(b - start, len(line))) for a, b in spans]
        return marked(line, tuple((a, b) for a, b in inside if a < b))

    def _to_fact(self) -> None:
        line, body = self.query(".-here").first(), self.query_one(Body)
        above = Content(self._before).get_height({}, max(line.content_size.width, 1)) - 1
        body.scroll_to(y=line.virtual_region.y + max(above, 0), animate=False)


def _numbered(text: str) -> list[tuple[int, str]]:
    """Lines with the code point at which each begins; empty ones left out."""
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            found.append((at, line.rstrip("\r\n")))
        at += len(line)
    return found
