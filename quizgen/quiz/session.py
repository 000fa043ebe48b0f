"""A session: cards asked one after the other, each answer kept before the next is shown.

The session owns the order of things. What it knows is a ``State``; every step keeps the state
before it, so undo goes back as far as the session does.
"""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from quizgen.model import Card, Rating, Review, topic_of
from quizgen.quiz import state as steps
from quizgen.quiz.judge import Judge, Judgement
from quizgen.quiz.pairs import Lend
from quizgen.quiz.questions import Question, make_question
from quizgen.quiz.record import Recorder
from quizgen.quiz.result import Result, summary
from quizgen.quiz.state import Answered, State

Clock = Callable[[], int]
"""Unix milliseconds, UTC."""

_MINUTE = 60_000


class Plan(Struct, frozen=True):
    """What the learner chose: how long (``cards`` answers or ``minutes``; 0: no limit), in which
    language to be asked ("" for the card's own), and ``seed``, kept for the order of options.
    ``reveal`` is false where a question cannot wait for the learner's own rating."""

    cards: int = 0
    minutes: int = 0
    ask_in: str = ""
    seed: int = 0
    reveal: bool = True


class Outcome(Struct, frozen=True):
    """What came of an answer: shown until the learner goes on.

    ``rating`` is None where the question is to be answered again (nothing typed, wrong script)
    or where the learner is to rate what he recalled. ``due`` (Unix milliseconds) is None where
    nothing was kept.
    """

    question: Question
    given: str
    judgement: Judgement
    rating: Rating | None
    due: int | None = None
    overridden: bool = False
    taught: bool = False


class _Step(Struct, frozen=True):
    """What undo needs: the state before, what was shown, how many recorded actions to take back."""

    state: State
    outcome: Outcome | None
    actions: int = 0


