"""What was studied in Anki, read back from its own export and matched by GUID.

Anki's export "with scheduling, support older versions" holds a plain SQLite collection whose
review log joins to our notes. Only graded answers that counted come back: no manual resets, no
rescheduling, no previews.
"""

from collections.abc import Collection
from pathlib import Path
from typing import Any

from quizgen.anki.unpack import open_collection
from quizgen.errors import PackageInputError
from quizgen.model import Rating, Review

ORIGIN = "anki"
_MOST_REVIEWS = 20_000_000
_LATEST_MS = 253_402_300_799_000  # the end of the year 9999
_LONGEST_MS = 86_400_000
_LONGEST_GUID = 1_000
# Kinds of Anki's log: 0 learning, 1 review, 2 relearning, 3 filtered, 4 manual, 5 rescheduled.
_STATES = {0: 1, 1: 2, 2: 3, 3: 2}
_QUERY = """
    SELECT n.guid, r.id, r.ease, r.time, r.type
    FROM revlog r JOIN cards c ON c.id = r.cid JOIN notes n ON n.id = c.nid
    WHERE r.ease BETWEEN 1 AND 4 AND r.type BETWEEN 0 AND 3
      AND NOT (r.type = 3 AND r.factor = 0) AND c.ord = 0
    ORDER BY r.id
"""


def read_history(path: Path, known: Collection[str] | None = None) -> list[Review]:
    """The reviews in an Anki export (``.apkg``, ``.colpkg``) of the older format, by time.

    ``known`` are the card keys to take; without it, all that look like a key of ours. Answers to
    other people's cards in the same file are passed over. Nothing is half read. Raises
    PackageInputError, naming the file, where it is damaged, foreign or unsafe.
    """
    reviews: list[Review] = []
    seen: set[str] = set()
    with open_collection(path) as connection:
        for at, row in enumerate(connection.execute(_QUERY)):
            if at >= _MOST_REVIEWS:
                raise PackageInputError(f"{path}: holds too many reviews", "Export fewer decks")
            _check(path, row)
            guid, time_ms, ease, took, kind = row
            if not (guid in known if known is not None else _ours(guid)):
                continue
            state = _STATES[kind] if guid in seen else 0
            seen.add(guid)
            reviews.append(
                Review(
                    card=guid,
                    time_ms=time_ms,
                    rating=Rating(ease),
                    duration_ms=min(max(took, 0), _LONGEST_MS),
                    state=state,
                    origin=ORIGIN,
                )
            )
    return reviews


def _ours(guid: str) -> bool:
    fact, _, rest = guid.partition("|")
    language, _, form = rest.partition("|")
    return bool(fact and language and form) and "|" not in form


def _check(path: Path, row: tuple[Any, ...]) -> None:
    guid, *numbers = row
    if not isinstance(guid, str) or len(guid) > _LONGEST_GUID:
        raise PackageInputError(f"{path}: a note has no readable GUID", "Export it again")
    if not all(isinstance(number, int) for number in numbers):
        raise PackageInputError(f"{path}: a review of {guid!r} is no number", "Export it again")
    if not 0 < numbers[0] <= _LATEST_MS:
        raise PackageInputError(f"{path}: a review of {guid!r} has no real date", "Export it again")
