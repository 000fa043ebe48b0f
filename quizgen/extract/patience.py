"""Patterns that end: a rule written so that it tries without end is stopped, and named."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

SECONDS = 10.0  # of computing, for one look at one clause; the shipped rules take microseconds


class TooSlowError(Exception):
    """A pattern took longer than ``SECONDS``; ``source`` is its expression."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.source = source


@dataclass(frozen=True, slots=True)
class Patient:
    """A compiled expression whose methods raise TooSlowError instead of running on and on."""

    expression: "regex.Pattern[str]"

    @property
    def source(self) -> str:
        return self.expression.pattern

    def search(self, text: str, start: int, end: int) -> "regex.Match[str] | None":
        """As the method of the same name of an expression."""
        try:
            return self.expression.search(text, start, end, timeout=SECONDS)
        except TimeoutError as error:
            raise TooSlowError(self.source) from error

    def match(self, text: str, start: int, end: int) -> "regex.Match[str] | None":
        """As the method of the same name of an expression."""
        try:
            return self.expression.match(text, start, end, timeout=SECONDS)
        except TimeoutError as error:
            raise TooSlowError(self.source) from error

    def finditer(self, text: str, start: int, end: int) -> "Iterator[regex.Match[str]]":
        """As the method of the same name of an expression."""
        try:
            yield from self.expression.finditer(text, start, end, timeout=SECONDS)
        except TimeoutError as error:
            raise TooSlowError(self.source) from error
