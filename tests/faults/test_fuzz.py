"""Anything at all, thrown at the readers: an answer or a clear refusal, never a crash."""

import io
import sqlite3
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgen.anki.readback import read_history
from quizgen.errors import PackageInputError, QuizgenError, StoreError
from quizgen.extract import extract, load_rules
from quizgen.extract.ruleset import RuleSet
from quizgen.flow.build import Workshop, open_workshop
from quizgen.flow.cardfile import read_cards
from quizgen.flow.check import grounding
from quizgen.model import Fact, Source
from quizgen.quiz.clean import clean, clean_lines
from quizgen.store import FactStore
from quizgen.study.interchange import COLUMNS, read_csv
from quizgen.text import read_text
from quizgen.text.numbers import find_quantities
from quizgen.text.reading import decode
from tests.anki.test_readback import SCHEMA
from tests.faults.tools import FACTS, harmless

T = TypeVar("T")
QUICK = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
LANGUAGES = ["kk", "hi", "en"]
SOURCES = {
    "kk": (FACTS / "sources/cyanocobalamin.kk.txt").read_text(encoding="utf-8"),
    "hi": (FACTS / "sources/b12-deficiency.hi.txt").read_text(encoding="utf-8"),
    "en": "Zinc is a metal. It dissolves in acid, but not in water. Goat milk has 0.3 µg/L of it.\n"
    "Symptoms:\n- tiredness\n- pale skin\nLack of zinc is treated with diet, tablets or tests.\n",
}


def tried(work: Callable[[], T], *kinds: type[QuizgenError]) -> tuple[T | None, str]:
    """What ``work`` gives, or the words with which it refused."""
    try:
        return work(), ""
    except kinds as error:
        assert "\n" not in str(error)  # noqa: PT017
        return None, str(error)


@cache
def workshop() -> Workshop:
    return open_workshop(FACTS)


@cache
def rules(language: str) -> RuleSet:
    return load_rules(FACTS / "rules", language, workshop().knowledge.relations)


def facts_of(text: str, language: str) -> tuple[Fact, ...]:
    source = Source("fuzz.txt", language, "Fuzz", "", "")
    surfaces = workshop().books[language].surfaces()
    return tuple(extract(source, text, rules(language), workshop().knowledge, surfaces).facts)


def grounded(text: str, language: str) -> None:
    facts = facts_of(text, language)
    assert [finding for fact in facts for finding in grounding(fact, text)] == []
    for fact in facts:
        assert fact.id.startswith(f"{fact.subject}/")
        assert fact.language == language


ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
@QUICK
def test_any_text_gives_grounded_facts_or_none(language: str, data: st.DataObject) -> None:
    grounded(data.draw(ANY), language)


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
@QUICK
def test_shuffled_words_of_real_texts_give_grounded_facts_or_none(
    language: str, data: st.DataObject
) -> None:
    words = SOURCES[language].split()
    signs = [".", ",", ":", "—", "(", ")", "\n", "\n\n", "- ", "1,5", "2–3", "мкг/л", "/", "«", "।"]
    parts = data.draw(st.lists(st.sampled_from([*words, *signs]), max_size=60))
    grounded(" ".join(parts), language)


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
@QUICK
def test_a_real_text_with_something_put_in_or_cut_out_stays_grounded(
    language: str, data: st.DataObject
) -> None:
    text = SOURCES[language]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 300)))
    near = text[max(0, start - 300) : start] + data.draw(ANY) + text[end : end + 300]
    grounded(near, language)


@given(raw=st.binary(max_size=300))
@QUICK
def test_any_bytes_are_a_text_or_a_clear_refusal(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "any.txt"
    path.write_bytes(raw)
    text, refusal = tried(lambda: read_text(path), QuizgenError)
    if text is None:
        assert refusal.startswith(str(path))
    else:
        assert text.encode("utf-8") == raw
        assert text == decode(raw, "any.txt")


FIGURES = st.text(
    st.sampled_from("0123456789.,  -–—×x*^+/%°()мкглгграмसेएकदो१२३½²³⁵<>~≈"), max_size=40
)


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=st.one_of(FIGURES, ANY))
@settings(parent=QUICK, max_examples=150)
def test_any_figures_are_numbers_that_stand_there_or_none(language: str, text: str) -> None:
    for found in find_quantities(text, 0, len(text), rules(language).conventions):
        assert 0 <= found.start < found.end <= len(text)


@given(text=ANY)
@QUICK
def test_what_is_shown_is_harmless(text: str) -> None:
    harmless(clean(text))
    harmless(clean_lines(text))
    assert clean(clean(text)) == clean(text)


HEAD = ",".join(COLUMNS) + "\n"
CELL = st.one_of(ANY, st.integers().map(str), st.sampled_from(["1700000000000", "3", "a/b|kk|qa"]))
ROWS = st.lists(st.lists(CELL, max_size=6).map(",".join), max_size=6).map("\n".join)


@given(content=st.one_of(ROWS.map(lambda rows: (HEAD + rows).encode()), st.binary(max_size=200)))
@settings(parent=QUICK, max_examples=200)
def test_any_csv_is_read_or_refused_with_its_line(content: bytes) -> None:
    reviews, refusal = tried(lambda: read_csv(content, "reviews.csv"), PackageInputError)
    if reviews is None:
        assert refusal.startswith("reviews.csv:")
    else:
        assert all(1 <= review.rating <= 4 and review.time_ms > 0 for review in reviews)
        assert reviews == sorted(reviews, key=lambda review: (review.time_ms, review.card))


@cache
def package() -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.executescript(SCHEMA)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("collection.anki2", connection.serialize())
    connection.close()
    return out.getvalue()


@given(data=st.data())
@QUICK
def test_a_package_with_bytes_changed_is_read_or_refused(
    data: st.DataObject, tmp_path: Path
) -> None:
    content = bytearray(package())
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "any.apkg"
    path.write_bytes(bytes(content[: data.draw(st.integers(0, len(content)))]))
    reviews, refusal = tried(lambda: read_history(path), PackageInputError)
    assert reviews == [] or str(path) in refusal


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=12,
)
TABLE = st.sampled_from(["about", "sources", "facts", "texts", "retired", "other"])
STORE = st.dictionaries(
    TABLE, st.dictionaries(st.sampled_from(["1", "2", "x", ""]), JSON, max_size=2) | JSON
)


@given(content=st.one_of(STORE, JSON, st.binary(max_size=80)))
@settings(parent=QUICK, max_examples=150)
def test_any_store_is_read_or_refused_and_left_alone(content: object, tmp_path: Path) -> None:
    raw = content if isinstance(content, bytes) else msgspec.json.encode(content)
    path = tmp_path / "facts.json"
    path.write_bytes(raw)
    store = FactStore(path)
    parts: list[Callable[[], object]] = [
        lambda: store.sources,
        lambda: store.facts,
        lambda: store.inputs,
        lambda: store.retired,
        lambda: store.text("a") or "",
    ]
    for part in parts:
        found, refusal = tried(part, StoreError)
        assert found is not None or refusal.startswith(str(path))
    assert path.read_bytes() == raw


@given(lines=st.lists(JSON, max_size=4), tail=st.binary(max_size=20))
@QUICK
def test_any_card_file_is_read_or_refused_with_its_line(
    lines: list[object], tail: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "cards.jsonl"
    path.write_bytes(b"".join(msgspec.json.encode(line) + b"\n" for line in lines) + tail)
    cards, refusal = tried(lambda: read_cards(path), StoreError)
    assert cards == [] or refusal.startswith(f"{path}:")
