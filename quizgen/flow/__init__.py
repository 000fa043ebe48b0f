"""The flow itself: sources → facts → store → cards → packages, and the library they make."""

from quizgen.flow.library import Library, open_library

__all__ = ["Library", "open_library"]
