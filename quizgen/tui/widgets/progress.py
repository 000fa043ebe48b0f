"""ProgressLine: how far the session has come, as a number and a bar."""

from textual.content import Content

from quizgen.tui.widgets.words import Words

_CELLS = 24


class ProgressLine(Words):
    """``7/20`` and a bar; number first, so that nothing depends on the bar."""

    DEFAULT_CSS = """
    ProgressLine { height: 1; padding: 0 2 0 3; }
    """

    def show(self, done: int, total: int) -> None:
        """Draw ``done`` of ``total``."""
        filled = round(_CELLS * done / total) if total else 0
        self.update(bar(f"{done}/{total}", filled, _CELLS))


def bar(label: str, filled: int, cells: int, style: str = "$primary") -> Content:
    """A label and a bar of ``cells`` cells, ``filled`` of them in ``style``."""
    return Content.assemble(
        (label, "$secondary"), "  ", ("━" * filled, style), ("─" * (cells - filled), "$panel")
    )
