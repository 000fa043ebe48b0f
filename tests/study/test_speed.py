"""An answer costs the same however long the history is, and the due list of 100,000 cards one pass
over an index. Work is counted, not timed; the benchmark holds the milliseconds."""

from functools import partial
from pathlib import Path

import pytest

from quizgen.model import Rating
from quizgen.study import DAY_MS, CardState, Deck, Entry, Stage, Study
from quizgen.study.rows import card_row
from quizgen.study.schema import card_id
from tests.study.tools import NOON, study_at
from tests.work import calls, database_steps


def fill(study: Study, cards: int, reviews: int) -> None:
    """Put many cards and reviews straight into the tables."""
    connection = study.history._database.connection
    connection.execute("BEGIN")
    connection.executemany(
        f"INSERT OR IGNORE INTO card VALUES ({', '.join('?' * 15)})",
        (
            card_row(
                card_id(f"fact-{n}|kk|typed"),
                CardState(
                    f"fact-{n}|kk|typed", Stage.REVIEW, None, 9.0, 5.0,
                    NOON + (n % 90 - 30) * DAY_MS, NOON - 31 * DAY_MS, 3,
                ),
            )
            for n in range(cards)
        ),
    )  # fmt: skip
    connection.executemany(
        "INSERT OR IGNORE INTO review VALUES (?, ?, 3, 4000, 2, 'exact', 'сүт', 'terminal')",
        (
            (card_id(f"fact-{n * 7 % cards}|kk|typed"), NOON - 40 * DAY_MS - n * 1_000)
            for n in range(reviews)
        ),
    )
    connection.execute("COMMIT")
    study.history.tidy()


def answer(study: Study, number: int) -> None:
    study.answer(
        f"fact-{number * 37 % 900}|kk|typed",
        Rating(1 + number % 4),
        NOON + number * 1_000,
        sibling=f"fact-{number}",
        answer="ешкі сүті",
    )


def test_an_answer_costs_the_same_however_long_the_history_is(tmp_path: Path) -> None:
    small, large = study_at(tmp_path / "1.sqlite3"), study_at(tmp_path / "2.sqlite3")
    fill(small, 900, 1_000)
    fill(large, 5_000, 200_000)
    for study in (small, large):
        answer(study, 0)  # what is done once only
    for number in range(1, 20):
        few, many = (
            database_steps(study.history._database.connection, partial(answer, study, number))
            for study in (small, large)
        )
        assert many < 1.2 * few
        few, many = (calls(partial(answer, study, number + 100)) for study in (small, large))
        assert many < 1.2 * few


@pytest.mark.parametrize("siblings", [1, 6])
def test_the_due_list_of_a_hundred_thousand_cards_is_one_pass(
    tmp_path: Path, siblings: int
) -> None:
    study = study_at(tmp_path / "history.sqlite3")
    fill(study, 100_000, 0)
    deck = Deck(Entry(f"fact-{n}|kk|typed", f"{n // siblings}") for n in range(100_000))
    queue = study.queue(deck, NOON)
    due = sum(n % 90 <= 30 for n in range(100_000))
    assert len(queue.review) + len(queue.put_off) == due
    # A step of the database for each card's key and for each of the loop's own; no sorting.
    connection = study.history._database.connection
    assert database_steps(connection, lambda: study.queue(deck, NOON)) < 10 * 100_000
    assert calls(lambda: study.queue(deck, NOON)) < 3 * due
