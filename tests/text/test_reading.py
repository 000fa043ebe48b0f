"""A text is read whole and exactly, or refused in one clear line."""

from pathlib import Path

import pytest

from quizgen.errors import TextInputError
from quizgen.text import read_text


def test_newlines_stay_as_they_lie_on_disk(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("бір\r\nекі\n".encode())
    assert read_text(path) == "бір\r\nекі\n"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        ("\ufeff\n".encode(), "is empty"),
        (b"PK\x03\x04\x00\x00", "binary"),
        ("текст".encode("utf-16"), "not UTF-8"),
        ("жақсы\nтекст".encode("cp1251", "replace"), "not UTF-8"),
    ],
)
def test_bad_texts_are_refused(tmp_path: Path, raw: bytes, said: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(raw)
    with pytest.raises(TextInputError, match=said) as caught:
        read_text(path)
    assert "\n" not in str(caught.value)
    assert "bad.txt" in str(caught.value)
    assert caught.value.next_step


def test_a_wrong_byte_is_placed_by_line(tmp_path: Path) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes("бір\nекі\n".encode() + b"\xff\xfe")
    with pytest.raises(TextInputError, match=r"bad\.txt:3:"):
        read_text(path)


def test_missing_and_folder(tmp_path: Path) -> None:
    with pytest.raises(TextInputError, match="no such file"):
        read_text(tmp_path / "none.txt")
    with pytest.raises(TextInputError, match="folder"):
        read_text(tmp_path)


def test_fifty_megabytes_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(TextInputError, match="50 MB is more than the 20 MB"):
        read_text(path)
