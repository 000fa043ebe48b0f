"""What the data under ``facts/`` says of concepts, relations, errata and sources.

Names are looked up when they are first used: the screens want only the folders, and soon.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quizgen.knowledge.base import Knowledge, load_knowledge
    from quizgen.knowledge.paths import decks_folder, facts_folder

__all__ = ["Knowledge", "decks_folder", "facts_folder", "load_knowledge"]

_HOME = {"Knowledge": "base", "load_knowledge": "base"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME.get(name, 'paths')}"), name)
