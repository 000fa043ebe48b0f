"""Templates on disk: plain HTML with ``[[label]]`` where a language's word or another file goes."""

import re
from collections.abc import Mapping
from pathlib import Path

from quizgen.errors import DataFileError

_LABEL = re.compile(r"\[\[(\w+)\]\]")
_DEPTH = 5


def read_templates(folder: Path) -> dict[str, str]:
    """The text of every file in ``folder``, by file name, without the final newline.

    Raises DataFileError where the folder holds none or one cannot be read.
    """
    try:
        found = {
            path.name: path.read_text(encoding="utf-8").rstrip("\n")
            for path in sorted(folder.iterdir())
            if path.is_file()
        }
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(f"{folder}: {error}", "Restore the templates") from error
    if not found:
        raise DataFileError(f"{folder}: holds no template", "Restore the templates")
    return found


def fill(files: Mapping[str, str], name: str, labels: Mapping[str, str], place: Path) -> str:
    """The file ``name`` with each ``[[label]]`` filled: ``[[_part]]`` by ``_part.html``, any other
    by ``labels``.

    Raises DataFileError naming ``place`` and the label or file that is missing.
    """
    if name not in files:
        raise DataFileError(f"{place}: there is no template `{name}`", "Restore decks/templates")
    text = files[name]
    for _ in range(_DEPTH):
        text = _LABEL.sub(lambda found: _word(found[1], files, labels, place), text)
    return text


def _word(label: str, files: Mapping[str, str], labels: Mapping[str, str], place: Path) -> str:
    part = f"{label}.html"
    if label.startswith("_") and part in files:
        return files[part]
    if label not in labels:
        raise DataFileError(f"{place}: [labels] has no `{label}`", "Add it and try again")
    return labels[label]
