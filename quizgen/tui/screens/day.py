"""Day: when a card shall come back, in the learner's own choice."""

from collections.abc import Sequence

from quizgen.tui.screens.choosing import Choosing
from quizgen.tui.widgets.rows import RowList, RowText

_DAYS = (0, 1, 3, 7, 14, 30, 90)
_MILLISECONDS = 86_400_000


class DayScreen(Choosing[int]):
    """Answers with the days from now; None where the learner thought better of it."""

    def title_text(self) -> str:
        return self.voice.tr("When shall the card come back?")

    def note(self) -> str:
        return self.voice.tr("What is known of your memory stays; only the day changes.")

    def rows(self) -> Sequence[RowText]:
        wait, tr = self.voice.wait, self.voice.tr
        return [RowText(wait(days * _MILLISECONDS) if days else tr("now")) for days in _DAYS]

    def keys(self) -> Sequence[tuple[str, str]]:
        tr = self.voice.tr
        return (
            ("↑ ↓", tr("Choose a day")),
            ("Enter, 1–7", tr("Move the card there")),
            ("Esc", tr("Back")),
        )

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self.dismiss(_DAYS[event.index])
