"""Line by line: the same grader, the same history; nothing but lines."""

import io
from pathlib import Path

from quizgen.language.messages import load_messages
from quizgen.model import Evidence, Rating
from quizgen.quiz.plain import PlainQuiz
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


def play(lines: str, language: str = "en", count: int = 2) -> tuple[str, Memory]:
    memory, clock = Memory(), Clock()
    cards = [
        card("salt", explanation="It tastes.", evidence=EVIDENCE, erratum_note="Printed wrongly."),
        card("sand", "choice", choices=("the sand", "mud", "silt")),
    ][:count]
    session = Session(cards, memory, judge, clock, Plan(reveal=False, seed=1))
    voice = Voice(load_messages(CATALOGUES, language), language)
    out = io.StringIO()
    PlainQuiz(session, voice, io.StringIO(lines), out).run()
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
    assert "/undo, /वापस: पिछला उत्तर वापस लें" in said


def test_an_unknown_command_is_never_an_answer() -> None:
    said, memory = play("/rm\n")
    assert memory.reviews == []
    assert "/undo: take the last answer back" in said


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
