"""Headings, paragraphs, items and terms."""

import pytest

from quizgen.text import Conventions, blocks

ARTICLE = """Title of it

A first paragraph that is long enough to be wrapped by an editor at
seventy columns, as this one is.

Symptoms:
- weakness
- pale skin
2) headache
Blood test: shows the red cells.

## Causes
A sentence of causes.
"""


def kinds(text: str) -> list[tuple[str, str]]:
    return [(b.kind, text[b.start : b.end]) for b in blocks(text, Conventions())]


def test_an_article() -> None:
    assert [kind for kind, _ in kinds(ARTICLE)] == [
        "heading", "paragraph", "heading", "item", "item", "item", "term", "heading", "paragraph",
    ]  # fmt: skip
    assert ("item", "pale skin") in kinds(ARTICLE)
    assert ("item", "headache") in kinds(ARTICLE)


def test_items_know_their_heading() -> None:
    found = blocks(ARTICLE, Conventions())
    (symptoms,) = (i for i, b in enumerate(found) if ARTICLE[b.start : b.end] == "Symptoms:")
    assert [b.heading for b in found if b.kind == "item"] == [symptoms] * 3


@pytest.mark.parametrize("empty", ["", "\n\n", "   \n"])
def test_nothing(empty: str) -> None:
    assert blocks(empty, Conventions()) == ()


def test_an_empty_heading_holds_nothing() -> None:
    found = blocks("Functions:\nCauses:\npoor diet\n", Conventions())
    assert [b.kind for b in found] == ["heading", "heading", "item"]
    assert found[2].heading == 1


def test_windows_line_ends() -> None:
    text = "Signs:\r\nweakness\r\nheadache\r\n"
    assert kinds(text) == [("heading", "Signs:"), ("item", "weakness"), ("item", "headache")]
