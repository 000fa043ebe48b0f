"""The built cards: one JSON object a line, so that a change shows as the lines it touches."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path

import msgspec

from quizgen.errors import StorageError, StoreError
from quizgen.files import staged
from quizgen.model import Card

_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Card)


def write_cards(path: Path, cards: Iterable[Card]) -> None:
    """Replace the card file. Raises StorageError."""
    with staged_cards(path, cards):
        pass


def staged_cards(path: Path, cards: Iterable[Card]) -> AbstractContextManager[None]:
    """The card file replaced when the block has ended well. Raises StorageError."""
    return staged(path, b"".join(_ENCODER.encode(card) + b"\n" for card in cards))


def read_cards(path: Path, mend: str = "Build it again with: quizgen build") -> list[Card]:
    """The cards of a card file; none where there is no file. Raises StoreError with the line
    and with ``mend`` as the next step."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise StorageError(
            f"{path}: cannot be read ({error.strerror})", "Check its permissions"
        ) from error
    try:
        return list(_DECODER.decode_lines(data))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise StoreError(f"{path}:{_bad_line(data)}: damaged card file ({error})", mend) from error


def _bad_line(data: bytes) -> int:
    for number, line in enumerate(data.splitlines(), 1):
        try:
            _DECODER.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return number
    return 0
