"""Anki: note types, package writer, ledger, AnkiConnect, and reading Anki's history back."""

from quizgen.anki.definition import Definition, load_definition
from quizgen.anki.ledger import Ledger, load_ledger, save_ledger
from quizgen.anki.plan import ExportPlan, plan
from quizgen.anki.readback import read_history
from quizgen.anki.rows import Progress
from quizgen.anki.table import render_table
from quizgen.anki.write import PackageReport, Report, write_packages

__all__ = [
    "Definition",
    "ExportPlan",
    "Ledger",
    "PackageReport",
    "Progress",
    "Report",
    "load_definition",
    "load_ledger",
    "plan",
    "read_history",
    "render_table",
    "save_ledger",
    "write_packages",
]
