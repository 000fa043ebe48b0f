"""A progress bar on standard error for long work, where there is a terminal to see it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

Tick = Callable[[str, int, int], None]


@contextmanager
def ticker() -> Iterator[Tick | None]:
    """A function ``(name, done, total)`` that draws one bar per name; None without a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    shown = ""

    def tick(name: str, done: int, total: int) -> None:
        nonlocal shown
        filled = 30 * done // max(1, total)
        line = f"\r{name:<12} {'█' * filled}{'░' * (30 - filled)} {done}/{total}"
        if line != shown:
            shown = line
            click.echo(line, nl=done >= total, err=True)

    yield tick
