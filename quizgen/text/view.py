"""A normalised view of a text, with the way back to the code points on disk.

Rules compare NFC; offsets count the file as it lies there, which may be decomposed, hold no-break
spaces or zero-width joiners. So rules read the view, and each interval is mapped back.
"""

import unicodedata
from array import array
from dataclasses import dataclass

import regex

_UNSEEN = "\u200b-\u200d\u2060\ufeff\u00ad"
_DROPPED = regex.compile(f"[{_UNSEEN}]")
_SPACES = dict.fromkeys((0x09, 0xA0, 0x2007, 0x2009, 0x202F), " ")
# A mark belongs to its letter across a zero-width sign too: without it they compose.
_CLUSTER = regex.compile(rf"\P{{M}}[\p{{M}}{_UNSEEN}]*|[\p{{M}}{_UNSEEN}]+", regex.DOTALL)


@dataclass(frozen=True, slots=True)
class View:
    """``text`` is NFC, without zero-width signs, every blank a plain space."""

    source: str
    text: str
    starts: "array[int] | None" = None
    ends: "array[int] | None" = None

    def on_disk(self, start: int, end: int) -> tuple[int, int]:
        """The half-open interval of ``source`` behind ``[start, end)`` of the view."""
        if self.starts is None or self.ends is None:
            return start, end
        if start >= end:
            place = self.starts[start] if start < len(self.starts) else len(self.source)
            return place, place
        return self.starts[start], self.ends[end - 1]

    def quote(self, start: int, end: int) -> str:
        """The words on disk behind an interval of the view."""
        first, last = self.on_disk(start, end)
        return self.source[first:last]


def make_view(source: str) -> View:
    """The view of ``source``. Linear; keeps no map where none is needed."""
    if unicodedata.is_normalized("NFC", source) and not _DROPPED.search(source):
        return View(source, source.translate(_SPACES))
    pieces: list[str] = []
    starts, ends = array("I"), array("I")
    for match in _CLUSTER.finditer(source):
        kept = _DROPPED.sub("", match.group())
        folded = unicodedata.normalize("NFC", kept)
        if not folded:
            continue
        first, last = match.span()
        pieces.append(folded)
        if len(folded) == last - first and kept == match.group() == folded:
            starts.extend(range(first, last))
            ends.extend(range(first + 1, last + 1))
        else:
            starts.extend([first] * len(folded))
            ends.extend([last] * len(folded))
    return View(source, "".join(pieces).translate(_SPACES), starts, ends)
