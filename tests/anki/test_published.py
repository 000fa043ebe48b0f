"""The project's own packages as people downloaded them once, then those of today over them: what
changed arrives, nothing conflicts, and what the person did stays."""

from pathlib import Path

import pytest

from quizgen.anki import load_ledger
from quizgen.knowledge import decks_folder
from tests.anki import engine

PUBLISHED = sorted((Path(__file__).parent / "published").iterdir())
PRIVATE = "my own words"


@pytest.mark.parametrize("folder", PUBLISHED, ids=lambda folder: folder.name)
def test_the_packages_of_today_update_those_of_then(tmp_path: Path, folder: Path) -> None:
    before = load_ledger(folder / "ledger.json").notes
    ledger = load_ledger(decks_folder() / "ledger.json").notes
    # What was published once is in the ledger for ever, and its time never runs back.
    assert set(before) <= set(ledger)
    assert all(ledger[guid].mod >= entry.mod for guid, entry in before.items())
    stays = {guid for guid, entry in before.items() if not entry.gone and not ledger[guid].gone}
    # A wording that was changed and changed back reads the same, but its time has moved on.
    changed = {guid for guid in stays if ledger[guid].mod > before[guid].mod}
    assert {guid for guid in stays if ledger[guid].hash != before[guid].hash} <= changed
    with engine.collection(tmp_path) as col:
        engine.put_in(col, folder / "b12.apkg")
        then = engine.guids(col)
        types = {kind.id for kind in col.models.all_names_and_ids()}
        edited = min(stays - changed)  # a note of the person's own making, which must not suffer
        note = engine.note(col, edited)
        note["MyNotes"], note.tags = PRIVATE, [*note.tags, "mine"]
        col.update_note(note)
        learnt = col.find_cards(f"nid:{engine.note(col, min(changed or stays)).id}")[0]
        col.sched.set_due_date([learnt], "17")
        due = col.get_card(learnt).due

        counts = engine.counts(engine.put_in(col, decks_folder() / "b12.apkg"))

        assert not set(counts) - {"new", "updated", "duplicate"}
        assert counts.get("updated", 0) == len(changed)
        assert engine.guids(col) >= then  # what is gone from the package stays with the person
        assert {kind.id for kind in col.models.all_names_and_ids()} == types
        note = engine.note(col, edited)
        assert (note["MyNotes"], "mine" in note.tags) == (PRIVATE, True)
        assert col.get_card(learnt).due == due
        assert col.fix_integrity()[1]
        assert list(col.get_empty_cards().notes) == []
