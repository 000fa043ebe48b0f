"""Progress between the terminal and Anki: what goes into a package, what is read back."""

from collections.abc import Collection
from pathlib import Path

from quizgen.anki.rows import Progress
from quizgen.errors import PackageInputError
from quizgen.model import Review
from quizgen.study import Study, interchange

_PACKAGES = (".apkg", ".colpkg")


def progress_of(study: Study, now_ms: int) -> Progress:
    """The learner's schedule and reviews, as a package takes them."""
    history = study.history
    return Progress(history.states(), history.reviews(), study.scheduler.days, now_ms)


def read_reviews(file: Path, keys: Collection[str]) -> list[Review]:
    """The reviews of a CSV, or of an Anki export as far as they are of our cards (``keys``).

    Raises PackageInputError.
    """
    if file.suffix.lower() in _PACKAGES:
        from quizgen.anki.readback import read_history

        return read_history(file, keys)
    try:
        with file.open("rb") as opened:  # a device or a pipe may never end
            data = opened.read(interchange.MOST_BYTES + 1)
    except OSError as error:
        raise PackageInputError(
            f"{file}: cannot be read ({error.strerror})", "Check the name and its permissions"
        ) from error
    return interchange.read_csv(data, str(file))
