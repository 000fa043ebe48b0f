"""The quiz line by line, for screen readers and pipes: no colours, no cursor, one thing a line."""

from typing import TextIO

from quizgen.quiz.clean import clean
from quizgen.quiz.judge import pick
from quizgen.quiz.questions import Question
from quizgen.quiz.saying import quoted, told_apart, translated, verdict_words
from quizgen.quiz.session import Outcome, Session
from quizgen.quiz.voice import N_, Voice

COMMANDS = {
    "undo": N_("undo"),
    "skip": N_("skip"),
    "quit": N_("quit"),
    "right": N_("right"),
    "accept": N_("accept"),
    "help": N_("help"),
}
_LEAD = ("/", ":")


class PlainQuiz:
    """Asks on ``out``, reads answers from ``lines``. A line that begins with ``/`` is a command,
    in English or in the interface language."""

    def __init__(self, session: Session, voice: Voice, lines: TextIO, out: TextIO) -> None:
        self._session = session
        self._voice = voice
        self._lines = lines
        self._out = out

    def run(self) -> None:
        """Ask until the session is over, the learner quits or the lines end. Raises what the
        disk refuses (QuizgenError)."""
        tr = self._voice.tr
        self._say(tr("Study material, not medical advice."))
        if self._session.over:
            self._say(tr("Nothing to ask here for now."))
            return
        self._say(tr("Answer in a line of your own. /help lists the commands."))
        self._ask()
        while (line := self._lines.readline()) and self._take(line.strip()):
            pass
        self._end()

    # -- one line

    def _take(self, line: str) -> bool:
        """Act on a line; False where that was the end."""
        command = self._command(line)
        if command is None:
            return self._answer(line)
        if command == "quit":
            return False
        if command == "undo":
            self._say(self._voice.tr("Taken back.") if self._session.undo() else self._nothing())
        elif command == "skip":
            if self._session.outcome is None:  # after the last answer nothing is left to skip
                self._session.skip()
        elif command in ("right", "accept"):
            self._dispute(command)
        else:
            self._help()
        if self._session.over:
            return False
        self._go_on()
        return True

    def _answer(self, line: str) -> bool:
        session = self._session
        if session.outcome is not None:
            return False  # the last verdict has been read; any line but a command ends
        question = session.question
        if question is None or (line and _names_no_option(line, question)):
            self._ask()
            return True
        outcome = session.answer(line)
        self._tell(outcome)
        self._go_on()
        return True

    def _dispute(self, command: str) -> None:
        """The answer before is disputed until the next one is given."""
        if self._session.outcome is None and self._session.turn_back() is None:
            self._say(self._nothing())
        elif command == "right":
            self._tell_verdict(self._session.i_was_right())
        else:
            self._tell_verdict(self._session.accept_from_now_on())

    def _go_on(self) -> None:
        """To the next question; after the last answer stay, for it may be disputed."""
        if not self._session.last:
            self._session.proceed()
            self._ask()
            return
        self._say(self._voice.tr("That was the last one. Enter ends; /undo and /right still work."))

    def _command(self, line: str) -> str | None:
        if not line.startswith(_LEAD):
            return None
        word = line[1:].strip().casefold()
        for name, message in COMMANDS.items():
            if word in (name, self._voice.tr(message).casefold()):
                return name
        return "help"

    # -- what is said

    def _ask(self) -> None:
        question = self._session.question
        if question is None:
            return
        done = len(self._session.state.done)
        left = self._session.state.remaining
        tr = self._voice.tr
        self._say("")
        self._say(tr("Question {n} of {total}.", n=done + 1, total=done + left))
        self._say(clean(question.text))
        for number, choice in enumerate(question.choices, 1):
            self._say(f"{number}. {clean(choice)}")
        self._say(self._how(question))

    def _how(self, question: Question) -> str:
        tr = self._voice.tr
        if question.kind == "order":
            return tr("Write the numbers in the right order:")
        return tr("Write the number:") if question.choices else tr("Write the answer:")

    def _tell(self, outcome: Outcome) -> None:
        self._tell_verdict(outcome)
        judgement, card = outcome.judgement, outcome.question.card
        for sentence in told_apart(judgement, self._voice):
            self._say(sentence)
        if outcome.rating is None:
            return
        tr = self._voice.tr
        answer = " → ".join(card.choices) if card.form == "order" else card.answer
        self._say(tr("Answer: {answer}", answer=answer))
        if card.explanation:
            self._say(clean(card.explanation))
        evidence = card.evidence
        if evidence is not None:
            self._say(tr("The text says: {quote}", quote=quoted(evidence)))
            if translation := translated(evidence):
                self._say(tr("Translated: {translation}", translation=translation))
            self._say(
                tr(
                    "{file}, line {line} · {title}",
                    file=evidence.source,
                    line=evidence.line,
                    title=evidence.title,
                )
            )
        if card.erratum_note:
            self._say(f"{tr('A note on the text')}: {clean(card.erratum_note)}")

    def _tell_verdict(self, outcome: Outcome) -> None:
        _, _, words = verdict_words(outcome, self._voice)
        self._say(words)
        if outcome.due is not None:
            wait = self._voice.wait(outcome.due - self._session.now)
            self._say(self._voice.tr("It comes back {when}.", when=wait))

    def _end(self) -> None:
        result = self._session.result()
        if result.total.asked:
            self._say("")
            self._say(
                self._voice.trn(
                    "{right} of {n} card known at the first try",
                    "{right} of {n} cards known at the first try",
                    result.total.asked,
                    right=result.total.right,
                )
            )
            for card in self._session.missed():
                self._say(f"{clean(self._session.wording(card))} — {clean(card.answer)}")

    def _help(self) -> None:
        tr = self._voice.tr
        for name, meaning in (
            ("undo", tr("take the last answer back")),
            ("skip", tr("leave this question out")),
            ("right", tr("I was right: count the last answer as good")),
            ("accept", tr("accept my last answer from now on")),
            ("quit", tr("end the session")),
        ):
            word = tr(COMMANDS[name])
            self._say(f"/{name} — {meaning}" if word == name else f"/{name}, /{word} — {meaning}")

    def _nothing(self) -> str:
        return self._voice.tr("There is nothing to change.")

    def _say(self, line: str) -> None:
        self._out.write(line + "\n")
        self._out.flush()


def _names_no_option(line: str, question: Question) -> bool:
    """Whether there is nothing to count: a number that no option has, or neither true nor false.
    Other words are left to the judge, who knows further names of an option."""
    if question.kind not in ("choice", "truefalse") or pick(line, question.choices) is not None:
        return False
    return question.kind == "truefalse" or line.isdecimal()
