"""Check 13: every released package, then the newest: updated where changed, never conflicting."""

from pathlib import Path
from typing import Any

import pytest

from quizgen.anki import load_ledger
from quizgen.anki.ledger import note_hash
from tests.anki import engine, sample
from tests.anki.build import NOW, export
from tests.anki.release import RELEASED
from tests.anki.test_updates import MILK, changed

VERSIONS = sorted(folder for folder in RELEASED.iterdir() if folder.is_dir())
NAMES = ("b12-kk", "b12-hi", "b12-en", "b12", "b12-names")


def test_the_first_version_is_kept() -> None:
    assert "v0.1.0" in [folder.name for folder in VERSIONS]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("folder", VERSIONS, ids=lambda folder: folder.name)
def test_the_newest_package_updates_a_released_one(tmp_path: Path, folder: Path, name: str) -> None:
    ledger = load_ledger(folder / "ledger.json")
    cards = changed(sample.cards(), MILK, explanation="Жаңа.")
    report = export(tmp_path / "new", cards, ledger, NOW + 86_400)
    with engine.collection(tmp_path) as col:
        old = engine.put_in(col, folder / f"{name}.apkg")
        types = {entry.id for entry in col.models.all_names_and_ids()}
        schema = col.db.scalar("select scm from col")
        log = engine.put_in(col, tmp_path / "new" / f"{name}.apkg")
        counts = engine.counts(log)
        package = next(p for p in report.plan.packages if p.name == name)
        expected = sum(note.guid in report.plan.changed for note in package.notes)
        assert counts.get("updated", 0) == expected
        assert counts.get("duplicate", 0) == len(package.notes) - expected
        assert not {"conflicting", "new", "missing_notetype"} & set(counts)
        assert len(old.new) == len(package.notes)
        assert {entry.id for entry in col.models.all_names_and_ids()} == types
        assert col.db.scalar("select scm from col") == schema
        for note in package.notes:
            assert tuple(engine.note(col, note.guid).fields) == note.fields


@pytest.mark.parametrize("folder", VERSIONS, ids=lambda folder: folder.name)
def test_a_released_package_holds_what_its_ledger_says(tmp_path: Path, folder: Path) -> None:
    from quizgen.anki.shapes import Note

    ledger = load_ledger(folder / "ledger.json")
    with engine.collection(tmp_path) as col:
        engine.put_in(col, folder / "b12.apkg")
        kinds: dict[str, Any] = {
            note_type.name: key for key, note_type in sample.definition().note_types.items()
        }
        assert engine.guids(col) == set(ledger.notes)
        for guid, entry in ledger.notes.items():
            note = engine.note(col, guid)
            kind = kinds[note.note_type()["name"]]
            same = Note(guid, kind, "", tuple(note.fields), tuple(sorted(note.tags)))
            assert note_hash(same) == entry.hash
            assert note.mod == entry.mod
