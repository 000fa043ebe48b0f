"""The build: the shipped texts → facts → the fact store and the card file."""

import hashlib
from bisect import bisect_right
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from quizgen.cards import EvidenceFinder, Finding, lint, make_cards
from quizgen.cards.deck import state_facts
from quizgen.errors import DataFileError, TextInputError, UsageError
from quizgen.extract import Coverage, Extraction, extract, load_rules
from quizgen.extract.patience import TooSlowError
from quizgen.extract.ruleset import Rule, RuleSet, Scope
from quizgen.files import line_of
from quizgen.flow.cardfile import write_cards
from quizgen.flow.inputs import inputs_digest
from quizgen.flow.library import CARDS, STORE
from quizgen.knowledge import Knowledge, load_knowledge
from quizgen.language import LanguageBook, load_books
from quizgen.language.messages import load_messages
from quizgen.model import Card, Fact, Source
from quizgen.store import FactStore
from quizgen.text import read_text

Progress = Callable[[str], None]


class Workshop(Struct, frozen=True):
    """The data that extraction and cards are made with, read once."""

    folder: Path
    knowledge: Knowledge
    books: dict[str, LanguageBook]


class Read(Struct, frozen=True):
    """One source after extraction."""

    source: Source
    text: str
    facts: tuple[Fact, ...]
    coverage: Coverage


class Built(Struct, frozen=True):
    """All that a build makes. ``changed`` is false where the files held just this already."""

    sources: tuple[Source, ...]
    facts: tuple[Fact, ...]
    cards: list[Card]
    findings: list[Finding]
    changed: bool
    reads: tuple[Read, ...] = ()


def open_workshop(folder: Path) -> Workshop:
    """Read knowledge and languages from a ``facts`` folder. Raises DataFileError."""
    return Workshop(folder, load_knowledge(folder), load_books(folder))


def read_source(
    shop: Workshop, path: Path, language: str, title: str = "", attribution: str = ""
) -> Read:
    """Extract the facts of one text. Without a title it is called what it calls itself (its first
    heading, its headword), else by its file's name. Raises TextInputError, DataFileError."""
    text = read_text(path)
    if any("\ud800" <= ch <= "\udfff" for ch in path.name):
        raise TextInputError(
            f"{path}: the file's name is not UTF-8", "Rename the file and try again"
        )
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    source = Source(path.name, language, title, attribution, digest)
    return read_text_of(shop, source, text)


def read_text_of(shop: Workshop, source: Source, text: str) -> Read:
    """Extract the facts of a text that is in hand, and give it a title where ``source`` has none.
    Raises UsageError for an unknown language."""
    language = source.language
    if language not in shop.books:
        raise UsageError(
            f"unknown language: {language}", f"Choose one of: {', '.join(sorted(shop.books))}"
        )
    rules = load_rules(shop.folder / "rules", language, shop.knowledge.relations)
    try:
        extraction: Extraction = extract(
            source, text, rules, shop.knowledge, shop.books[language].surfaces()
        )
    except TooSlowError as slow:
        raise _endless(shop.folder / "rules" / f"{language}.toml", rules, slow) from slow
    said = state_facts(extraction.facts, shop.knowledge, shop.books, {source.id: text})
    facts = tuple(replace(f, statements=said.get(f.id, {})) for f in extraction.facts)
    if not source.title:
        source = replace(source, title=extraction.title or Path(source.id).stem)
    return Read(source, text, facts, extraction.coverage)


def _endless(path: Path, rules: RuleSet, slow: TooSlowError) -> DataFileError:
    kinds: list[Rule | Scope] = [*rules.rules, *rules.scopes]
    name = next(
        (one.data.id for one in kinds if any(p.core.source == slow.source for p in one.patterns)),
        slow.source,
    )
    line = line_of(path, f'"{name}"')
    return DataFileError(
        f"{path}:{line}: the pattern of {name} does not come to an end on this text",
        "Write it without a repeat inside a repeat",
    )


def evidence_finder(read: Read) -> EvidenceFinder:
    """Where the sentences and list items of a text lie, from the coverage of its extraction."""
    units = sorted((unit.start, unit.end) for unit in read.coverage.units)
    starts = [start for start, _ in units]

    def sentence_at(offset: int) -> tuple[int, int]:
        place = bisect_right(starts, offset) - 1
        if place >= 0 and offset < units[place][1]:
            return units[place]
        # Before a sentence, as the term of "term : description": with the sentence that follows it.
        start = read.text.rfind("\n", 0, offset) + 1
        line_end = read.text.find("\n", offset)
        end = len(read.text) if line_end < 0 else line_end
        if place >= 0:
            start = max(start, units[place][1])
        if place + 1 < len(units) and units[place + 1][0] < end:
            end = units[place + 1][1]
        return start, end

    return EvidenceFinder(read.source, read.text, sentence_at)


def make(shop: Workshop, reads: Sequence[Read]) -> tuple[tuple[Fact, ...], list[Card]]:
    """All facts of all shipped texts, and their cards.

    Raises DataFileError where two texts state a fact of one id: their cards would be one card.
    """
    facts = tuple(fact for read in reads for fact in read.facts)
    first: dict[str, str] = {}
    for fact in facts:
        if first.setdefault(fact.id, fact.source) != fact.source:
            raise DataFileError(
                f"{fact.source}: the fact {fact.id} is stated by {first[fact.id]} too",
                "Let one of the texts speak of it, or give it a subject of its own",
            )
    finders = {read.source.id: evidence_finder(read) for read in reads}
    return facts, make_cards(facts, shop.knowledge, shop.books, finders)


def read_shipped(shop: Workshop, progress: Progress = lambda _: None) -> list[Read]:
    """Every text that ``sources.toml`` lists, extracted."""
    reads = []
    for name, record in shop.knowledge.sources.items():
        progress(name)
        path = shop.folder / "sources" / name
        reads.append(read_source(shop, path, record.language, record.title, record.attribution))
    return reads


def is_current(folder: Path) -> bool:
    """Whether the built files come from just these inputs."""
    store = folder / STORE
    if not store.exists() or not (folder / CARDS).exists():
        return False
    return FactStore(store).inputs == inputs_digest(folder)


def build(folder: Path, progress: Progress = lambda _: None) -> Built:
    """Build ``facts.json`` and ``cards.jsonl`` in ``folder``; files that would not change stay.

    Raises TextInputError, DataFileError, StorageError.
    """
    shop = open_workshop(folder)
    reads = read_shipped(shop, progress)
    facts, cards = make(shop, reads)
    sources = tuple(read.source for read in reads)
    before = [p.read_bytes() if p.exists() else b"" for p in (folder / STORE, folder / CARDS)]
    FactStore(folder / STORE).replace(sources, facts, inputs_digest(folder))
    write_cards(folder / CARDS, cards)
    after = [p.read_bytes() for p in (folder / STORE, folder / CARDS)]
    for code in shop.books:
        load_messages(folder / "languages", code)  # compiles the catalogue, once
    findings = lint(cards, facts, shop.knowledge, shop.books)
    return Built(sources, facts, cards, findings, before != after, tuple(reads))
