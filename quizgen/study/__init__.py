"""Scheduling, history and statistics.

``History`` keeps the file, ``Scheduler`` says when a card comes back, ``Study`` joins the two into
the learner's actions, ``queue`` says what is asked today.
"""

from quizgen.study.days import DAY_MS, Days
from quizgen.study.history import History
from quizgen.study.journal import Action
from quizgen.study.queue import Deck, Entry, Queue, Today
from quizgen.study.scheduler import Scheduler
from quizgen.study.settings import Settings
from quizgen.study.state import CardState, Stage
from quizgen.study.study import Answered, Merged, Study, kept_parameters

__all__ = [
    "DAY_MS",
    "Action",
    "Answered",
    "CardState",
    "Days",
    "Deck",
    "Entry",
    "History",
    "Merged",
    "Queue",
    "Scheduler",
    "Settings",
    "Stage",
    "Study",
    "Today",
    "kept_parameters",
]
