"""Feedback: what stands behind an answer: differences, explanation, the source, its slip."""

from collections.abc import Iterator

from textual.content import Content

from quizgen.model import Card, Evidence
from quizgen.quiz.clean import clean
from quizgen.quiz.saying import told_apart, translated
from quizgen.quiz.session import Outcome
from quizgen.quiz.voice import Voice
from quizgen.tui.widgets.blocks import Block, Blocks

_QUOTE, _SLIP = "$secondary 60%", "$warning"
MARK = "$accent bold underline"


class Feedback(Blocks):
    """All that is said after an answer, beside the verdict; it may be long, and scrolls."""

    def show(self, outcome: Outcome, voice: Voice) -> None:
        """What differed, then what stands behind the answer."""
        said = "\n".join(told_apart(outcome.judgement, voice))
        self.say([Block(Content(said)), *_behind(outcome.question.card, voice)])

    def reveal(self, card: Card, voice: Voice) -> None:
        """What stands behind the answer, before any is given."""
        self.say(list(_behind(card, voice)))


def _behind(card: Card, voice: Voice) -> Iterator[Block]:
    """Explanation, the source's sentence with its translation and its place, and its erratum."""
    # A name's explanation is the name in each language: one to a row, for none may stand to the
    # right of Devanagari.
    said = card.explanation.split(" · ") if card.form == "name" else [card.explanation]
    yield Block(Content("\n".join(map(clean, said))))
    evidence = card.evidence
    if evidence is not None:
        # An item of a list says little without the line that the list stands under.
        lead = Content.styled(clean(evidence.heading), "$secondary")
        yield Block(lead, _QUOTE)
        yield Block(marked(evidence.quote, evidence.marks), _QUOTE, close=bool(evidence.heading))
        yield Block(Content.styled(clean(translated(evidence)), "$secondary"), _QUOTE)
        yield Block(Content.styled(place_of(evidence, voice), "$secondary"), _QUOTE, close=True)
    if card.erratum_note:
        title = (voice.tr("A note on the text"), "bold")
        yield Block(Content.assemble(title, "\n", clean(card.erratum_note)), _SLIP)


def place_of(evidence: Evidence, voice: Voice) -> str:
    """Where a sentence stands: file, line and title."""
    return voice.tr(
        "{file}, line {line} · {title}",
        file=evidence.source,
        line=evidence.line,
        title=evidence.title,
    )


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
