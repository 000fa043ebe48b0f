"""SIGKILL after every answer and in the middle of a write, hundreds of times: no answer that was
acknowledged is ever lost, and the file is whole each time.

The learner's program is a forked child that writes one byte to a pipe after each answer.
"""

import os
import random
import select
import signal
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.model import Rating
from quizgen.study import Study
from tests.study.tools import MINUTE, NOON, study_at

CARDS = [f"fact-{n}|kk|typed" for n in range(9)]


def in_child(work: Callable[[int], None]) -> tuple[int, int]:
    """Run ``work`` in a child with the writing end of a pipe: (process id, reading end)."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            work(writing)
        finally:
            os._exit(1)
    os.close(writing)
    return child, reading


def end(child: int, reading: int) -> tuple[int, bool]:
    """Kill the child; gives how many answers it had acknowledged, and whether it was the signal."""
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    acknowledged = 0
    while chunk := os.read(reading, 65_536):
        acknowledged += len(chunk)
    os.close(reading)
    return acknowledged, os.WIFSIGNALED(status)


def answer_on(study: Study, number: int) -> None:
    study.answer(
        CARDS[number % len(CARDS)], Rating(1 + number % 4), NOON + number * MINUTE, sibling="s"
    )


def answer_forever(path: Path, first: int) -> Callable[[int], None]:
    def work(pipe: int) -> None:
        study = study_at(path, session="s")
        for number in range(first, first + 10_000):
            answer_on(study, number)
            os.write(pipe, b".")

    return work


def kept(path: Path) -> int:
    """How many answers the file holds; it must be whole, and states must follow from reviews."""
    study = study_at(path, session="s")
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
    reviews = study.history.reviews()
    for card, state in study.history.states().items():
        mine = [review for review in reviews if review.card == card]
        assert (state.reps, state.last_ms) == (len(mine), mine[-1].time_ms)
    assert len(study.history.actions()) == len(reviews)
    study.history.close()
    return len(reviews)


def test_a_kill_after_every_answer_loses_none(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    held = 0
    for _ in range(150):
        child, reading = in_child(answer_forever(path, held))
        ready, _, _ = select.select([reading], [], [], 30)
        assert ready, "the child never answered"
        acknowledged, killed = end(child, reading)
        assert killed
        now = kept(path)
        assert held + acknowledged <= now <= held + acknowledged + 1
        held = now
    assert held >= 150


def test_a_kill_at_any_moment_loses_no_acknowledged_answer(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    chance = random.Random(12)
    held = unacknowledged = 0
    for _ in range(150):
        child, reading = in_child(answer_forever(path, held))
        ready, _, _ = select.select([reading], [], [], 30)
        assert ready, "the child never answered"
        time.sleep(chance.uniform(0.0, 0.012))
        acknowledged, killed = end(child, reading)
        assert killed
        now = kept(path) if path.exists() else 0
        assert held + acknowledged <= now <= held + acknowledged + 1
        unacknowledged += now - held - acknowledged
        held = now
    assert held > 150


def die() -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def at_step(study: Study, number: int) -> None:
    """Die after so many steps of SQLite's own machine inside one statement."""
    study.history._database.connection.set_progress_handler(die, number)


def at_statement(study: Study, number: int) -> None:
    """Die as the transaction's statement of that number begins."""
    seen: list[str] = []

    def trace(statement: str) -> None:
        seen.append(statement)
        if len(seen) == number:
            die()

    study.history._database.connection.set_trace_callback(trace)


def killed_in_an_answer(path: Path, arm: Callable[[Study], None]) -> None:
    """Five answers, then a sixth that dies where ``arm`` says: the file must hold five."""
    study = study_at(path, session="s")
    for place in range(5):
        answer_on(study, place)
    study.history.close()

    def work(pipe: int) -> None:
        inner = study_at(path, session="s")
        inner.preview("x", NOON)
        arm(inner)
        answer_on(inner, 5)
        os.write(pipe, b".")

    child, reading = in_child(work)
    _, status = os.waitpid(child, 0)
    acknowledged = len(os.read(reading, 16))
    os.close(reading)
    assert os.WIFSIGNALED(status)
    assert acknowledged == 0
    assert kept(path) == 5


@pytest.mark.parametrize("number", [1, 2, 3, 5, 8, 13, 21, 34, 55])
def test_a_kill_inside_a_statement_leaves_what_was_before(tmp_path: Path, number: int) -> None:
    killed_in_an_answer(tmp_path / "history.sqlite3", lambda study: at_step(study, number))


def test_a_kill_before_each_statement_leaves_what_was_before(tmp_path: Path) -> None:
    """From BEGIN to COMMIT, each statement of the transaction in turn."""
    study = study_at(tmp_path / "count.sqlite3")
    statements: list[str] = []
    study.history._database.connection.set_trace_callback(statements.append)
    answer_on(study, 0)
    assert (statements[0], statements[-1]) == ("BEGIN IMMEDIATE", "COMMIT")
    for number in range(1, len(statements) + 1):
        path = tmp_path / f"{number}.sqlite3"
        killed_in_an_answer(path, lambda study, number=number: at_statement(study, number))  # type: ignore[misc]


def test_a_kill_while_the_file_is_made_leaves_a_file_that_opens(tmp_path: Path) -> None:
    chance = random.Random(5)
    made = 0
    for number in range(60):
        path = tmp_path / f"{number}" / "history.sqlite3"
        child, reading = in_child(lambda _, path=path: (study_at(path), time.sleep(9))[1])  # type: ignore[misc]
        time.sleep(chance.uniform(0.0, 0.008))
        end(child, reading)
        made += path.exists()
        assert kept(path) == 0
    assert made
