"""What holds for every test: no example fails for being slow, and what must pass before anything
lands draws the same examples each time, while a person's own runs keep looking for new ones."""

import os
import signal

from hypothesis import settings

settings.register_profile("quizgen", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("quizgen")

# A shell starts what runs behind it deaf to Ctrl-C, and every child inherits that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
