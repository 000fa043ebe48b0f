"""What the data under ``facts/`` says of concepts, relations, errata and sources."""

from quizgen.knowledge.base import Knowledge, load_knowledge
from quizgen.knowledge.paths import decks_folder, facts_folder

__all__ = ["Knowledge", "decks_folder", "facts_folder", "load_knowledge"]
