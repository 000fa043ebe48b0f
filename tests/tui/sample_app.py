"""Runs the app over the samples in a real terminal: ``python -m tests.tui.sample_app hi 1``."""

import sys
import tempfile
from pathlib import Path

from quizgen.tui.app import QuizApp
from quizgen.tui.marks import settle
from quizgen.tui.start import forget_size
from tests.tui.samples import sample_services


def main(language: str, marks: str) -> None:
    forget_size()
    with tempfile.TemporaryDirectory() as folder:
        known = settle(marks) if marks != "unasked" else False
        QuizApp(sample_services(Path(folder), language), marks_known=known).run()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
