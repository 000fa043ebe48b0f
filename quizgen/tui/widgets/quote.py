"""Quote: the source's own sentence, its supporting words marked, its place and its translation."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from quizgen.model import Evidence
from quizgen.quiz.clean import clean
from quizgen.quiz.voice import Voice
from quizgen.tui.widgets.words import Words, still


class Quote(Vertical):
    """A bar at the left, the sentence, the translation, and where it stands."""

    virtual_size = still()
    SCOPED_CSS = False
    DEFAULT_CSS = """
    Quote { height: auto; border-left: outer $secondary 60%; padding: 0 0 0 1; margin: 1 0 0 0; }
    Quote > .translation { color: $secondary; margin: 1 0 0 0; }
    Quote > .place { color: $secondary; margin: 1 0 0 0; }
    .-short Quote > Words { margin: 0; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.display = False

    def compose(self) -> ComposeResult:
        yield Words(classes="sentence")
        yield Words(classes="translation")
        yield Words(classes="place")

    def show(self, evidence: Evidence | None, voice: Voice) -> None:
        """Show this evidence, or nothing."""
        self.display = evidence is not None
        if evidence is None:
            return
        sentence, translation, place = self.query_children(Words)
        sentence.update(marked(evidence.quote, evidence.marks))
        translation.display = bool(evidence.translation)
        translation.update(clean(evidence.translation))
        place.update(
            voice.tr(
                "{file}, line {line} · {title}",
                file=evidence.source,
                line=evidence.line,
                title=evidence.title,
            )
        )


MARK = "$accent bold underline"


def marked(text: str, marks: tuple[tuple[int, int], ...], style: str = MARK) -> Content:
    """``text``, cleaned, with the marked intervals (of the text as it is) in ``style``."""
    parts: list[tuple[str, str] | str] = []
    at = 0
    for start, end in sorted(marks):
        start = max(start, at)
        if end > start:
            parts += [clean(text[at:start]), (clean(text[start:end]), style)]
            at = end
    parts.append(clean(text[at:]))
    return Content.assemble(*parts)
