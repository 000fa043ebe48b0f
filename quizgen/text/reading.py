"""Reading a text that was handed in: all of it, exactly as it lies on disk, or a clear refusal."""

import unicodedata
from pathlib import Path

from quizgen.errors import TextInputError

# An encyclopedia article is kilobytes; beyond this a file is a mistake, and reading it would hang.
LIMIT_BYTES = 20_000_000


def read_text(path: Path, limit: int = LIMIT_BYTES) -> str:
    """The text of ``path``, undecoded newlines and all, so that offsets hold on disk.

    Raises TextInputError where the file is missing, a folder, unreadable, larger than ``limit``
    bytes, empty, binary, or not UTF-8.
    """
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise TextInputError(f"{path}: is a folder", "Name a text file")
        if size > limit:
            raise _too_large(path, f"{size / 1e6:.0f} MB is", limit)
        with path.open("rb") as file:
            raw = file.read(limit + 1)
        if len(raw) > limit:  # a device or a pipe does not say how much will come
            raise _too_large(path, "what comes out of it is", limit)
    except FileNotFoundError as error:
        raise TextInputError(f"{path}: no such file", "Check the name") from error
    except OSError as error:
        raise TextInputError(
            f"{path}: cannot be read ({error.strerror})", "Check the file's permissions"
        ) from error
    return decode(raw, str(path))


def _too_large(path: Path, what: str, limit: int) -> TextInputError:
    return TextInputError(
        f"{path}: {what} more than the {limit / 1e6:.0f} MB a text may have",
        "Hand in a single article, or cut the file into parts",
    )


def decode(raw: bytes, name: str) -> str:
    """``raw`` as text. Raises TextInputError where it is empty, binary or not UTF-8."""
    if b"\x00" in raw:
        raise TextInputError(f"{name}: is a binary file", "Save it as plain UTF-8 text")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise TextInputError(
            f"{name}:{line}: is not UTF-8 text (byte {error.start})", "Save the file as UTF-8"
        ) from error
    if not any(_shows(ch) for ch in text):
        raise TextInputError(f"{name}: is empty", "Hand in a file with text in it")
    return text


def _shows(ch: str) -> bool:
    """Whether a character is more than a blank, a control or an invisible sign."""
    return unicodedata.category(ch) not in ("Cc", "Cf", "Zs", "Zl", "Zp")
