"""Sitting: what the quiz screen begins with, which keys it names, what an answer may be told."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizgen.model import Card
from quizgen.quiz.agenda import Choice, cards_to_ask
from quizgen.quiz.pairs import Lender
from quizgen.quiz.record import Practice
from quizgen.quiz.session import Outcome, Plan, Session
from quizgen.quiz.voice import Voice
from quizgen.tui.services import Desk
from quizgen.tui.widgets.hints import Hint

if TYPE_CHECKING:
    from quizgen.tui.app import QuizApp

_MANY = 200
"""A session without any limit of its own ends here; there is a next one."""


def session_for(app: "QuizApp", desk: Desk, choice: Choice, given: Sequence[Card] = ()) -> Session:
    """A session over what the schedule says of ``choice``; or over just the cards ``given``.

    Raises QuizgenError where the history cannot be read. May take a while: many cards to choose
    from.
    """
    services, wanted = app.services, app.preferences
    now = services.now()
    cards = given or cards_to_ask(desk.cards, choice, desk.study, now, wanted.cards or _MANY)
    return Session(
        cards,
        desk.recorder if choice.mode == "due" else Practice(desk.recorder),
        desk.judge,
        services.now,
        Plan(
            cards=0 if given else wanted.cards,
            minutes=wanted.minutes,
            ask_in=wanted.question,
            seed=services.seed(),
        ),
        Lender(desk.cards, desk.languages),
    )


def disputable(outcome: Outcome) -> bool:
    """Whether the learner may say that he was right."""
    return not outcome.overridden and outcome.judgement.verdict not in ("exact", "variant", "own")


def teachable(outcome: Outcome) -> bool:
    """Whether the answer may be accepted from now on."""
    typed = outcome.question.kind in ("typed", "cloze")
    return typed and not outcome.taught and outcome.judgement.verdict not in ("exact", "own")


def hints_of(
    session: Session | None, voice: Voice, *, revealed: bool, placing: bool = False
) -> Sequence[Hint]:
    """The keys that do something as the session stands; ``revealed``: the answer is shown, the
    learner is to say how well he knew it; ``placing``: an item waits for its place."""
    tr = voice.tr
    back = Hint("Esc", tr("Leave"), "screen.back")
    if session is None or session.question is None:
        return (back,)
    outcome = session.outcome
    shown = [Hint("Enter", _enter(session, voice, revealed, placing), "screen.proceed")]
    if outcome is None:
        shown.append(Hint("F4", tr("Skip"), "screen.skip"))
    elif disputable(outcome):
        shown.append(Hint("F5", tr("I was right"), "screen.right"))
    if outcome is not None and teachable(outcome):
        shown.append(Hint("F6", tr("Accept from now on"), "screen.accept"))
    if outcome is not None or revealed:
        shown.append(Hint("F7", tr("In the text"), "screen.text"))
    if session.can_undo:
        shown.append(Hint("F2", tr("Undo"), "screen.undo"))
    if session.can_redo:
        shown.append(Hint("F3", tr("Redo"), "screen.redo"))
    return (*shown, Hint("F1", tr("Help"), "screen.help"), back)


def _enter(session: Session, voice: Voice, revealed: bool, placing: bool) -> str:
    """What Enter does now."""
    tr = voice.tr
    if session.outcome is not None:
        return tr("Next")
    if revealed:
        return tr("Rate")
    if session.question is not None and session.question.kind == "qa":
        return tr("Show the answer")
    return tr("Place next") if placing else tr("Answer")


def keys_of(voice: Voice) -> Sequence[tuple[str, str]]:
    """All keys of the quiz, for the help screen."""
    tr = voice.tr
    return (
        ("↑ ↓, 1–9", tr("Choose an answer or a rating")),
        ("Enter", tr("Answer; go on")),
        ("Backspace", tr("In an order: take the last place away")),
        ("F2, Ctrl+Z, U", tr("Undo the last answer")),
        ("F3, Ctrl+Y, Y", tr("Redo")),
        ("F4, S", tr("Skip this card")),
        ("F5, R", tr("I was right: count it as good")),
        ("F6, A", tr("Accept this answer from now on")),
        ("F7, T", tr("Show the fact in its text")),
        ("F8, P", tr("Pause")),
        ("F9, E", tr("End the session and see the result")),
        ("PgUp, PgDn", tr("Scroll")),
        ("Esc", tr("Leave; the session waits for you")),
    )
