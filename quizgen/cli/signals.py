"""Being told to stop: by Ctrl-C, by another program, by a terminal that closes."""

import contextlib
import signal
import sys
import threading
from collections.abc import Callable
from functools import partial
from typing import NoReturn

from quizgen.errors import Stopped

_Hook = Callable[["sys.UnraisableHookArgs"], object]

_AGAIN = 0.01
"""Seconds after which a lost stop is raised once more: the finaliser has returned by then."""


def listen() -> None:
    """From now on SIGTERM, SIGHUP and Ctrl-C end the program in order, and no stop is lost.

    Raises nothing itself; where the signal meets the program, Stopped (or KeyboardInterrupt).
    Outside the main thread it does nothing, as signals are none of its business there.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    sys.unraisablehook = partial(_unraisable, sys.unraisablehook)
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _stop)
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:  # so the entry point left it
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _stop(number: int, _frame: object) -> NoReturn:
    raise Stopped(number)


def _unraisable(others: _Hook, lost: "sys.UnraisableHookArgs") -> None:
    """A stop that met a finaliser cannot leave it: Python drops the exception. Raise it again."""
    if isinstance(lost.exc_value, Stopped):
        _raise_soon(lost.exc_value.number)
    elif isinstance(lost.exc_value, KeyboardInterrupt):
        _raise_soon(signal.SIGINT)
    else:
        others(lost)


def _raise_soon(number: int) -> None:
    # Not at once: here it would be lost again.
    again = threading.Timer(_AGAIN, _raise, [number])
    again.daemon = True
    with contextlib.suppress(RuntimeError):  # at the very end there are no new threads
        again.start()


def _raise(number: int) -> None:
    if sys.platform == "win32":
        signal.raise_signal(number)
    else:  # to the main thread, which may be waiting for a key
        signal.pthread_kill(threading.main_thread().ident or 0, number)
