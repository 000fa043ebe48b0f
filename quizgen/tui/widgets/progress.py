"""ProgressLine: how far the session has come, as a number and a bar, and what it is about."""

from textual.content import Content

from quizgen.tui.widgets.words import Words


class ProgressLine(Words):
    """``7/20``, a bar, the topic; number first, so that nothing depends on the bar, and words
    last, so that nothing stands to their right."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    ProgressLine { padding: 1 2 0 3; }
    .-short ProgressLine, .-middle ProgressLine { padding: 0 2 0 3; }
    """

    def show(self, done: int, total: int, title: str, label: str = "") -> None:
        """Draw ``done`` of ``total``, which is also the label where none is given."""
        cells = max(8, min(24, self.app.size.width // 5))
        filled = round(cells * done / total) if total else 0
        about = (f"  {title}", "$primary bold")
        self.update(Content.assemble(bar(label or f"{done}/{total}", filled, cells), about))


def time_left(milliseconds: int) -> str:
    """``4:05``: figures alone, for a bar stands to their right."""
    minutes, seconds = divmod(max(milliseconds, 0) // 1000, 60)
    return f"{minutes}:{seconds:02d}"


def bar(label: str, filled: int, cells: int, style: str = "$primary") -> Content:
    """A label and a bar of ``cells`` cells, ``filled`` of them in ``style``."""
    return Content.assemble(
        (label, "$secondary"), "  ", ("━" * filled, style), ("─" * (cells - filled), "$panel")
    )
