"""One process at a time over the user's own texts: what two save at once is saved by both."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quizgen.errors import StorageError

LOCK = "own.lock"
PATIENCE = 30.0  # seconds; a large text is saved in two


@contextmanager
def alone(data: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock on the user's own store in the folder ``data`` while the block runs.

    The system lets go of it when a process ends in whatever way, so none is left behind. Raises
    StorageError where another process holds it for ``patience`` seconds or the folder refuses.
    """
    from filelock import FileLock, Timeout  # only here: what reads does not pay for it

    path = data / LOCK
    lock = FileLock(path, timeout=patience)
    try:
        data.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise StorageError(
            f"{path}: another quizgen is saving texts and has not ended",
            "Wait until it has, then try again",
        ) from error
    except OSError as error:
        raise StorageError(
            f"{path}: cannot be written ({error.strerror})",
            "Check space and permissions, or choose another folder",
        ) from error
    try:
        yield
    finally:
        lock.release()
