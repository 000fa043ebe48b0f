"""A text's own sentence with a gap: for words that only the language of the text has."""

from collections.abc import Collection

import regex
from msgspec import Struct

from quizgen.model import Evidence, Fact, Text

_LONGEST = 32  # words of a sentence that is still read at a glance
_SHORTEST = 3  # words beside the gap, which tell what it asks for
_LONGEST_ANSWER = 5
_MOST_LIKE_IT = 3  # members of a list: in a longer one the gap could be any, without a hint
_MOST_HINTED = 12
_LONGEST_HINT = 2  # letters
_LONGEST_HINTED = 3  # words
_FINISHED = regex.compile(r"[.!?।][\"»”’)]*$")
_MARK = regex.compile(r"^\s*(?:[-*•–—]|\d+[.)])\s+")
_EMPHASIS = regex.compile(r"\*\*|__")
_TERM = regex.compile(r"\s*(?::|\s[–—-]\s)")
_EDGE = r"[\p{L}\p{M}\p{N}]"


def _says_little(description: str) -> bool:
    """Whether what is said of a term would fit many: figures, a few words."""
    return regex.search(r"\p{N}", description) is not None or len(description.split()) < 5


def _hint(answer: str, like_it: Collection[str]) -> str | None:
    """The first letters of ``answer``, as they stand behind its gap, where no other begins so."""
    if len(like_it) > _MOST_HINTED or len(answer.split()) > _LONGEST_HINTED:
        return None
    letters = regex.findall(r"\X", answer.strip())
    for size in range(1, _LONGEST_HINT + 1):
        first = "".join(letters[:size])
        begun = [name for name in like_it if name.casefold().startswith(first.casefold())]
        if len(begun) <= 1 and size < len(letters):
            return f" ({first}…)"
    return None


class Gap(Struct, frozen=True):
    """The sentence with its answer between double braces, and the answer as printed. ``defines``:
    the answer is a term, and the sentence says what it is. Of a long list the first letters of the
    answer stand behind it, which none of the others has."""

    text: str
    answer: str
    defines: bool = False


def gap_in(
    fact: Fact, evidence: Evidence | None, like_it: Collection[str], defined: bool = False
) -> Gap | None:
    """The sentence of ``fact`` with its value left out; None where it would not be a fair question.

    ``like_it`` names all values that the text gives the subject in this relation; ``defined``
    allows a term to be asked for by what stands behind its colon.
    """
    if evidence is None or not fact.affirmed:
        return None
    spans = [span for span in fact.spans if span.role == "value"]
    if len(spans) != 1 or (isinstance(fact.value, Text) and not fact.value.text.strip()):
        return None
    span, quote = spans[0], evidence.quote
    start, end = span.start - evidence.start, span.end - evidence.start
    if start < 0 or end > len(quote) or not _FINISHED.search(quote) or "{" in quote:
        return None
    before, answer, after = quote[:start], quote[start:end], quote[end:]
    before, after = (_EMPHASIS.sub("", part) for part in (_MARK.sub("", before), after))
    term = _TERM.match(after) if not before.strip() else None
    if term is not None and (not defined or _says_little(after)):
        return None
    if "\n" in quote.strip() or regex.match(_EDGE, after) or regex.search(_EDGE + "$", before):
        return None
    words, beside = answer.split(), (before + " " + after).split()
    if not 0 < len(words) <= _LONGEST_ANSWER or not _SHORTEST <= len(beside) <= _LONGEST:
        return None
    if regex.search(
        rf"(?<!{_EDGE}){regex.escape(answer)}(?!{_EDGE})", before + "\n" + after, regex.I
    ):
        return None
    if any(quote.count(one) != quote.count(other) for one, other in ("()", "[]", "«»", "“”")):
        return None
    hint = _hint(answer, like_it) if len(like_it) > _MOST_LIKE_IT else ""
    if hint is None:
        return None
    blanks = " ".join
    lead = " " if before[-1:].isspace() else ""
    tail = " " if after[:1].isspace() else ""
    text = (
        f"{blanks(before.split())}{lead}{{{{{blanks(words)}}}}}{hint}{tail}{blanks(after.split())}"
    )
    return Gap(text.strip(), blanks(words), term is not None)
