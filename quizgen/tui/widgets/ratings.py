"""Ratings: how well it was known; each row says when the card would come back."""

from collections.abc import Mapping

from textual.message import Message

from quizgen.model import Rating
from quizgen.quiz.saying import RATINGS
from quizgen.quiz.voice import Voice
from quizgen.tui.widgets.rows import RowList, RowText


class Ratings(RowList):
    """Four rows at the foot of the screen; the cursor stands on what the answer earned."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    Ratings { padding: 0 0 1 3; }
    Ratings > Row { margin: 0; }
    .-short Ratings, .-middle Ratings { padding: 0 0 0 3; }
    """

    class Rated(Message):
        """The learner goes on with this rating."""

        def __init__(self, rating: Rating) -> None:
            self.rating = rating
            super().__init__()

    def show(
        self, rating: Rating, previews: Mapping[Rating, int], now_ms: int, voice: Voice
    ) -> None:
        """Offer the four ratings, ``rating`` first at hand."""
        self.say([_row(known, previews.get(known), now_ms, voice) for known in Rating])
        self.cursor = list(Rating).index(rating)
        self.display = True
        self.focus()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self.post_message(self.Rated(list(Rating)[event.index]))


def _row(rating: Rating, due: int | None, now_ms: int, voice: Voice) -> RowText:
    name = voice.tr(RATINGS[rating])
    return RowText(name if due is None else f"{name} · {voice.wait(due - now_ms)}")
