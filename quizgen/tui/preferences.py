"""What the learner has chosen, kept in one small readable file.

Read before anything is drawn, so it is read by what is already at hand.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from quizgen.errors import DataFileError, StorageError

if TYPE_CHECKING:
    from quizgen.study.settings import Settings

Look = Literal["dark", "light"]


@dataclass(frozen=True)
class Preferences:
    """``interface`` is the language of the screens, ``answer`` the language studied ("" for all),
    ``question`` the language questions are asked in ("" for the one studied). A session takes
    ``cards`` answers or ``minutes``, whichever is not 0. ``new_per_day`` and ``total_per_day``
    limit a day's cards (0 in all: no limit), ``steps`` are the minutes after which a new card
    comes back before it is put by for days."""

    interface: str
    answer: str = ""
    question: str = ""
    theme: Look = "dark"
    cards: int = 20
    minutes: int = 0
    retention: float = 0.9
    new_per_day: int = 20
    total_per_day: int = 0
    steps: tuple[int, ...] = (1, 10)

    def scheduling(self) -> "Settings":
        """These choices as the scheduler takes them."""
        from quizgen.study.settings import Settings

        return Settings(
            retention=self.retention,
            new_per_day=self.new_per_day,
            total_per_day=self.total_per_day,
            learning_steps=tuple(60 * minutes for minutes in self.steps),
        )


_SOUND: Mapping[str, Callable[[Any], bool]] = {
    "interface": lambda code: isinstance(code, str),
    "answer": lambda code: isinstance(code, str),
    "question": lambda code: isinstance(code, str),
    "theme": lambda theme: theme in ("dark", "light"),
    "cards": lambda cards: type(cards) is int and cards >= 0,
    "minutes": lambda minutes: type(minutes) is int and minutes >= 0,
    "retention": lambda share: type(share) in (int, float) and 0.7 <= share <= 0.99,
    "new_per_day": lambda cards: type(cards) is int and cards >= 0,
    "total_per_day": lambda cards: type(cards) is int and cards >= 0,
    "steps": lambda steps: (
        isinstance(steps, list)
        and all(type(minutes) is int and 0 < minutes <= 1_440 for minutes in steps)
    ),
}


def load_preferences(path: Path) -> Preferences | None:
    """The learner's choices; None before the first start. Raises DataFileError, or
    StorageError where the folder refuses."""
    try:
        return _checked(json.loads(path.read_bytes()))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, RecursionError) as error:
        raise DataFileError(f"{path}: {error}", "Delete the file to start afresh") from error
    except OSError as error:
        raise StorageError(f"{path}: {error.strerror}", "Check its permissions") from error


def save_preferences(path: Path, preferences: Preferences) -> None:
    """Write the choices in one step. Raises StorageError."""
    from quizgen.files import dump_json, write_atomic

    write_atomic(path, dump_json(asdict(preferences)).encode())


def guess_language(locale: str, known: tuple[str, ...]) -> str:
    """The language of ``LANG`` (``hi_IN.UTF-8``) if it is known, else English, else the first."""
    code = locale.replace("-", "_").split("_")[0].split(".")[0].lower()
    return code if code in known else "en" if "en" in known else known[0]


def _checked(raw: Any) -> Preferences:
    """Raises ValueError or TypeError, naming the field. What is not known is passed over."""
    if not isinstance(raw, dict):
        raise ValueError("not an object")
    known = {name: value for name, value in raw.items() if name in _SOUND}
    for name, value in known.items():
        if not _SOUND[name](value):
            raise ValueError(f"{name}: {value!r} will not do")
    if "steps" in known:
        known["steps"] = tuple(known["steps"])
    return Preferences(**known)
