"""Progress in and out as the FSRS-Optimizer CSV, the format that FSRS tools share.

One header line, one line a review: ``card_id``, ``review_time``, ``review_rating``,
``review_state``, ``review_duration`` (milliseconds, ratings 1-4, states 0-3, milliseconds).
``card_id`` is the card's key.
"""

import csv
import io
from collections.abc import Iterable
from typing import TextIO

from quizgen.errors import PackageInputError
from quizgen.model import Rating, Review

COLUMNS = ("card_id", "review_time", "review_rating", "review_state", "review_duration")
ORIGIN = "import"

MOST_BYTES = 512 * 2**20
_MOST_FIELD = 1_000
_LATEST_MS = 253_402_300_799_000  # the end of the year 9999
_LONGEST_MS = 2**53
_FORMULA = "=+-@"  # a spreadsheet would run it as a formula when the history goes out again
_MEND = "Mend that line, or leave it out"


def write_csv(reviews: Iterable[Review], out: TextIO) -> int:
    """Write ``reviews`` to ``out`` and give how many they were."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    count = 0
    for r in reviews:
        writer.writerow((r.card, r.time_ms, int(r.rating), r.state, r.duration_ms))
        count += 1
    return count


def read_csv(data: bytes, name: str) -> list[Review]:
    """The reviews in the bytes of a CSV file, in order of time.

    ``name`` is the file's name for messages. Columns may stand in any order; further ones are
    passed over, and ``review_state`` and ``review_duration`` may be missing. Raises
    PackageInputError naming the line where anything is not as it should be; nothing is half read.
    """
    if len(data) > MOST_BYTES:
        raise PackageInputError(f"{name}: larger than {MOST_BYTES >> 20} MB", "Split the file")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise PackageInputError(f"{name}:{line}: not UTF-8 text", "Export it again") from error
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        raise PackageInputError(f"{name}:{line}: not a text file", "Choose a CSV file of reviews")
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        places = _places(next(rows, []), name)
        found = [_review(row, places, f"{name}:{rows.line_num}") for row in rows if row]
    except csv.Error as error:
        raise PackageInputError(f"{name}:{rows.line_num}: {error}", _MEND) from error
    return sorted(found, key=lambda review: (review.time_ms, review.card))


def _places(header: list[str], name: str) -> dict[str, int]:
    places = {column.strip(): place for place, column in enumerate(header)}
    missing = [column for column in COLUMNS[:3] if column not in places]
    if missing:
        raise PackageInputError(
            f"{name}:1: no column {', '.join(missing)}",
            f"The first line must be {','.join(COLUMNS)}",
        )
    return {column: places[column] for column in COLUMNS if column in places}


def _review(row: list[str], places: dict[str, int], here: str) -> Review:
    if len(row) <= max(places.values()):
        raise PackageInputError(f"{here}: only {len(row)} columns", _MEND)
    given = {column: row[place].strip() for column, place in places.items()}
    key = row[places["card_id"]]
    if not key or len(key) > _MOST_FIELD:
        raise PackageInputError(f"{here}: card_id is empty or too long", _MEND)
    if key[0] in _FORMULA or any(c < " " or c == "\x7f" for c in key):
        raise PackageInputError(f"{here}: card_id is no name of a card", _MEND)
    return Review(
        card=key,
        time_ms=_number(given, "review_time", 1, _LATEST_MS, here),
        rating=Rating(_number(given, "review_rating", 1, 4, here)),
        duration_ms=_number(given, "review_duration", 0, _LONGEST_MS, here),
        state=_number(given, "review_state", 0, 3, here),
        origin=ORIGIN,
    )


def _number(given: dict[str, str], column: str, least: int, most: int, here: str) -> int:
    text = given.get(column, "")
    if not text and column in COLUMNS[3:]:
        return 0
    # Longer digit strings are no numbers of ours, and int() refuses the longest anyway.
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 20 else -1
    if not least <= number <= most:
        shown = text[:20] + ("…" if len(text) > 20 else "")
        raise PackageInputError(f"{here}: {column} is “{shown}”, not {least} to {most}", _MEND)
    return number
