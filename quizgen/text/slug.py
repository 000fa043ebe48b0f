"""Keys for comparing words, and ids made of words."""

import unicodedata
from functools import lru_cache

import regex

_CODE = regex.compile(r"(?<![\p{L}\p{M}])(?:\p{L}{1,2}[ \-]?\p{Nd}+|\p{L})(?![\p{L}\p{M}])")
_GAPS = regex.compile(r"[^\p{L}\p{M}\p{N}]+")
_BLANKS = regex.compile(r"\s+")
_DASHES = str.maketrans({"‐": "-", "‑": "-", "–": "-", "—": "-", "’": "'", "ʼ": "'"})
# Letters of other alphabets that look like Latin capitals; only ever folded inside codes.
_LATIN = str.maketrans("АВЕКМНОРСТХІЅЈ", "ABEKMHOPCTXISJ")


_ODD = frozenset(map(chr, _DASHES))
_KEPT = 80  # longer words come but once


def compare_key(words: str) -> str:
    """NFC, lower case, single blanks, plain dashes; look-alike letters folded inside codes only
    (a letter with a figure, or a letter alone), so that ``В12`` in Cyrillic equals ``B12``."""
    return _remembered(words) if len(words) <= _KEPT else _compare_key(words)


def _compare_key(words: str) -> str:
    folded = unicodedata.normalize("NFC", words)
    if not _ODD.isdisjoint(folded):
        folded = folded.translate(_DASHES)
    folded = _CODE.sub(
        lambda m: m.group().upper().translate(_LATIN).replace(" ", "").replace("-", ""), folded
    )
    return _BLANKS.sub(" ", folded).strip().casefold()


_remembered = lru_cache(maxsize=20_000)(_compare_key)


def slug_of(words: str) -> str:
    """Words as an id: NFC, lower case, a hyphen for every run of other signs."""
    return _GAPS.sub("-", unicodedata.normalize("NFC", words).casefold()).strip("-")
