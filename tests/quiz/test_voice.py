"""Times in words, values cleaned, topics by their names."""

import gettext

import pytest

from quizgen.quiz.clean import clean, clean_lines
from quizgen.quiz.voice import Voice

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
VOICE = Voice(gettext.NullTranslations(), "en")


@pytest.mark.parametrize(
    ("milliseconds", "words"),
    [
        (0, "in a moment"),
        (-5, "in a moment"),
        (59_000, "in 1 minute"),
        (10 * MINUTE, "in 10 minutes"),
        (59.8 * MINUTE, "in 1 hour"),
        (5 * HOUR, "in 5 hours"),
        (23.9 * HOUR, "tomorrow"),
        (DAY, "tomorrow"),
        (8 * DAY, "in 8 days"),
        (61 * DAY, "in 2 months"),
        (730 * DAY, "in 2 years"),
    ],
)
def test_when_a_card_comes_back(milliseconds: float, words: str) -> None:
    assert VOICE.wait(round(milliseconds)) == words


def test_time_spent() -> None:
    assert VOICE.spent(45_400) == "45 s"
    assert VOICE.spent(245_000) == "4 min 05 s"


def test_a_topic_no_catalogue_knows_shows_its_id() -> None:
    assert VOICE.topic("soil-types") == "Soil types"


def test_values_are_cleaned_on_their_way_in() -> None:
    assert VOICE.tr("You wrote: {answer}", answer="a\x1b[2Jb\u202e") == "You wrote: a[2Jb"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b]0;title\x07b", "a]0;titleb"),
        ("a\tb\r\nc", "a b  c"),
        ("क्\u200dष", "क्ष"),
        ("u\u0308", "ü"),
        ("a\u2066b\u2069\ufeff", "ab"),
        ("\x9b31m", "31m"),
    ],
)
def test_nothing_that_commands_a_terminal(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_lines_stay_lines() -> None:
    assert clean_lines("a\x1b\nb") == "a\nb"
