"""Check 24: our rule of which cards a note has, against the engine, on random templates."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgen.anki import template
from quizgen.anki.genanki_parts import Model
from quizgen.anki.shapes import Field, Note, NoteType, Package, Template
from quizgen.anki.writer import PackageWriter
from tests.anki import engine

NAMES = ("One", "Two", "Three", "Four")

texts = st.sampled_from(["", "x", "plain words", "<b>bold</b>", " ", "\n", "<!-- {{One}} -->"])
shown = st.builds(
    lambda filters, name: "{{" + "".join(f"{f}:" for f in filters) + name + "}}",
    st.lists(st.sampled_from(["text", "hint", "type", "furigana", "cloze"]), max_size=2),
    st.sampled_from([*NAMES, "Tags"]),
)


def section(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Nested sections, plain and negated."""
    return st.builds(
        lambda sign, name, body: f"{{{{{sign}{name}}}}}{body}{{{{/{name}}}}}",
        st.sampled_from("#^"),
        st.sampled_from(NAMES),
        st.lists(inner, max_size=3).map("".join),
    )


fronts = st.lists(st.recursive(texts | shown, section, max_leaves=6), max_size=4).map("".join)
values = st.sampled_from(
    [
        "",
        "a",
        " ",
        "<br>",
        "<div></div>",
        "<BR />",
        "<div><br></div>",
        "&nbsp;",
        "\u00a0",
        "<b></b>",
        "{{c1::x}}",
        "{{One}}",
        "<br>\t<br/>",
        "<img src=x>",
        "<br  >",
        "<p></p>",
    ]
)
clozes = st.lists(
    st.sampled_from(
        [
            "{{c1::a}}",
            "{{c2::b::hint}}",
            "{{c12::c}}",
            "{{c1::out {{c3::in}} side}}",
            "{{c0::z}}",
            "{{c1::",
            "}}",
            "text ",
            "{{c4,5::both}}",
            "{{c600::far}}",
            "{{cx::no}}",
            "{{c2:no}}",
            "{{C7::upper}}",
            "{{c8::}}",
            "::",
            "{{c9::a}",
            "{",
            "\n",
        ]
    ),
    max_size=5,
).map("".join)


@pytest.fixture(scope="module")
def col(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with engine.collection(tmp_path_factory.mktemp("rule")) as opened:
        yield opened


def note_type(fronts: list[str], *, cloze: bool) -> NoteType:
    """A note type of four fields with these fronts."""
    return NoteType(
        key="t",
        id=17,
        name="Random",
        fields=tuple(Field(at + 1, name) for at, name in enumerate(NAMES)),
        templates=tuple(
            Template(at + 1, f"T{at}", front, front if cloze else "{{One}}")
            for at, front in enumerate(fronts)
        ),
        css="",
        cloze=cloze,
    )


def engines_ordinals(col: Any, made: NoteType, fields: list[str], tags: list[str]) -> list[int]:
    """The card ordinals that the engine gives a note added by hand."""
    kind = col.models.new("Random")
    kind["type"] = 1 if made.cloze else 0
    for field in made.fields:
        col.models.add_field(kind, col.models.new_field(field.name))
    for one in made.templates:
        added = col.models.new_template(one.name)
        added["qfmt"], added["afmt"] = one.front, one.back
        col.models.add_template(kind, added)
    identity = col.models.add_dict(kind).id
    try:
        note = col.new_note(col.models.get(identity))
        note.fields, note.tags = fields, tags
        col.add_note(note, 1)
        return sorted(card.ord for card in note.cards())
    finally:
        col.models.remove(identity)


QUIET = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@QUIET
@given(
    st.lists(fronts, min_size=1, max_size=3),
    st.lists(values, min_size=4, max_size=4),
    st.booleans(),
)
def test_ordinals_of_ordinary_notes_equal_the_engines(
    col: Any, fronts: list[str], fields: list[str], tagged: bool
) -> None:
    # The engine refuses two like fronts and a front without any field, so each gets its own.
    distinct = [f"{front}{at}{{{{^One}}}}{{{{/One}}}}" for at, front in enumerate(fronts)]
    distinct = [f"{front}{{{{#Four}}}}{{{{Three}}}}{{{{/Four}}}}" for front in distinct]
    made = note_type(distinct, cloze=False)
    tags = ["tag"] if tagged else []
    ours = Model(made, 0).ordinals(fields, tagged)
    assert ours == engines_ordinals(col, made, fields, tags)


@QUIET
@given(clozes, clozes)
def test_ordinals_of_cloze_notes_equal_the_engines(col: Any, one: str, two: str) -> None:
    made = note_type(["{{cloze:One}}{{cloze:Two}}"], cloze=True)
    fields = [one, two, "", ""]
    assert Model(made, 0).ordinals(fields, False) == engines_ordinals(col, made, fields, [])


def test_a_note_of_a_random_type_arrives_whole(tmp_path: Path) -> None:
    made = note_type(["{{text:One}}", "{{^Two}}{{Three}}{{/Two}}", "{{hint:Four}}"], cloze=False)
    note = Note(guid="g", note_type="t", deck="D", fields=("a", "", "c", ""))
    package = Package("p", (note,), {"t": made}, {"t": 5}, {"D": ""}, {})
    path = tmp_path / "p.apkg"
    path.write_bytes(PackageWriter(package, None, None).to_bytes())
    with engine.collection(tmp_path) as col:
        engine.put_in(col, path)
        assert sorted(card.ord for card in engine.note(col, "g").cards()) == [0, 1]
        assert list(col.get_empty_cards().notes) == []


@pytest.mark.parametrize(
    ("front", "says"),
    [
        ("{{#A}}x", "never closed"),
        ("{{/A}}", "closes no"),
        ("{{#A}}{{#B}}{{/A}}{{/B}}", "closes no"),
        ("{{A", "never closed"),
    ],
)
def test_unbalanced_templates_are_faults(front: str, says: str) -> None:
    with pytest.raises(template.TemplateFault, match=says):
        template.parse(front)
