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


def test_lines_counted_by_bare_numbers() -> None:
    text = "Signs:\n1 weakness\n2 headache\n3 pale skin\n"
    assert [words for _, words in kinds(text)] == ["Signs:", "weakness", "headache", "pale skin"]


def test_amounts_count_no_lines() -> None:
    text = "Take:\n1 cup of milk\n2 spoons of sugar\n"
    assert [words for _, words in kinds(text)][1:] == ["1 cup of milk", "2 spoons of sugar"]


def test_the_number_of_a_heading() -> None:
    assert kinds("## 2. Causes\nA sentence of causes.\n")[0] == ("heading", "Causes")


def test_a_long_line_above_marked_items() -> None:
    text = "Words.\n\nwhen a body lacks it these are the signs that it gives\n\n- weakness\n"
    assert [kind for kind, _ in kinds(text)] == ["paragraph", "heading", "item"]


def test_a_heading_given_again_in_latin_letters() -> None:
    text = "शब्द।\n\nइसकी कमी के लक्षण - Signs of the lack in Hindi\n\n1. थकान\n2. दर्द\n"
    assert [kind for kind, _ in kinds(text)] == ["paragraph", "heading", "item", "item"]
