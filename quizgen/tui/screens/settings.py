"""Settings: one row each; left and right change, and what is chosen holds at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from quizgen.tui.preferences import Preferences
from quizgen.tui.screens.choosing import Choosing
from quizgen.tui.screens.page import Head
from quizgen.tui.widgets.hints import Hint
from quizgen.tui.widgets.rows import RowList, RowText

_SIZES = ((10, 0), (20, 0), (30, 0), (50, 0), (100, 0), (0, 5), (0, 10), (0, 20), (0, 30), (0, 0))
_NEW = (0, 5, 10, 15, 20, 30, 50, 100)
_TOTAL = (0, 20, 50, 100, 150, 200, 300)
_STEPS = ((1, 10), (1,), (10,), (1, 10, 60), (5, 30))
_RETENTIONS = (0.8, 0.85, 0.87, 0.9, 0.92, 0.94, 0.95, 0.97)


@dataclass(frozen=True)
class Setting:
    """One setting: its name, its values, the present one, how a value reads, how it is kept."""

    name: str
    values: Sequence[Any]
    value: Any
    reads: Callable[[Any], str]
    keep: Callable[[Any], Preferences]

    def turned(self, by: int) -> Preferences:
        """The preferences with the next value (or the one before)."""
        values = list(self.values)
        place = values.index(self.value) if self.value in values else 0
        return self.keep(values[(place + by) % len(values)])


class SettingsScreen(Choosing[None]):
    """All that the learner may choose."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", show=False),
        Binding("right", "turn(1)", show=False),
    ]

    def title_text(self) -> str:
        return self.voice.tr("Settings")

    def rows(self) -> list[RowText]:
        return [RowText(s.name, s.reads(s.value)) for s in self._settings()]

    def hints(self) -> Sequence[Hint]:
        tr = self.voice.tr
        return (
            Hint("← →", tr("Change"), "screen.turn(1)"),
            Hint("F1", tr("Help"), "screen.help"),
            Hint("Esc", tr("Back"), "screen.back"),
        )

    def keys(self) -> Sequence[tuple[str, str]]:
        tr = self.voice.tr
        return (
            ("↑ ↓", tr("Choose a setting")),
            ("← →, Enter", tr("Change it; it holds at once")),
            ("Esc", tr("Back")),
        )

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self._turn(event.index, 1)

    def action_turn(self, by: int) -> None:
        self._turn(self.query_one(RowList).cursor, by)

    def _turn(self, index: int, by: int) -> None:
        spoken = self.voice
        self.quiz_app.choose(self._settings()[index].turned(by))
        self.query_one(RowList).say(self.rows())
        if self.voice is not spoken:
            self.query_one(Head).update(self.title_text())
            self.show_hints()

    def _settings(self) -> Sequence[Setting]:
        now, tr = self.quiz_app.preferences, self.voice.tr
        languages = self.quiz_app.services.languages
        codes = tuple(languages)

        def language(code: str) -> str:
            return languages.get(code, "") or tr("All languages")

        def asked(code: str) -> str:
            return languages.get(code, "") or tr("The language of the card")

        return (
            Setting(
                tr("Language of the screens"),
                codes,
                now.interface,
                language,
                lambda code: replace(now, interface=code),
            ),
            Setting(
                tr("Language studied: you answer in it"),
                (*codes, ""),
                now.answer,
                language,
                lambda code: replace(now, answer=code),
            ),
            Setting(
                tr("Questions are asked in"),
                ("", *codes),
                now.question,
                asked,
                lambda code: replace(now, question=code),
            ),
            Setting(
                tr("Colours"),
                ("dark", "light"),
                now.theme,
                lambda theme: tr("Dark") if theme == "dark" else tr("Light"),
                lambda theme: replace(now, theme=theme),
            ),
            Setting(
                tr("Length of a session"),
                _SIZES,
                (now.cards, now.minutes),
                self._length,
                lambda size: replace(now, cards=size[0], minutes=size[1]),
            ),
            Setting(
                tr("How much you want to remember"),
                _RETENTIONS,
                now.retention,
                lambda share: tr("{percent} % when a card comes back", percent=round(share * 100)),
                lambda share: replace(now, retention=share),
            ),
            Setting(
                tr("New cards a day"),
                _NEW,
                now.new_per_day,
                self._cards,
                lambda cards: replace(now, new_per_day=cards),
            ),
            Setting(
                tr("All cards a day"),
                _TOTAL,
                now.total_per_day,
                lambda cards: self._cards(cards) if cards else tr("no limit"),
                lambda cards: replace(now, total_per_day=cards),
            ),
            Setting(
                tr("A new card comes back"),
                _STEPS,
                now.steps,
                lambda steps: tr("after {minutes} min", minutes=", ".join(map(str, steps))),
                lambda steps: replace(now, steps=steps),
            ),
        )

    def _cards(self, count: int) -> str:
        return self.voice.trn("{n} card", "{n} cards", count)

    def _length(self, size: tuple[int, int]) -> str:
        cards, minutes = size
        if cards:
            return self.voice.trn("{n} answer", "{n} answers", cards)
        if minutes:
            return self.voice.trn("{n} minute", "{n} minutes", minutes)
        return self.voice.tr("until you stop")
