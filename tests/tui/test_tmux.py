"""In a real terminal: no word of a question, an option or a sentence is lost.

tmux is driven, and the words seen are compared with the words meant.
"""

import shutil
import subprocess
import sys
import time
import unicodedata
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from quizgen.model import Card
from tests.tui.samples import ROOT, sample_cards

PATIENCE = 10.0


class Tmux:
    """One window of a server of its own."""

    def __init__(self, width: int, height: int, command: str) -> None:
        self._server = f"quizgen-test-{uuid.uuid4().hex[:8]}"
        self._run(
            "-f",
            "/dev/null",
            "-u",
            "new-session",
            "-d",
            "-x",
            str(width),
            "-y",
            str(height),
            command,
        )

    def _run(self, *arguments: str) -> str:
        done = subprocess.run(
            ["tmux", "-L", self._server, *arguments],
            capture_output=True,
            text=True,
            cwd=ROOT,
            timeout=30,
            check=False,
        )
        return done.stdout

    def press(self, *keys: str) -> None:
        self._run("send-keys", *keys)

    def seen(self) -> str:
        """All words in view, one blank between them; bars and labels are no words."""
        text = self._run("capture-pane", "-p").replace("▌", " ")
        return unicodedata.normalize("NFC", " ".join(text.split()))

    def wait_for(self, *words: str) -> str:
        """What is seen once all ``words`` are; what was seen last, where they never are."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            seen = self.seen()
            if all(word in seen for word in words):
                return seen
            time.sleep(0.05)
        return self.seen()

    def close(self) -> None:
        self._run("kill-server")


@contextmanager
def playing(language: str, width: int, marks: str, height: int = 46) -> Iterator[Tmux]:
    window = Tmux(width, height, f"{sys.executable} -m tests.tui.sample_app {language} {marks}")
    try:
        yield window
    finally:
        window.close()


def meant(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def first_card(language: str) -> Card:
    return next(card for card in sample_cards() if card.language == language)


def test_tmux_is_there() -> None:
    assert shutil.which("tmux"), "tmux is needed for these tests: install it"


@pytest.mark.parametrize("marks", ["auto", "unasked"])
@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("language", ["kk", "hi", "en"])
def test_no_word_is_lost(language: str, width: int, marks: str) -> None:
    """The terminal asked, and not asked: what was meant is seen, in its order, whole."""
    card = first_card(language)
    assert card.evidence is not None
    with playing(language, width, marks) as window:
        window.wait_for(" 4 ", "F5")  # all topics are counted
        window.press("Down", "Enter")
        asked = window.wait_for(meant(card.question), *card.choices)
        assert meant(card.question) in asked
        for choice in card.choices:
            assert choice in asked
        window.press("1")
        told = window.wait_for(meant(card.explanation), meant(card.evidence.quote))
        assert meant(card.explanation) in told
        assert meant(card.evidence.quote) in told
        assert meant(card.evidence.translation) in told


def test_nothing_is_left_behind_when_the_question_changes() -> None:
    """A partial update leaves no rubbish of the text before."""
    cards = [card for card in sample_cards() if card.language == "hi"]
    with playing("hi", 60, "auto") as window:
        window.wait_for(" 4 ", "F5")  # all topics are counted
        window.press("Enter")
        window.wait_for(*cards[0].choices)
        window.press("1")
        window.wait_for(meant(cards[0].explanation))
        window.press("Enter")
        seen = window.wait_for(*cards[1].choices)
        assert meant(cards[1].question) in seen
        for old in (*cards[0].choices, cards[0].explanation):
            assert meant(old) not in seen
