"""Where it is measured: the checkout, the machine, and the surroundings of a started process."""

import atexit
import os
import platform
import shutil
import tempfile
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIBRARIES = ("textual", "rich", "click", "msgspec", "tinydb", "regex", "rapidfuzz", "fsrs")
RIVALS = ("genanki", "anki")
_UNWANTED = {"LINES", "COLUMNS", "LANG", "LC_MESSAGES", "TEXTUAL_DRIVER"}
_UNWANTED |= {"PYTHONDONTWRITEBYTECODE"}


@cache
def environment() -> dict[str, str]:
    """The environment of what is started: modules stay compiled, as after any first start."""
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    kept = {name: value for name, value in os.environ.items() if name not in _UNWANTED}
    told = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
    return kept | told | {"PYTHONPYCACHEPREFIX": folder}


def machine() -> list[str]:
    """Date, processor, memory and versions, a line each."""
    cores = os.cpu_count() or 1
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return [
        f"Date: {datetime.now(UTC).date().isoformat()}",
        f"Machine: {cores} cores ({_processor()}), {memory:.0f} GB of memory, {platform.system()}",
        f"Python {platform.python_version()}; "
        + ", ".join(f"{name} {version(name)}" for name in (*LIBRARIES, *RIVALS)),
    ]


def busy() -> float:
    """How many processes wanted the processor of late, for each core."""
    return os.getloadavg()[0] / (os.cpu_count() or 1)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    named = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())
