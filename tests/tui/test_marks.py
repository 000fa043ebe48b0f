"""How wide a vowel sign is: asked, believed, and never asked where it would be wrong to."""

import os
import pty
import threading
import tty
from pathlib import Path

import pytest
from rich import cells

from quizgen.tui import marks
from quizgen.tui.marks import Probe, settle, widen

# text, Rich's own width, width where a vowel sign takes a cell (measured in Debian's tmux)
MEASURED = [
    ("का", 1, 2),
    ("विटामिन", 4, 7),
    ("प्रतिरोध", 5, 7),
    ("हाथ-पैर में झुनझुनी", 12, 14),
    ("Қазақша", 7, 7),
    ("English", 7, 7),
    ("漢字", 4, 4),
]


def test_the_private_name_is_still_there() -> None:
    """The cure rests on it; Rich is pinned exactly."""
    assert callable(cells.load_cell_table)
    assert cells.load_cell_table("auto").widths
    assert cells.get_character_cell_size.cache_info
    assert cells.cached_cell_len.cache_info


@pytest.mark.parametrize(("text", "narrow", "wide"), MEASURED)
def test_widths(rich_table: None, text: str, narrow: int, wide: int) -> None:  # noqa: ARG001
    assert cells.cell_len(text) == narrow
    widen()
    widen()
    assert cells.cell_len(text) == wide


def test_the_option_decides_without_asking(
    rich_table: None,  # noqa: ARG001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(marks, "Probe", lambda: pytest.fail("asked"))
    assert settle("0")
    assert cells.cell_len("का") == 1
    assert settle("1")
    assert cells.cell_len("का") == 2


def test_never_under_textual_serve(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_DRIVER", "textual.drivers.web_driver:WebDriver")
    monkeypatch.setattr(os, "open", lambda *_: pytest.fail("opened"))
    assert Probe().width() is None


def test_no_terminal_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: False, raising=False)
    assert Probe().width() is None


@pytest.mark.parametrize(
    ("answer", "width"),
    [
        (b"\x1b[5;3R", 1),
        (b"\x1b[5;2R", 0),
        (b"junk\x1b[12;3R", 1),
        (b"", None),
        (b"nonsense", None),
    ],
)
def test_what_the_terminal_says(
    monkeypatch: pytest.MonkeyPatch, answer: bytes, width: int | None
) -> None:
    master, slave = pty.openpty()
    tty.setraw(master)
    name = os.ttyname(slave)
    real = os.open
    monkeypatch.delenv("TEXTUAL_DRIVER", raising=False)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setattr(
        os, "open", lambda path, flags: real(name if path == "/dev/tty" else path, flags)
    )
    asked = bytearray()

    def terminal() -> None:
        while b"\x1b[6n" not in asked:
            asked.extend(os.read(master, 64))
        if answer:
            os.write(master, answer)

    thread = threading.Thread(target=terminal, daemon=True)
    thread.start()
    probe = Probe()
    found = probe.width()
    thread.join(2)
    assert found == width
    assert marks.PROBE.encode() in asked
    os.close(master)
    os.close(slave)


def test_the_terminal_is_left_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    import termios

    master, slave = pty.openpty()
    name, real = os.ttyname(slave), os.open
    before = termios.tcgetattr(slave)
    monkeypatch.delenv("TEXTUAL_DRIVER", raising=False)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setattr(os, "open", lambda _path, flags: real(name, flags))
    probe = Probe()
    assert termios.tcgetattr(slave) != before
    assert probe.width() is None
    assert termios.tcgetattr(slave) == before
    probe.close()
    os.close(master)
    os.close(slave)


def test_rich_is_pinned_exactly() -> None:
    project = Path(__file__).resolve().parents[2] / "pyproject.toml"
    assert '"rich==' in project.read_text(encoding="utf-8")
