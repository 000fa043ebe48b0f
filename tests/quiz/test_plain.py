"""Line by line: the same grader, the same history; nothing but lines."""

import io
from pathlib import Path
from typing import TextIO

import pytest

from quizgen.language.messages import load_messages
from quizgen.model import Evidence, Rating
from quizgen.quiz.plain import COMMANDS, PlainQuiz
from quizgen.quiz.session import Plan, Session
from quizgen.quiz.voice import Voice
from tests.quiz.world import Clock, Memory, card, judge

CATALOGUES = Path(__file__).resolve().parents[2] / "facts" / "languages"
EVIDENCE = Evidence(
    source="soil.txt",
    title="On soil",
    language="en",
    quote="Soil holds \x1b[31msalt\x1b[0m.",
    start=0,
    end=10,
    line=3,
    translation="It is in the soil.",
)


def play(
    lines: str | TextIO, language: str = "en", count: int = 2, clock: Clock | None = None
) -> tuple[str, Memory]:
    memory, clock = Memory(), clock or Clock()
    cards = [
        card("salt", explanation="It tastes.", evidence=EVIDENCE, erratum_note="Printed wrongly."),
        card("sand", "choice", choices=("the sand", "mud", "silt")),
    ][:count]
    session = Session(cards, memory, judge, clock, Plan(reveal=False, seed=1))
    voice = Voice(load_messages(CATALOGUES, language), language)
    out = io.StringIO()
    said = io.StringIO(lines) if isinstance(lines, str) else lines
    PlainQuiz(session, voice, said, out).run()
    return out.getvalue(), memory


def test_a_whole_session() -> None:
    said, memory = play("the salt\nthe sand\n")
    assert [review.rating for review in memory.reviews] == [Rating.GOOD, Rating.GOOD]
    for line in (
        "Study material, not medical advice.",
        "Question 1 of 2.",
        "Right",
        "It comes back in 10 minutes.",
        "Answer: the salt",
        "It tastes.",
        "Translation: It is in the soil.",
        "soil.txt, line 3 · On soil",
        "A note on the text: Printed wrongly.",
        "Question 2 of 2.",
        "2 of 2 cards known at the first try",
    ):
        assert line in said.splitlines()


def test_no_escape_sequence_of_a_text_reaches_the_reader() -> None:
    said, _ = play("the salt\n")
    assert "The text says: Soil holds [31msalt[0m." in said
    assert "\x1b" not in said


def test_the_learner_knows_better() -> None:
    said, memory = play("mud\n/right\nthe sand\n")
    assert [review.rating for review in memory.reviews] == [Rating.GOOD, Rating.GOOD]
    assert "Counted as right\n" in said
    _, memory = play("mud\n/accept\n")
    assert memory.learned == {card("salt").key: ("mud",)}


@pytest.mark.parametrize("between", ["\n", "7\n", "/help\n", "\n\n"])
def test_what_counts_for_nothing_leaves_the_answer_before_to_be_disputed(between: str) -> None:
    said, memory = play(f"mud\n{between}/right\nthe sand\n")
    assert [review.rating for review in memory.reviews] == [Rating.GOOD, Rating.GOOD]
    assert "Counted as right\n" in said
    said, memory = play(f"mud\n{between}/accept\n")
    assert memory.learned == {card("salt").key: ("mud",)}


def test_an_answer_takes_as_long_as_its_question_stood_there() -> None:
    clock = Clock()

    class Slow(io.StringIO):
        """Someone who thinks for half a minute before each line."""

        def readline(self, size: int | None = -1, /) -> str:
            clock.pass_(0.5)
            return super().readline(-1 if size is None else size)

    _, memory = play(Slow("the salt\nthe sand\n"), clock=clock)
    assert [review.duration_ms for review in memory.reviews] == [30_000, 30_000]


def test_the_last_answer_can_still_be_disputed_and_undone() -> None:
    _, memory = play("mud\n/right\n", count=1)
    assert [review.rating for review in memory.reviews] == [Rating.GOOD]
    said, memory = play("the salt\n/undo\n/quit\n", count=1)
    assert memory.reviews == []
    assert said.count("Question 1 of 1.") == 2


def test_undo_skip_quit() -> None:
    said, memory = play("the salt\n/undo\n/skip\n:quit\n")
    assert memory.reviews == []
    assert "Taken back." in said
    assert said.splitlines().count("Question 1 of 1.") == 1


def test_commands_in_the_learners_language() -> None:
    said, memory = play("the salt\n/वापस\n/मदद\n", "hi")
    assert memory.reviews == []
    assert "वापस ले लिया गया।" in said
    assert "/undo, /वापस — पिछला उत्तर वापस लें" in said


@pytest.mark.parametrize("language", ["kk", "hi", "en"])
def test_a_line_of_help_has_one_dash_and_at_most_one_colon(language: str) -> None:
    said, _ = play("/help\n", language)
    lines = [line for line in said.splitlines() if line.startswith("/")]
    assert len(lines) == len(COMMANDS) - 1
    for line in lines:
        assert line.count(" — ") == 1
        assert line.count(":") <= 1


def test_an_unknown_command_is_never_an_answer() -> None:
    said, memory = play("/rm\n")
    assert memory.reviews == []
    assert "/undo — take the last answer back" in said


def test_nothing_typed_is_asked_again() -> None:
    said, memory = play("\nthe salt\n")
    assert "Nothing there yet; nothing was counted\n" in said
    assert len(memory.reviews) == 1
    assert "Answer: the salt" in said


def test_the_lines_end_early() -> None:
    said, memory = play("the salt\n")
    assert len(memory.reviews) == 1
    assert "1 of 1 card known at the first try" in said


def test_nothing_to_ask() -> None:
    said, _ = play("", count=0)
    assert "Nothing to ask here for now." in said


def test_what_names_no_option_is_asked_again_and_counts_for_nothing() -> None:
    said, memory = play("the salt\n7\n०\nthe sand\n")
    assert [review.rating for review in memory.reviews] == [Rating.GOOD, Rating.GOOD]
    assert said.count("Question 2 of 2.") == 3
