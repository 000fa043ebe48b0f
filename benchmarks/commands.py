"""Commands that draw nothing, each as a whole process, against the interpreter doing nothing."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator

from benchmarks.lines import Line, against, in_turns
from benchmarks.place import ROOT, environment

COMMANDS = (
    ("--version",),
    ("facts", "--json"),
    ("cards", "--json"),
    ("stats",),
    ("check",),
)


def measure(quick: bool = False) -> Iterator[Line]:
    """A line a command."""
    with tempfile.TemporaryDirectory() as folder:
        runs = [_process("-c", "pass")]
        runs += [_process("-m", "quizgen", "--data-dir", folder, *words) for words in COMMANDS]
        nothing, *ours = in_turns(runs, 2 if quick else 9)
        for words, seconds in zip(COMMANDS, ours, strict=True):
            spoken = f"`quizgen {' '.join(words)}`"
            yield against(spoken, seconds, "`python -c pass`", nothing)


def _process(*arguments: str) -> Callable[[], float]:
    around = environment()

    def run() -> float:
        begin = time.perf_counter()
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=around,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        # 1 is what `check` says of findings; the work is the same.
        assert done.returncode in (0, 1), arguments
        return time.perf_counter() - begin

    return run
