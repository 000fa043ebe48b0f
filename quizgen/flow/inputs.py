"""What a build is made from, as one digest: nothing changed means nothing to do."""

import hashlib
from pathlib import Path

from quizgen import __version__

# Built files and lists for reviewing are no inputs.
_SUFFIXES = {".toml", ".txt", ".po"}
_LEFT_OUT = ".facts.txt"


def input_files(folder: Path) -> list[Path]:
    """Every file under ``folder`` that facts and cards are made from, sorted."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix in _SUFFIXES and not path.name.endswith(_LEFT_OUT) and path.is_file()
    )


def inputs_digest(folder: Path) -> str:
    """SHA-256 over names and bytes of all inputs and over the program's version, hex."""
    digest = hashlib.sha256(__version__.encode())
    for path in input_files(folder):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
