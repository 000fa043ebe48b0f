"""What grading says of a typed answer, and the rating it stands for."""

from enum import StrEnum

from msgspec import Struct

from quizgen.model import Rating


class Kind(StrEnum):
    """The kinds of verdict, from the best to the worst.

    ``PRINTED`` is the wrong value that the source prints: taught kindly, rated as wrong.
    ``WRONG_SCRIPT`` and ``EMPTY`` are no answers: the learner is asked again.
    """

    EXACT = "exact"
    VARIANT = "variant"
    MINOR = "minor"
    TYPO = "typo"
    PARTIAL = "partial"
    WRONG_SCRIPT = "wrong-script"
    EMPTY = "empty"
    PRINTED = "printed"
    WRONG = "wrong"

    @property
    def rating(self) -> Rating | None:
        """The rating the verdict stands for; None where there is nothing to rate."""
        return _RATINGS[self]

    @property
    def accepted(self) -> bool:
        """Whether the answer counts as right."""
        return self in (Kind.EXACT, Kind.VARIANT, Kind.MINOR, Kind.TYPO)


_RATINGS = {
    Kind.EXACT: Rating.GOOD,
    Kind.VARIANT: Rating.GOOD,
    Kind.MINOR: Rating.HARD,
    Kind.TYPO: Rating.HARD,
    Kind.PARTIAL: Rating.AGAIN,
    Kind.WRONG_SCRIPT: None,
    Kind.EMPTY: None,
    Kind.PRINTED: Rating.AGAIN,
    Kind.WRONG: Rating.AGAIN,
}


class HintKind(StrEnum):
    """What can be said of an answer beside its verdict."""

    LETTER = "letter"  # typed stands for wanted: another letter or sign
    SPACING = "spacing"  # only spaces or hyphens differ
    FOREIGN = "foreign"  # typed is a word of another language; wanted is the asked language's
    OTHER = "other"  # typed is the answer to another question
    SCRIPT = "script"  # typed and wanted are Unicode script names
    UNIT = "unit"  # the unit is missing or another one; wanted is the right one
    NUMBER = "number"  # the figure is another
    RANGE = "range"  # one end of a range is missing
    BOUND = "bound"  # "more than", "less than" is missing or turned round
    MISSING = "missing"  # wanted words are missing
    EXTRA = "extra"  # typed words are too many
    OPPOSITE = "opposite"  # the answer says the opposite: a negation or a prefix differs
    PRINTED = "printed"  # typed is what the source prints, wanted is what is accepted


class Hint(Struct, frozen=True):
    """One thing to tell the learner; the words for it are the interface's."""

    kind: HintKind
    typed: str = ""
    wanted: str = ""


class Verdict(Struct, frozen=True):
    """What grading says of one typed answer.

    ``matched`` is the right answer that it was held against. ``diff`` are pairs of an operation
    and a grapheme cluster: ``same``, ``extra`` (typed, not wanted) and ``missing`` (wanted, not
    typed); empty where the answer needs none.
    """

    kind: Kind
    matched: str = ""
    hints: tuple[Hint, ...] = ()
    diff: tuple[tuple[str, str], ...] = ()

    @property
    def rating(self) -> Rating | None:
        """The rating the verdict stands for; None asks again."""
        return self.kind.rating
