"""What was found out about a word, kept: a text says the same words again and again."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

import regex

Key = TypeVar("Key")
Kept = TypeVar("Kept")

MOST = 20_000  # entries; a text may hold millions of different words


class Remembered(dict[Key, Kept], Generic[Key, Kept]):
    """A dictionary of answers that begins anew where it grows beyond ``MOST``."""

    def keep(self, key: Key, value: Kept) -> Kept:
        """Keep ``value`` under ``key`` and hand it back."""
        if len(self) >= MOST:
            self.clear()
        self[key] = value
        return value


@dataclass(frozen=True, slots=True, eq=False)
class WordTest:
    """An expression that judges whole words, its answers kept."""

    pattern: "regex.Pattern[str]"
    _known: Remembered[str, bool] = field(default_factory=Remembered, repr=False)

    def fits(self, words: str) -> bool:
        """Whether the expression matches all of ``words``."""
        known = self._known.get(words)
        if known is None:
            known = self._known.keep(words, self.pattern.fullmatch(words) is not None)
        return known
