"""Study days: a day begins at 04:00 of the learner's own clock, not at midnight.

All times in this room are Unix milliseconds, UTC. The time zone is passed in.
"""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

DAY_MS = 86_400_000
_QUARTER_MS = 900_000


class Days:
    """Which study day an instant belongs to, and when that day begins.

    ``zone`` is the learner's time zone, ``rollover_hour`` the local hour at which a day begins
    (4, as in Anki: what is studied after midnight belongs to the evening before).
    """

    def __init__(self, zone: tzinfo = UTC, rollover_hour: int = 4) -> None:
        self.zone = zone
        self.rollover_hour = rollover_hour
        self._before = timedelta(hours=rollover_hour)
        self._quarter = lru_cache(maxsize=65_536)(self._number)

    def date(self, ms: int) -> date:
        """The calendar date of the study day that holds ``ms``."""
        return (
            datetime.fromtimestamp(ms / 1000, self.zone).replace(tzinfo=None) - self._before
        ).date()

    def number(self, ms: int) -> int:
        """The study day that holds ``ms``, as a number that grows by one each day."""
        # Zones differ by whole quarters of an hour, so a quarter lies in one day.
        return self._quarter(ms // _QUARTER_MS)

    def _number(self, quarter: int) -> int:
        return self.date(quarter * _QUARTER_MS).toordinal()

    def start(self, number: int) -> int:
        """The first millisecond of study day ``number``."""
        local = datetime.combine(date.fromordinal(number), time(self.rollover_hour), self.zone)
        return int(local.timestamp() * 1000)

    def today(self, ms: int) -> tuple[int, int]:
        """The half-open interval of milliseconds of the study day that holds ``ms``."""
        number = self.number(ms)
        return self.start(number), self.start(number + 1)

    def elapsed(self, earlier_ms: int, later_ms: int) -> int:
        """Study days between two instants; never negative."""
        return max(0, self.number(later_ms) - self.number(earlier_ms))
