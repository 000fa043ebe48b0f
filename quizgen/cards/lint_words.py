"""Lint of a card's words: shape, letters and scripts, leaked answers, questions alike."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

import regex

from quizgen.language.book import LanguageBook
from quizgen.model import Card

LONGEST_ANSWER = 12  # words (Wozniak, "Effective learning: twenty rules", 4 and 9)
_WORD = regex.compile(r"[\p{L}\p{M}]+")
_SCRIPT = regex.compile(
    r"(?P<l>\p{Latin})|(?P<c>\p{Cyrillic})|(?P<d>\p{Devanagari})|(?P<g>\p{Greek})"
)
_MICRO = "µ"
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("«", "»"), ("“", "”"))


def fold(text: str) -> str:
    """``text`` for comparing: NFC, lower case, letters, marks and digits only, single blanks."""
    kept = regex.sub(r"[^\p{L}\p{M}\p{N}]+", " ", unicodedata.normalize("NFC", text).casefold())
    return kept.strip()


def shape(card: Card) -> Iterator[tuple[str, str]]:
    """Faults of form: no question mark, a long answer, an open placeholder, an empty part."""
    if card.form != "cloze" and not card.question.endswith("?"):
        yield "no-question-mark", card.question
    if card.form == "cloze" and card.question.count("[…]") != 1:
        yield "cloze-gap", card.question
    if len(card.answer.split()) > LONGEST_ANSWER and card.form != "order":
        yield "answer-too-long", card.answer
    if card.form == "typed" and "/" in card.answer and not any(c.isdigit() for c in card.answer):
        yield "two-answers", card.answer
    if card.choices and card.form != "order" and card.answer not in card.choices:
        yield "answer-not-an-option", card.answer
    if card.form == "choice" and len(card.choices) != 3:
        yield "not-three-options", " · ".join(card.choices)
    for part in (card.question, card.answer, *card.accepted, *card.choices, card.explanation):
        if not part.strip() and not (part is card.explanation and card.form == "name"):
            yield "empty-part", card.key
        if regex.search(r"\{\p{L}", part):
            yield "open-placeholder", part
        if "  " in part or regex.search(r"\s[,.;:!?।](?:\s|$)", part):
            yield "stray-space", part
        if any(part.count(one) != part.count(other) for one, other in _PAIRS):
            yield "bracket-alone", part
        if part != unicodedata.normalize("NFC", part):
            yield "not-nfc", part


def letters(parts: Iterable[str], book: LanguageBook) -> Iterator[tuple[str, str]]:
    """Words of two scripts, and letters that are not of the language's alphabet."""
    own = set(unicodedata.normalize("NFC", book.settings.letters))
    own |= set(unicodedata.normalize("NFD", book.settings.letters))
    for part in parts:
        for word in _WORD.findall(unicodedata.normalize("NFC", part).replace(_MICRO, "")):
            scripts = {match.lastgroup for match in _SCRIPT.finditer(word)}
            if len(scripts) > 1:
                yield "mixed-scripts", word
            elif book.settings.latin and scripts == {"l"}:
                continue
            else:
                strange = {c for c in word.lower() if c not in own}
                if strange:
                    yield "letter-not-in-alphabet", f"{word} ({''.join(sorted(strange))})"


def _inside(part: str, whole: str) -> bool:
    return bool(part) and f" {part} " in f" {whole} "


def leak(card: Card) -> Iterator[tuple[str, str]]:
    """The answer standing in the question, in the card's language or another."""
    if card.form in ("truefalse", "order", "choice"):
        return
    question = fold(card.question)
    # Names across languages may share a code; there only the answer itself would give it away.
    more = () if card.form == "name" else (*card.accepted, *card.foreign)
    for answer in (card.answer, *more):
        if _inside(fold(answer), question):
            yield "answer-leaked", answer


def alike(cards: Sequence[Card]) -> Iterator[tuple[str, str, str]]:
    """(rule, key, question) of each question that folds like an earlier one."""
    seen: dict[str, str] = {}
    for card in cards:
        question = fold(card.question)
        first = seen.setdefault(question, card.key)
        if first != card.key:
            yield "questions-alike", card.key, f"{card.question} (as {first})"
