"""The learner's actions: answer, put off, suspend, forget, move, leech, accept; undo and redo.

Each is one durable transaction, written before it returns, and can be undone.
"""

import json
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from quizgen.errors import UsageError
from quizgen.model import Rating, Review
from quizgen.study.history import History
from quizgen.study.journal import Action
from quizgen.study.queue import Deck, Practice, Queue, Today, build_queue, done_today, practice
from quizgen.study.replay import merged, replayed, with_leech, without_leech
from quizgen.study.scheduler import Scheduler
from quizgen.study.settings import Settings
from quizgen.study.state import CardState, Stage

_PARAMETERS = "fsrs parameters"


def kept_parameters(history: History) -> tuple[float, ...]:
    """The FSRS parameters kept in a history file by ``Study.take_parameters``; empty for none."""
    kept = history.setting(_PARAMETERS)
    return tuple(json.loads(kept)) if kept else ()


class Answered(Struct, frozen=True):
    """What an answer did: the review kept, the state before and after, and whether it has just
    made the card a leech."""

    review: Review
    before: CardState
    after: CardState
    leech: bool = False


class Merged(Struct, frozen=True):
    """What a merge did: reviews added, reviews that were known already, cards scheduled anew."""

    added: int
    known: int
    cards: int


class Study:
    """The learner's actions on one history, with the scheduler (and so the clock's zone) passed in.

    Every method raises HistoryError or StorageError where the file refuses; nothing is half done.
    """

    def __init__(self, history: History, scheduler: Scheduler) -> None:
        self.history = history
        self.scheduler = scheduler

    @property
    def settings(self) -> Settings:
        """The scheduling settings in force."""
        return self.scheduler.settings

    def state(self, card: str) -> CardState:
        """Where the card stands; a card never seen is new."""
        return self.history.state(card)

    def preview(self, card: str, now_ms: int) -> dict[Rating, CardState]:
        """What each rating would do to the card; ``due_ms`` says when it would come back."""
        return self.scheduler.preview(self.history.state(card), now_ms)

    def today(self, now_ms: int) -> Today:
        """What was done in the study day of ``now_ms``."""
        start, _ = self.scheduler.days.today(now_ms)
        return done_today(self.history.reviews(since_ms=start), self.scheduler.days, now_ms)

    def queue(self, deck: Deck, now_ms: int) -> Queue:
        """What is to be asked now, in order. A session begins so: a good time to tidy the file."""
        self.history.tidy()
        due = self.history.due(now_ms, self.scheduler.days.today(now_ms)[1])
        return build_queue(deck, due, now_ms, self.settings, self.today(now_ms))

    def practice(self, mode: Practice, deck: Deck, now_ms: int) -> tuple[str, ...]:
        """Cards to practise without touching the schedule."""
        due = self.history.due(now_ms, self.scheduler.days.today(now_ms)[1])
        return practice(mode, deck, due, self.today(now_ms))

    def answer(
        self,
        card: str,
        rating: Rating,
        now_ms: int,
        *,
        sibling: str = "",
        duration_ms: int = 0,
        verdict: str = "",
        answer: str = "",
    ) -> Answered:
        """Keep one graded answer and schedule the card. ``sibling`` (``Card.sibling``) names the
        group whose other cards are put off until tomorrow."""
        with self.history.action("answer", card, now_ms) as write:
            before = write.state(card)
            # Keep both answers within a millisecond, and count the one right after a forgetting.
            now_ms = max(now_ms, before.forgotten_ms + 1)
            while write.has_review(card, now_ms):
                now_ms += 1
            review = Review(card, now_ms, rating, duration_ms, verdict, answer, before.stage)
            write.put_review(review)
            if now_ms > before.last_ms:
                after = self.scheduler.answer(before, rating, now_ms)
                after = with_leech(before, after, self.settings)
            else:  # the clock was set back: time decides the order, as in a merge
                after = merged(before, write.reviews(card), self.scheduler)
            write.put_state(after)
            if sibling and self.settings.put_off_siblings:
                write.put_off(sibling, self.scheduler.days.today(now_ms)[1])
        return Answered(review, before, after, after.leech and not before.leech)

    def change_rating(self, card: str, rating: Rating, now_ms: int) -> Answered:
        """Give the card's last answer another rating and schedule it as if it had been rated so.

        Raises UsageError where the card has no answer.
        """
        with self.history.action("change rating", card, now_ms) as write:
            reviews = write.reviews(card)
            if not reviews:
                raise UsageError(f"{card}: this card has no answer yet")
            review = replace(reviews[-1], rating=rating)
            now = write.state(card)
            write.put_review(review)
            if review.time_ms <= now.forgotten_ms:  # the card is new again: nothing follows
                return Answered(review, now, now)
            before = replayed(now, reviews[:-1], self.scheduler)
            after = self.scheduler.answer(before, rating, review.time_ms)
            after = with_leech(before, after, self.settings)
            after = without_leech(now, after, self.settings)
            write.put_state(after)
        return Answered(review, before, after, after.leech and not before.leech)

    def suspend(self, card: str, now_ms: int) -> CardState:
        """Ask the card no more until it is unsuspended."""
        return self._set("suspend", card, now_ms, suspended=True)

    def unsuspend(self, card: str, now_ms: int) -> CardState:
        """Ask the card again."""
        return self._set("unsuspend", card, now_ms, suspended=False)

    def put_off(self, card: str, now_ms: int) -> CardState:
        """Put one card off until tomorrow; it comes back by itself."""
        return self._set(
            "put off", card, now_ms, put_off_until_ms=self.scheduler.days.today(now_ms)[1]
        )

    def bring_back(self, card: str, now_ms: int, sibling: str = "") -> CardState:
        """Ask a card today that was put off, and its group with it where ``sibling`` is given."""
        with self.history.action("bring back", card, now_ms) as write:
            state = replace(write.state(card), put_off_until_ms=0)
            write.put_state(state)
            if sibling:
                write.put_off(sibling, 0)
        return state

    def forget(self, card: str, now_ms: int) -> CardState:
        """Make the card new again. Its reviews are kept, and no longer count for its schedule."""
        with self.history.action("forget", card, now_ms) as write:
            old = write.state(card)
            # All there is so far is forgotten, also where the clock was set back since.
            forgotten_ms = max(now_ms, old.last_ms)
            state = CardState(card, suspended=old.suspended, forgotten_ms=forgotten_ms)
            write.put_state(state)
        return state

    def reschedule(self, card: str, due_ms: int, now_ms: int) -> CardState:
        """Ask the card at ``due_ms``. What is known of the memory stays.

        Raises UsageError for a card that is new: it has no place in the schedule yet.
        """
        with self.history.action("reschedule", card, now_ms) as write:
            state = write.state(card)
            if state.stage == Stage.NEW:
                raise UsageError(
                    f"{card}: this card is new", "Answer it once; then it can be moved"
                )
            state = replace(state, due_ms=due_ms, moved_ms=max(now_ms, state.last_ms))
            write.put_state(state)
        return state

    def mark_leech(self, card: str, now_ms: int) -> CardState:
        """Mark the card as one that keeps being forgotten."""
        return self._set("mark leech", card, now_ms, leech=True)

    def unmark_leech(self, card: str, now_ms: int) -> CardState:
        """Take the mark away. It comes again after half as many lapses as made it."""
        return self._set("unmark leech", card, now_ms, leech=False)

    def accept(self, card: str, answer: str, now_ms: int) -> None:
        """Take ``answer`` as right for this card from now on."""
        with self.history.action("accept", card, now_ms) as write:
            write.accept(card, answer, now_ms)

    def reject(self, card: str, answer: str, now_ms: int) -> None:
        """Take ``answer`` as right no longer."""
        with self.history.action("reject", card, now_ms) as write:
            write.reject(card, answer)

    def merge(self, reviews: Iterable[Review], now_ms: int) -> Merged:
        """Take in reviews from elsewhere, by time among our own, and schedule their cards anew.

        A review of the same card and millisecond is known already and counted once. Where nothing
        is new nothing is written. Very large merges cannot be undone: make a backup before.
        """
        news: dict[str, dict[int, Review]] = {}
        known = 0
        with self.history.action("merge", "", now_ms) as write:
            for review in reviews:
                of_card = news.setdefault(review.card, {})
                if review.time_ms in of_card or write.has_review(review.card, review.time_ms):
                    known += 1
                else:
                    of_card[review.time_ms] = review
            changed = {card: of_card for card, of_card in news.items() if of_card}
            for card, of_card in changed.items():
                for review in of_card.values():
                    write.put_review(review)
                state = merged(write.state(card), write.reviews(card), self.scheduler)
                write.put_state(state)
        return Merged(sum(map(len, changed.values())), known, len(changed))

    def take_parameters(self, parameters: tuple[float, ...], now_ms: int) -> int:
        """Take other FSRS parameters (empty: the defaults), keep them in the history file
        (``kept_parameters``), and schedule every card by them. Gives how many cards changed; a due
        time set by hand stays until the card is answered. Raises UsageError for no such parameters.
        """
        settings = replace(self.settings, parameters=parameters)
        scheduler = Scheduler(settings, self.scheduler.days, self.scheduler.chance)
        _ = scheduler.parameters  # refused here, before anything is written
        changed = 0
        with self.history.action("parameters", "", now_ms) as write:
            write.put_setting(_PARAMETERS, json.dumps(parameters))
            for card, state in self.history.states().items():
                again = merged(state, write.reviews(card), scheduler)
                if again != state:
                    write.put_state(again)
                    changed += 1
        self.scheduler = scheduler
        return changed

    def undo(self) -> Action | None:
        """Undo this session's last action; None where there is none."""
        return self.history.undo()

    def redo(self) -> Action | None:
        """Do again what was undone last; None where there is nothing."""
        return self.history.redo()

    def _set(self, kind: str, card: str, now_ms: int, **changes: object) -> CardState:
        with self.history.action(kind, card, now_ms) as write:
            state = replace(write.state(card), **changes)
            write.put_state(state)
        return state
