"""Measurements of quizgen, each against a named rival or limit in the same run."""
