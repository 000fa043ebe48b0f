"""The ledger: times that move when, and only when, the content does."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.anki import Ledger, load_ledger, plan, save_ledger
from quizgen.anki.ledger import Entry, advance, content_hash, dump_ledger
from quizgen.errors import DataFileError
from tests.anki import sample
from tests.anki.build import NOW, export
from tests.anki.test_updates import MILK, changed, restyled


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 2_000_000_000)), min_size=1))
def test_the_time_moves_with_the_content_and_never_back(steps: list[tuple[str, int]]) -> None:
    entry: Entry | None = None
    for content, now in steps:
        before, entry = entry, advance(entry, content_hash([content]), now)
        if before is None:
            assert entry.mod == now
        elif before.hash == entry.hash:
            assert entry == before
        else:
            assert entry.mod > before.mod
            assert entry.mod >= now


def test_the_file_is_read_back_the_same_and_reads_line_by_line(tmp_path: Path) -> None:
    ledger = export(tmp_path, sample.cards()).plan.ledger
    path = tmp_path / "ledger.json"
    save_ledger(path, ledger)
    assert load_ledger(path) == ledger
    lines = path.read_text(encoding="utf-8").splitlines()
    keys = [line.split('"')[1] for line in lines if line.startswith("  ")]
    assert len(keys) == 15 + 9
    assert keys[9:] == sorted(keys[9:])
    (line,) = [line for line in lines if MILK in line]
    assert line.strip().startswith(f'"{MILK}": {{"hash":"')


def test_saving_what_is_there_already_touches_nothing(tmp_path: Path) -> None:
    path = tmp_path / "ledger.json"
    save_ledger(path, Ledger())
    stamp = path.stat().st_mtime_ns
    save_ledger(path, Ledger())
    assert path.stat().st_mtime_ns == stamp


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "ledger.json:1"),
        ('{"version": 1,\n "notes": {\n  "a": {', "ledger.json:3"),
        ('{"version": 1, "notes": {"a": {"hash": 5, "mod": 1}}}', "hash"),
        ('{"version": 1, "notes": {"a": {"hash": "x", "mod": "now"}}}', "mod"),
        ('{"version": 9}', "version 9"),
        ('{"version": 1, "more": 1}', "more"),
    ],
)
def test_a_damaged_ledger_is_named_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "ledger.json"
    path.write_text(text)
    with pytest.raises(DataFileError, match=says) as caught:
        load_ledger(path)
    assert "ledger.json" in str(caught.value)


def test_a_ledger_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "ledger.json"
    path.write_bytes(b'{"version": 1,\n"\xff')
    with pytest.raises(DataFileError, match=r"ledger\.json:2"):
        load_ledger(path)


def test_the_plan_is_the_same_whatever_the_order_of_the_cards() -> None:
    def made(cards: list[sample.Card]) -> str:
        result = plan(cards, sample.definition(), Ledger(), NOW, pictures=sample.PICTURES)
        return dump_ledger(result.ledger) + repr(result.packages)

    assert made(sample.cards()) == made(sample.cards()[::-1])


def test_note_types_of_ones_own_texts_take_their_time_from_the_shipped_ledger(
    tmp_path: Path,
) -> None:
    from msgspec.structs import replace

    shipped = export(tmp_path, sample.cards()).plan.ledger
    own = [
        replace(card, key=f"mine:{card.key}", namespace="mine", picture="")
        for card in sample.cards(("kk",), names=False)
    ]
    made = plan(own, sample.definition(), Ledger(), NOW + 999, base=shipped)
    assert {entry.mod for entry in made.ledger.note_types.values()} == {NOW}
    assert {entry.mod for entry in made.ledger.notes.values()} == {NOW + 999}
    newer = plan(own, restyled(sample.definition()), made.ledger, NOW + 5, base=shipped)
    assert {entry.mod for entry in newer.ledger.note_types.values() if entry.mod != NOW} == {
        NOW + 5
    }


def test_former_digests_are_kept_so_that_a_person_s_edit_can_be_told(tmp_path: Path) -> None:
    ledger = export(tmp_path, sample.cards()).plan.ledger
    for at in range(12):
        cards = changed(sample.cards(), MILK, explanation=str(at))
        before = ledger.notes[MILK]
        ledger = export(tmp_path, cards, ledger, NOW + at).plan.ledger
        assert ledger.notes[MILK].was[0] == before.hash[:16]
    assert len(ledger.notes[MILK].was) == 8