class Session:
    """Cards in, answers through a judge, reviews out to a recorder."""

    def __init__(
        self,
        cards: Sequence[Card],
        recorder: Recorder,
        judge: Judge,
        clock: Clock,
        plan: Plan | None = None,
        lend: Lend | None = None,
    ) -> None:
        self.plan = plan or Plan()
        self._cards = {card.key: card for card in cards}
        self._recorder = recorder
        self._judge = judge
        self._clock = clock
        self._lend = lend
        self._past: list[_Step] = []
        self._future: list[_Step] = []
        self._question: Question | None = None
        self._behind: tuple[State, Outcome] | None = None
        self._previews: Mapping[Rating, int] = {}
        self._paused_at: int | None = None
        self._paused = 0
        self.started = clock()
        self._asked_at = self.started
        self.state = steps.start(tuple(card.key for card in cards), self.plan.cards)
        self.outcome: Outcome | None = None
        self._ask()

    # -- what is to be seen

    @property
    def question(self) -> Question | None:
        """The question on the table; None when the session is over."""
        return self._question

    @property
    def over(self) -> bool:
        """Nothing left to ask."""
        return self.state.phase == "over"

    @property
    def paused(self) -> bool:
        """The session's time stands still."""
        return self._paused_at is not None

    @property
    def elapsed(self) -> int:
        """Milliseconds spent, pauses left out."""
        return (
            (self._clock() if self._paused_at is None else self._paused_at)
            - self.started
            - self._paused
        )

    @property
    def now(self) -> int:
        """The time by the session's clock, Unix milliseconds."""
        return self._clock()

    @property
    def can_undo(self) -> bool:
        """There is an answer or a skip to take back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Something was taken back and nothing done since."""
        return bool(self._future)

    def card(self, key: str) -> Card:
        """A card of this session."""
        return self._cards[key]

    def wording(self, card: Card) -> str:
        """A card's question in the words in which this session asks it."""
        return (self._lent(card) or card).question

    def previews(self) -> Mapping[Rating, int]:
        """When the current card would come back after each rating, as seen before its answer."""
        if self.outcome is not None:
            return self._previews
        return self._recorder.previews(self._current, self._clock()) if self._question else {}

    def result(self) -> Result:
        """What the session has come to so far."""
        return summary(self.state, self._cards, self.elapsed)

    def missed(self) -> tuple[Card, ...]:
        """The cards to try again: those missed at any try, worst first."""
        return tuple(self._cards[key] for key in self.result().again)

    # -- what the learner does

    def answer(self, given: str) -> Outcome:
        """Grade and keep an answer. Where it must be asked again nothing is kept."""
        question = self._open_question()
        judgement = self._judge(question, given, self._recorder.accepted(question.card))
        if judgement.rating is None:
            return Outcome(question, given, judgement, None)
        return self._keep(question, given, judgement, judgement.rating)

    def recall(self, rating: Rating, given: str = "") -> Outcome:
        """Keep the learner's own rating of what he recalled before it was revealed."""
        question = self._open_question()
        return self._keep(question, given, Judgement.own(rating), rating)

    def rate(self, rating: Rating) -> Outcome:
        """Rate the answer just given otherwise. Returns the outcome as it now stands."""
        return self._rekeep(rating, overridden=False, taught=False)

    def i_was_right(self) -> Outcome:
        """The learner knows better than the judge: the answer counts as good."""
        return self._rekeep(Rating.GOOD, overridden=True, taught=False)

    def accept_from_now_on(self) -> Outcome:
        """Count the answer as right, now and whenever this card is asked."""
        return self._rekeep(Rating.GOOD, overridden=True, taught=True)

    def noted(self) -> None:
        """One action more was kept in the history by another hand (a card suspended while its
        text was looked at): undo takes it back before the answer."""
        self._recorder.note()
        self._push(1)

    def proceed(self) -> Question | None:
        """On to the next question; None when the session is over."""
        if self.state.phase == "answered":
            self._behind = (self.state, self.outcome) if self.outcome is not None else None
            self.state = steps.following(self.state, late=self._late())
            self.outcome = None
            self._ask()
        return self._question

    def turn_back(self) -> Outcome | None:
        """Back to the answer before, while nothing has been done since: it may still be rated
        otherwise. None where there is none; then nothing changes."""
        if self._behind is None:
            return None
        self.state, self.outcome = self._behind
        self._question, self._behind = self.outcome.question, None
        return self.outcome

    @property
    def last(self) -> bool:
        """The answer on the table was the last one: ``proceed`` would end the session."""
        answered = self.state.phase == "answered"
        return answered and steps.following(self.state, late=self._late()).phase == "over"

    def skip(self) -> Question | None:
        """Leave the current card out of this session, ungraded."""
        self._open_question()
        self._push(0)
        self.state = steps.skipped(self.state)
        self._ask()
        return self._question

    def finish(self) -> None:
        """End the session here; what was answered stays."""
        self.state = steps.ended(self.state)
        self.outcome = self._behind = None
        self._question = None

    def undo(self) -> bool:
        """Take back the last answer or skip, in the history too. False where there is none."""
        if not self._past:
            return False
        step = self._past[-1]
        for _ in range(step.actions):
            self._recorder.undo()
        self._past.pop()
        self._future.append(_Step(self.state, self.outcome, step.actions))
        self._restore(step)
        return True

    def redo(self) -> bool:
        """Do again what was taken back. False where there is nothing."""
        if not self._future:
            return False
        step = self._future[-1]
        for _ in range(step.actions):
            self._recorder.redo()
        self._future.pop()
        self._past.append(_Step(self.state, self.outcome, step.actions))
        self._restore(step)
        return True

    def pause(self) -> None:
        """Stop the clock."""
        if self._paused_at is None:
            self._paused_at = self._clock()

    def resume(self) -> None:
        """Let the clock run again."""
        if self._paused_at is not None:
            away = self._clock() - self._paused_at
            self._paused += away
            self._asked_at += away
            self._paused_at = None

    # -- how it is done

    @property
    def _current(self) -> Card:
        return self._cards[self.state.queue[0]]

    def _open_question(self) -> Question:
        if self._question is None or self.state.phase != "asking":
            raise ValueError("no question is open")
        return self._question

    def _ask(self) -> None:
        if self.over:
            self._question = None
            return
        self._question = self._made(self.state)
        self._asked_at = self._clock() if self._paused_at is None else self._paused_at

    def _made(self, state: State) -> Question:
        """The question that leads the queue of ``state``."""
        card = self._cards[state.queue[0]]
        turn = sum(1 for answer in state.done if answer.key == card.key)
        return make_question(
            card,
            self._recorder.stage(card),
            f"{self.plan.seed}|{turn}",
            asked=self._lent(card),
            reveal=self.plan.reveal,
        )

    def _lent(self, card: Card) -> Card | None:
        return self._lend(card, self.plan.ask_in) if self._lend is not None else None

    def _late(self) -> bool:
        return bool(self.plan.minutes) and self.elapsed >= self.plan.minutes * _MINUTE

    def _keep(
        self, question: Question, given: str, judgement: Judgement, rating: Rating
    ) -> Outcome:
        now = self._clock()
        card = question.card
        self._previews = self._recorder.previews(card, now)
        spent = now - self._asked_at
        review = Review(
            card=card.key,
            time_ms=now,
            rating=rating,
            duration_ms=spent,
            verdict=judgement.verdict,
            answer=given,
        )
        due = self._recorder.record(card, review)
        self._push(1)
        self.state = steps.answered(
            self.state,
            Answered(
                key=card.key,
                topic=topic_of(card),
                kind=question.kind,
                given=given,
                verdict=judgement.verdict,
                rating=rating,
                seconds=spent / 1000,
            ),
        )
        self.outcome = Outcome(question, given, judgement, rating, due)
        return self.outcome

    def _rekeep(self, rating: Rating, *, overridden: bool, taught: bool) -> Outcome:
        """Change the review just kept: one answer stays one review."""
        outcome = self.outcome
        if outcome is None or self.state.phase != "answered":
            raise ValueError("no answer to rate")
        card = outcome.question.card
        overridden = overridden or outcome.overridden
        now = self._clock()
        due = outcome.due
        if rating is not outcome.rating:  # an action that changes nothing leaves nothing to undo
            due = self._recorder.amend(card, rating, now)
            self._more()
        taught = taught and bool(outcome.given)
        if taught and outcome.given not in self._recorder.accepted(card):
            self._recorder.accept(card, outcome.given, now)
            self._more()
        last = self.state.done[-1]
        self.state = steps.rerated(self.state, replace(last, rating=rating))
        self.outcome = replace(
            outcome,
            rating=rating,
            due=due,
            overridden=overridden,
            taught=taught or outcome.taught,
        )
        return self.outcome

    def _push(self, actions: int) -> None:
        self._behind = None
        self._past.append(_Step(self.state, self.outcome, actions))
        self._future.clear()

    def _more(self) -> None:
        """One more recorded action belongs to the answer on the table."""
        step = self._past[-1]
        self._past[-1] = replace(step, actions=step.actions + 1)
        self._future.clear()

    def _restore(self, step: _Step) -> None:
        self._behind = None
        self.state = step.state
        self.outcome = step.outcome
        if self.outcome is not None:
            self._question = self.outcome.question
        else:
            self._ask()
