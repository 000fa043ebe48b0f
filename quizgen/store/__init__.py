"""The fact store over TinyDB: read, atomic replace, queries."""

from quizgen.store.facts import FactStore

__all__ = ["FactStore"]
