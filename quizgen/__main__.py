"""``python -m quizgen`` is ``quizgen``."""

import signal


def start() -> None:
    """Run the command line; a Ctrl-C while it still loads ends it at once and quietly."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from quizgen.cli.main import main

    main()


if __name__ == "__main__":
    start()
