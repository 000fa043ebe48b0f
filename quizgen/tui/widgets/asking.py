"""Asking: the question, and the means to answer it that its kind wants."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from quizgen.quiz.clean import clean, clean_lines
from quizgen.quiz.judge import pick
from quizgen.quiz.questions import Question
from quizgen.quiz.session import Outcome
from quizgen.quiz.voice import Voice
from quizgen.tui.widgets.answer import AnswerInput
from quizgen.tui.widgets.order import OrderRows
from quizgen.tui.widgets.rows import RowList, RowText
from quizgen.tui.widgets.words import Words, still

GAP = "[…]"


class Asking(Vertical):
    """One question at a time. Posts ``Given`` when it is answered, ``Reveal`` when the learner
    wants to see what he tried to recall."""

    virtual_size = still()
    DEFAULT_CSS = """
    Asking { height: auto; }
    Asking > #question { text-style: bold; margin: 0 0 1 0; }
    Asking > #notice { color: $warning; margin: 1 0 0 0; }
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

    def compose(self) -> ComposeResult:
        yield Words(id="question")
        yield RowList(id="options")
        yield AnswerInput(id="typed")
        yield OrderRows(id="order")
        yield RowList(id="reveal", digits=False)
        yield Words(id="notice")

    def on_mount(self) -> None:
        self._offer("")

    def say(self, text: str) -> None:
        """No question, just words."""
        self.query_one("#question", Words).update(text)
        self._offer("")

    def ask(self, question: Question, voice: Voice) -> None:
        """Show a question, ready to be answered."""
        self.query_one("#question", Words).update(_with_gap(clean_lines(question.text)))
        self.notice("")
        self._choices = question.choices
        if question.kind in ("choice", "truefalse"):
            rows = self._offer("options")
            rows.remove_class("-tight")
            rows.say([RowText(clean(choice)) for choice in question.choices])
            rows.set_reactive(RowList.cursor, 0)
            for row in rows.rows:
                row.tone(*(["-cursor"] if row.index == 0 else []))
        elif question.kind == "order":
            order = self._offer("order")
            assert isinstance(order, OrderRows)
            order.ask(
                [clean(item) for item in question.choices], voice.tr("Done: this is the order")
            )
        elif question.kind == "qa":
            self._offer("reveal").say(
                [RowText(voice.tr("Show the answer"), voice.tr("Say it to yourself first."), "?")]
            )
        else:
            self._offer("")
            line = self.query_one(AnswerInput)
            line.display = True
            line.placeholder = voice.tr("Type the answer")
            line.value = ""
            line.focus()

    def settle(self, outcome: Outcome, voice: Voice) -> None:
        """The question is answered: show which option was right and which was chosen."""
        question = outcome.question
        for rows in self.query(RowList):
            rows.locked = True
            rows.can_focus = False
        self.query_one(AnswerInput).display = False
        self.query_one("#reveal").display = False
        self.query_one("#order").display = False
        if question.kind not in ("choice", "truefalse"):
            return
        options = self.query_one("#options", RowList)
        options.add_class("-tight")
        chosen = pick(outcome.given, question.choices)
        texts: list[RowText] = []
        for choice in question.choices:
            right, mine = choice == question.card.answer, choice == chosen
            words = (
                (voice.tr("right answer") if right else "", voice.tr("your answer") if mine else "")
                if right or mine
                else ()
            )
            label = "✓" if right else "✗" if mine else ""
            texts.append(RowText(clean(choice), " · ".join(filter(None, words)), label or " "))
        options.say(texts)
        for row, choice in zip(options.rows, question.choices, strict=False):
            right, mine = choice == question.card.answer, choice == chosen
            row.tone("-right" if right else "-wrong" if mine else "-quiet")

    def notice(self, text: str) -> None:
        """Say why the answer is asked for again."""
        words = self.query_one("#notice", Words)
        words.update(text)
        words.display = bool(text)

    def answer(self) -> None:
        """Enter, from outside: hand in what stands there."""
        for rows in self.query(RowList):
            if rows.display and not rows.locked:
                rows.action_choose()
        line = self.query_one(AnswerInput)
        if line.display:
            self.post_message(self.Given(line.value))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        if event.rows.id == "reveal":
            event.rows.locked = True
            event.rows.display = False
            self.post_message(self.Reveal())
        elif event.index < len(self._choices):
            self.post_message(self.Given(self._choices[event.index]))

    def on_order_rows_ordered(self, event: OrderRows.Ordered) -> None:
        event.stop()
        self.post_message(self.Given("\n".join(event.items)))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Given(event.value))

    def _offer(self, name: str) -> RowList:
        """Show one of the lists and give it the keys; hide the others."""
        shown = self.query_one("#options", RowList)
        self.query_one(AnswerInput).display = False
        for rows in self.query(RowList):
            rows.display = rows.id == name
            rows.locked = rows.id != name
            rows.can_focus = rows.id == name
            if rows.id == name:
                shown = rows
                rows.focus()
        return shown


def _with_gap(text: str) -> Content:
    """A cloze's gap in the colour of what is to be done."""
    before, gap, after = text.partition(GAP)
    return Content.assemble(before, (gap, "$primary reverse"), after)
