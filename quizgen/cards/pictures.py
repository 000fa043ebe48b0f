"""Drawings for the back of cards: SVG for Anki and print, characters for a terminal.

What is drawn is data (``decks/pictures.toml``): a drawing with places for names, or bars over the
figures of one relation.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

from msgspec import Struct

from quizgen.files import convert, damaged, read_toml
from quizgen.language.book import LanguageBook
from quizgen.language.figures import write_quantity
from quizgen.language.names import find_name
from quizgen.model import Fact, Quantity

_BAR, _TRACK, _OPEN = "#2f7d8c", "#e4ecee", "#9cc7cf"
_FONT = "'Noto Sans','Noto Sans Devanagari','Segoe UI','Nirmala UI',Roboto,sans-serif"


class Picture(Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of ``pictures.toml``."""

    kind: Literal["drawing", "bars"]
    file: str = ""
    labels: tuple[str, ...] = ()
    relation: str = ""


class Bar(Struct, frozen=True):
    """One bar: its name, the figure in words, where it ends, and how far it may go on."""

    name: str
    figure: str
    end: float
    open_end: float


def load_pictures(decks: Path) -> dict[str, Picture]:
    """The drawings there are, by id. Raises DataFileError."""
    path = decks / "pictures.toml"
    found = {key: convert(raw, Picture, path, key) for key, raw in read_toml(path).items()}
    for key, picture in found.items():
        if picture.kind == "drawing" and not (
            Path(picture.file).name == picture.file
            and (decks / "pictures" / picture.file).is_file()
        ):
            raise damaged(path, key, f"there is no file {picture.file!r} in decks/pictures")
    return found


def bars(picture: Picture, facts: Sequence[Fact], book: LanguageBook) -> list[Bar]:
    """The figures of the picture's relation, largest first, as the sources print them."""
    drawn: list[Bar] = []
    for fact in facts:
        value, name = fact.value, find_name(book, fact.subject, own_language=False)
        if fact.relation != picture.relation or not isinstance(value, Quantity) or name is None:
            continue
        low = float((value.low if value.op == "range" else value.number) or 0)
        high = float(value.high or low) if value.op == "range" else low
        # "More than" has no end in the text: the lighter part says that it goes on.
        high = low * 1.25 if value.op == ">" else high
        drawn.append(Bar(name.name, write_quantity(book, value), low, high))
    return sorted(drawn, key=lambda bar: (-bar.open_end, -bar.end, bar.name))


def draw_svg(
    key: str, picture: Picture, decks: Path, facts: Sequence[Fact], book: LanguageBook
) -> str:
    """The drawing in one language, as a whole SVG document."""
    title = book.settings.pictures.get(key, "")
    if picture.kind == "bars":
        return _bars_svg(title, bars(picture, facts, book))
    drawing = (decks / "pictures" / picture.file).read_text(encoding="utf-8")
    for label in picture.labels:
        name = find_name(book, label, own_language=False)
        drawing = drawing.replace(f"{{{label}}}", escape(name.name if name else ""))
    return drawing.replace("{title}", escape(title))


def _bars_svg(title: str, drawn: Sequence[Bar]) -> str:
    row, left, width = 88, 24, 392
    height = 78 + row * len(drawn)
    most = max((bar.open_end for bar in drawn), default=1.0) or 1.0
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width + 2 * left} {height}" '
            f'role="img" aria-label="{escape(title)}" font-family="{_FONT}">'
        ),
        f"<title>{escape(title)}</title>",
        f'<rect width="{width + 2 * left}" height="{height}" rx="18" fill="#fbfaf7"/>',
        (
            f'<text x="{left}" y="42" font-size="24" font-weight="700" fill="#1d2a33">'
            f"{escape(title)}</text>"
        ),
    ]
    for number, bar in enumerate(drawn):
        top = 68 + row * number
        solid, whole = width * bar.end / most, width * bar.open_end / most
        at = f'x="{left}" y'
        track = f'<rect x="{left}" y="{top + 52}" height="16" rx="8" '
        parts += [
            f'<text {at}="{top + 16}" font-size="22" fill="#1d2a33">{escape(bar.name)}</text>',
            f'<text {at}="{top + 42}" font-size="20" fill="#41525c">{escape(bar.figure)}</text>',
            f'{track}width="{width}" fill="{_TRACK}"/>',
            f'{track}width="{whole:.1f}" fill="{_OPEN}"/>',
            f'{track}width="{solid:.1f}" fill="{_BAR}"/>',
        ]
    return "\n".join([*parts, "</svg>", ""])


def draw_text(picture: Picture, facts: Sequence[Fact], book: LanguageBook, width: int) -> list[str]:
    """The bars with characters, name and figure on a row of their own; a drawing gives nothing."""
    if picture.kind != "bars":
        return []
    drawn = bars(picture, facts, book)
    most = max((bar.open_end for bar in drawn), default=1.0) or 1.0
    rows: list[str] = []
    for bar in drawn:
        solid = max(1, round(width * bar.end / most))
        whole = max(solid, round(width * bar.open_end / most))
        rows += [f"{bar.name}: {bar.figure}", "█" * solid + "░" * (whole - solid)]
    return rows
