"""What the learner has chosen, kept in one small readable file."""

from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from quizgen.errors import DataFileError
from quizgen.files import dump_json, write_atomic

Look = Literal["dark", "light"]


class Preferences(Struct, frozen=True):
    """``interface`` is the language of the screens, ``answer`` the language studied ("" for all),
    ``question`` the language questions are asked in ("" for the one studied). A session takes
    ``cards`` answers or ``minutes``, whichever is not 0."""

    interface: str
    answer: str = ""
    question: str = ""
    theme: Look = "dark"
    cards: Annotated[int, Meta(ge=0)] = 20
    minutes: Annotated[int, Meta(ge=0)] = 0
    retention: Annotated[float, Meta(ge=0.7, le=0.99)] = 0.9


def load_preferences(path: Path) -> Preferences | None:
    """The learner's choices; None before the first start. Raises DataFileError."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Preferences)
    except FileNotFoundError:
        return None
    except msgspec.DecodeError as error:
        raise DataFileError(f"{path}: {error}", "Delete the file to start afresh") from error
    except OSError as error:
        raise DataFileError(f"{path}: {error.strerror}", "Check its permissions") from error


def save_preferences(path: Path, preferences: Preferences) -> None:
    """Write the choices in one step. Raises StorageError."""
    write_atomic(path, dump_json(preferences).encode())


def guess_language(locale: str, known: tuple[str, ...]) -> str:
    """The language of ``LANG`` (``hi_IN.UTF-8``) if it is known, else English, else the first."""
    code = locale.replace("-", "_").split("_")[0].split(".")[0].lower()
    return code if code in known else "en" if "en" in known else known[0]
