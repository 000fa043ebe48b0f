"""Hints: the last line of a screen, naming its keys; each can be clicked."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from quizgen.tui.widgets.words import Words


@dataclass(frozen=True)
class Hint:
    """A key as it is named, what it does, and the action behind it."""

    key: str
    label: str
    action: str


class Hints(Words):
    """One text, keys before their labels, so that nothing stands to the right of the last word."""

    DEFAULT_CSS = """
    Hints { dock: bottom; height: auto; padding: 0 2 0 3; color: $secondary;
            background: $background; }
    """

    def show(self, hints: Sequence[Hint]) -> None:
        """Name these keys."""
        self.update(Content("   ").join([_hint(hint) for hint in hints]))


def _hint(hint: Hint) -> Content:
    return Content.from_markup(
        f"[@click={hint.action}][$primary]$key[/]\u00a0$label[/]",
        key=hint.key,
        label=hint.label.replace(" ", "\u00a0"),
    )
