"""Running the program on bad input, and what must hold of every refusal."""

import contextlib
import importlib
import io
import os
import pickle
import re
import shutil
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from quizgen.cli.main import COMMANDS, main
from quizgen.errors import ExitCode

REPOSITORY = Path(__file__).resolve().parents[2]
FACTS, DECKS = REPOSITORY / "facts", REPOSITORY / "decks"
SIGNALS = (signal.SIGTERM, signal.SIGHUP)
NOBODY = 65_534
_LATE = (
    "encodings.utf_8_sig",
    "quizgen.anki.writer",
    "quizgen.cards.pictures",
    "quizgen.flow.own",
    "quizgen.flow.packages",
    "quizgen.quiz.jsonlines",
    "quizgen.quiz.plain",
    "quizgen.study.backups",
    "quizgen.study.interchange",
    "quizgen.tui.start",
    *(f"quizgen.cli.{module}" for module in sorted(set(COMMANDS.values()))),
)
_STEP = re.compile(r"[.!?)»”`] (?:See: )?[A-Z`]\S*|\. See: quizgen")


@dataclass(frozen=True)
class Run:
    """What one run of the program did."""

    code: int
    out: str
    err: str

    @property
    def message(self) -> str:
        """The last line on standard error."""
        return self.err.rstrip("\n").rpartition("\n")[2]


def run(*arguments: object, stdin: bytes = b"", data: Path | None = None) -> Run:
    """The command line inside this process, its streams as strict as a UTF-8 terminal's."""
    out, err = io.BytesIO(), io.BytesIO()
    before, handlers = sys.stdin, {n: signal.getsignal(n) for n in SIGNALS}
    hook = sys.unraisablehook
    words = [*(("--data-dir", str(data)) if data else ()), *map(str, arguments)]
    code = -1
    with (
        io.TextIOWrapper(out, encoding="utf-8", write_through=True) as written,
        io.TextIOWrapper(
            err, encoding="utf-8", errors="backslashreplace", write_through=True
        ) as told,
    ):
        sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
        try:
            with contextlib.redirect_stdout(written), contextlib.redirect_stderr(told):
                main(words)
        except SystemExit as stop:
            code = int(stop.code or 0)
        finally:
            sys.stdin, sys.unraisablehook = before, hook
            for number, handler in handlers.items():
                signal.signal(number, handler)
        return Run(code, out.getvalue().decode(), err.getvalue().decode())


def in_child(prepare: Callable[[], object], *arguments: object, data: Path | None = None) -> Run:
    """The same in a forked child, whose rights and limits ``prepare`` may take away."""
    for module in _LATE:  # what the child may no longer be allowed to read
        importlib.import_module(module)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            prepare()
            done = run(*arguments, data=data)
        except BaseException as error:
            done = Run(-1, "", repr(error))
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(done, pipe)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    done = pickle.loads(said)
    assert isinstance(done, Run)
    return done


def as_stranger(*arguments: object, data: Path | None = None) -> Run:
    """The same as a user who owns nothing, whoever runs the tests."""

    def prepare() -> None:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)

    return in_child(prepare, *arguments, data=data)


def run_alone(
    *arguments: object,
    stdin: bytes = b"",
    environment: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    preexec: object = None,
    python: Sequence[str] = ("-m", "quizgen"),
) -> Run:
    """The command line in a process of its own, for what needs one: limits, users, signals."""
    done = subprocess.run(
        [sys.executable, *python, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env={**plain_environment(), **(environment or {})},
        cwd=cwd or REPOSITORY,
        preexec_fn=preexec,  # type: ignore[call-overload]
        timeout=120,
        check=False,
    )
    return Run(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8"))


def plain_environment() -> dict[str, str]:
    """This process's environment without what would point at the person's own things."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("QUIZGEN", "COV"))}
    return kept | {"PYTHONPATH": str(REPOSITORY), "PYTHONIOENCODING": "utf-8"}


def refused(done: Run, code: ExitCode, *words: str) -> None:
    """A clear refusal: the documented code, one line on standard error that names the place and
    the next step, nothing on standard output, no traceback, nothing that drives a terminal."""
    assert done.code == code, done
    assert "Traceback" not in done.err + done.out, done.err
    said = [line for line in done.err.splitlines() if line.startswith("quizgen: ")]
    others = [line for line in done.err.splitlines() if not line.endswith("…")]
    assert said == others == [done.message], done.err
    assert len(done.message) < 1_200, done.message
    assert _STEP.search(done.message), f"no next step in: {done.message}"
    for word in words:
        assert word in done.message, (word, done.message)
    assert done.out == "", done.out
    harmless(done.err)


def harmless(text: str) -> None:
    """Nothing in ``text`` can command a terminal or turn the direction of what follows."""
    bad = {
        ch
        for ch in text
        if (unicodedata.category(ch) in ("Cc", "Cs") and ch not in "\n\t")
        or ch in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    }
    assert not bad, ascii(sorted(bad))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file under ``folder`` with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@contextlib.contextmanager
def unchanged(folder: Path, besides: Iterable[str] = ()) -> Iterator[None]:
    """Nothing under ``folder`` is lost, changed or left behind."""
    before = contents(folder) if folder.is_dir() else {}
    yield
    after = contents(folder) if folder.is_dir() else {}
    for name in besides:
        before.pop(name, None)
        after.pop(name, None)
    assert before.keys() == after.keys()
    assert before == after


def copy_data(folder: Path) -> Path:
    """A copy of what is shipped, as if the package lay in ``folder/quizgen``."""
    shutil.copytree(FACTS, folder / "facts")
    shutil.copytree(
        DECKS, folder / "decks", ignore=shutil.ignore_patterns("*.apkg"), dirs_exist_ok=True
    )
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return folder
