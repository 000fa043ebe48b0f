"""Reading data files with errors that name file and line, and writing files atomically."""

import contextlib
import json
import os
import re
import tempfile
import tomllib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from quizgen.errors import DataFileError, StorageError

T = TypeVar("T")


def read_toml(path: Path, optional: bool = False) -> dict[str, Any]:
    """The parsed TOML file; empty where an ``optional`` one is missing.

    Raises DataFileError naming file and line.
    """
    if optional and not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise DataFileError(f"{path}: the file is missing", "Restore it and try again") from error
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise DataFileError(f"{path}:{line}: not UTF-8 text", "Save the file as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        place = f"{path}:{found.group(1)}" if found else f"{path}"
        raise DataFileError(f"{place}: {error}", "Mend that line and try again") from error
    except OSError as error:
        raise DataFileError(f"{path}: {error.strerror}", "Check the file's permissions") from error


def convert(raw: Any, kind: type[T], path: Path, where: str = "") -> T:
    """``raw`` as ``kind``, validated. Raises DataFileError naming the file, the line of ``where``
    (a key to look for) and the field at fault."""
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        line = line_of(path, where) or _line_of_item(path, str(error)) or _line_of_key(path, error)
        place = f"{path}:{line}" if line else str(path)
        entry = f" [{where}]" if where else ""
        raise DataFileError(f"{place}:{entry} {error}", "Mend that entry and try again") from error


def _line_of_item(path: Path, error: str) -> int:
    """Where the item of a list of tables stands that an error calls ``$.rule[118]``; 0: unknown."""
    named = re.search(r"\$\.([\w.]+)\[(\d+)\]", error)
    if named is None or not path.is_file():
        return 0
    head, before = f"[[{named.group(1)}]]", int(named.group(2))
    lines = path.read_text(encoding="utf-8").splitlines()
    heads = [number for number, line in enumerate(lines, 1) if line.strip().startswith(head)]
    return heads[before] if before < len(heads) else 0


def _line_of_key(path: Path, error: Exception) -> int:
    """Where the key stands that an error calls unknown, or that its way ends with; 0: nowhere."""
    named = re.search(r"unknown field `([^`]+)`", str(error)) or re.search(
        r"\$[^`]*\.(\w+)(?:\[[^`]*\])*`", str(error)
    )
    return line_of(path, named.group(1)) if named is not None and path.is_file() else 0


def damaged(
    path: Path, where: str, why: str, next_step: str = "Mend that entry and try again"
) -> DataFileError:
    """The error for an entry that was read and will not do; ``where`` is a key to look for."""
    line = line_of(path, where)
    place = f"{path}:{line}" if line else str(path)
    return DataFileError(f"{place}: [{where}] {why}", next_step)


def only(raw: dict[str, Any], known: Collection[str], path: Path) -> dict[str, Any]:
    """``raw`` if it has no table or key but ``known``, so that a slip in a name is not lost.

    Raises DataFileError.
    """
    for key in raw:
        if key not in known:
            raise damaged(path, key, f"is unknown here; known: {', '.join(known)}")
    return raw


def line_of(path: Path, key: str) -> int:
    """The 1-based line of ``path`` that first holds ``key``, as a table or key of its own if there
    is one so; 0 where there is none."""
    if key:
        table = re.compile(
            rf"""\s*(?:\[+(?:[\w."{{}}-]*\.)?["']?{re.escape(key)}["']?[\].]|["']?{re.escape(key)}["']?\s*=)"""
        )
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if table.match(line):
                return number
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if key in line:
                return number
    return 0


def write_atomic(path: Path, data: bytes) -> None:
    """Replace ``path`` by ``data`` in one step: a reader sees the old bytes or the new ones.

    Raises StorageError where the folder cannot be written or the disk is full.
    """
    with staged(path, data):
        pass


@contextlib.contextmanager
def staged(path: Path, data: bytes) -> Iterator[None]:
    """``data`` beside ``path`` while the block runs, in its place when the block has ended well:
    what is written in the block and this file are both new or, where there is no room, both old.

    Raises StorageError where the folder cannot be written or the disk is full.
    """
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        yield
        Path(temporary).replace(path)
    except BaseException as error:  # also Ctrl-C: no half file may stay behind
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        if not isinstance(error, OSError):
            raise
        raise StorageError(
            f"{path}: cannot be written ({error.strerror})",
            "Check space and permissions, or choose another folder",
        ) from error


def dump_json(value: Any) -> str:
    """Readable JSON: two spaces, letters as they are, a final newline."""
    return json.dumps(msgspec.to_builtins(value), ensure_ascii=False, indent=2) + "\n"
