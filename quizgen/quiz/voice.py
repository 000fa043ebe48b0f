"""Every word a screen writes comes through here, in the interface language."""

from typing import Any

from quizgen.language.messages import Messages
from quizgen.quiz.clean import clean

_MINUTE = 60_000
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR


def N_(message: str) -> str:  # noqa: N802 (gettext's own name for it)
    """Marks a message that is translated where it is shown."""
    return message


class Voice:
    """Messages of one language, filled in. Values from texts are cleaned on their way in."""

    def __init__(self, messages: Messages, language: str) -> None:
        self.language = language
        self._messages = messages

    def tr(self, message: str, **values: object) -> str:
        """``message`` translated, its ``{places}`` filled."""
        return _fill(self._messages.gettext(message), values)

    def trn(self, one: str, many: str, number: int, **values: object) -> str:
        """The form that goes with ``number``, which fills ``{n}``."""
        text = self._messages.ngettext(one, many, number)
        return _fill(text, {"n": number, **values})

    def topic(self, topic: str) -> str:
        """A topic's name: the catalogue has it under its id; a topic it does not know shows
        the id itself, as a name."""
        message = f"topic {topic}"
        found = self._messages.gettext(message)
        return clean(topic.replace("-", " ").capitalize() if found == message else found)

    def all_topics(self, *, names: bool) -> str:
        """All topics in a word: the vocabulary is asked by itself only, and says so; what is looked
        at and counted has it among the rest."""
        if names:
            return self.tr("All topics and the names")
        return self.tr("All topics without the names")

    def wait(self, milliseconds: int) -> str:
        """How long until a card comes back: ``in 10 minutes``, ``in 3 days``."""
        if milliseconds < 0.75 * _MINUTE:
            return self.tr("in a moment")
        minutes = max(1, round(milliseconds / _MINUTE))
        if minutes < 60:
            return self.trn("in {n} minute", "in {n} minutes", minutes)
        hours = round(milliseconds / _HOUR)
        if hours < 24:
            return self.trn("in {n} hour", "in {n} hours", hours)
        days = round(milliseconds / _DAY)
        if days == 1:
            return self.tr("tomorrow")
        if days < 60:
            return self.trn("in {n} day", "in {n} days", days)
        if days < 730:
            return self.trn("in {n} month", "in {n} months", round(days / 30.4))
        return self.trn("in {n} year", "in {n} years", round(days / 365))

    def spent(self, milliseconds: int) -> str:
        """A length of time: ``4 min 05 s``."""
        minutes, seconds = divmod(round(milliseconds / 1000), 60)
        if not minutes:
            return self.tr("{seconds} s", seconds=seconds)
        return self.tr("{minutes} min {seconds} s", minutes=minutes, seconds=f"{seconds:02d}")


def _fill(text: str, values: dict[str, Any]) -> str:
    shown = {
        name: clean(value) if isinstance(value, str) else value for name, value in values.items()
    }
    return text.format(**shown) if shown else text
