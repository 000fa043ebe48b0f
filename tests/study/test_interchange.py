"""Progress in and out: the CSV of FSRS tools, lossless, once, and safe against hostile files."""

import contextlib
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.errors import PackageInputError
from quizgen.model import Rating, Review
from quizgen.study.interchange import COLUMNS, read_csv, write_csv
from tests.study.tools import DAY_MS, MINUTE, NOON, dump, study_at

HEADER = "card_id,review_time,review_rating,review_state,review_duration\n"

keys = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=60).filter(
    lambda key: key[0] not in "=+-@"
)
reviews = st.builds(
    Review,
    card=keys,
    time_ms=st.integers(1, 2_000_000_000_000),
    rating=st.sampled_from(list(Rating)),
    duration_ms=st.integers(0, 10_000_000),
    state=st.integers(0, 3),
    origin=st.just("import"),
)


def csv_of(some: list[Review]) -> bytes:
    out = io.StringIO()
    assert write_csv(some, out) == len(some)
    return out.getvalue().encode()


def test_the_format_is_that_of_fsrs_tools() -> None:
    review = Review("goat-milk/b12-content|kk|typed", NOON, Rating.HARD, 4_200, state=2)
    assert csv_of([review]).decode() == (
        HEADER + f"goat-milk/b12-content|kk|typed,{NOON},2,2,4200\n"
    )
    assert ",".join(COLUMNS) + "\n" == HEADER


@given(st.lists(reviews, max_size=20))
def test_what_goes_out_comes_back_the_same(some: list[Review]) -> None:
    back = read_csv(csv_of(some), "history.csv")
    assert sorted(back, key=repr) == sorted(some, key=repr)
    assert [r.time_ms for r in back] == sorted(r.time_ms for r in some)


def test_a_history_taken_to_an_empty_folder_is_the_same_there(tmp_path: Path) -> None:
    here, there = study_at(tmp_path / "1.sqlite3"), study_at(tmp_path / "2.sqlite3")
    for number in range(60):
        here.answer(
            f"ешкі-{number % 5}|hi|typed",
            Rating(1 + number % 4),
            NOON + number * 9_000 * MINUTE,
            duration_ms=number * 10,
        )
    data = csv_of(here.history.reviews())
    first = there.merge(read_csv(data, "x"), NOON)
    assert (first.added, first.known) == (60, 0)
    assert there.history.states() == here.history.states()
    before = dump(there.history.path)
    second = there.merge(read_csv(data, "x"), NOON)
    assert (second.added, second.known) == (0, 60)
    assert dump(there.history.path) == before
    assert csv_of(there.history.reviews()) == data


def test_columns_in_another_order_and_further_ones_are_read() -> None:
    data = b"review_rating,note,card_id,review_time\n3,hello,a,1700000000000\n\n"
    assert read_csv(data, "x.csv") == [
        Review("a", 1_700_000_000_000, Rating.GOOD, 0, origin="import")
    ]


def test_a_byte_order_mark_and_windows_line_ends_are_read() -> None:
    data = b"\xef\xbb\xbf" + HEADER.replace("\n", "\r\n").encode() + b"a,1700000000000,3,0,5\r\n"
    assert read_csv(data, "x.csv")[0].card == "a"


def test_an_empty_history_goes_out_and_comes_back() -> None:
    assert read_csv(csv_of([]), "x.csv") == []


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("a,1700000000000,5,0,0", "x.csv:3: review_rating is “5”, not 1 to 4"),
        ("a,1700000000000,0,0,0", "x.csv:3: review_rating"),
        ("a,1700000000000,,0,0", "x.csv:3: review_rating"),
        ("a,soon,3,0,0", "x.csv:3: review_time is “soon”"),
        ("a,-5,3,0,0", "x.csv:3: review_time"),
        ("a,1e12,3,0,0", "x.csv:3: review_time"),
        ("a," + "9" * 5_000 + ",3,0,0", "x.csv:3: review_time is “99999999999999999999…”"),
        ("a,१७०००००००००००,3,0,0", "x.csv:3: review_time"),
        ("a,1700000000000,3,9,0", "x.csv:3: review_state"),
        ("a,1700000000000,3,0,-1", "x.csv:3: review_duration"),
        ("a,1700000000000", "x.csv:3: only 2 columns"),
        (",1700000000000,3,0,0", "x.csv:3: card_id is empty or too long"),
        ("x" * 2_000 + ",1700000000000,3,0,0", "x.csv:3: card_id is empty or too long"),
        ("=HYPERLINK(1),1700000000000,3,0,0", "x.csv:3: card_id is no name of a card"),
        ("@SUM(1),1700000000000,3,0,0", "x.csv:3: card_id is no name of a card"),
        ("a\x1fb,1700000000000,3,0,0", "x.csv:3: card_id is no name of a card"),
        ('"a,1700000000000,3,0,0', "x.csv:3"),
        ('"a" b,1700000000000,3,0,0', "x.csv:3"),
        ("x" * 200_000 + ",1700000000000,3,0,0", "x.csv:3"),
    ],
)
def test_a_row_at_fault_is_named_by_its_line(row: str, words: str) -> None:
    data = HEADER + "good,1700000000000,3,0,0\n" + row + "\n"
    with pytest.raises(PackageInputError) as caught:
        read_csv(data.encode(), "x.csv")
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "x.csv:1: no column card_id"),
        (b"card,when\n", "x.csv:1: no column card_id, review_time, review_rating"),
        (b"PK\x03\x04\x00\x00", "x.csv:1: not a text file"),
        (HEADER.encode() + b"a,\xff\xfe,3,0,0\n", "x.csv:2: not UTF-8"),
        (b"SQLite format 3\x00", "not a text file"),
    ],
)
def test_a_file_that_is_no_history_is_named(data: bytes, words: str) -> None:
    with pytest.raises(PackageInputError) as caught:
        read_csv(data, "x.csv")
    assert words in str(caught.value)


@given(st.binary(max_size=300))
def test_any_bytes_at_all_are_read_or_refused(data: bytes) -> None:
    for text in (data, HEADER.encode() + data):
        with contextlib.suppress(PackageInputError):
            assert all(isinstance(review, Review) for review in read_csv(text, "x.csv"))


def test_a_review_before_another_programs_is_sorted_in(tmp_path: Path) -> None:
    study = study_at(tmp_path / "history.sqlite3")
    study.answer("a", Rating.GOOD, NOON)
    study.merge(read_csv((HEADER + f"a,{NOON - DAY_MS},1,0,0\n").encode(), "x"), NOON)
    assert [r.rating for r in study.history.reviews("a")] == [Rating.AGAIN, Rating.GOOD]
    assert study.state("a").reps == 2
