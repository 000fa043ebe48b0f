"""Rows of the tables as states and reviews, and back."""

import sqlite3
from collections.abc import Iterable

from quizgen.model import Rating, Review
from quizgen.study.journal import Row
from quizgen.study.schema import card_id
from quizgen.study.state import CardState

STATE = (
    "key, stage, step, stability, difficulty, due, last, reps, lapses, "
    "suspended, put_off, leech, forgotten, moved"
)
_REVIEW = "key, time, rating, duration, verdict, answer, review.stage, origin"


def state_of(row: Row) -> CardState:
    (key, stage, step, stability, difficulty, due, last, reps, lapses, *marks) = row
    suspended, put_off, leech, forgotten, moved = marks
    return CardState(
        key, stage, step, stability, difficulty, due, last, reps, lapses,
        bool(suspended), put_off, bool(leech), forgotten, moved,
    )  # fmt: skip


def card_row(number: int, state: CardState) -> Row:
    return (
        number, state.key, state.stage, state.step, state.stability, state.difficulty, state.due_ms,
        state.last_ms, state.reps, state.lapses, int(state.suspended), state.put_off_until_ms,
        int(state.leech), state.forgotten_ms, state.moved_ms,
    )  # fmt: skip


def review_row(review: Review) -> Row:
    return (
        card_id(review.card), review.time_ms, int(review.rating), review.duration_ms, review.state,
        review.verdict, review.answer, review.origin,
    )  # fmt: skip


def read_reviews(
    connection: sqlite3.Connection, key: str | None, since_ms: int = 0
) -> list[Review]:
    query = f"SELECT {_REVIEW} FROM review JOIN card ON card.id = review.card WHERE time >= ?"
    given: Iterable[object] = (since_ms,)
    if key is not None:
        query += " AND review.card = ?"
        given = (since_ms, card_id(key))
    rows = connection.execute(query + " ORDER BY time, key", tuple(given))
    return [Review(k, t, Rating(r), d, v, a, s, o) for k, t, r, d, v, a, s, o in rows]
