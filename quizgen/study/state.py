"""What is known of one card's place in the schedule."""

from enum import IntEnum

from msgspec import Struct


class Stage(IntEnum):
    """The four stages of a card, numbered as FSRS tools and the FSRS-Optimizer CSV number them."""

    NEW = 0
    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3


class CardState(Struct, frozen=True):
    """One card's place in the schedule. Times are Unix milliseconds; 0 means never.

    ``stage`` is a ``Stage``; ``step`` counts learning steps. ``put_off_until_ms`` holds a card
    back that the learner put off by hand. ``leech`` marks a card that keeps being forgotten.
    ``forgotten_ms`` is when the learner sent the card back to new: reviews up to then no longer
    count. ``moved_ms`` is when the learner set the due time by hand.
    """

    key: str
    stage: int = Stage.NEW
    step: int | None = None
    stability: float | None = None
    difficulty: float | None = None
    due_ms: int = 0
    last_ms: int = 0
    reps: int = 0
    lapses: int = 0
    suspended: bool = False
    put_off_until_ms: int = 0
    leech: bool = False
    forgotten_ms: int = 0
    moved_ms: int = 0

    @property
    def in_steps(self) -> bool:
        """Whether the card comes back within the day, by learning steps."""
        return self.stage in (Stage.LEARNING, Stage.RELEARNING)

    @property
    def interval_ms(self) -> int:
        """From the last answer to the next: how far away the card was sent."""
        return max(0, self.due_ms - self.last_ms) if self.last_ms else 0
