"""Pictures of the running program: ``python scripts/screenshots.py [FOLDER]`` (docs/pictures).

Plays a short story in each language over the shipped facts, with a folder of its own for what is
answered, and photographs each screen (Textual's own SVG, drawn to PNG by Chromium).
"""

import asyncio
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from textual.pilot import Pilot

from quizgen.model import Rating
from quizgen.tui.app import QuizApp
from quizgen.tui.marks import widen
from quizgen.tui.preferences import Preferences
from quizgen.tui.start import open_desk, services_over

SIZE = (84, 30)
# (picture, interface language, keys from the home screen)
STORIES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("home", "hi", ()),
    ("question", "kk", ("down", "down", "down", "enter")),
    ("verdict", "kk", ("down", "down", "down", "enter", "enter")),
    ("verdict-hindi", "hi", ("down", "enter", "enter")),
    ("result", "en", ("down", *["enter"] * 11, "f9")),
    ("practise", "hi", ("f5",)),
    ("browse", "en", ("f2",)),
    ("fact", "en", ("f2", "down", "enter")),
    ("statistics", "en", ("f3",)),
    ("settings", "kk", ("f4",)),
    ("help", "hi", ("f1",)),
)


STUDIED = ("statistics",)  # pictures that show weeks of study, a made-up learner's
_DAY = 86_400_000


def study(data: Path, language: str) -> None:
    """Six weeks of study: two new cards a day, and what is due; six of seven known."""
    desk = open_desk(data, Preferences(language))
    kept = desk.study
    chance, now = random.Random(12), time.time_ns() // 1_000_000
    cards = [card for card in desk.cards if card.language == language]
    for back in range(44, -1, -1):
        today = now - back * _DAY
        states = {card.key: kept.state(card.key) for card in cards}
        due = [k for k, s in states.items() if s.stage and s.due_ms <= today]
        new = [k for k, s in states.items() if not s.stage]
        for place, key in enumerate([*due[: None if back else 3], *new[: 2 * bool(back)]]):
            rating = Rating.AGAIN if chance.random() < 1 / 7 else Rating.GOOD
            spent = chance.randrange(4000, 16000)
            kept.answer(key, rating, today + place * 20_000, duration_ms=spent)
    kept.history.close()


async def settle(pilot: "Pilot[None]") -> None:
    """Wait until workers are done and what they brought is drawn."""
    await pilot.pause()
    while any(not worker.is_finished for worker in pilot.app.workers):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
    await pilot.pause(0.2)


async def story(folder: Path, name: str, language: str, keys: tuple[str, ...]) -> None:
    """Play one story and keep its last screen as ``name``."""
    with tempfile.TemporaryDirectory() as data:
        if name in STUDIED:
            study(Path(data), language)
        services = replace(
            services_over(Path(data)),
            preferences=Preferences(interface=language, answer=language),
            seed=lambda: 12,
        )
        app = QuizApp(services, marks_known=True)
        async with app.run_test(size=SIZE) as pilot:
            await settle(pilot)
            for key in keys:
                await pilot.press(key)
                await settle(pilot)
            svg = app.export_screenshot(title="quizgen")
    draw(svg, folder / f"{name}.png")


def draw(svg: str, target: Path) -> None:
    """The SVG as a PNG, by Chromium."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("no Chromium found to draw the pictures with")
    box = svg.split('viewBox="0 0 ', 1)[1].split('"', 1)[0].split()
    width, height = (round(float(number)) for number in box)
    # No font is fetched: the page uses what the machine has, Devanagari included.
    style = (
        "<style>body{margin:0;background:#fff} svg text, svg *{font-family:'DejaVu Sans Mono',"
        "'Noto Sans Mono','Noto Sans Devanagari',monospace !important}</style>"
    )
    # Rows keep their natural width: stretched to cells, Devanagari would fall apart.
    svg = re.sub(r' textLength="[^"]*"', "", svg)
    svg = "\n".join(line for line in svg.splitlines() if "url(" not in line or "clip" in line)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(f'<meta charset="utf-8">{style}{svg}', encoding="utf-8")
        subprocess.run(
            [
                browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                "--no-first-run", "--disable-background-networking", "--disable-sync",
                "--disable-component-update", f"--user-data-dir={folder}/profile",
                f"--window-size={width},{height}", f"--screenshot={target}", page.as_uri(),
            ],
            check=True,
            capture_output=True,
        )  # fmt: skip


def main() -> None:
    """Draw every story."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/pictures")
    folder.mkdir(parents=True, exist_ok=True)
    widen()
    for name, language, keys in STORIES:
        asyncio.run(story(folder, name, language, keys))
        print(folder / f"{name}.png")


if __name__ == "__main__":
    main()
