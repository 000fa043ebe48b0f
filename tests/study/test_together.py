"""Two programs and more on one history at once: nothing is lost, nothing is mixed up."""

import os
from pathlib import Path

from quizgen.model import Rating
from quizgen.study import DAY_MS
from tests.study.test_kill import in_child
from tests.study.tools import MINUTE, NOON, study_at

PROGRAMS = 4
ANSWERS = 120


def test_programs_answering_at_once_keep_every_answer(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    study_at(path).history.close()
    children = []
    for program in range(PROGRAMS):

        def work(pipe: int, program: int = program) -> None:
            study = study_at(path, session=f"program {program}")
            for number in range(ANSWERS):
                # Some cards are shared, some are this program's own; some answers are undone.
                card = f"card-{number % 7}" if number % 2 else f"own-{program}-{number}"
                now = NOON + number * MINUTE + program
                study.answer(card, Rating(1 + number % 4), now, sibling=card)
                if number % 10 == 0:
                    assert study.undo() is not None
                os.write(pipe, b".")

        children.append(in_child(work))
    acknowledged = 0
    for child, reading in children:
        os.waitpid(child, 0)
        while chunk := os.read(reading, 65_536):
            acknowledged += len(chunk)
        os.close(reading)
    assert acknowledged == PROGRAMS * ANSWERS
    study = study_at(path)
    reviews = study.history.reviews()
    assert len(reviews) == PROGRAMS * (ANSWERS - ANSWERS // 10)
    for card, state in study.history.states().items():
        mine = [review for review in reviews if review.card == card]
        assert (state.reps, state.last_ms) == (len(mine), mine[-1].time_ms)
        assert state == study.scheduler.replay(card, mine)


def test_each_program_undoes_its_own_answers(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    one, other = study_at(path), study_at(path)
    one.answer("a", Rating.GOOD, NOON)
    other.answer("b", Rating.GOOD, NOON + MINUTE)
    undone = one.undo()
    assert undone is not None
    assert undone.card == "a"
    assert set(other.history.states()) == {"b"}
    assert one.undo() is None


def test_what_one_program_keeps_the_other_sees_at_once(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    one, other = study_at(path), study_at(path)
    for number in range(20):
        one.answer("a", Rating.GOOD, NOON + number * DAY_MS)
        assert other.state("a").reps == number + 1
