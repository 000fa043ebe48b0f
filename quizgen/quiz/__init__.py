"""Question kinds, grading, the session; no terminal in it."""
