"""Where a session stands, as an immutable value, and the pure steps from one to the next.

A step never changes a state, it gives a new one; so undo is keeping the old one.
"""

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from quizgen.model import Rating
from quizgen.quiz.questions import Kind

Phase = Literal["asking", "answered", "over"]

GAP = 4
"""A missed card comes back after this many others, if there are so many."""
RETURNS = 2
"""A card comes back at most this often in one session; then it waits for its due time."""


class Answered(Struct, frozen=True):
    """One answer of the session, for the result screen."""

    key: str
    topic: str
    kind: Kind
    given: str
    verdict: str
    rating: Rating
    seconds: float

    @property
    def right(self) -> bool:
        """Anything but Again."""
        return self.rating is not Rating.AGAIN


class State(Struct, frozen=True):
    """``queue`` holds the keys still to ask, the current one first. ``limit`` is how many answers
    the session takes, 0 for no limit."""

    queue: tuple[str, ...]
    limit: int = 0
    phase: Phase = "asking"
    done: tuple[Answered, ...] = ()
    skipped: tuple[str, ...] = ()

    @property
    def remaining(self) -> int:
        """How many questions are still to come, the current one among them."""
        if self.phase == "over":
            return 0
        room = self.limit - len(self.done) if self.limit else len(self.queue)
        # The answered card still leads the queue while its verdict is shown.
        return max(min(room, len(self.queue) - (self.phase == "answered")), 0)


def start(keys: tuple[str, ...], limit: int = 0) -> State:
    """The first state: over at once where there is nothing to ask."""
    return State(queue=keys, limit=limit, phase="asking" if keys else "over")


def answered(state: State, answer: Answered) -> State:
    """The current card has been answered and rated."""
    return replace(state, phase="answered", done=(*state.done, answer))


def rerated(state: State, answer: Answered) -> State:
    """The last answer is rated otherwise: the learner's own word, or "I was right"."""
    return replace(state, done=(*state.done[:-1], answer))


def following(state: State, *, late: bool = False) -> State:
    """On to the next card; a missed one is put back a little later. ``late``: time is up."""
    last = state.done[-1]
    rest = state.queue[1:]
    often = sum(1 for answer in state.done if answer.key == last.key)
    if not last.right and often <= RETURNS:
        rest = (*rest[:GAP], last.key, *rest[GAP:])
    full = bool(state.limit) and len(state.done) >= state.limit
    over = late or full or not rest
    return replace(state, queue=rest, phase="over" if over else "asking")


def skipped(state: State) -> State:
    """The current card is left out of this session, ungraded."""
    rest = state.queue[1:]
    return replace(
        state,
        queue=rest,
        phase="asking" if rest else "over",
        skipped=(*state.skipped, state.queue[0]),
    )


def ended(state: State) -> State:
    """The learner has had enough for now."""
    return replace(state, phase="over")
