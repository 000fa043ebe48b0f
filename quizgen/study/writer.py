"""What one action may read and write, inside its transaction."""

from quizgen.model import Rating, Review
from quizgen.study.journal import Change, fetch
from quizgen.study.rows import card_row, review_row, state_of
from quizgen.study.schema import card_id
from quizgen.study.state import CardState


class Writer:
    """What one action may write. Obtained from ``History.action``."""

    def __init__(self, change: Change) -> None:
        self._change = change

    def state(self, key: str) -> CardState:
        """Where the card stands, read inside the transaction."""
        row = fetch(self._change.connection, "card", (card_id(key),))
        return state_of(row[1:]) if row else CardState(key)

    def reviews(self, key: str) -> list[Review]:
        """The card's reviews in order of time, read inside the transaction."""
        rows = self._change.connection.execute(
            "SELECT time, rating, duration, verdict, answer, stage, origin FROM review "
            "WHERE card = ? ORDER BY time",
            (card_id(key),),
        )
        return [Review(key, t, Rating(r), d, v, a, s, o) for t, r, d, v, a, s, o in rows]

    def put_state(self, state: CardState) -> None:
        """Keep where a card stands. A state like that of a card never touched leaves no row."""
        number = card_id(state.key)
        if state == CardState(state.key) and not self.reviews(state.key):
            self._change.drop("card", (number,))
        else:
            self._change.put("card", card_row(number, state))

    def put_review(self, review: Review) -> None:
        """Keep one review; one of the same card and millisecond is replaced."""
        self._change.put("review", review_row(review))

    def has_review(self, key: str, time_ms: int) -> bool:
        """Whether a review of that card at that millisecond is known."""
        return fetch(self._change.connection, "review", (card_id(key), time_ms)) is not None

    def put_off(self, sibling: str, until_ms: int) -> None:
        """Put a group of siblings off until then; 0 brings it back."""
        if until_ms:
            self._change.put("put_off", (sibling, until_ms))
        else:
            self._change.drop("put_off", (sibling,))

    def accept(self, key: str, answer: str, now_ms: int) -> None:
        """Keep a further right answer."""
        self._change.put("accepted", (key, answer, now_ms))

    def reject(self, key: str, answer: str) -> None:
        """Forget a further right answer."""
        self._change.drop("accepted", (key, answer))

    def put_setting(self, name: str, value: str) -> None:
        """Keep a setting."""
        self._change.put("setting", (name, value))
