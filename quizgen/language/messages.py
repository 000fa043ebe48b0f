"""Interface text: gettext catalogues, ``facts/languages/<code>/messages.po`` and the built ``.mo``.

Message ids are English, so English needs no catalogue to start with.
"""

import contextlib
import gettext
import io
from pathlib import Path
from typing import Protocol

from quizgen.errors import DataFileError, StorageError

_PO = "messages.po"
_MO = "messages.mo"


class Messages(Protocol):
    """What screens ask for text: one message, or one that counts."""

    def gettext(self, message: str) -> str:
        """``message`` in the interface language."""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form of the message that goes with the number ``n``."""


def load_messages(folder: Path, language: str) -> Messages:
    """The catalogue of ``language``; ``folder`` holds one folder per language.

    Where ``messages.mo`` is missing or older than its source, it is compiled on the spot, and
    kept if the folder can be written. Without a catalogue the English ids serve. Raises
    DataFileError naming file and line where the catalogue is damaged.
    """
    source = folder / language / _PO
    built = folder / language / _MO
    try:
        if built.is_file() and (
            not source.is_file() or built.stat().st_mtime >= source.stat().st_mtime
        ):
            return gettext.GNUTranslations(io.BytesIO(built.read_bytes()))
        if not source.is_file():
            return gettext.NullTranslations()
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise DataFileError(f"{built}: {error}", "Delete the file; it is built again") from error
    from quizgen.files import write_atomic

    compiled = compiled_messages(source)
    with contextlib.suppress(StorageError):  # a read-only installation compiles at each start
        write_atomic(built, compiled)
    return gettext.GNUTranslations(io.BytesIO(compiled))


def compile_messages(po_path: Path, mo_path: Path) -> None:
    """Write ``mo_path`` from ``po_path``. Raises DataFileError, StorageError."""
    from quizgen.files import write_atomic

    write_atomic(mo_path, compiled_messages(po_path))


def compiled_messages(po_path: Path) -> bytes:
    """The ``.mo`` bytes of a catalogue. Raises DataFileError naming file and line."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    try:
        with po_path.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
    except PoFileError as error:
        line = f":{error.lineno + 1}" if isinstance(error.lineno, int) else ""
        raise DataFileError(f"{po_path}{line}: {error}", "Mend that line and try again") from error
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise DataFileError(f"{po_path}: {error}", "Restore the file and try again") from error
    target = io.BytesIO()
    write_mo(target, catalogue)
    return target.getvalue()
