"""Check 23: each typed answer compares equal to itself in the engine, and nothing uses type:nc."""

import re
from html import unescape
from pathlib import Path

import pytest

from quizgen.knowledge import decks_folder
from tests.anki import engine, sample
from tests.anki.build import export


def test_each_typed_answer_equals_itself(tmp_path: Path) -> None:
    report = export(tmp_path, sample.cards())
    with engine.collection(tmp_path) as col:
        engine.put_in(col, tmp_path / "b12.apkg")
        compared = 0
        for guid in report.plan.notes:
            typed = dict(engine.note(col, guid).items()).get("Typed", "")
            if typed:
                html = col.compare_answer(typed, unescape(typed))
                assert html == f"<code id=typeans><span class=typeGood>{typed}</span></code>"
                compared += 1
        assert compared == 9


@pytest.mark.parametrize("path", sorted((decks_folder() / "templates").iterdir()), ids=str)
def test_no_template_strips_marks_before_comparing(path: Path) -> None:
    assert not re.search(r"type\s*:\s*nc|nc\s*:\s*type", path.read_text(encoding="utf-8"))


def test_every_note_type_names_its_language_and_keeps_the_persons_fields() -> None:
    for key, note_type in sample.definition().note_types.items():
        code = key.split("|")[1]
        names = [field.name for field in note_type.fields]
        assert names[0] == "Key"
        assert {"MyNotes", "Speak", "Spare1", "Spare2", "Spare3"} <= set(names)
        for side in (note_type.templates[0].front, note_type.templates[0].back):
            assert f'lang="{code}"' in side
        voice = sample.definition().languages[code].tts
        assert f'{{{{#Speak}}}}<p class="speak">{{{{tts {voice}:Answer}}}}' in (
            note_type.templates[0].back
        )
        assert "tts" not in note_type.templates[0].front
