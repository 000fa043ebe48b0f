"""What is said of a difference: letters where it is a slip, words where words are at fault."""

import gettext

from quizgen.model import Rating
from quizgen.quiz.judge import Judgement
from quizgen.quiz.saying import differences, told_apart
from quizgen.quiz.verdict import Hint, HintKind
from quizgen.quiz.voice import Voice
from quizgen.quiz.words import diff

VOICE = Voice(gettext.NullTranslations(), "en")


def wrong(typed: str, wanted: str, *hints: Hint) -> list[str]:
    return told_apart(Judgement("wrong", Rating.AGAIN, "", hints, diff(typed, wanted)), VOICE)


def test_a_blank_is_no_letter() -> None:
    assert list(differences(diff("аса қажат", "аса қажет"))) == [(7, "а", "е")]


def test_a_slip_is_told_by_its_letter() -> None:
    assert wrong("अमलपित्त", "अम्लपित्त") == ["Letter 2: “म्ल”, not “मल”."]


def test_of_another_word_the_letters_say_nothing() -> None:
    assert wrong("төмендеуі", "артуы") == []


def test_a_missing_word_is_named_once() -> None:
    hint = Hint(HintKind.MISSING, "", "big")
    assert wrong("cat", "big cat", hint) == ["Missing: “big”."]
