"""The rival of the first paint: the least that a Textual program can be."""

from textual.app import App, ComposeResult
from textual.widgets import Label


class Hello(App[None]):
    """One word."""

    def compose(self) -> ComposeResult:
        """The word."""
        yield Label("quizgen")


if __name__ == "__main__":
    Hello().run()
