"""Pushing into a running Anki: what it changes, what it keeps, and what it says when it cannot."""

import socket
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from quizgen.anki import Ledger, Report
from quizgen.anki.connect import AnkiConnect
from quizgen.anki.push import PushReport, covering, push, render_push
from quizgen.errors import AnkiConnectError, ExitCode
from tests.anki import engine, sample
from tests.anki.build import NOW, export
from tests.anki.server import FakeAnki, serving
from tests.anki.test_updates import MILK, changed

ALCOHOL = "cyanocobalamin/soluble-in/alcohol|kk|cloze"


@pytest.fixture
def fake(tmp_path: Path) -> Iterator[FakeAnki]:
    with engine.collection(tmp_path) as col, serving(FakeAnki(col)) as anki:
        yield anki


def pushed(fake: FakeAnki, report: Report, **options: Any) -> PushReport:
    return push(report, sample.definition(), AnkiConnect(fake.address, timeout=5), **options)


def first(tmp_path: Path, fake: FakeAnki) -> Ledger:
    """Build and push once, then set the time of what arrived back to the build's."""
    report = export(tmp_path / "v1", sample.cards())
    done = pushed(fake, report)
    assert len(done.new) == 15
    return report.plan.ledger


def test_the_first_push_imports_the_one_package_that_holds_everything(
    tmp_path: Path, fake: FakeAnki
) -> None:
    report = export(tmp_path / "v1", sample.cards())
    done = pushed(fake, report)
    assert [path.name for path in done.imported] == ["b12.apkg"]
    assert done.imported[0].is_absolute()
    assert engine.guids(fake.col) == set(report.plan.notes)


def test_a_second_push_changes_nothing(tmp_path: Path, fake: FakeAnki) -> None:
    ledger = first(tmp_path, fake)
    fake.calls.clear()
    done = pushed(fake, export(tmp_path / "v2", sample.cards(), ledger, NOW + 60))
    assert (done.new, done.updated, done.kept, done.imported) == ((), {}, (), ())
    assert done.unchanged == 15
    assert set(fake.actions()) == {"version", "findNotes", "notesInfo"}


def test_a_changed_note_is_updated_by_field_and_keeps_what_is_the_persons(
    tmp_path: Path, fake: FakeAnki
) -> None:
    ledger = first(tmp_path, fake)
    note = engine.note(fake.col, MILK)
    note["MyNotes"], note["Speak"] = "mine", "x"
    note.tags += ["hard", "source::my-book", "lang::favourite"]
    fake.col.update_note(note)
    fake.col.db.execute("update notes set mod = ? where id = ?", NOW + 30, note.id)
    fake.calls.clear()
    cards = changed(
        sample.cards(), MILK, explanation="Жаңа.", topic="role", erratum=None, erratum_note=""
    )
    report = export(tmp_path / "v2", cards, ledger, NOW + 60)
    done = pushed(fake, report)
    assert done.updated == {MILK: ("Explanation", "Erratum", "tags")}
    assert done.imported == ()
    after = engine.note(fake.col, MILK)
    assert (after["MyNotes"], after["Speak"]) == ("mine", "x")
    assert (after["Explanation"], after["Erratum"]) == ("Жаңа.", "")
    assert sorted(after.tags) == [
        "b12::topic::role",
        "hard",
        "lang::favourite",
        "lang::kk",
        "source::milk.kk",
        "source::my-book",
    ]
    assert "importPackage" not in fake.actions()
    assert engine.counts(engine.put_in(fake.col, report.packages[-2].path)) == {"duplicate": 15}
    assert engine.note(fake.col, MILK)["MyNotes"] == "mine"


