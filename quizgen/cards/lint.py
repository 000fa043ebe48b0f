"""What makes a card wrong or clumsy, found by machine. (The rest is found by reading.)"""

from msgspec import Struct


class Finding(Struct, frozen=True, order=True):
    """One fault: which card or fact, which rule, the words at fault."""

    card: str
    rule: str
    words: str


def lint() -> list[Finding]:
    """Filled in the next step."""
    return []
