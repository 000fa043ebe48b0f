"""What a verdict, a hint and a difference are called in words."""

from collections.abc import Iterator, Sequence

from quizgen.model import Evidence, Rating
from quizgen.quiz.judge import OWN, Judgement
from quizgen.quiz.prepare import clusters
from quizgen.quiz.session import Outcome
from quizgen.quiz.verdict import Hint, HintKind, Kind
from quizgen.quiz.voice import N_, Voice

RIGHT, NEAR, WRONG, ASK = "right", "near", "wrong", "ask"

_VERDICTS = {
    Kind.EXACT: (RIGHT, "✓", N_("Right")),
    Kind.VARIANT: (RIGHT, "✓", N_("Right, in other words")),
    Kind.MINOR: (NEAR, "≈", N_("Nearly: a small slip")),
    Kind.TYPO: (NEAR, "≈", N_("Nearly: a typing slip")),
    Kind.PARTIAL: (WRONG, "✗", N_("Only a part of it")),
    Kind.PRINTED: (WRONG, "✗", N_("So the text prints it, but that is a slip")),
    Kind.WRONG: (WRONG, "✗", N_("Not this time")),
    Kind.WRONG_SCRIPT: (ASK, "?", N_("That is another alphabet. Try again; nothing is counted")),
    Kind.EMPTY: (ASK, "?", N_("Nothing there yet; nothing is counted")),
}
_HINTS = {
    HintKind.LETTER: N_("You wrote “{typed}” where “{wanted}” stands."),
    HintKind.SPACING: N_("Only blanks or hyphens differ."),
    HintKind.FOREIGN: N_("“{typed}” is another language's word; here it is “{wanted}”."),
    HintKind.OTHER: N_("“{typed}” is the answer to another question."),
    HintKind.SCRIPT: N_("Written in {typed} letters; {wanted} letters are expected."),
    HintKind.UNIT: N_("Mind the unit: {wanted}."),
    HintKind.NUMBER: N_("The figure is another one."),
    HintKind.RANGE: N_("A range needs both its ends."),
    HintKind.BOUND: N_("Mind “more than” and “less than”."),
    HintKind.MISSING: N_("Missing: “{wanted}”."),
    HintKind.EXTRA: N_("Too much: “{typed}”."),
    HintKind.OPPOSITE: N_("That says the opposite."),
    HintKind.PRINTED: N_("The text prints {typed}; accepted is {wanted}."),
}
RATINGS = {
    Rating.AGAIN: N_("Again"),
    Rating.HARD: N_("Hard"),
    Rating.GOOD: N_("Good"),
    Rating.EASY: N_("Easy"),
}
_SCRIPTS = {
    "Latin": N_("Latin"),
    "Cyrillic": N_("Cyrillic"),
    "Devanagari": N_("Devanagari"),
    "Greek": N_("Greek"),
}


def verdict_words(outcome: Outcome, voice: Voice) -> tuple[str, str, str]:
    """Tone, symbol and words of an outcome."""
    if outcome.taught:
        return RIGHT, "✓", voice.tr("Counted as right, now and from now on")
    if outcome.overridden:
        return RIGHT, "✓", voice.tr("Counted as right")
    if outcome.judgement.verdict == OWN:
        if outcome.rating is Rating.AGAIN:
            return WRONG, "✗", voice.tr("Not this time")
        return RIGHT, "✓", voice.tr("Recalled")
    tone, symbol, words = _VERDICTS[Kind(outcome.judgement.verdict)]
    return tone, symbol, voice.tr(words)


def hint_words(hints: Sequence[Hint], voice: Voice) -> list[str]:
    """A sentence for each hint."""
    said = []
    for hint in hints:
        typed, wanted = hint.typed, hint.wanted
        if hint.kind is HintKind.SCRIPT:
            typed = voice.tr(_SCRIPTS.get(typed, typed))
            wanted = voice.tr(_SCRIPTS.get(wanted, wanted))
        said.append(voice.tr(_HINTS[hint.kind], typed=typed, wanted=wanted))
    return said


def told_apart(judgement: Judgement, voice: Voice) -> list[str]:
    """All that can be said of an answer beside its verdict, nothing of it twice: where whole
    words are missing or too many, they are named, else the letters are told apart by their places.
    Letters are told apart only where a slip is likely; of another word that says nothing."""
    words = any(hint.kind in (HintKind.MISSING, HintKind.EXTRA) for hint in judgement.hints)
    diff = () if words or _another_word(judgement.diff) else judgement.diff
    hints = [h for h in judgement.hints if not (diff and h.kind is HintKind.LETTER)]
    said = [*hint_words(hints, voice), *difference_words(diff, voice)]
    return list(dict.fromkeys(said))


def quoted(evidence: Evidence) -> str:
    """The sentence as printed, an item of a list after the line that the list stands under."""
    return f"{evidence.heading} {evidence.quote}".strip()


def translated(evidence: Evidence) -> str:
    """The same in the card's language; empty where the text is written in it."""
    return f"{evidence.heading_translation} {evidence.translation}".strip()


def _another_word(diff: Sequence[tuple[str, str]]) -> bool:
    """Whether a difference is more than a slip: a run of more letters than one mistypes."""
    runs = list(differences(diff))
    return any(
        max(len(clusters(typed)), len(clusters(wanted))) > _SLIP for _, typed, wanted in runs
    )


MOST = 4
_SLIP = 3


def difference_words(diff: Sequence[tuple[str, str]], voice: Voice) -> list[str]:
    """Each difference by its place in the right answer, in letters as a reader sees them."""
    said = []
    for place, typed, wanted in differences(diff):
        if typed and wanted:
            said.append(
                voice.tr(
                    "Letter {place}: “{wanted}”, not “{typed}”.",
                    place=place,
                    typed=typed,
                    wanted=wanted,
                )
            )
        elif wanted:
            said.append(
                voice.tr("Letter {place}: “{wanted}” is missing.", place=place, wanted=wanted)
            )
        else:
            said.append(
                voice.tr("Before letter {place}: “{typed}” is too much.", place=place, typed=typed)
            )
    return said[:MOST]


def differences(diff: Sequence[tuple[str, str]]) -> Iterator[tuple[int, str, str]]:
    """Runs of difference as (place, typed, wanted); a place counts clusters of the right answer,
    its blanks left out."""
    place, start, typed, wanted = 1, 1, "", ""
    for operation, cluster in (*diff, ("same", "")):
        if operation == "same":
            if typed or wanted:
                yield start, typed, wanted
            typed = wanted = ""
            place += not cluster.isspace()
            start = place
        elif operation == "extra":
            typed += cluster
        else:
            wanted += cluster
            place += not cluster.isspace()
