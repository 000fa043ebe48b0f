"""The line for a typed answer."""

import re
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input

from quizgen.quiz.clean import clean
from quizgen.quiz.prepare import clusters

_WORD = re.compile(r"\S+")


def word_left(text: str, at: int) -> int:
    """Where the word before ``at`` begins. Words are what stands between blanks: ``\\w`` would
    cut Hindi at its vowel signs."""
    starts = [found.start() for found in _WORD.finditer(text[:at])]
    return starts[-1] if starts else 0


def word_right(text: str, at: int) -> int:
    """Where the word after ``at`` begins, or the end."""
    return next((found.start() for found in _WORD.finditer(text) if found.start() > at), len(text))


def letter_left(text: str, at: int) -> int:
    """Where the letter before ``at`` begins, as a reader sees letters: signs stay with theirs."""
    return at - len(clusters(text[:at])[-1]) if at else 0


def letter_right(text: str, at: int) -> int:
    """Where the letter at ``at`` ends, or the end."""
    return at + len(clusters(text[at:])[0]) if at < len(text) else len(text)


class _Letters(Text):
    """What a style is put on for one code point, as the cursor is, covers its whole letter: a
    vowel sign torn from its consonant is no letter."""

    def stylize(self, style: str | Style, start: int = 0, end: int | None = None) -> None:
        whole = end == start + 1
        super().stylize(style, start, letter_right(self.plain, start) if whole else end)


class AnswerInput(Input):
    """An input whose letters are those of a reader, whose words are what stands between blanks,
    and that knows its modifiers.

    A key pressed with Alt or Ctrl that means nothing here writes nothing.
    """

    DEFAULT_CSS = """
    AnswerInput, AnswerInput:focus {
        border: none; border-left: outer $primary; height: 1; padding: 0 2 0 1;
        background: $surface; color: $foreground; width: 1fr; min-width: 20;
    }
    AnswerInput > .input--placeholder { color: $secondary; }
    AnswerInput:blur { border: none; border-left: outer $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+backspace,alt+backspace", "delete_left_word", show=False),
        Binding("ctrl+delete,ctrl+f", "delete_right_word", show=False),
    ]

    def __init__(self, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(id=id, select_on_focus=False)
        self.invite(placeholder)

    def invite(self, words: str) -> None:
        """Say what to write while nothing is written; the cursor stands on a blank before it."""
        self.placeholder = f" {words}"

    @property
    def _value(self) -> Text:
        return _Letters(self.value, no_wrap=True, overflow="ignore", end="")

    async def _on_key(self, event: events.Key) -> None:
        if "+" in event.key and not event.key.startswith("shift+"):
            return  # a modifier: bindings have had their turn
        await super()._on_key(event)

    def _on_paste(self, event: events.Paste) -> None:
        text = clean(event.text)
        if text:
            self.insert_text_at_cursor(text)
        event.stop()
        event.prevent_default()

    def action_cursor_left(self, select: bool = False) -> None:
        if select or self.selection.is_empty:
            self._go(letter_left(self.value, self.cursor_position), select)
        else:
            super().action_cursor_left()

    def action_cursor_right(self, select: bool = False) -> None:
        if select or self.selection.is_empty:
            self._go(letter_right(self.value, self.cursor_position), select)
        else:
            super().action_cursor_right()

    def action_delete_right(self) -> None:
        if self.selection.is_empty:
            self.delete(self.cursor_position, letter_right(self.value, self.cursor_position))
        else:
            self.delete_selection()

    def action_cursor_left_word(self, select: bool = False) -> None:
        self._go(word_left(self.value, self.cursor_position), select)

    def action_cursor_right_word(self, select: bool = False) -> None:
        self._go(word_right(self.value, self.cursor_position), select)

    def action_delete_left_word(self) -> None:
        if self.selection.is_empty:
            self.delete(word_left(self.value, self.cursor_position), self.cursor_position)
        else:
            self.delete_selection()

    def action_delete_right_word(self) -> None:
        if self.selection.is_empty:
            self.delete(self.cursor_position, word_right(self.value, self.cursor_position))
        else:
            self.delete_selection()

    def _go(self, to: int, select: bool) -> None:
        if select:
            start, _ = self.selection
            self.selection = type(self.selection)(start, to)
        else:
            self.cursor_position = to
