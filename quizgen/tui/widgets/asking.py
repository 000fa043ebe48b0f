"""Asking: the question, and the means to answer it that its kind wants."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from quizgen.quiz.clean import clean, clean_lines
from quizgen.quiz.judge import pick
from quizgen.quiz.questions import Question
from quizgen.quiz.session import Outcome
from quizgen.quiz.voice import Voice
from quizgen.tui.widgets.answer import AnswerInput
from quizgen.tui.widgets.blocks import SHORT, TALL
from quizgen.tui.widgets.order import OrderRows
from quizgen.tui.widgets.rows import RowList, RowText
from quizgen.tui.widgets.words import Words, still

GAP = "[…]"


class Asking(Vertical):
    """One question at a time. Posts ``Given`` when it is answered, ``Reveal`` when the learner
    wants to see what he tried to recall."""

    virtual_size = still()
    SCOPED_CSS = False
    DEFAULT_CSS = """
    Asking { height: auto; }
    Asking > #question { text-style: bold; margin: 0 0 1 0; }
    Asking > #typed, Asking > #order { margin: 0 0 1 0; }
    Asking > #notice { color: $warning; margin: 0 0 1 0; }
    .-short Asking > #notice, .-short Asking > #typed { margin: 0; }
    """

    class Given(Message):
        """An answer was given."""

        def __init__(self, answer: str) -> None:
            self.answer = answer
            super().__init__()

    class Reveal(Message):
        """Show the answer."""

    def __init__(self) -> None:
        super().__init__()
        self._choices: Sequence[str] = ()
        self._question = Words(id="question")
        self._options = RowList(id="options")
        self._line = AnswerInput(id="typed")
        self._order = OrderRows(id="order")
        self._recall = RowList(id="reveal", digits=False)
        self._notice = Words(id="notice")
        self._means: Sequence[Widget] = (self._options, self._line, self._order, self._recall)

    def compose(self) -> ComposeResult:
        yield self._question
        yield from self._means
        yield self._notice

    def on_mount(self) -> None:
        self._offer(None)

    def say(self, text: str) -> None:
        """No question, just words."""
        self._question.update(text)
        self._offer(None)

    def ask(self, question: Question, voice: Voice) -> None:
        """Show a question, ready to be answered."""
        self._question.update(_with_gap(clean_lines(question.text)))
        self._question.styles.margin = (0, 0, 1, 0)
        self.notice("")
        self._choices = question.choices
        if question.kind in ("choice", "truefalse"):
            self._options.say([RowText(clean(choice)) for choice in question.choices])
            self._options.set_reactive(RowList.cursor, 0)
            for row in self._options.rows:
                row.display = True
                row.tone(*(["-cursor"] if row.index == 0 else []))
            self._spread(self.app.size.height >= TALL)
            self._offer(self._options)
        elif question.kind == "order":
            items = [clean(item) for item in question.choices]
            self._order.ask(items, voice.tr("Done: this is the order"))
            self._offer(self._order)
        elif question.kind == "qa":
            self._recall.say(
                [RowText(voice.tr("Show the answer"), voice.tr("Say it to yourself first."), "?")]
            )
            self._offer(self._recall)
        else:
            self._line.invite(voice.tr("Type the answer"))
            self._line.value = ""
            self._offer(self._line)

    def settle(self, outcome: Outcome, voice: Voice) -> None:
        """The question is answered: show which option was right and which was chosen. Where room
        is short, the options that were neither are left out."""
        question = outcome.question
        chosen_from = question.kind in ("choice", "truefalse")
        self._offer(self._options if chosen_from else None, locked=True)
        self._question.styles.margin = (0, 0, int(self._roomy), 0)
        self.notice("")
        if not chosen_from:
            return
        self._spread(False)
        chosen = pick(outcome.given, question.choices)
        wrong = chosen != question.card.answer
        texts: list[RowText] = []
        for choice in question.choices:
            right, mine = choice == question.card.answer, choice == chosen
            word = voice.tr("right answer") if right else voice.tr("your answer") if mine else ""
            label = "✓" if right else "✗" if mine else " "
            texts.append(RowText(clean(choice), label=label, lead=word if wrong else ""))
        self._options.say(texts)
        for row, choice in zip(self._options.rows, question.choices, strict=False):
            right, mine = choice == question.card.answer, choice == chosen
            row.tone("-right" if right else "-wrong" if mine else "-quiet")
            row.display = self._roomy or right or mine

    def notice(self, text: str) -> None:
        """Say in a line what came of a key: why the answer is asked for again, what was undone."""
        if text or self._notice.display:
            self._notice.update(text)
            self._notice.display = bool(text)

    @property
    def placing(self) -> bool:
        """Whether the cursor stands on an item to be put in its place."""
        return self._order.display and self._order.placing

    def answer(self) -> None:
        """Enter, from outside: hand in what stands there."""
        for rows in self._lists:
            if rows.display and not rows.locked:
                rows.action_choose()
        if self._line.display:
            self.post_message(self.Given(self._line.value))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        if event.rows is self._recall:
            self._offer(None)
            self.post_message(self.Reveal())
        elif event.index < len(self._choices):
            self.post_message(self.Given(self._choices[event.index]))

    def on_order_rows_ordered(self, event: OrderRows.Ordered) -> None:
        event.stop()
        self.post_message(self.Given("\n".join(event.items)))

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value:  # a new try: what was said of the last one is past
            self.notice("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Given(event.value))

    def _spread(self, apart: bool) -> None:
        """Options apart while one is to be chosen, close together once it is; set on the widgets
        themselves, for a class would have all their styles looked up anew."""
        last = len(self._options.rows) - 1
        for row in self._options.rows:
            row.styles.margin = (0, 0, int(apart or (row.index == last and self._roomy)), 0)

    @property
    def _roomy(self) -> bool:
        return self.app.size.height >= SHORT

    @property
    def _lists(self) -> Sequence[RowList]:
        return (self._options, self._order, self._recall)

    def _offer(self, means: Widget | None, *, locked: bool = False) -> None:
        """Show one of the means and give it the keys; hide the others."""
        for widget in self._means:
            widget.display = widget is means
        for rows in self._lists:
            rows.locked = locked or rows is not means
            rows.can_focus = not rows.locked
        if means is not None and not locked:
            means.focus()


def _with_gap(text: str) -> Content:
    """A cloze's gap in the colour of what is to be done."""
    before, gap, after = text.partition(GAP)
    return Content.assemble(before, (gap, "$primary reverse"), after)
