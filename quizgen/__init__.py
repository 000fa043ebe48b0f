"""quizgen turns texts into facts and facts into study."""

__version__ = "0.1.0"
