"""Where the shipped data lies: beside the package in a checkout, inside it in a wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def _folder(name: str) -> Path:
    inside = _PACKAGE / "_data" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def facts_folder() -> Path:
    """The folder that holds sources, rules, languages and the built fact store."""
    return _folder("facts")


def decks_folder() -> Path:
    """The folder that holds deck definitions, templates, the ledger and the built packages."""
    return _folder("decks")
