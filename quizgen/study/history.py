"""The history file: what was answered, where each card stands, what can be undone.

One SQLite file, one durable transaction for each action. This module reads and writes rows; what an
answer means is decided in ``study``.
"""

import contextlib
import secrets
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from quizgen.errors import HistoryError
from quizgen.model import Review
from quizgen.study.database import Database
from quizgen.study.due import Due
from quizgen.study.journal import Action, Change, apply, fetch, pack, unpack
from quizgen.study.rows import STATE, read_reviews, state_of
from quizgen.study.schema import card_id
from quizgen.study.state import CardState
from quizgen.study.writer import Writer

_KEEP_ACTIONS_MS = 7 * 86_400_000
_UNDO_ROWS = 50_000  # an action on more rows than that is undone by a backup instead
# What was undone lies behind the last action that stands: found without reading those before it.
_UNDONE = (
    "session = :me AND done = 0 AND id > coalesce((SELECT id FROM action "
    "WHERE session = :me AND done = 1 ORDER BY id DESC LIMIT 1), 0)"
)


class History:
    """The open history file. Close it, or use it in a ``with`` block.

    ``session`` names who may undo what: actions are undone by the session that did them. Opening
    with the name of an earlier session takes up its undo list again.
    """

    def __init__(self, path: Path, session: str = "", busy_ms: int = 5_000) -> None:
        """Open or make the file at ``path``. Raises HistoryError, StorageError."""
        self.path = path
        self.session = session or secrets.token_hex(8)
        self._database = Database(path, busy_ms)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. Nothing is waiting to be written."""
        self._database.close()

    # reading

    def state(self, key: str) -> CardState:
        """Where the card stands; a card never seen is new."""
        with self._database.reading() as connection:
            row = fetch(connection, "card", (card_id(key),))
        return state_of(row[1:]) if row else CardState(key)

    def states(self) -> dict[str, CardState]:
        """Where each card stands that has a history, by key; also cards no text has any more."""
        with self._database.reading() as connection:
            rows = connection.execute(f"SELECT {STATE} FROM card").fetchall()
        return {row[0]: state_of(row) for row in rows}

    def reviews(self, key: str | None = None, since_ms: int = 0) -> list[Review]:
        """Reviews of one card or of all, from ``since_ms`` on, in order of time, then of card."""
        with self._database.reading() as connection:
            return read_reviews(connection, key, since_ms)

    def accepted(self, key: str) -> tuple[str, ...]:
        """Answers the learner told us to accept for this card, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT answer FROM accepted WHERE card = ? ORDER BY time, answer", (key,)
            ).fetchall()
        return tuple(row[0] for row in rows)

    def setting(self, name: str) -> str | None:
        """A kept setting, or None."""
        with self._database.reading() as connection:
            row = fetch(connection, "setting", (name,))
        return row[1] if row else None

    def due(self, now_ms: int, end_ms: int) -> Due:
        """What the schedule holds for the time up to ``end_ms``, seen at ``now_ms``."""
        open_until = {"now": now_ms, "end": end_ms}
        with self._database.reading() as connection:

            def keys(*queries: str) -> list[str]:
                # One long string is several times as fast as a row for each of 100,000 keys, and
                # a range of the index for each case is faster than one scan that tells them apart.
                found: list[str] = []
                for query in queries:
                    joined = connection.execute(
                        f"SELECT group_concat(key, char(31)) FROM ({query})", open_until
                    ).fetchone()[0]
                    if joined:
                        found.extend(joined.split("\x1f"))
                return found

            steps = connection.execute(
                "SELECT due, key FROM card WHERE stage IN (1, 3) AND suspended = 0 "
                "AND put_off <= :now AND due < :end ORDER BY due, key",
                open_until,
            ).fetchall()
            return Due(
                steps=steps,
                review=keys(
                    "SELECT key FROM card WHERE stage = 2 AND suspended = 0 AND put_off <= :now "
                    "AND due < :end ORDER BY due, key"
                ),
                others=keys(
                    "SELECT key FROM card WHERE suspended = 0 AND stage = 2 AND due >= :end",
                    "SELECT key FROM card WHERE suspended = 0 AND stage IN (1, 3)",
                    "SELECT key FROM card WHERE suspended = 1",
                    "SELECT key FROM card INDEXED BY card_held WHERE put_off > 0 "
                    "AND put_off > :now",
                ),
                held=keys(
                    "SELECT key FROM card INDEXED BY card_held WHERE put_off > 0 "
                    "AND put_off > :now AND suspended = 0 AND (stage = 0 OR due < :end) "
                    "ORDER BY key"
                ),
                groups=self.put_off_groups(now_ms),
            )

    def put_off_groups(self, now_ms: int) -> dict[str, int]:
        """Groups of siblings that are put off at ``now_ms``, and until when."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT sibling, until FROM put_off WHERE until > ?", (now_ms,)
            )
            return dict(rows.fetchall())

    def touched(self) -> bool:
        """Whether there is anything in the file that would be a loss."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT EXISTS (SELECT 1 FROM card) OR EXISTS (SELECT 1 FROM accepted) "
                "OR EXISTS (SELECT 1 FROM setting)"
            ).fetchone()
        return bool(row[0])

    def copy_to(self, path: Path) -> None:
        """Write a whole copy to ``path`` that stands by itself, also while others write."""
        with self._database.reading() as connection:
            copy = sqlite3.connect(path, isolation_level=None)
            try:
                connection.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
            finally:
                copy.close()

    def copy_from(self, path: Path) -> None:
        """Take over all that the history file at ``path`` holds, in one step, in place of all that
        is here. The undo lists go with it. Raises HistoryError where the file is in use."""
        self._database.replace_by(path)

    def tidy(self) -> None:
        """Do the file's housekeeping now, when nobody waits for an answer to be kept."""
        self._database.tidy()

    # acting

    @contextlib.contextmanager
    def action(self, kind: str, card: str, now_ms: int) -> Iterator[Writer]:
        """One action in one durable transaction, which can be undone. An error undoes it all.

        An action that changed nothing leaves no trace; any other ends what could be redone.
        """
        with self._database.writing() as connection:
            change = Change(connection)
            yield Writer(change)
            images = change.images()
            packed = pack(images) if len(images) <= _UNDO_ROWS else None
            if images:
                connection.execute(f"DELETE FROM action WHERE {_UNDONE}", {"me": self.session})
                connection.execute(
                    "INSERT INTO action (session, time, kind, card, done, images) "
                    "VALUES (?, ?, ?, ?, 1, ?)",
                    (self.session, now_ms, kind, card, packed),
                )

    def undo(self) -> Action | None:
        """Undo this session's last action and say which it was; None where there is nothing left.

        Raises HistoryError where another program has since changed the same rows.
        """
        return self._step(
            "SELECT {} FROM action WHERE session = :me AND done = 1 ORDER BY id DESC LIMIT 1",
            back=True,
        )

    def redo(self) -> Action | None:
        """Do again what was undone last; None where there is nothing to redo."""
        return self._step(
            f"SELECT {{}} FROM action WHERE {_UNDONE} ORDER BY id LIMIT 1", back=False
        )

    def actions(self) -> list[Action]:
        """What this session can undo, the latest last."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT id, time, kind, card FROM action "
                "WHERE session = ? AND done = 1 ORDER BY id",
                (self.session,),
            ).fetchall()
        return [Action(*row) for row in rows]

    def forget_actions(self, now_ms: int) -> None:
        """Drop undo lists of other sessions that are a week old."""
        with self._database.writing() as connection:
            connection.execute(
                "DELETE FROM action WHERE session <> ? AND time < ?",
                (self.session, now_ms - _KEEP_ACTIONS_MS),
            )

    def _step(self, query: str, back: bool) -> Action | None:
        with self._database.writing() as connection:
            row = connection.execute(
                query.format("id, time, kind, card, images"), {"me": self.session}
            ).fetchone()
            if row is None:
                return None
            if row[4] is None:
                raise HistoryError(
                    f"{row[2]}: too many cards changed to undo it here",
                    "Run `quizgen restore` instead",
                )
            apply(connection, unpack(row[4]), back)
            connection.execute("UPDATE action SET done = ? WHERE id = ?", (int(not back), row[0]))
        return Action(*row[:4])
