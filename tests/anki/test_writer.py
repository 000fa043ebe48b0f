"""The writer: bytes that depend on the content alone, and nothing left behind."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from quizgen.anki import render_table
from quizgen.errors import StorageError
from tests.anki import sample
from tests.anki.build import NOW, export
from tests.anki.test_updates import MILK, changed

ROOT = Path(__file__).resolve().parents[2]


def run(code: str, **environment: str) -> str:
    """What a fresh Python prints."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_reading_about_decks_does_not_import_the_writer() -> None:
    code = (
        "import quizgen.anki, sys; print([m for m in ('genanki', 'textual', 'fsrs', 'tinydb')"
        " if m in sys.modules])"
    )
    assert run(code) == "[]"


def test_the_bytes_are_the_same_in_any_process_on_any_day(tmp_path: Path) -> None:
    code = (
        "import hashlib; from pathlib import Path; from tests.anki import sample;"
        "from tests.anki.build import export;"
        "out = Path(__import__('tempfile').mkdtemp());"
        "print([hashlib.sha256(p.path.read_bytes()).hexdigest()"
        " for p in export(out, sample.cards()).packages])"
    )
    seen = {
        run(code, PYTHONHASHSEED=seed, TZ=zone, TMPDIR=str(tmp_path))
        for seed, zone in (("1", "UTC"), ("2", "Asia/Almaty"), ("3", "America/New_York"))
    }
    assert len(seen) == 1


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    export(tmp_path / "out", sample.cards())
    assert list(temporary.iterdir()) == []
    assert sorted(path.suffix for path in (tmp_path / "out").iterdir()) == [".apkg"] * 5


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageError, match="file"):
        export(tmp_path / "file" / "out", sample.cards())


def test_members_are_packed_and_carry_no_date(tmp_path: Path) -> None:
    export(tmp_path, sample.cards())
    with zipfile.ZipFile(tmp_path / "b12.apkg") as archive:
        for info in archive.infolist():
            assert info.compress_type == zipfile.ZIP_DEFLATED
            assert info.date_time == (1980, 1, 1, 0, 0, 0)
        database = archive.read("collection.anki2")
    assert database[96:100] == b"\0\0\0\0"


def test_a_package_packed_elsewhere_is_left_as_it_is(tmp_path: Path) -> None:
    ledger = export(tmp_path, sample.cards()).plan.ledger
    path = tmp_path / "b12.apkg"
    with zipfile.ZipFile(path) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    other = path.read_bytes()
    report = export(tmp_path, sample.cards(), ledger, NOW + 60)
    assert not any(package.written for package in report.packages)
    assert path.read_bytes() == other
    path.write_bytes(b"damaged")
    report = export(tmp_path, sample.cards(), ledger, NOW + 60)
    assert [package.path.stem for package in report.packages if package.written] == ["b12"]


def test_the_table_says_what_changed_and_what_to_tick(tmp_path: Path) -> None:
    first = export(tmp_path, sample.cards())
    said = render_table(first)
    assert "b12-kk.apkg  3 cards" in said
    assert "       1  B12::Қазақша::Химия" in said
    assert "      15  new" in said
    assert "no option needs ticking" in said
    fewer = [card for card in sample.cards() if card.rank != 10]
    cards = changed(fewer, MILK, explanation="Жаңа.")
    said = render_table(export(tmp_path, cards, first.plan.ledger, NOW + 60, preset=True))
    assert f"       1  changed\n          {MILK}" in said
    assert "       3  gone" in said
    assert "      11  unchanged" in said
    assert "deck presets" in said
    assert "quizgen push --suspend-gone" in said
    assert "learning progress" not in said


def test_progress_is_told_while_writing(tmp_path: Path) -> None:
    from quizgen.anki import write_packages

    ticks: list[tuple[str, int, int]] = []
    report = export(tmp_path / "a", sample.cards())
    write_packages(report.plan, tmp_path / "b", tick=lambda *seen: ticks.append(seen))
    assert ticks[0] == ("b12-kk", 3, 3)
    assert ticks[-1] == ("b12-names", 6, 6)
