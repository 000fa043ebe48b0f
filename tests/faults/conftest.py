"""A copy of the shipped data that may be damaged, and a learner's folder with something to lose."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from quizgen.flow.build import build, is_current
from quizgen.flow.learner import HISTORY
from quizgen.knowledge import paths
from quizgen.model import Rating
from tests.faults.tools import copy_data, run
from tests.study.tools import study_at

Damage = Callable[[Path], None]
NOTE = "Мырыш — минерал. Ол суда ерімейді. Құрамында 1,4 мкг/л кобальт болады.\n"


@pytest.fixture(scope="session")
def shipped() -> Iterator[Path]:
    """The folder that holds a copy of ``facts`` and ``decks``, built. Anybody may read it."""
    with tempfile.TemporaryDirectory(prefix="quizgen-tests-") as name:
        folder = copy_data(Path(name))
        folder.chmod(0o755)
        if not is_current(folder / "facts"):
            build(folder / "facts")
        yield folder


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that anybody may enter and read."""
    with tempfile.TemporaryDirectory(prefix="quizgen-tests-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@pytest.fixture(autouse=True)
def on_the_copy(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every run inside this process reads the copy."""
    monkeypatch.setattr(paths, "_PACKAGE", shipped / "quizgen")


@pytest.fixture
def damaged(shipped: Path) -> Callable[[str, Damage], AbstractContextManager[Path]]:
    """Damage one shipped file for the time of a block; whatever it was comes back."""

    @contextmanager
    def damaging(name: str, damage: Damage) -> Iterator[Path]:
        path = shipped / name
        before = path.read_bytes()
        try:
            damage(path)
            yield path
        finally:
            if path.is_dir():
                path.rmdir()
            path.write_bytes(before)

    return damaging


@pytest.fixture(scope="session")
def kept_data(tmp_path_factory: pytest.TempPathFactory, shipped: Path) -> dict[str, bytes]:
    """What lies in the folder of a learner with a text of their own and a history."""
    folder = tmp_path_factory.mktemp("kept")
    text = folder / "note.txt"
    text.write_text(NOTE, encoding="utf-8")
    data = folder / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "_PACKAGE", shipped / "quizgen")
        saved = run("extract", text, "-l", "kk", "--save", data=data)
    assert saved.code == 0, saved
    study = study_at(data / HISTORY)
    study.answer("a/b|kk|typed", Rating.GOOD, 1_767_960_000_000)
    study.history.close()
    return {path.name: path.read_bytes() for path in data.iterdir()}


@pytest.fixture
def data(tmp_path: Path, kept_data: dict[str, bytes]) -> Path:
    """The learner's folder."""
    folder = tmp_path / "data"
    folder.mkdir()
    for name, content in kept_data.items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """A text that is in order."""
    path = tmp_path / "note.txt"
    path.write_text(NOTE, encoding="utf-8")
    return path
