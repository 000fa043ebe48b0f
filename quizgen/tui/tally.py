"""How many cards there are, are due and are new, by language and topic."""

from collections.abc import Mapping

from msgspec import Struct

from quizgen.model import NAMES, topic_of
from quizgen.study import Stage
from quizgen.tui.services import Desk


class Count(Struct, frozen=True):
    """Cards in all, due now, and not met yet."""

    cards: int = 0
    due: int = 0
    new: int = 0


class Tally(Struct, frozen=True):
    """``counts`` by (language, topic), an empty string standing for all. ``topics`` in the order
    in which cards name them. Answers and time since the study day began."""

    counts: Mapping[tuple[str, str], Count]
    topics: tuple[str, ...]
    answers_today: int = 0
    milliseconds_today: int = 0

    def count(self, language: str, topic: str) -> Count:
        """The numbers of one language and topic."""
        return self.counts.get((language, topic), Count())


def tally(desk: Desk, now_ms: int) -> Tally:
    """Count the desk's cards as they stand at ``now_ms``. Suspended cards are left out of what
    is due."""
    history = desk.study.history
    states = history.states()
    sums: dict[tuple[str, str], list[int]] = {}
    topics: dict[str, None] = {}
    _, end = desk.study.scheduler.days.today(now_ms)
    for card in desk.cards:
        topic = topic_of(card)
        topics.setdefault(topic)
        state = states.get(card.key)
        new = state is None or (state.stage == Stage.NEW and not state.suspended)
        due = (
            state is not None
            and state.stage != Stage.NEW
            and not state.suspended
            and state.due_ms < end
        )
        places = [(card.language, topic), ("", topic)]
        if topic != NAMES:  # the vocabulary is asked by itself
            places += [(card.language, ""), ("", "")]
        for place in places:
            numbers = sums.setdefault(place, [0, 0, 0])
            numbers[0] += 1
            numbers[1] += due
            numbers[2] += new
    start, _ = desk.study.scheduler.days.today(now_ms)
    today = history.reviews(since_ms=start)
    return Tally(
        counts={place: Count(*numbers) for place, numbers in sums.items()},
        topics=tuple(sorted(topics, key=lambda topic: topic == NAMES)),
        answers_today=len(today),
        milliseconds_today=sum(review.duration_ms for review in today),
    )
