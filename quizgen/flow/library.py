"""The library: the shipped facts and cards, and the user's own beside them."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.errors import StoreError
from quizgen.flow.cardfile import read_cards
from quizgen.knowledge import Knowledge, decks_folder, facts_folder, load_knowledge
from quizgen.language import LanguageBook, language_codes, load_book
from quizgen.model import Card, Fact, Source, topic_of

if TYPE_CHECKING:
    from quizgen.language.settings import LanguageSettings
    from quizgen.store import FactStore

STORE = "facts.json"
CARDS = "cards.jsonl"
OWN_STORE = "own-facts.json"
OWN_CARDS = "own-cards.jsonl"
_SAVE_AGAIN = (
    "Move it away, then save your texts again with: quizgen extract FILE --language L --save"
)
_MAKE_AGAIN = "Make your own cards again with: quizgen build"


class Library:
    """What there is to study. Each part is read when first asked for and then kept.

    ``facts`` and ``decks`` are the shipped folders, ``data`` the user's own.
    """

    def __init__(self, facts: Path, decks: Path, data: Path) -> None:
        self.facts_folder, self.decks_folder, self.data_folder = facts, decks, data

    @property
    def installed(self) -> bool:
        """Whether the shipped folders lie inside the installed package, not in a checkout."""
        return self.decks_folder.parent.name == "_data"

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Codes of all languages."""
        return language_codes(self.facts_folder)

    @cached_property
    def knowledge(self) -> Knowledge:
        return load_knowledge(self.facts_folder)

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """The topics there are, in the order of ``relations.toml``."""
        return tuple(dict.fromkeys(r.topic for r in self.knowledge.relations.values()))

    @cached_property
    def _books(self) -> dict[str, LanguageBook]:
        return {}

    def book(self, code: str) -> LanguageBook:
        """One language's book. Raises UsageError for an unknown language."""
        if code not in self._books:
            self._books[code] = load_book(self.facts_folder, code)
        return self._books[code]

    def settings(self) -> "dict[str, LanguageSettings]":
        """What grading has to know of each language: read far sooner than the whole books."""
        from quizgen.language.settings import load_settings

        folder = self.facts_folder / "languages"
        return {code: load_settings(folder / code / "language.toml") for code in self.languages}

    @cached_property
    def shipped_cards(self) -> list[Card]:
        return read_cards(_built(self.facts_folder / CARDS))

    @cached_property
    def own_cards(self) -> list[Card]:
        path = self.data_folder / OWN_CARDS
        if self.own_facts and not path.exists():
            raise StoreError(f"{path}: the cards of your own texts are missing", _MAKE_AGAIN)
        return read_cards(path, _MAKE_AGAIN)

    def cards(self, language: str = "", topic: str = "", source: str = "") -> list[Card]:
        """Shipped and own cards, filtered; the vocabulary is a topic of its own."""
        return [
            card
            for card in [*self.shipped_cards, *self.own_cards]
            if (not language or card.language == language)
            and topic in ("", topic_of(card))
            and (not source or (card.evidence is not None and card.evidence.source == source))
        ]

    @cached_property
    def shipped_facts(self) -> tuple[Fact, ...]:
        from quizgen.store import FactStore

        return FactStore(_built(self.facts_folder / STORE)).facts

    @cached_property
    def _own(self) -> "FactStore | None":
        """The user's own store, read once; None where nothing has been saved."""
        path = self.data_folder / OWN_STORE
        return own_store(self.data_folder) if path.exists() else None

    @cached_property
    def own_facts(self) -> tuple[Fact, ...]:
        return self._own.facts if self._own else ()

    def facts(self, topic: str = "", source: str = "") -> list[Fact]:
        """Shipped and own facts, filtered."""
        return [
            fact
            for fact in [*self.shipped_facts, *self.own_facts]
            if (not topic or fact.topic == topic) and (not source or fact.source == source)
        ]

    @cached_property
    def sources(self) -> dict[str, Source]:
        """All sources by id; a source of the user's never hides a shipped one."""
        from quizgen.store import FactStore

        found = {s.id: s for s in self._own.sources} if self._own else {}
        found.update({s.id: s for s in FactStore(_built(self.facts_folder / STORE)).sources})
        return found

    def text(self, source: str) -> str:
        """The text of a source, as on disk. Empty where it is not there."""
        shipped = self.facts_folder / "sources" / source
        if source in self.knowledge.sources and shipped.is_file():
            return shipped.read_bytes().decode("utf-8")
        return (self._own.text(source) or "") if self._own else ""


def own_store(data: Path) -> "FactStore":
    """The store of the user's own texts in a data folder."""
    from quizgen.store import FactStore

    return FactStore(data / OWN_STORE, _SAVE_AGAIN)


def _built(path: Path) -> Path:
    """``path`` if it has been built. Raises StoreError."""
    if not path.exists():
        raise StoreError(f"{path}: has not been built yet", "Build it with: quizgen build")
    return path


def open_library(data: Path) -> Library:
    """The library over the shipped folders and the user's data folder."""
    return Library(facts_folder(), decks_folder(), data)
