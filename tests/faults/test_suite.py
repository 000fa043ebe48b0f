"""The suite itself: how many bad inputs it tries, and that the codes it expects are documented."""

import re
from collections.abc import Sized

from quizgen.errors import ExitCode
from tests.faults import (
    test_command_lines,
    test_data_files,
    test_disks,
    test_packages,
    test_stores,
    test_terminals,
    test_texts,
    test_untrusted,
)
from tests.faults.tools import REPOSITORY


def test_at_least_two_hundred_bad_inputs_are_tried() -> None:
    tables: list[Sized] = [
        test_texts.REFUSED,
        test_texts.STRANGE,
        test_data_files.CASES,
        [(name, damage) for name in test_data_files.FACTS for damage in test_data_files.GENERIC],
        [(name, damage) for name in test_data_files.DECKS for damage in test_data_files.GENERIC],
        test_data_files.REQUIRED,
        test_stores.STORES,
        test_stores.CARDS,
        test_stores.LEDGERS,
        test_stores.HISTORIES,
        test_stores.PREFERENCES,
        test_packages.CSV,
        test_packages.PACKAGES,
        test_command_lines.WRONG,
        test_disks.COMMANDS,
        test_terminals.SIZES,
        test_untrusted.NAMES,
    ]
    assert sum(map(len, tables)) >= 400


def test_every_exit_code_is_documented() -> None:
    text = (REPOSITORY / "docs/exit-codes.md").read_text(encoding="utf-8")
    documented = {int(code) for code in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)}
    assert documented == set(map(int, ExitCode))