def test_a_changed_picture_arrives_before_the_field_that_names_it(
    tmp_path: Path, fake: FakeAnki, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = first(tmp_path, fake)
    monkeypatch.setitem(sample.PICTURES, "molecule.kk", b"<svg><title>New</title></svg>")
    fake.calls.clear()
    done = pushed(fake, export(tmp_path / "v2", sample.cards(), ledger, int(time.time()) + 9))
    assert done.updated == {ALCOHOL: ("Picture",)}
    inside = [name for name in fake.actions() if name not in ("version", "multi", "findNotes")]
    assert inside == ["notesInfo", "storeMediaFile", "updateNoteFields"]
    assert (list(fake.col.media.check().missing)) == []


def test_new_notes_come_by_package_after_the_updates(tmp_path: Path, fake: FakeAnki) -> None:
    fewer = [card for card in sample.cards() if card.key != ALCOHOL]
    report = export(tmp_path / "v1", fewer)
    pushed(fake, report)
    note = engine.note(fake.col, MILK)
    note["MyNotes"] = "mine"
    fake.col.update_note(note)
    fake.col.db.execute("update notes set mod = ?", NOW + 1)
    fake.calls.clear()
    cards = changed(sample.cards(), MILK, explanation="Жаңа.")
    done = pushed(fake, export(tmp_path / "v2", cards, report.plan.ledger, NOW + 60))
    assert (done.new, list(done.updated)) == ((ALCOHOL,), [MILK])
    assert fake.actions()[-2:] == ["updateNoteFields", "importPackage"]
    assert engine.note(fake.col, MILK)["MyNotes"] == "mine"
    assert engine.note(fake.col, MILK)["Explanation"] == "Жаңа."
    assert ALCOHOL in engine.guids(fake.col)


def test_what_the_person_edited_later_is_kept_unless_told_otherwise(
    tmp_path: Path, fake: FakeAnki
) -> None:
    ledger = first(tmp_path, fake)
    note = engine.note(fake.col, MILK)
    note["Explanation"] = "theirs"
    fake.col.update_note(note)
    report = export(tmp_path / "v2", sample.cards(), ledger, NOW + 60)
    done = pushed(fake, report)
    assert (done.kept, done.updated) == ((MILK,), {})
    assert engine.note(fake.col, MILK)["Explanation"] == "theirs"
    assert MILK in render_push(done)
    assert list(pushed(fake, report, overwrite=True).updated) == [MILK]
    assert engine.note(fake.col, MILK)["Explanation"] != "theirs"


def test_an_older_add_on_that_tells_no_times_still_gets_the_update(
    tmp_path: Path, fake: FakeAnki
) -> None:
    ledger = first(tmp_path, fake)
    fake.tells_mod = False
    cards = changed(sample.cards(), MILK, explanation="Жаңа.")
    done = pushed(fake, export(tmp_path / "v2", cards, ledger, NOW + 60))
    assert list(done.updated) == [MILK]


def test_a_tag_added_after_our_change_does_not_keep_the_change_away(
    tmp_path: Path, fake: FakeAnki
) -> None:
    ledger = first(tmp_path, fake)
    cards = changed(sample.cards(), MILK, explanation="Жаңа.")
    report = export(tmp_path / "v2", cards, ledger, NOW + 60)
    note = engine.note(fake.col, MILK)
    note.tags.append("mine")
    fake.col.update_note(note)
    assert engine.note(fake.col, MILK).mod > NOW + 60
    done = pushed(fake, report)
    assert (list(done.updated), done.kept) == ([MILK], ())
    assert "mine" in engine.note(fake.col, MILK).tags


def test_a_second_change_built_before_the_first_was_pushed_arrives(
    tmp_path: Path, fake: FakeAnki
) -> None:
    ledger = first(tmp_path, fake)
    one = export(tmp_path / "v2", changed(sample.cards(), MILK, explanation="1"), ledger, NOW + 60)
    two = export(
        tmp_path / "v3",
        changed(sample.cards(), MILK, explanation="2"),
        one.plan.ledger,
        NOW + 90,
    )
    pushed(fake, one)
    assert engine.note(fake.col, MILK).mod > NOW + 90
    assert list(pushed(fake, two).updated) == [MILK]
    assert engine.note(fake.col, MILK)["Explanation"] == "2"


def test_a_dry_run_changes_nothing_and_says_what_it_would(tmp_path: Path, fake: FakeAnki) -> None:
    report = export(tmp_path / "v1", sample.cards())
    done = pushed(fake, report, dry_run=True)
    assert len(done.new) == 15
    assert "Would import: " in render_push(done)
    assert engine.guids(fake.col) == set()
    ledger = first(tmp_path, fake)
    cards = changed(sample.cards(), MILK, explanation="Жаңа.")
    fewer = [card for card in cards if card.key != ALCOHOL]
    fake.calls.clear()
    report = export(tmp_path / "v2", fewer, ledger, int(time.time()) + 60)
    done = pushed(fake, report, dry_run=True, suspend_gone=True)
    assert (list(done.updated), done.gone, done.suspended) == ([MILK], (ALCOHOL,), (ALCOHOL,))
    assert set(fake.actions()) <= {"version", "findNotes", "notesInfo", "areSuspended"}
    assert engine.note(fake.col, MILK)["Explanation"] != "Жаңа."
    assert fake.col.db.scalar("select count() from cards where queue = -1") == 0


def test_what_is_gone_is_suspended_only_when_asked(tmp_path: Path, fake: FakeAnki) -> None:
    ledger = first(tmp_path, fake)
    fewer = [card for card in sample.cards() if not card.key.startswith("cyanocobalamin")]
    gone = tuple(sorted(c.key for c in sample.cards() if c.key.startswith("cyanocobalamin")))
    already = engine.note(fake.col, gone[0]).cards()[0].id
    fake.col.sched.suspend_cards([already])
    report = export(tmp_path / "v2", fewer, ledger, NOW + 60)
    done = pushed(fake, report)
    assert (done.gone, done.suspended) == (gone, ())
    assert fake.col.db.list("select id from cards where queue = -1") == [already]
    done = pushed(fake, report, suspend_gone=True)
    assert done.suspended == gone[1:]
    assert fake.col.db.scalar("select count() from cards where queue = -1") == 3
    assert pushed(fake, report, suspend_gone=True).suspended == ()


def test_progress_is_told(tmp_path: Path, fake: FakeAnki) -> None:
    ledger = first(tmp_path, fake)
    cards = changed(sample.cards(), MILK, explanation="Жаңа.")
    ticks: list[tuple[int, int]] = []
    pushed(
        fake,
        export(tmp_path / "v2", cards, ledger, int(time.time()) + 60),
        tick=lambda done, total: ticks.append((done, total)),
    )
    assert ticks == [(1, 1)]


def test_one_language_takes_its_own_package(tmp_path: Path, fake: FakeAnki) -> None:
    report = export(tmp_path / "v1", sample.cards(), languages=("hi",))
    assert [path.name for path in covering(report)] == ["b12-hi.apkg"]
    assert len(pushed(fake, report).new) == 3


def raw(data: bytes) -> dict[str, Any]:
    return {"raw": data}


FAULTS: dict[str, tuple[dict[str, Any], str]] = {
    "no JSON": (raw(b"AnkiConnect v.6"), "makes no sense"),
    "JSON cut off": (raw(b'{"result": 6, "err'), "makes no sense"),
    "not UTF-8": (raw(b"\xff\xfe{}"), "makes no sense"),
    "nested too deep": (raw(b"[" * 100_000), "makes no sense"),
    "an empty answer": (raw(b""), "makes no sense"),
    "a bare value": (raw(b"6"), "makes no sense"),
    "no error key": (raw(b'{"result": 6}'), "makes no sense"),
    "an old version": ({"faults": {"version": lambda *_: 5}}, "speaks version 5"),
    "a version of letters": ({"faults": {"version": lambda *_: "six"}}, "speaks version six"),
    "forbidden": ({"status": 403}, "refuses"),
    "a server error": ({"status": 500}, "answers 500"),
    "another key": ({"key": "secret"}, "valid api key must be provided"),
    "too slow": ({"delay": 0.7}, "did not answer version within 0.3 s"),
    "notes of another kind": ({"faults": {"findNotes": lambda *_: "none"}}, "findNotes"),
    "a note without fields": (
        {"faults": {"findNotes": lambda *_: [1], "notesInfo": lambda *_: [{"noteId": 1}]}},
        "notesInfo makes no sense",
    ),
    "no collection": (
        {"faults": {"findNotes": lambda *_: 1 / 0}},
        "Anki reports at findNotes: division by zero",
    ),
    "an import that fails": ({"faults": {"importPackage": lambda *_: False}}, "did not take"),
    "an import that raises": ({"faults": {"importPackage": lambda *_: {}["path"]}}, "'path'"),
}


@pytest.mark.parametrize("case", FAULTS, ids=str)
def test_a_fault_is_told_in_one_line_with_the_file_to_import_by_hand(
    tmp_path: Path, fake: FakeAnki, case: str
) -> None:
    settings, says = FAULTS[case]
    for name, value in settings.items():
        setattr(fake, name, value)
    report = export(tmp_path / "v1", sample.cards())
    with pytest.raises(AnkiConnectError) as caught:
        push(report, sample.definition(), AnkiConnect(fake.address, timeout=0.3))
    message = str(caught.value)
    assert says in message
    assert str(tmp_path / "v1" / "b12.apkg") in message
    assert "by hand" in message
    assert "\n" not in message
    assert caught.value.exit_code == ExitCode.ANKI


def test_an_error_inside_a_batch_is_not_passed_over(tmp_path: Path, fake: FakeAnki) -> None:
    ledger = first(tmp_path, fake)
    fake.faults["updateNoteFields"] = lambda *_: 1 / 0
    cards = changed(sample.cards(), MILK, explanation="Жаңа.")
    report = export(tmp_path / "v2", cards, ledger, int(time.time()) + 60)
    with pytest.raises(AnkiConnectError, match="updateNoteFields: division by zero"):
        pushed(fake, report)
    fake.faults = {"multi": lambda *_: []}
    with pytest.raises(AnkiConnectError, match="multi makes no sense"):
        pushed(fake, report)


def test_no_anki_running_is_said_so(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    report = export(tmp_path, sample.cards())
    with pytest.raises(AnkiConnectError, match="Anki is not running") as caught:
        push(report, sample.definition(), AnkiConnect(f"http://127.0.0.1:{port}"))
    assert str(tmp_path / "b12.apkg") in str(caught.value)


@pytest.mark.parametrize("sent", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf", b"no"])
def test_a_connection_that_breaks_off_is_said_so(sent: bytes) -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()

        def answer() -> None:
            peer, _ = listening.accept()
            with peer:
                peer.recv(65_536)
                peer.sendall(sent)

        thread = Thread(target=answer)
        thread.start()
        port = listening.getsockname()[1]
        with pytest.raises(AnkiConnectError, match=r"broke off|makes no sense"):
            AnkiConnect(f"http://127.0.0.1:{port}", timeout=2).call("version")
        thread.join()


@pytest.mark.parametrize(
    "address", ["https://127.0.0.1:8765", "127.0.0.1", "http://:1", "http://a:x"]
)
def test_a_wrong_address_is_refused(address: str) -> None:
    with pytest.raises(AnkiConnectError, match="not an address"):
        AnkiConnect(address)


def test_the_key_goes_with_every_request(tmp_path: Path, fake: FakeAnki) -> None:
    fake.key = "secret"
    report = export(tmp_path / "v1", sample.cards())
    push(report, sample.definition(), AnkiConnect(fake.address, key="secret"))
    assert {call["key"] for call in fake.calls} == {"secret"}
    assert {call["version"] for call in fake.calls} == {6}
