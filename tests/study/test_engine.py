"""The same histories through the real Anki engine: the same memory, intervals within its fuzz.

No learning steps and no fuzz of ours. The hours of the day are random, for both count study days.
"""

import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from anki.cards_pb2 import FsrsMemoryState
from anki.collection import Collection  # first: the engine's modules import each other
from msgspec.structs import replace

from quizgen.model import Rating, Review
from quizgen.study import CardState, Days, Scheduler, Settings
from quizgen.study.scheduler import fuzz_window

HISTORIES = 120
GAPS = (0, 0, 1, 1, 2, 3, 5, 8, 13, 30, 90, 200)


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    path: Path = tmp_path_factory.mktemp("anki") / "collection.anki2"
    opened = Collection(str(path))
    opened.set_config("fsrs", True)
    opened.set_config("fsrsShortTermWithStepsEnabled", True)
    preset = opened.decks.config_dict_for_deck_id(1)
    preset["new"]["delays"] = []
    preset["lapse"]["delays"] = []
    preset["desiredRetention"] = 0.9
    opened.decks.update_config(preset)
    yield opened
    opened.close()


def local_days() -> Days:
    offset = datetime.now().astimezone().utcoffset() or timedelta(0)
    return Days(timezone(offset) if offset else UTC, 4)


def histories(seed: int) -> list[list[Review]]:
    """Random answers at random hours, the last of each some days ago."""
    chance = random.Random(seed)
    days = local_days()
    today = days.number(int(time.time() * 1000))
    found = []
    for number in range(HISTORIES):
        gaps = [chance.choice(GAPS) for _ in range(chance.randint(1, 12))]
        day = today - sum(gaps) - chance.choice((1, 2, 5, 20, 60))
        reviews: list[Review] = []
        for gap in gaps:
            day += gap
            earliest = days.start(day)
            if reviews and days.number(reviews[-1].time_ms) == day:
                earliest = reviews[-1].time_ms + 1_000
            when = chance.randrange(earliest, max(earliest + 1, days.start(day + 1) - 60_000))
            rating = Rating(chance.choice((1, 2, 3, 3, 3, 4)))
            reviews.append(Review(f"card-{number}", when, rating, 1_000))
        found.append(reviews)
    return found


def add_to_engine(collection: Collection, reviews: list[Review]) -> int:
    note = collection.new_note(collection.models.by_name("Basic"))
    note["Front"] = f"{reviews[0].card} {time.monotonic_ns()}"
    collection.add_note(note, 1)
    card = note.card_ids()[0]
    for place, review in enumerate(reviews):
        collection.db.execute(
            "insert into revlog values (?, ?, -1, ?, 1, 0, 0, ?, ?)",
            review.time_ms, card, int(review.rating), review.duration_ms, 1 if place else 0,
        )  # fmt: skip
    collection.db.execute(
        "update cards set type = 2, queue = 2, ivl = 1, due = 0, reps = ? where id = ?",
        len(reviews),
        card,
    )
    return card


def our_state(reviews: list[Review], scheduler: Scheduler) -> CardState:
    return scheduler.replay(reviews[0].card, reviews)


def test_memory_is_the_same_as_in_the_engine(collection: Collection) -> None:
    scheduler = Scheduler(
        Settings(learning_steps=(), relearning_steps=(), fuzz=False), local_days()
    )
    for reviews in histories(6):
        theirs = collection.compute_memory_state(add_to_engine(collection, reviews))
        ours = our_state(reviews, scheduler)
        # The engine counts in 32-bit floats: seven figures.
        assert theirs.stability == pytest.approx(ours.stability, rel=1e-5, abs=1e-4)
        assert theirs.difficulty == pytest.approx(ours.difficulty, abs=1e-4)


def test_an_answer_now_is_the_same_as_in_the_engine(collection: Collection) -> None:
    scheduler = Scheduler(
        Settings(learning_steps=(), relearning_steps=(), fuzz=False), local_days()
    )
    compared = 0
    for reviews in histories(7):
        number = add_to_engine(collection, reviews)
        before = our_state(reviews, scheduler)
        memory = collection.compute_memory_state(number)
        card = collection.get_card(number)
        card.memory_state = FsrsMemoryState(
            stability=memory.stability, difficulty=memory.difficulty
        )
        card.last_review_time = reviews[-1].time_ms // 1000
        card.desired_retention = 0.9
        card.decay = memory.decay
        collection.update_card(card)
        # The engine keeps four and three decimals of it on the card: begin where it begins.
        kept = collection.get_card(number).memory_state
        assert kept.stability == pytest.approx(before.stability, rel=1e-4, abs=1e-3)
        before = replace(before, stability=kept.stability, difficulty=kept.difficulty)
        states = collection._backend.get_scheduling_states(number)
        now = int(time.time() * 1000)
        lesser = card.ivl
        for rating, choice in zip(
            Rating, (states.again, states.hard, states.good, states.easy), strict=True
        ):
            after = scheduler.answer(before, rating, now)
            review = choice.normal.review
            if choice.normal.WhichOneof("kind") == "relearning":
                review = choice.normal.relearning.review
            theirs = review.memory_state
            assert theirs.stability == pytest.approx(after.stability, rel=1e-5, abs=1e-4)
            assert theirs.difficulty == pytest.approx(after.difficulty, abs=1e-4)
            if rating != Rating.AGAIN:
                ours = after.stability or 0.0  # the interval, at a retention of 0.9
                assert any(
                    low <= review.scheduled_days <= high
                    for low, high in windows_of_engine(ours, lesser, rating)
                )
                lesser = review.scheduled_days
                compared += 1
    assert compared == 3 * HISTORIES


def windows_of_engine(days: float, lesser: int, rating: Rating) -> list[tuple[int, int]]:
    """Anki's fuzz around our interval. "Good" and "easy" are kept a day above the lesser button
    first, "hard" a day above the last interval where it grew."""
    found = []
    for least in (lesser + 1,) if rating > Rating.HARD else (1, lesser + 1):
        low, high = fuzz_window(max(days, least), 36_500)
        found.append((max(low, least), max(high, least + 1)))
    return found


def test_the_settings_matter() -> None:
    """The comparison would notice: another retention, other intervals."""
    reviews = max(histories(8), key=lambda one: our_state(one, Scheduler()).stability or 0)
    usual = Settings(learning_steps=(), relearning_steps=(), fuzz=False)
    strict = Settings(learning_steps=(), relearning_steps=(), fuzz=False, retention=0.97)
    one, other = (our_state(reviews, Scheduler(s, local_days())) for s in (usual, strict))
    assert one.stability == other.stability
    assert one.due_ms > other.due_ms
