"""What is drawn in the terminal; the only room that imports textual. ``start.run`` opens it."""
