"""The quiz as JSON lines, so that another program can drive it.

Out: a question, ``{"card", "kind", "language", "question", "choices", "remaining"}``.
In: ``{"answer": "…"}`` (for a choice the option's text or number, for an order the numbers of the
items) or ``{"command": "undo" | "skip" | "quit"}``.
Out: ``{"card", "verdict", "rating", "answer", "explanation", "source", "due"}``, written only once
the review is safe on disk; then the next question, until there is none.

An answer that has to be given again (``rating`` null) tells nothing away, and its question is
asked once more. A line that is no such object gets ``{"error": "…"}``; nothing is counted.
"""

import json
from datetime import UTC, datetime
from typing import Any, TextIO

from quizgen.model import Evidence
from quizgen.quiz.questions import Question
from quizgen.quiz.session import Outcome, Session

COMMANDS = ("undo", "skip", "quit")


def run_json(session: Session, lines: TextIO, out: TextIO) -> None:
    """Ask until the session is over, ``quit`` comes or ``lines`` end. Raises what the disk
    refuses (QuizgenError): then the answer is not said to be kept."""
    _ask(session, out)
    while not session.over:
        line = lines.readline()
        if not line:
            return
        if not line.strip():
            continue
        wanted = _read(line)
        if isinstance(wanted, str):
            _say(out, {"error": wanted})
            continue
        command = wanted.get("command")
        if command == "quit":
            return
        if command == "undo":
            session.undo()
        elif command == "skip":
            session.skip()
        else:
            outcome = session.answer(str(wanted["answer"]))
            _say(out, verdict_line(outcome))
            session.proceed()
        _ask(session, out)


def question_line(question: Question, remaining: int) -> dict[str, Any]:
    """A question as an object."""
    return {
        "card": question.card.key,
        "kind": question.kind,
        "language": question.card.language,
        "question": question.text,
        "choices": list(question.choices),
        "remaining": remaining,
    }


def verdict_line(outcome: Outcome) -> dict[str, Any]:
    """What came of an answer as an object; ``due`` is ISO 8601 in UTC."""
    card = outcome.question.card
    told = outcome.rating is not None
    return {
        "card": card.key,
        "verdict": outcome.judgement.verdict,
        "rating": None if outcome.rating is None else int(outcome.rating),
        "answer": card.answer if told else None,
        "explanation": card.explanation if told else None,
        "source": _source(card.evidence) if told else None,
        "due": None if outcome.due is None else _time(outcome.due),
    }


def _source(evidence: Evidence | None) -> dict[str, Any] | None:
    if evidence is None:
        return None
    return {
        "file": evidence.source,
        "title": evidence.title,
        "language": evidence.language,
        "line": evidence.line,
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
        "marks": [list(mark) for mark in evidence.marks],
        "translation": evidence.translation,
        "heading": evidence.heading,
    }


def _time(milliseconds: int) -> str:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).isoformat(timespec="seconds")


def _ask(session: Session, out: TextIO) -> None:
    if session.question is not None:
        _say(out, question_line(session.question, session.state.remaining))


def _say(out: TextIO, value: dict[str, Any]) -> None:
    out.write(json.dumps(value, ensure_ascii=False) + "\n")
    out.flush()


def _read(line: str) -> dict[str, Any] | str:
    """The object on a line, or what is wrong with it."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return "not JSON"
    if not isinstance(found, dict):
        return "not an object"
    if "command" in found:
        if found["command"] in COMMANDS:
            return found
        return f"unknown command; there are {', '.join(COMMANDS)}"
    if not isinstance(found.get("answer"), str | int):
        return 'neither "answer" nor "command"'
    return found
