"""VerdictLines: what came of an answer, what was written, and what would have been right."""

from collections.abc import Sequence

import regex
from textual.content import Content

from quizgen.model import Card
from quizgen.quiz.clean import clean
from quizgen.quiz.judge import folded, ordering
from quizgen.quiz.saying import verdict_words
from quizgen.quiz.session import Outcome
from quizgen.quiz.voice import Voice
from quizgen.tui.widgets.blocks import Block, Blocks

_GAP = regex.compile(r"\{\{(.*?)\}\}")
_HERE = "\ufffc"  # stands for what is put into a message with a look of its own
_TONES = {"right": "$success bold", "near": "$warning bold", "wrong": "$error bold"}


class VerdictLines(Blocks):
    """Stays in view above what scrolls: the verdict first."""

    def show(self, outcome: Outcome, voice: Voice) -> None:
        """Say what came of an answer."""
        tone, symbol, words = verdict_words(outcome, voice)
        card, kind = outcome.question.card, outcome.question.kind
        lines = [Content.styled(f"{symbol} {words}", _TONES.get(tone, "bold"))]
        diff = outcome.judgement.diff
        plain = tone == "right" and clean(outcome.given) == clean(card.answer)
        if kind in ("typed", "cloze") and outcome.given and not plain:
            lead, _, rest = voice.tr("You wrote: {answer}", answer=_HERE).partition(_HERE)
            written = _marked(clean(outcome.given), diff, "extra", "$warning underline")
            lines.append(Content.assemble((lead, "$secondary"), written, (rest, "$secondary")))
        if kind == "order":
            lines += _placed(outcome, voice)
        elif kind not in ("choice", "truefalse"):  # options themselves say which is right
            lines.append(_answer(card, diff if outcome.judgement.matched == card.answer else ()))
        self._lines(lines)

    def reveal(self, card: Card, voice: Voice) -> None:
        """The answer, for the learner to judge himself."""
        asked = Content.styled(voice.tr("How well did you know it?"), "$primary")
        self._lines([_answer(card, ()), asked])

    def _lines(self, lines: Sequence[Content]) -> None:
        self.say([Block(line, close=True) for line in lines])


def _answer(card: Card, diff: Sequence[tuple[str, str]]) -> Content:
    """The right answer, in a cloze the whole sentence."""
    if card.form != "cloze" or not card.cloze:
        return _marked(clean(card.answer), diff, "missing", "$success underline").stylize("bold")
    parts: list[str | tuple[str, str]] = []
    at = 0
    for gap in _GAP.finditer(card.cloze):
        parts += [clean(card.cloze[at : gap.start()]), (clean(gap.group(1)), "$success underline")]
        at = gap.end()
    parts.append(clean(card.cloze[at:]))
    return Content.assemble(*parts).stylize("bold")


def _marked(text: str, diff: Sequence[tuple[str, str]], which: str, style: str) -> Content:
    """``text`` with the clusters underlined by which it differs. What was compared is not always
    what was written; then nothing is marked."""
    clusters = [(operation, cluster) for operation, cluster in diff if operation in ("same", which)]
    if "".join(cluster for _, cluster in clusters) != text:
        return Content(text)
    return Content.assemble(
        *(cluster if operation == "same" else (cluster, style) for operation, cluster in clusters)
    )


def _placed(outcome: Outcome, voice: Voice) -> list[Content]:
    """The items in their right order, each with whether it stood there."""
    question = outcome.question
    given = [folded(item) for item in ordering(outcome.given, question.choices)]
    lines = []
    for place, item in enumerate(question.card.choices, 1):
        mine = given.index(folded(item)) + 1 if folded(item) in given else 0
        right = mine == place
        mark = ("✓", "$success bold") if right else ("✗", "$error bold")
        said = "" if right or not mine else voice.tr("you had it at {place}", place=mine)
        where = (f" · {said}", "$secondary") if said else ""
        lines.append(Content.assemble(f"{place} ", mark, f" {clean(item)}", where))
    return lines
