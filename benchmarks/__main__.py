"""``python -m benchmarks [--quick] [--write FILE] [SECTION …]``: measure, and show one table."""

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import answers, commands, export, screens, stores, texts
from benchmarks.lines import Line
from benchmarks.place import busy, machine

SECTIONS: dict[str, tuple[str, Callable[[bool], Iterator[Line]]]] = {
    "screens": ("On the screen", screens.measure),
    "commands": ("Commands, as whole processes", commands.measure),
    "texts": ("Extraction", texts.measure),
    "stores": ("The fact store", stores.measure),
    "answers": ("Answers", answers.measure),
    "export": ("Export", export.compared),
}
HEAD = ("what", "quizgen", "against", "which has", "ratio", "limit")
ABOUT = """# Benchmarks

Written by `python -m benchmarks --write docs/benchmarks.md`; `make bench` shows the same table,
`python -m benchmarks --quick` a small one. Every line stands against a rival or a limit measured in
the same run; a ratio below 1 is quicker or smaller. Nothing here is asserted in a test.

- *First paint*: from the start of the process to its first words in a pseudo-terminal of 100 × 30;
  the quickest of several runs, rivals in turns. Modules are compiled, as after any first start.
- *Key to paint*: from a key to the end of the first frame painted after it.
- *Extraction*: seconds of computing; texts are made of the project's own, a tenth of their words
  changed so that no two pages are alike. Each is read in a process of its own.
- *An answer kept*: until it is synced to the disk.
"""


def table(lines: list[Line]) -> str:
    """The lines as a Markdown table."""
    rows = [HEAD, tuple("---" for _ in HEAD)]
    rows += [
        (
            line.what,
            line.ours,
            line.rival,
            line.theirs,
            f"{line.ratio:.2g} ×" if line.ratio < 10 else f"{line.ratio:.0f} ×",
            f"{line.most:g} ×: {line.verdict}" if line.most is not None else "",
        )
        for line in lines
    ]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def main() -> None:
    """Measure what was asked for; show each line as it comes, and write the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes, few repeats")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the table there")
    parser.add_argument("section", nargs="*", metavar="SECTION", help=", ".join(SECTIONS))
    chosen = parser.parse_args()
    if unknown := set(chosen.section) - set(SECTIONS):
        parser.error(f"no such section: {', '.join(sorted(unknown))}")
    if not sys.platform.startswith("linux"):
        parser.error("the measurements read /proc and need Linux")
    load = busy()
    parts = [ABOUT, "".join(f"- {line}\n" for line in machine())]
    for name, (title, measure) in SECTIONS.items():
        if chosen.section and name not in chosen.section:
            continue
        sys.stdout.write(f"\n{title}\n")
        lines = []
        for line in measure(chosen.quick):
            lines.append(line)
            against = f"{line.ratio:8.3g} × {line.rival} ({line.theirs})"
            sys.stdout.write(f"  {line.what:<60} {line.ours:>10} {against} {line.verdict}\n")
            sys.stdout.flush()
        parts.append(f"## {title}\n\n{table(lines)}")
    parts[1] += f"- Other work on each core meanwhile: {load:.1f} before, {busy():.1f} after\n"
    if chosen.write is not None:
        chosen.write.write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
