"""The tables of the history file and the steps that bring an older file up to date.

A card's ``id`` is made of its key (``card_id``), so two programs give a card the same id and an
undone first answer can be redone under it. Times are Unix milliseconds, UTC.
"""

import hashlib

APPLICATION_ID = 0x515A474E  # "QZGN": tells this file from any other SQLite file
VERSION = 1

# One script for each version; script n brings a file from version n to n + 1.
MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE card (
        id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE,
        stage INTEGER NOT NULL, step INTEGER, stability REAL, difficulty REAL,
        due INTEGER NOT NULL, last INTEGER NOT NULL, reps INTEGER NOT NULL, lapses INTEGER NOT NULL,
        suspended INTEGER NOT NULL, put_off INTEGER NOT NULL, leech INTEGER NOT NULL,
        forgotten INTEGER NOT NULL, moved INTEGER NOT NULL
    );
    CREATE INDEX card_due ON card (suspended, stage, due, key, put_off);
    CREATE INDEX card_held ON card (put_off) WHERE put_off > 0;
    CREATE TABLE review (
        card INTEGER NOT NULL, time INTEGER NOT NULL, rating INTEGER NOT NULL,
        duration INTEGER NOT NULL, stage INTEGER NOT NULL, verdict TEXT NOT NULL,
        answer TEXT NOT NULL, origin TEXT NOT NULL,
        PRIMARY KEY (card, time),
        FOREIGN KEY (card) REFERENCES card (id) DEFERRABLE INITIALLY DEFERRED
    ) WITHOUT ROWID;
    CREATE INDEX review_time ON review (time);
    CREATE TABLE put_off (sibling TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE accepted (
        card TEXT NOT NULL, answer TEXT NOT NULL, time INTEGER NOT NULL,
        PRIMARY KEY (card, answer)
    ) WITHOUT ROWID;
    CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE action (
        id INTEGER PRIMARY KEY, session TEXT NOT NULL, time INTEGER NOT NULL, kind TEXT NOT NULL,
        card TEXT NOT NULL, done INTEGER NOT NULL, images BLOB
    );
    CREATE INDEX action_session ON action (session, id);
    """,
)

# Tables that hold what the learner did: (columns, how many of the first make the primary key).
CONTENT: dict[str, tuple[tuple[str, ...], int]] = {
    "card": (
        ("id", "key", "stage", "step", "stability", "difficulty", "due", "last", "reps", "lapses",
         "suspended", "put_off", "leech", "forgotten", "moved"),
        1,
    ),
    "review": (("card", "time", "rating", "duration", "stage", "verdict", "answer", "origin"), 2),
    "put_off": (("sibling", "until"), 1),
    "accepted": (("card", "answer", "time"), 2),
    "setting": (("name", "value"), 1),
}  # fmt: skip


def card_id(key: str) -> int:
    """The 63-bit number that stands for a card key in the tables."""
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
