"""What the screens need of the rooms below: handed in, so that they can be drawn without them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.tui.preferences import Preferences

if TYPE_CHECKING:
    from quizgen.language.settings import LanguageSettings
    from quizgen.model import Card, Fact
    from quizgen.quiz.judge import Judge
    from quizgen.quiz.record import Recorder
    from quizgen.study import Study


@dataclass(frozen=True)
class Desk:
    """What is read once, by a worker, after the first screen stands.

    ``cards`` are all cards in all languages, ``facts`` all facts by id, ``text`` gives a source
    as it lies on disk, ``recorder`` keeps a session's answers, ``judge`` grades them,
    ``languages`` are their settings by code, the ``[keys]`` tables among them.
    """

    cards: "Sequence[Card]"
    facts: "Mapping[str, Fact]"
    text: Callable[[str], str]
    study: "Study"
    recorder: "Recorder"
    judge: "Judge"
    languages: "Mapping[str, LanguageSettings]" = field(default_factory=dict)


@dataclass(frozen=True)
class Play:
    """A session asked for on the command line; what is None or empty is as the learner has
    chosen before."""

    language: str = ""
    topic: str = ""
    mode: str = "due"
    cards: int | None = None
    minutes: int | None = None
    ask_in: str = ""
    source: str = ""

    def over(self, chosen: Preferences) -> Preferences:
        """The learner's choices, for this run changed by what was asked for."""
        timed = self.cards is not None or self.minutes is not None
        return replace(
            chosen,
            answer=self.language or chosen.answer,
            question=self.ask_in or chosen.question,
            cards=(self.cards or 0) if timed else chosen.cards,
            minutes=(self.minutes or 0) if timed else chosen.minutes,
        )


@dataclass(frozen=True)
class Services:
    """Everything from outside.

    ``open`` reads the desk for these preferences (slow). ``languages`` maps a code to the
    language's own name, ``messages`` is the folder of the catalogues, ``now`` gives Unix
    milliseconds, ``seed`` is for the order of options. ``preferences`` is None on the first
    start; ``keep`` writes them. ``locale`` is what the environment says (``hi_IN.UTF-8``).
    """

    open: Callable[[Preferences], Desk]
    languages: Mapping[str, str]
    messages: Path
    now: Callable[[], int]
    seed: Callable[[], int]
    preferences: Preferences | None
    keep: Callable[[Preferences], None]
    locale: str = ""
