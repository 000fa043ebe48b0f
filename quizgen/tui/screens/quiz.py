"""The quiz: one question, its answer, what the text says; then the next."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from quizgen.errors import QuizgenError
from quizgen.model import Card, Rating, topic_of
from quizgen.quiz.agenda import Choice
from quizgen.quiz.questions import Question
from quizgen.quiz.saying import verdict_words
from quizgen.quiz.session import Outcome, Session
from quizgen.tui.screens.page import Body, Page
from quizgen.tui.screens.sitting import disputable, hints_of, keys_of, session_for, teachable
from quizgen.tui.widgets.asking import Asking
from quizgen.tui.widgets.feedback import Feedback
from quizgen.tui.widgets.fold import Fold
from quizgen.tui.widgets.hints import Hint, Hints
from quizgen.tui.widgets.progress import ProgressLine, time_left
from quizgen.tui.widgets.ratings import Ratings
from quizgen.tui.widgets.verdict import VerdictLines
from quizgen.tui.widgets.words import joined

_BELOW, _LEAST = 12, 6
"""Rows kept for what explains an answer, the ratings and the keys; rows kept for the question."""


class QuizScreen(Page[None]):
    """Coordinates the widgets with a session; what an answer is worth is the session's business."""

    DEFAULT_CSS = """
    QuizScreen > #told { padding: 1 0 0 3; }
    QuizScreen.-short > #told { padding: 0 0 0 3; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+z", "undo", show=False),
        Binding("u", "undo", show=False, id="u"),
        Binding("f3,ctrl+y", "redo", show=False),
        Binding("y", "redo", show=False, id="y"),
        Binding("f4", "skip", show=False),
        Binding("s", "skip", show=False, id="s"),
        Binding("f5", "right", show=False),
        Binding("r", "right", show=False, id="r"),
        Binding("f6", "accept", show=False),
        Binding("a", "accept", show=False, id="a"),
        Binding("f7", "text", show=False),
        Binding("t", "text", show=False, id="t"),
        Binding("f8", "pause", show=False),
        Binding("p", "pause", show=False, id="p"),
        Binding("f9", "finish", show=False),
        Binding("e", "finish", show=False, id="e"),
    ]

    def __init__(self, choice: Choice, cards: Sequence[Card] = ()) -> None:
        """Ask what the schedule says of ``choice``; or just ``cards``, where given."""
        super().__init__()
        self._choice = choice
        self._given = tuple(cards)
        self._session: Session | None = None
        self._revealed = False
        self._head, self._ratings = ProgressLine(), Ratings()
        self._asking, self._verdict, self._feedback = Asking(), VerdictLines(), Feedback()
        self._ask = Body(self._asking, self._verdict, id="ask")
        self._told = Body(self._feedback, id="told")

    def compose(self) -> ComposeResult:
        """Question and verdict stay in view; what stands behind the answer scrolls below them."""
        yield from (self._head, self._ask, self._told, Fold(), self._ratings, Hints())

    def on_mount(self) -> None:
        self._clear()
        self._asking.say(self.voice.tr("Choosing the questions…"))
        if self._session is not None:
            self.begin(self._session)
        elif self.quiz_app.desk is not None:
            self.call_after_refresh(self.prepare)

    def resume_with(self, session: Session) -> None:
        """Go on with a session that was begun before."""
        self._session = session

    def on_quiz_app_desk_ready(self) -> None:
        if self._session is None:
            self.prepare()

    @work(thread=True, exclusive=True, group="prepare")
    def prepare(self) -> None:
        """Choose the cards beside the drawing; there may be many to choose from."""
        desk = self.quiz_app.desk
        assert desk is not None
        try:
            session = session_for(self.quiz_app, desk, self._choice, self._given)
        except QuizgenError as error:
            self.app.call_from_thread(self.quiz_app.fail, error)
        else:
            self.app.call_from_thread(self.begin, session)

    def begin(self, session: Session) -> None:
        """Start asking."""
        self._session = session
        waiting = self.quiz_app.waiting
        if waiting is not None and waiting[0] is session:
            self.quiz_app.waiting = None
        self._show()

    def on_screen_resume(self) -> None:
        if self._session is not None:
            self._session.resume()

    def on_resize(self) -> None:
        self._pin()

    # -- the learner's answers

    def on_asking_given(self, event: Asking.Given) -> None:
        self._try(lambda session: self._answer(session, event.answer))

    def on_asking_reveal(self) -> None:
        session = self._session
        if session is None or session.question is None:
            return
        self._revealed = True
        self._asking.notice("")
        self._verdict.reveal(session.question.card, self.voice)
        self._feedback.reveal(session.question.card, self.voice)
        self._rate(session, Rating.GOOD)

    def on_row_list_moved(self) -> None:
        session = self._session
        if session is not None and session.question and session.question.kind == "order":
            self.show_hints()  # Enter gives places first, then hands them in

    def on_ratings_rated(self, event: Ratings.Rated) -> None:
        self._try(lambda session: self._rated(session, event.rating))

    def action_proceed(self) -> None:
        """Enter, by mouse."""
        if self._ratings.display:
            self._ratings.action_choose()
        else:
            self._asking.answer()

    def action_undo(self) -> None:
        self._try(self._undo)

    def action_redo(self) -> None:
        self._try(self._redo)

    def action_skip(self) -> None:
        if self._outcome is not None:
            self._notice(self.voice.tr("It is answered already; F2 takes the answer back."))
        else:
            self._try(self._skip)

    def action_right(self) -> None:
        outcome, tr = self._outcome, self.voice.tr
        if outcome is None:
            self._notice(self._first())
        elif not disputable(outcome):
            self._notice(tr("It is counted as right already."))
        else:
            self._try(lambda session: self._answered(session.i_was_right()))

    def action_accept(self) -> None:
        outcome, tr = self._outcome, self.voice.tr
        if outcome is None:
            self._notice(self._first())
        elif outcome.question.kind not in ("typed", "cloze"):
            self._notice(tr("Only a typed answer can be accepted from now on."))
        elif not teachable(outcome):
            self._notice(tr("It is accepted already."))
        else:
            self._try(lambda session: self._answered(session.accept_from_now_on()))

    def action_finish(self) -> None:
        self._try(self._finish)

    async def action_text(self) -> None:
        from quizgen.tui.screens.fact import FactScreen

        session = self._session
        question = session.question if session is not None else None
        if question is None or not (self._revealed or self._outcome):
            self._notice(self._first())
        else:
            await self.app.push_screen(FactScreen(question.card, session, question.text))

    async def action_pause(self) -> None:
        from quizgen.tui.screens.pause import PauseScreen

        if self._session is not None and not self._session.over:
            self._session.pause()
            await self.app.push_screen(PauseScreen())

    def action_back(self) -> None:
        """Leave; a session in which something was answered waits on the home screen."""
        session = self._session
        if session is not None and not session.over and session.can_undo:
            session.pause()
            self.quiz_app.waiting = (session, self._choice)
        self.dismiss(None)

    # -- what is to be seen

    def hints(self) -> Sequence[Hint]:
        placing = self._asking.placing
        return hints_of(self._session, self.voice, revealed=self._revealed, placing=placing)

    def commands(self) -> Sequence[Hint]:
        tr = self.voice.tr
        more = (
            Hint("F8", tr("Pause"), "screen.pause"),
            Hint("F9", tr("End the session and see the result"), "screen.finish"),
        )
        return (*self.hints(), *more) if self._session is not None else self.hints()

    def keys(self) -> Sequence[tuple[str, str]]:
        return keys_of(self.voice)

    @property
    def _outcome(self) -> Outcome | None:
        return self._session.outcome if self._session is not None else None

    def _title(self, question: Question | None = None) -> str:
        language = question.card.language if question else self._choice.language
        topic = topic_of(question.card) if question else self._choice.topic
        name = self.quiz_app.services.languages.get(language, "")
        title = joined(self.voice.topic(topic) if topic else "", name)
        return title or self.voice.all_topics(names=False)

    def _show(self) -> None:
        """Draw the session as it stands."""
        session = self._session
        if session is None:
            return
        if session.over:
            self._end(session)
            return
        question = session.question
        assert question is not None
        self._clear()
        self._progress(session)
        self._asking.ask(question, self.voice)
        if session.outcome is not None:
            self._answered(session.outcome)
        self._pin()
        self.show_hints()
        self.refresh(layout=True)

    def _progress(self, session: Session) -> None:
        """How many answers of how many; where the session goes by time, how much is left of it."""
        done, title = len(session.state.done), self._title(session.question)
        if session.plan.minutes:
            whole = session.plan.minutes * 60_000
            spent = min(session.elapsed, whole)
            self._head.show(spent, whole, title, f"{done} · {time_left(whole - spent)}")
        else:
            self._head.show(done, done + session.state.remaining, title)

    def _clear(self) -> None:
        self._revealed = False
        for widget in (self._verdict, self._ratings, self._told):
            widget.display = False

    def _pin(self) -> None:
        """An open question has the whole body; once answered, what explains it gets its rows."""
        answered = self._ratings.display
        room = max(self.app.size.height - _BELOW, _LEAST)
        self._ask.styles.height = "auto" if answered else "1fr"
        self._ask.styles.max_height = room if answered else None
        for body in (self._ask, self._told):
            if body.scroll_y:
                body.scroll_home(animate=False)
        if answered:
            self.call_after_refresh(self._to_verdict)

    def _to_verdict(self) -> None:
        """Where question and options fill their part, the verdict comes first."""
        if self._ask.max_scroll_y:
            self._ask.scroll_end(animate=False)

    def _first(self) -> str:
        """What has to be done before a key has an effect."""
        tr = self.voice.tr
        return tr("Say how well you knew it first.") if self._revealed else tr("Answer first.")

    def _notice(self, text: str) -> None:
        self._asking.notice(text)

    def _answer(self, session: Session, given: str) -> None:
        outcome = session.answer(given)
        if outcome.rating is None:
            _, symbol, words = verdict_words(outcome, self.voice)
            self._notice(f"{symbol} {words}")
        else:
            self._answered(outcome)

    def _answered(self, outcome: Outcome) -> None:
        assert self._session is not None
        self._asking.settle(outcome, self.voice)
        self._verdict.show(outcome, self.voice)
        self._feedback.show(outcome, self.voice)
        self._progress(self._session)
        self._rate(self._session, outcome.rating or Rating.GOOD)

    def _rate(self, session: Session, rating: Rating) -> None:
        self._verdict.display = True
        self._told.display = True
        now = self.quiz_app.services.now()
        self._ratings.show(rating, session.previews(), now, self.voice)
        self._pin()
        self.show_hints()

    def _rated(self, session: Session, rating: Rating) -> None:
        if session.outcome is None:
            session.recall(rating)
        else:
            session.rate(rating)
        session.proceed()
        self._show()

    def _skip(self, session: Session) -> None:
        session.skip()
        self._show()

    def _finish(self, session: Session) -> None:
        session.finish()
        self._show()

    def _undo(self, session: Session) -> None:
        before, revealed = session.state, self._revealed
        if not session.undo():
            self._notice(self.voice.tr("Nothing to undo."))
            return
        self._show()
        if session.state is before:
            if revealed:
                self.on_asking_reveal()
            self._notice(self.voice.tr("Taken back: what was done to this card in its text."))

    def _redo(self, session: Session) -> None:
        if session.redo():
            self._show()
        else:
            self._notice(self.voice.tr("Nothing to redo."))

    def _end(self, session: Session) -> None:
        from quizgen.tui.screens.result import ResultScreen

        self.app.switch_screen(ResultScreen(session, self._choice))

    def _try(self, step: Callable[[Session], object]) -> None:
        """Take a step; what the disk refuses is said, and the question stays."""
        if self._session is None:
            return
        try:
            step(self._session)
        except QuizgenError as error:
            self.quiz_app.fail(error)
