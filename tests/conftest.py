"""What holds for every test: no example fails for being slow, and what must pass before anything
lands draws the same examples each time, while a person's own runs keep looking for new ones."""

import os

from hypothesis import settings

settings.register_profile("quizgen", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("quizgen")
