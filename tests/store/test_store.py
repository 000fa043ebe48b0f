"""The fact store: readable, sorted, replaced in one step, clear about damage."""

import json
from pathlib import Path

import pytest

from quizgen.errors import StorageError, StoreError
from quizgen.model import ConceptValue, Fact, Quantity, Source, Span
from quizgen.store import FactStore


def a_fact(fact: str = "x/y", source: str = "a.txt", topic: str = "role") -> Fact:
    return Fact(
        id=fact,
        topic=topic,
        subject="x",
        relation="y",
        affirmed=True,
        value=Quantity(number=1.4, unit="µg/L"),
        source=source,
        language="kk",
        spans=(Span("value", 0, 3, "1,4"),),
        rule="r",
        statements={"kk": "сөйлем"},
    )


def a_source(name: str = "a.txt") -> Source:
    return Source(name, "kk", "t", "", "d")


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    FactStore(path).replace([a_source()], [a_fact()], inputs="abc", texts={"a.txt": "1,4 мкг"})
    store = FactStore(path)
    assert store.facts == (a_fact(),)
    assert store.sources == (a_source(),)
    assert store.get("x/y") == (a_fact(),)
    assert store.get("nothing") == ()
    assert store.text("a.txt") == "1,4 мкг"
    assert store.inputs == "abc"


def test_same_content_gives_same_bytes_and_letters_stay_letters(tmp_path: Path) -> None:
    one, two = tmp_path / "one.json", tmp_path / "two.json"
    for path in (one, two):
        FactStore(path).replace([a_source()], [a_fact(), a_fact("x/z")])
    assert one.read_bytes() == two.read_bytes()
    assert "сөйлем" in one.read_text(encoding="utf-8")
    assert set(json.loads(one.read_text(encoding="utf-8"))) == {"about", "facts", "sources"}


def test_facts_stand_by_source_and_in_the_order_given(tmp_path: Path) -> None:
    store = FactStore(tmp_path / "facts.json")
    store.replace(
        [a_source("a.txt"), a_source("b.txt")],
        [a_fact("2", "b.txt"), a_fact("1", "a.txt"), a_fact("0", "a.txt")],
    )
    assert [f.id for f in store.facts] == ["1", "0", "2"]


def test_topics_filter(tmp_path: Path) -> None:
    store = FactStore(tmp_path / "facts.json")
    store.replace([a_source()], [a_fact("1", topic="role"), a_fact("2", topic="sources")])
    assert [f.id for f in store.topic("sources")] == ["2"]


def test_replacing_forgets_what_was_kept(tmp_path: Path) -> None:
    store = FactStore(tmp_path / "facts.json")
    store.replace([a_source()], [a_fact("1")])
    assert store.facts
    store.replace([a_source()], [a_fact("2")], retired=["a.txt: 1"])
    assert [f.id for f in store.facts] == ["2"]
    assert store.retired == ("a.txt: 1",)


@pytest.mark.parametrize(
    "content", [b"{", b"[]", b"\xff\xfe", b'{"facts": {"1": {"id": 3}}}', b"x"]
)
def test_a_damaged_store_names_the_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "facts.json"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"facts\.json"):
        _ = FactStore(path).facts
    assert path.read_bytes() == content


def test_another_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    path.write_text('{"about": {"1": {"version": 99, "inputs": ""}}}', encoding="utf-8")
    with pytest.raises(StoreError, match="version 99"):
        _ = FactStore(path).facts


def test_a_missing_store_is_empty_and_is_not_made_by_reading(tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    assert FactStore(path).facts == ()
    assert not path.exists()


def test_a_folder_that_cannot_be_written_keeps_the_old_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(StorageError, match="cannot be written"):
        FactStore(tmp_path / "file" / "facts.json").replace([a_source()], [a_fact()])


def test_concept_values_survive(tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    fact = Fact(
        "a/b/c", "role", "a", "b", False, ConceptValue("c"), "a.txt", "kk", (), "r", {}, "E01"
    )
    FactStore(path).replace([a_source()], [fact])
    assert FactStore(path).facts == (fact,)
