"""Show cards as Anki shows them: ``python scripts/render_cards.py PACKAGE FOLDER [PATTERN…]``.

Imports the package into a fresh collection of the real engine (a development dependency), writes
front and back of each card whose GUID matches a pattern as a page of HTML, by day and by night,
and where a Chromium is found takes a picture of each at desktop and phone width.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path
from typing import Any

WIDTHS = {"desktop": (1000, 900), "phone": (390, 844)}
# What Anki's own reviewer lays under a card's style.
REVIEWER = """
body { margin: 20px; overflow-wrap: break-word; }
body.nightMode { background-color: #2c2c2c; color: #fcfcfc; }
img { max-width: 100%; max-height: 95vh; }
hr { background-color: #a0a0a0; }
#typeans { width: 100%; box-sizing: border-box; line-height: 1.75; }
code#typeans { white-space: pre-wrap; font-variant-ligatures: none; }
.typeGood { background: #afa; color: black; }
.typeBad { color: black; background: #faa; }
.typeMissed { color: black; background: #ccc; }
"""


def pages(col: Any, card: Any) -> dict[str, str]:
    """Front and back of one card as whole pages, by day and by night, by name."""
    typed = re.search(r"\[\[type:(\w+)\]\]", card.question())
    made = {}
    for side, html in (("front", card.question()), ("back", card.answer())):
        if typed:
            expected = card.note()[typed[1]]
            box = '<center><input type="text" id="typeans"></center>'
            if side == "back":
                given = f"{expected[:-2]}x" if len(expected) > 4 else expected
                box = f"<div>{col.compare_answer(expected, given)}</div>"
            html = html.replace(typed[0], box)
        for night in (False, True):
            classes = "card card1 nightMode" if night else "card card1"
            made[f"{side}-{'night' if night else 'day'}"] = (
                '<!doctype html><html><head><meta charset="utf-8">'
                '<meta name="viewport" content="width=device-width, initial-scale=1">'
                f'<base href="{escape(Path(col.media.dir()).as_uri())}/">'
                f'<style>{REVIEWER}</style></head><body class="{classes}"><div id="qa">'
                f"{html}</div></body></html>"
            )
    return made


def shoot(page: Path, width: int, height: int) -> None:
    """A picture of the page beside it, where Chromium is at hand."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        return
    with tempfile.TemporaryDirectory() as profile:
        # A window is never narrower than about 500, so a phone is a frame within one.
        frame = Path(profile) / "frame.html"
        frame.write_text(
            "<style>body{margin:0;background:#888}iframe{border:0;display:block}</style>"
            f'<iframe src="{page.as_uri()}" width="{width}" height="{height}"></iframe>'
        )
        flags = (
            "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run"
            " --disable-background-networking --disable-component-update --disable-sync"
            " --hide-scrollbars --allow-file-access-from-files"
        )
        subprocess.run(
            [
                browser,
                *flags.split(),
                f"--user-data-dir={profile}",
                f"--window-size={max(width, 500)},{height}",
                f"--screenshot={page.with_suffix('')}-{width}.png",
                frame.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )


def main(package: Path, folder: Path, patterns: list[str]) -> None:
    """Render each card of ``package`` whose GUID matches one of ``patterns`` into ``folder``."""
    from anki.collection import Collection, ImportAnkiPackageRequest

    folder.mkdir(parents=True, exist_ok=True)
    col = Collection(str(folder / "collection.anki2"))
    try:
        col.import_anki_package(ImportAnkiPackageRequest(package_path=str(package.resolve())))
        rows = col.db.all("select c.id, n.guid from cards c join notes n on n.id = c.nid")
        for identity, guid in sorted(rows, key=lambda row: row[1]):
            if not any(re.search(pattern, guid) for pattern in patterns):
                continue
            for name, html in pages(col, col.get_card(identity)).items():
                page = folder / f"{re.sub('[^a-z0-9]+', '-', guid.lower())}-{name}.html"
                page.write_text(html, encoding="utf-8")
                for width, height in WIDTHS.values():
                    shoot(page.resolve(), width, height)
            sys.stdout.write(f"{guid}\n")
    finally:
        col.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:] or ["."])
