"""Review: one graded answer."""

from enum import IntEnum

from msgspec import Struct


class Rating(IntEnum):
    """The four ratings of FSRS and of Anki."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Review(Struct, frozen=True):
    """One graded answer: which card, when (Unix milliseconds, UTC), how, and how long it took."""

    card: str
    time_ms: int
    rating: Rating
    duration_ms: int
    verdict: str = ""
    answer: str = ""
    state: int = 0
    origin: str = "terminal"
