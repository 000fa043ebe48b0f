"""A fact inside its source text, with its spans lit; where its card stands, and what may be done
to it."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from quizgen.errors import QuizgenError
from quizgen.model import Card
from quizgen.quiz.clean import clean
from quizgen.quiz.session import Session
from quizgen.study import CardState, Stage, Study
from quizgen.tui.screens.page import Body, Head, Page
from quizgen.tui.widgets.blocks import Block, Blocks
from quizgen.tui.widgets.feedback import marked, place_of
from quizgen.tui.widgets.fold import Fold
from quizgen.tui.widgets.hints import Hint, Hints
from quizgen.tui.widgets.words import Words

_DAY = 86_400_000


class FactScreen(Page[None]):
    """Question, answer and schedule stay in view; below them the whole text, scrolled to the
    fact's sentence, which is followed by its translation."""

    DEFAULT_CSS = """
    FactScreen #card { padding: 1 0 0 3; }
    FactScreen.-short #card, FactScreen.-middle #card { padding: 0 0 0 3; }
    FactScreen.-middle Head { padding: 0 2 0 3; }
    FactScreen.-middle Body { padding: 1 0 0 3; }
    FactScreen #erratum { margin: 0 0 1 0; }
    FactScreen .line { border-left: outer $panel; padding: 0 0 0 1; color: $secondary; }
    FactScreen .line.-here { border-left: outer $accent; color: $foreground; }
    FactScreen .line.translation { color: $secondary; text-style: italic; }
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
        Binding("f9", "move", show=False),
        Binding("m", "move", show=False, id="m"),
        Binding("f2,ctrl+z", "undo", show=False),
        Binding("u", "undo", show=False, id="u"),
        Binding("f3,ctrl+y", "redo", show=False),
        Binding("y", "redo", show=False, id="y"),
    ]

    def __init__(self, card: Card, session: Session | None = None, question: str = "") -> None:
        """``session`` is the one that is under way: it undoes what is done here before its own
        answers. ``question`` is how it asked, where not in the card's own words."""
        super().__init__()
        self._question = question or card.question
        self._card = card
        self._session = session
        self._acted = self._undone = 0

    def compose(self) -> ComposeResult:
        card, tr = self._card, self.voice.tr
        yield Head(tr("In the text"))
        yield Blocks(id="card")
        with Body():
            if card.erratum_note:
                title = (tr("A note on the text"), "bold")
                slip = Content.assemble(title, "\n", clean(card.erratum_note))
                yield Blocks([Block(slip, "$warning")], id="erratum")
            yield from self._lines()
        yield Fold()
        yield Hints()

    def on_mount(self) -> None:
        self._say()
        here = self.query(".-here")
        if here:
            self.call_after_refresh(self._to_fact)

    def hints(self) -> Sequence[Hint]:
        """The keys that would change something as the card stands."""
        tr, state = self.voice.tr, self._state()
        shown: list[Hint] = []
        if state is not None:
            met = state.stage != Stage.NEW
            waits = state.put_off_until_ms > self.quiz_app.services.now()
            stay = tr("Ask again") if state.suspended else tr("Suspend")
            shown = [
                Hint("F5", stay, "screen.suspend"),
                *[Hint("F6", tr("Make new"), "screen.forget")] * met,
                *[Hint("F7", tr("Not today"), "screen.put_off")] * (not waits),
                *[Hint("F8", tr("Not a leech"), "screen.leech")] * state.leech,
                *[Hint("F9", tr("Another day"), "screen.move")] * met,
            ]
        if self._acted:
            shown.append(Hint("F2", tr("Undo"), "screen.undo"))
        if self._undone:
            shown.append(Hint("F3", tr("Redo"), "screen.redo"))
        return (
            *shown,
            Hint("F1", tr("Help"), "screen.help"),
            Hint("Esc", tr("Back"), "screen.back"),
        )

    def keys(self) -> Sequence[tuple[str, str]]:
        tr = self.voice.tr
        return (
            ("↑ ↓ PgUp PgDn", tr("Scroll")),
            ("F5, S", tr("Suspend the card, or ask it again")),
            ("F6, N", tr("Make the card new; its history is kept")),
            ("F7, T", tr("Put the card off until tomorrow")),
            ("F8, L", tr("Mark as a leech, or take the mark away")),
            ("F9, M", tr("Choose the day on which the card comes back")),
            ("F2, Ctrl+Z, U", tr("Undo what was done here")),
            ("F3, Ctrl+Y, Y", tr("Redo")),
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
        study, state = self._study(), self._state()
        if study is None or state is None:
            return
        if state.stage == Stage.NEW:
            self._say(self.voice.tr("That changes nothing here."))
        else:
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

    async def action_move(self) -> None:
        """Ask for the day, then move the card there."""
        from quizgen.tui.screens.day import DayScreen

        study, state = self._study(), self._state()
        if study is None or state is None:
            return
        if state.stage == Stage.NEW:
            self._say(self.voice.tr("A new card has no day yet: answer it once."))
            return

        def move(days: int | None) -> None:
            if days is not None:
                wait = days * _DAY
                self._act(lambda now: study.reschedule(self._card.key, now + wait, now))

        await self.app.push_screen(DayScreen(), move)

    def action_undo(self) -> None:
        study, session = self._study(), self._session
        if study is None or not self._acted:
            self._say(self.voice.tr("Nothing to undo."))
            return
        undo = study.undo if session is None else session.undo
        if self._tried(lambda _now: undo()):
            self._acted, self._undone = self._acted - 1, self._undone + 1

    def action_redo(self) -> None:
        study, session = self._study(), self._session
        if study is None or not self._undone:
            self._say(self.voice.tr("Nothing to redo."))
            return
        redo = study.redo if session is None else session.redo
        if self._tried(lambda _now: redo()):
            self._acted, self._undone = self._acted + 1, self._undone - 1

    # -- how it is done

    def _act(self, step: Callable[[int], object]) -> None:
        """Do it, and count it where it changed anything: what leaves no trace is not undone."""
        before = self._state()
        if not self._tried(step):
            return
        if self._state() == before:
            self._say(self.voice.tr("That changes nothing here."))
        else:
            self._acted, self._undone = self._acted + 1, 0
            if self._session is not None:
                self._session.noted()
            self.show_hints()

    def _tried(self, step: Callable[[int], object]) -> bool:
        try:
            step(self.quiz_app.services.now())
        except QuizgenError as error:
            self.quiz_app.fail(error)
            return False
        self._say()
        self.call_next(self.show_hints)
        return True

    def _study(self) -> Study | None:
        desk = self.quiz_app.desk
        return desk.study if desk is not None else None

    def _state(self) -> CardState | None:
        study = self._study()
        return study.state(self._card.key) if study is not None else None

    def _say(self, notice: str = "") -> None:
        """The card, where it stands, and what came of a key."""
        card, state, tr = self._card, self._state(), self.voice.tr
        lines = [
            Content.styled(clean(self._question), "bold"),
            Content.styled(clean(card.answer), "$success"),
        ]
        if state is not None:
            lines.append(Content.styled(" · ".join(self._words(state)), "$secondary"))
        lines.append(Content.styled(notice, "$warning"))
        blocks = [Block(line, close=True) for line in lines]
        if card.evidence is not None:
            blocks.append(Block(Content.styled(place_of(card.evidence, self.voice), "$primary")))
        else:
            blocks.append(Block(Content.styled(tr("No text stands behind this card."), "$primary")))
        self.query_one("#card", Blocks).say(blocks)

    def _words(self, state: CardState) -> list[str]:
        tr, trn = self.voice.tr, self.voice.trn
        now = self.quiz_app.services.now()
        words = [tr("suspended")] if state.suspended else []
        if state.leech:
            words.append(tr("a leech: it keeps being forgotten"))
        waits = state.put_off_until_ms > now
        if waits:
            words.append(tr("put off until tomorrow"))
        if state.stage == Stage.NEW:
            return [*words, tr("new")]
        if not waits and state.due_ms <= now:
            words.append(tr("due now"))
        elif not waits:
            words.append(tr("comes back {when}", when=self.voice.wait(state.due_ms - now)))
        words.append(trn("{n} answer", "{n} answers", state.reps))
        words.append(trn("{n} lapse", "{n} lapses", state.lapses))
        return words

    def _lines(self) -> ComposeResult:
        desk, evidence = self.quiz_app.desk, self._card.evidence
        if desk is None or evidence is None:
            return
        fact = desk.facts.get(self._card.fact)
        lit = [(s.start, s.end) for s in fact.spans] if fact is not None else []
        lit = lit or [(evidence.start + a, evidence.start + b) for a, b in evidence.marks]
        for start, line in _numbered(desk.text(evidence.source)):
            for at, part in _parted(line, start, evidence.start, evidence.end):
                end = at + len(part)
                inside = tuple((max(a, at) - at, min(b, end) - at) for a, b in lit)
                here = evidence.start <= at < evidence.end
                words = Words(marked(part, tuple((a, b) for a, b in inside if a < b)))
                words.set_classes("line -here" if here else "line")
                yield words
                if here and end >= evidence.end and evidence.translation:
                    yield Words(clean(evidence.translation), classes="line -here translation")

    def _to_fact(self) -> None:
        here = self.query(".-here").first()
        self.query_one(Body).scroll_to(y=here.virtual_region.y, animate=False)


def _parted(line: str, start: int, first: int, last: int) -> list[tuple[int, str]]:
    """A line that begins at ``start``, cut where the sentence from ``first`` to ``last`` begins
    and ends in it: what stands before it, the sentence, what follows. Blank parts are left out."""
    cuts = sorted({0, len(line), *(min(max(at - start, 0), len(line)) for at in (first, last))})
    parts = []
    for begin, end in pairwise(cuts):
        part = line[begin:end]
        lead = len(part) - len(part.lstrip())
        if part.strip():
            parts.append((start + begin + lead, part.strip()))
    return parts


def _numbered(text: str) -> list[tuple[int, str]]:
    """Lines with the code point at which each begins; empty ones left out."""
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            found.append((at, line.rstrip("\r\n")))
        at += len(line)
    return found
