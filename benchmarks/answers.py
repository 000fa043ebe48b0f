"""An answer kept, the due list, grading."""

import os
import statistics
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.lines import Line, against, best, limited, once, percentile
from benchmarks.place import ROOT
from quizgen.flow.cardfile import read_cards
from quizgen.flow.library import CARDS
from quizgen.language import load_books
from quizgen.model import Card, Rating
from quizgen.quiz.judge import DeckJudge
from quizgen.quiz.questions import Question
from quizgen.study import (
    DAY_MS,
    CardState,
    Days,
    Deck,
    Entry,
    History,
    Scheduler,
    Settings,
    Stage,
    Study,
)
from quizgen.study.rows import card_row
from quizgen.study.schema import card_id

NOW = 1_767_960_000_000
REVIEWS = (1_000, 10_000, 100_000, 1_000_000)
ANSWER_S, DUE_S, PAINT_S = 0.005, 0.1, 0.05


def study_with(path: Path, cards: int, reviews: int) -> Study:
    """A study with so many cards and reviews, put straight into the tables."""
    study = Study(History(path, ""), Scheduler(Settings(), Days()))
    connection = study.history._database.connection
    connection.execute("BEGIN")
    connection.executemany(
        f"INSERT OR IGNORE INTO card VALUES ({', '.join('?' * 15)})",
        (card_row(card_id(_key(n)), _state(n)) for n in range(cards)),
    )
    connection.executemany(
        "INSERT OR IGNORE INTO review VALUES (?, ?, 3, 4000, 2, 'exact', 'an answer', 'x')",
        ((card_id(_key(n * 7 % cards)), NOW - 40 * DAY_MS - n * 1_000) for n in range(reviews)),
    )
    connection.execute("COMMIT")
    study.history.tidy()
    return study


def _key(number: int) -> str:
    return f"fact-{number}|en|typed"


def _state(number: int) -> CardState:
    due = NOW + (number % 90 - 30) * DAY_MS
    return CardState(_key(number), Stage.REVIEW, None, 9.0, 5.0, due, NOW - 31 * DAY_MS, 3)


def _answer(study: Study, number: int) -> None:
    rating = Rating(1 + number % 4)
    study.answer(
        _key(number * 37 % 900), rating, NOW + number * 1_000, sibling=f"{number}", answer="word"
    )


def _synced(path: Path) -> None:
    """The least that keeping anything takes: a line appended, and on the disk."""
    with path.open("ab") as file:
        file.write(b"an answer\n")
        file.flush()
        os.fsync(file.fileno())


def kept(quick: bool) -> Iterator[Line]:
    """An answer until it is on the disk, at each length of the history, in turns."""
    sizes = REVIEWS[: 2 if quick else None]
    with tempfile.TemporaryDirectory() as folder:
        studies = [study_with(Path(folder) / f"{n}.sqlite3", max(900, n // 100), n) for n in sizes]
        times: list[list[float]] = [[] for _ in sizes]
        bare: list[float] = []
        for number in range(60 if quick else 400):
            for place, study in enumerate(studies):
                times[place].append(once(partial(_answer, study, number)))
            bare.append(once(partial(_synced, Path(folder) / "bare")))
        for size, one in zip(sizes, times, strict=True):
            yield limited(f"an answer kept, {size:,} reviews", statistics.median(one), ANSWER_S)
            yield limited("… 95th percentile", percentile(one, 0.95), ANSWER_S)
            bottom = percentile(bare, 0.95)
            yield against("… the same", percentile(one, 0.95), "a line synced to a file", bottom)
        small, large = statistics.median(times[0]), statistics.median(times[-1])
        yield against(
            f"an answer kept, {sizes[-1]:,} reviews", large, f"{sizes[0]:,} reviews", small, 1.5
        )


def due(quick: bool) -> Iterator[Line]:
    """The list of what is due today."""
    count = 10_000 if quick else 100_000
    with tempfile.TemporaryDirectory() as folder:
        study = study_with(Path(folder) / "due.sqlite3", count, 0)
        deck = Deck(Entry(_key(n), f"{n // 6}") for n in range(count))
        seconds = best(lambda: study.queue(deck, NOW), 15)
        yield limited(f"the due list of {count:,} cards", seconds, DUE_S)


def _answers_to(card: Card) -> tuple[str, ...]:
    """Right, slightly wrong, wrong, and far too long."""
    right = card.answer
    return right, right[:-1] or "x", right[1:] + right[:1], card.question, f"{right} " * 20


def graded() -> Iterator[Line]:
    """Grading of a typed answer: the whole deck, five answers a card."""
    cards = read_cards(ROOT / "facts" / CARDS)
    books = load_books(ROOT / "facts")
    judge = DeckJudge({code: book.settings for code, book in books.items()}, cards)
    typed = [card for card in cards if card.form in ("typed", "cloze", "name")]
    questions = [Question(card, "typed", card.question, card.language) for card in typed]
    times = [
        once(partial(judge, question, answer, ()))
        for question in questions
        for answer in _answers_to(question.card)
    ]
    count = f"of {len(times):,} answers"
    yield limited(f"grading, median {count}", statistics.median(times), PAINT_S)
    yield limited("… 99th percentile", percentile(times, 0.99), PAINT_S)
    yield limited("… slowest", max(times), PAINT_S)


def measure(quick: bool = False) -> Iterator[Line]:
    """Keeping, listing, grading."""
    yield from kept(quick)
    yield from due(quick)
    yield from graded()
