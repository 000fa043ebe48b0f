"""Text into Anki's HTML: nothing of a source can become a tag, a script or one of Anki's signs."""

import re
from collections.abc import Sequence
from html import escape
from unicodedata import normalize

from quizgen.model import Evidence

# What Anki would read as its own sign in a field: [sound:…], [anki:…], [latex], [$]…
_BRACKET = re.compile(r"\[(?=/?(?:sound:|anki:|latex|\$))", re.IGNORECASE)
_GAP = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
# Signs that show nothing but act: controls (Anki parts its fields by one), turns of direction.
_UNSEEN = dict.fromkeys(
    [n for n in (*range(0x20), *range(0x7F, 0xA0)) if chr(n) not in "\t\n\r"]
    + [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
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
    shown = escape(normalize("NFC", value.translate(_UNSEEN)), quote=False)
    if "[" in shown:
        shown = _BRACKET.sub("&#91;", shown)
    if "{" in shown or "}" in shown:
        shown = shown.replace("{", "&#123;").replace("}", "&#125;")
    return shown.replace("\r\n", "<br>").replace("\n", "<br>") if "\n" in shown else shown


def in_language(html: str, code: str) -> str:
    """``html`` marked as being in language ``code``, for fonts, hyphenation and screen readers."""
    return f'<span lang="{escape(code)}">{html}</span>' if html else ""


def quote(evidence: Evidence) -> str:
    """The quote with its supporting words marked, in its own language. Marks are intervals of the
    quote as printed, so they are cut before NFC."""
    printed, at, parts = evidence.quote, 0, []
    for start, end in _joined(printed, evidence.marks):
        parts += [text(printed[at:start]), "<mark>", text(printed[start:end]), "</mark>"]
        at = end
    parts.append(text(printed[at:]))
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
