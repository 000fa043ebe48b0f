"""Feedback: all that is said after an answer."""

import regex
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from quizgen.model import Card
from quizgen.quiz.clean import clean
from quizgen.quiz.saying import told_apart, verdict_words
from quizgen.quiz.session import Outcome
from quizgen.quiz.voice import Voice
from quizgen.tui.widgets.quote import Quote
from quizgen.tui.widgets.words import Words, still

_GAP = regex.compile(r"\{\{(.*?)\}\}")


class Feedback(Vertical):
    """Verdict, answer, what differed, explanation, the source's sentence, the slip it may hold."""

    virtual_size = still()
    SCOPED_CSS = False
    DEFAULT_CSS = """
    Feedback { height: auto; margin: 1 0 0 0; }
    Feedback > #verdict { text-style: bold; }
    Feedback > .-right { color: $success; }
    Feedback > .-near { color: $warning; }
    Feedback > .-wrong { color: $error; }
    Feedback > #answer { text-style: bold; margin: 1 0 0 0; }
    Feedback > #given, Feedback > #differences { color: $secondary; }
    Feedback > #explanation { margin: 1 0 0 0; }
    Feedback > #erratum { border-left: outer $warning; padding: 0 0 0 1; margin: 1 0 0 0; }
    Feedback > #due { color: $secondary; margin: 1 0 0 0; }
    .-short Feedback > * { margin: 0; }
    """

    def compose(self) -> ComposeResult:
        yield Words(id="verdict")
        yield Words(id="given")
        yield Words(id="differences")
        yield Words(id="answer")
        yield Words(id="explanation")
        yield Words(id="erratum")
        yield Quote()

    def on_show(self) -> None:
        """Once it has its place: where not all fits, the verdict comes first."""
        self.scroll_visible(animate=False, top=True, force=True)

    def show(self, outcome: Outcome, voice: Voice) -> None:
        """Say what came of an answer."""
        card = outcome.question.card
        tone, symbol, words = verdict_words(outcome, voice)
        self._say("verdict", f"{symbol} {words}")
        verdict = self.query_one("#verdict", Words)
        for name in ("right", "near", "wrong"):
            verdict.set_class(tone == name, f"-{name}")
        plain = tone == "right" and clean(outcome.given) == clean(card.answer)
        typed = outcome.question.kind in ("typed", "cloze") and outcome.given and not plain
        self._say("given", voice.tr("You wrote: {answer}", answer=outcome.given) if typed else "")
        said = told_apart(outcome.judgement, voice)
        self._say("differences", "\n".join(said))
        self.reveal(card, voice)
        if outcome.question.kind in ("choice", "truefalse"):
            self._say("answer", "")  # the options already say which is right

    def reveal(self, card: Card, voice: Voice) -> None:
        """The answer and all that stands behind it."""
        self._say("answer", _answer(card))
        self._say("explanation", clean(card.explanation))
        note = clean(card.erratum_note)
        self._say("erratum", f"{voice.tr('A slip in the text')}\n{note}" if note else "")
        self.query_one(Quote).show(card.evidence, voice)

    def hush(self) -> None:
        """Before the answer is revealed the verdict has nothing to say."""
        for name in ("verdict", "given", "differences"):
            self._say(name, "")

    def _say(self, name: str, content: str | Content) -> None:
        words = self.query_one(f"#{name}", Words)
        words.update(content)
        words.display = bool(content)


def _answer(card: Card) -> Content:
    """The right answer; in a cloze the whole sentence, in an order the items in rows."""
    if card.form == "order":
        return Content("\n".join(f"{n}  {clean(item)}" for n, item in enumerate(card.choices, 1)))
    if card.form != "cloze" or not card.cloze:
        return Content(clean(card.answer))
    parts: list[str | tuple[str, str]] = []
    at = 0
    for gap in _GAP.finditer(card.cloze):
        parts += [clean(card.cloze[at : gap.start()]), (clean(gap.group(1)), "$success underline")]
        at = gap.end()
    parts.append(clean(card.cloze[at:]))
    return Content.assemble(*parts)
