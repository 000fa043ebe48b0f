"""Extraction: speed and peak memory as texts grow. A text is read in a process of its own.

Run as ``python -m benchmarks.texts LANGUAGE BYTES`` it prints one reading as JSON.
"""

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from benchmarks.lines import Line, against
from benchmarks.place import ROOT

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
LANGUAGES = ("kk", "hi", "en")
_CHANGED = 0.1  # share of words with a letter changed, so that no two pages are the same


class Reading(Struct, frozen=True):
    """Seconds to compile the rules, seconds of computing to read the text, and memory in MB
    before and at its height."""

    size: int
    rules_s: float
    read_s: float
    before: float
    peak: float
    facts: int


def text_of(language: str, size: int) -> str:
    """A text of so many bytes from lines of the project's own texts, words varied."""
    chance = random.Random(size)
    shipped = (ROOT / "facts" / "sources").glob(f"*.{language}.txt")
    unseen = (ROOT / "tests" / "extract" / "fixtures").glob(f"{language}-*.txt")
    paths = [one for one in sorted([*shipped, *unseen]) if not one.name.endswith(".facts.txt")]
    lines = [line for one in paths for line in one.read_text(encoding="utf-8").split("\n")]
    letters = sorted({letter for line in lines for letter in line if letter.isalpha()})
    made: list[str] = []
    length = 0
    while length < size:
        place = len(made)
        line = lines[place % len(lines)]
        if place >= len(lines):
            line = " ".join(_varied(word, chance, letters) for word in line.split(" "))
        made.append(line)
        length += len(line.encode()) + 1
    return "\n".join(made).encode()[:size].decode("utf-8", "ignore")


def _varied(word: str, chance: random.Random, letters: list[str]) -> str:
    if len(word) < 4 or chance.random() >= _CHANGED:
        return word
    place = chance.randrange(1, len(word) - 1)
    return f"{word[:place]}{chance.choice(letters)}{word[place + 1 :]}"


def read(language: str, size: int) -> Reading:
    """Read one text in this process."""
    from quizgen.extract import extract, load_rules
    from quizgen.flow.build import open_workshop
    from quizgen.model import Source

    text = text_of(language, size)
    shop = open_workshop(ROOT / "facts")
    surfaces = shop.books[language].surfaces()
    begin = time.process_time()
    rules = load_rules(ROOT / "facts" / "rules", language, shop.knowledge.relations)
    source = Source("measured.txt", language, "", "", "")
    extract(source, text[:4_000], rules, shop.knowledge, surfaces)
    compiled = time.process_time() - begin
    before = _peak()
    times = 5 if size <= 100_000 else 1
    spent = []
    for _ in range(times):
        begin = time.process_time()
        found = extract(source, text, rules, shop.knowledge, surfaces)
        spent.append(time.process_time() - begin)
    return Reading(size, compiled, min(spent), before, _peak(), len(found.facts))


def _peak() -> float:
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.split("VmHWM:")[1].split()[0]) / 1000


def measure(quick: bool = False) -> Iterator[Line]:
    """A line a language and size: MB/s against the language's own 100 kB, and memory."""
    for language in LANGUAGES:
        readings = [
            _apart(language, size)
            for size in SIZES
            if size <= (100_000 if quick else 10_000_000 if language == "kk" else 1_000_000)
        ]
        hundred = next(one for one in readings if one.size == 100_000)
        rate = hundred.read_s / hundred.size
        for one in readings:
            speed = one.size / one.read_s / 1e6
            yield Line(
                f"extraction, {language}, {_size(one.size)}",
                f"{speed:.2g} MB/s",
                "seconds for each byte of its 100 kB",
                f"{1 / rate / 1e6:.2g} MB/s",
                one.read_s / one.size / rate,
                1.5,
            )
        last = readings[-1]
        spoken = f"… peak memory with {_size(last.size)}"
        yield against(spoken, last.peak, "before the text is read", last.before, unit="MB")
        yield against("… rules compiled, once", hundred.rules_s, "its 100 kB", hundred.read_s)


def _size(size: int) -> str:
    return f"{size // 1000:,} kB" if size < 1_000_000 else f"{size // 1_000_000} MB"


def _apart(language: str, size: int) -> Reading:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.texts", language, str(size)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return Reading(**json.loads(done.stdout))


if __name__ == "__main__":
    import msgspec

    taken = read(sys.argv[1], int(sys.argv[2]))
    sys.stdout.write(msgspec.json.encode(taken).decode() + "\n")
