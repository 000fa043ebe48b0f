"""Preparing a typed answer for comparing: what no grader should look at is levelled out.

Language-neutral. Vowel signs and virama are never stripped: they are letters of the word.
"""

import unicodedata
from functools import lru_cache

import regex

# Controls, formatting marks and lone surrogates (not spaces and joiners), variation selectors.
_UNSEEN = regex.compile(r"[[\p{Cc}\p{Cf}\p{Cs}\uFE00-\uFE0F]--[\s\u200C\u200D]]", regex.V1)
_DIGIT = regex.compile(r"[\p{Nd}--[0-9]]", regex.V1)
_DASHES = regex.compile(r"[\p{Pd}\u2212\u00ad\u2043]")
_DOUBLE = regex.compile(r"[\u00ab\u00bb\u201c-\u201f\u2033\u2039\u203a\u300c-\u300f\uff02]")
_SINGLE = regex.compile(r"[\u2018-\u201b\u2032\u02bb\u02bc\u0060\u00b4\uff07]")
_DEGREES = regex.compile(r"\u2103|° ?[cс](?![\p{L}\p{M}])")  # Latin or Cyrillic
_ENDS = " .,;:!?…।॥\"'"
_SUBSCRIPTS = {0x2080 + digit: str(digit) for digit in range(10)}
# Letters that look like Latin ones, after casefolding: В stands for B, Н for H, Р for P…
_LOOKALIKE = dict(zip("авсенкмортхуіјѕ", "abcehkmoptxyijs", strict=True)) | dict(
    zip("αβεικμνορτυχ", "abeikmvoptyx", strict=True)
)
PLAIN = regex.compile(r"(?:[\p{L}\p{M}]+ )*[\p{L}\p{M}]+")  # words with single blanks, no more
_CLUSTER = regex.compile(r"\X")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")


@lru_cache(maxsize=8_192)
def prepare(text: str) -> str:
    """``text`` ready for comparing: controls gone, NFC, casefolded, spaces, quotes and dashes
    folded, end punctuation trimmed, digits of any script in ASCII, look-alike letters of codes
    in Latin.

    Preparing twice is preparing once, and NFC and NFD give the same.
    """
    if PLAIN.fullmatch(text):
        # Words and nothing else, as most answers are: only case and composition are to be done.
        plain = _folded(text)
        if _folded(plain) == plain and PLAIN.fullmatch(plain):
            return plain
    while (again := _once(text)) != text:
        text = again
    return text


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def _once(text: str) -> str:
    text = _UNSEEN.sub("", text)
    text = _folded(text)
    text = _DEGREES.sub("°c", text)
    text = _DASHES.sub("-", _SINGLE.sub("'", _DOUBLE.sub('"', text)))
    text = _DIGIT.sub(lambda match: _ascii(match.group()), text)
    text = text.translate(_SUBSCRIPTS)
    text = " ".join(text.split()).strip(_ENDS)
    return _WORD.sub(lambda match: _code(match.group()), text)


def _ascii(digit: str) -> str:
    # The two libraries may know different versions of Unicode.
    value = unicodedata.decimal(digit, None)
    return digit if value is None else str(value)


def _code(word: str) -> str:
    """A word of letters first and figures after (a code, a formula) in Latin letters, where every
    letter is Latin or looks it; any other word as it is."""
    if word[0].isdigit() or not any(c.isdigit() for c in word):
        return word
    letters = (_LOOKALIKE.get(c, c) for c in word)
    latin = "".join(letters)
    return latin if latin.isascii() else word


def clusters(text: str) -> list[str]:
    """``text`` as grapheme clusters: what a reader sees as one letter."""
    return _CLUSTER.findall(text)
