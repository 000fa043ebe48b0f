"""Text into Anki's HTML: nothing of a source can become a tag, a script or one of Anki's signs."""

import re
from collections.abc import Sequence
from html import escape
from unicodedata import normalize

from quizgen.model import Evidence
from quizgen.text import without_controls

# What Anki would read as its own sign in a field: [sound:…], [anki:…], [latex], [$]…
_BRACKET = re.compile(r"\[(?=/?(?:sound:|anki:|latex|\$))", re.IGNORECASE)
_GAP = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
# Characters that a keyboard does not give, and what a person types instead.
_TYPED = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "–": "-", "—": "-", "−": "-", "‑": "-"}
)


def text(value: str) -> str:
    """``value`` as HTML that shows exactly these characters, NFC.

    Braces become entities, since Anki looks for clozes in every field of a cloze note.
    """
    if not value:
        return ""
    shown = escape(normalize("NFC", value), quote=False)
    if "[" in shown:
        shown = _BRACKET.sub("&#91;", shown)
    if "{" in shown or "}" in shown:
        shown = shown.replace("{", "&#123;").replace("}", "&#125;")
    return shown.replace("\r\n", "<br>").replace("\n", "<br>") if "\n" in shown else shown


def printed(value: str) -> str:
    """Words of a source as HTML, without the signs that show nothing but act. (In our own words
    such a sign is a fault, and refused.)"""
    return text(without_controls(value))


def in_language(html: str, code: str) -> str:
    """``html`` marked as being in language ``code``, for fonts, hyphenation and screen readers."""
    return f'<span lang="{escape(code)}">{html}</span>' if html else ""


def quote(evidence: Evidence) -> str:
    """The quote with its supporting words marked, in its own language. Marks are intervals of the
    quote as printed, so they are cut before NFC."""
    words, at, parts = evidence.ground, 0, []
    for start, end in _joined(words, evidence.ground_marks):
        parts += [printed(words[at:start]), "<mark>", printed(words[start:end]), "</mark>"]
        at = end
    parts.append(printed(words[at:]))
    return in_language(normalize("NFC", "".join(parts)), evidence.language)


def _joined(printed: str, marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The marks in order, those that meet or have only a blank between them as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        if joined and not printed[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def cloze(sentence: str) -> str:
    """The sentence with each ``{{gap}}`` as Anki's first cloze.

    A gap holding ``::`` would be cut in two by Anki (answer and hint), so its colons become
    entities.
    """
    parts, at = [], 0
    for gap in _GAP.finditer(sentence):
        answer = text(gap[1]).replace("::", "&#58;&#58;")
        parts += [text(sentence[at : gap.start()]), "{{c1::", answer, "}}"]
        at = gap.end()
    parts.append(text(sentence[at:]))
    return normalize("NFC", "".join(parts))


def typed(answer: str) -> str:
    """The answer as a keyboard writes it: Anki compares typed answers strictly, so no-break spaces
    become spaces and dashes hyphens."""
    return text(" ".join(answer.translate(_TYPED).split()))


def picture(file: str, description: str) -> str:
    """The image tag of a media file."""
    return f'<img src="{escape(file)}" alt="{escape(normalize("NFC", description))}">'
