"""JSON lines: exactly these keys, a verdict only once the review is safe."""

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.errors import StorageError
from quizgen.model import Card, Evidence, Rating, Review
from quizgen.quiz.jsonlines import run_json
from quizgen.quiz.session import Plan, Session
from tests.quiz.world import Clock, Memory, card, judge

QUESTION = {"card", "kind", "language", "question", "choices", "remaining"}
VERDICT = {"card", "verdict", "rating", "answer", "explanation", "source", "due"}


def deck() -> list[Card]:
    evidence = Evidence("soil.txt", "On soil", "en", "Salt.", 0, 5, 1, ((0, 4),), "Тұз.")
    return [
        card("salt", explanation="It tastes.", evidence=evidence),
        card("sand", "choice", choices=("the sand", "mud", "silt")),
        card("steps", "order", choices=("a", "b", "c")),
    ]


def drive(*lines: object, memory: Memory | None = None) -> tuple[list[dict[str, Any]], Memory]:
    memory = memory or Memory()
    session = Session(deck(), memory, judge, Clock(), Plan(cards=3, reveal=False, seed=3))
    text = "".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines)
    out = io.StringIO()
    run_json(session, io.StringIO(text), out)
    return [json.loads(line) for line in out.getvalue().splitlines()], memory


def test_question_and_verdict() -> None:
    said, memory = drive({"answer": "the salt"})
    first, verdict, second = said
    assert set(first) == set(second) == QUESTION
    assert set(verdict) == VERDICT
    assert first == {
        "card": "salt|en|typed",
        "kind": "typed",
        "language": "en",
        "question": "salt?",
        "choices": [],
        "remaining": 3,
    }
    assert verdict["verdict"] == "exact"
    assert verdict["rating"] == 3
    assert verdict["answer"] == "the salt"
    assert verdict["explanation"] == "It tastes."
    assert verdict["source"]["file"] == "soil.txt"
    assert verdict["source"]["quote"][:4] == "Salt"
    assert verdict["due"] == "1970-01-01T00:26:40+00:00"
    assert (second["kind"], second["remaining"]) == ("choice", 2)
    assert len(memory.reviews) == 1


def test_a_choice_by_number_or_text_and_the_end() -> None:
    said, _ = drive({"answer": "the salt"})
    place = said[-1]["choices"].index("the sand") + 1
    for answer in (str(place), place, "the sand"):
        said, memory = drive({"answer": "the salt"}, {"answer": answer}, {"answer": "nonsense"})
        assert [line["rating"] for line in said if "rating" in line] == [3, 3, 1]
        assert set(said[-1]) == VERDICT
        assert len(memory.reviews) == 3


def test_undo_and_skip_and_quit() -> None:
    said, memory = drive(
        {"answer": "x"}, {"command": "undo"}, {"command": "skip"}, {"command": "quit"}
    )
    assert [line["card"] for line in said] == [
        "salt|en|typed",
        "salt|en|typed",
        "sand|en|choice",
        "salt|en|typed",
        "sand|en|choice",
    ]
    assert memory.reviews == []


def test_asked_again_tells_nothing_away() -> None:
    said, memory = drive({"answer": " "})
    assert said[1] == {
        "card": "salt|en|typed",
        "verdict": "empty",
        "rating": None,
        "answer": None,
        "explanation": None,
        "source": None,
        "due": None,
    }
    assert said[2] == said[0]
    assert memory.reviews == []


@pytest.mark.parametrize(
    "line",
    ["", "nonsense", "[]", "3", '{"answer": null}', '{"answer": ["a"]}', '{"command": "rm"}', "{}"],
)
def test_a_line_that_is_no_answer_counts_for_nothing(line: str) -> None:
    said, memory = drive(line, {"answer": "the salt"})
    assert memory.reviews[0].rating is Rating.GOOD
    assert [set(entry) for entry in said if "error" in entry] == [{"error"}] * bool(line)


@given(st.text())
def test_no_line_breaks_the_protocol(line: str) -> None:
    said, _ = drive(line.replace("\n", " ").replace("\r", " "))
    assert all(set(entry) in (QUESTION, VERDICT, {"error"}) for entry in said)


def test_a_verdict_is_said_only_when_it_is_kept() -> None:
    class Full(Memory):
        def record(self, card: Card, review: Review) -> int | None:  # noqa: ARG002
            raise StorageError("the disk is full")

    session = Session(deck(), Full(), judge, Clock())
    out = io.StringIO()
    with pytest.raises(StorageError):
        run_json(session, io.StringIO('{"answer": "the salt"}\n'), out)
    assert [set(json.loads(line)) for line in out.getvalue().splitlines()] == [QUESTION]
