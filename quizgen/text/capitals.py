"""Words that a headword or a heading prints all in capitals, in their usual letters."""

from collections.abc import Mapping

import regex

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_INSIDE = regex.compile(r"(?<=[\p{Ll}\p{M},] )\p{Lu}[\p{L}\p{M}]+")  # of a sentence
_LONG = 5  # letters; a shorter word of capitals may be an abbreviation (DNA, NADP)
_RUN = regex.compile(r"[^\p{L}\p{N}\n]*(?:[\p{Lu}\p{N}](?:[\p{Lu}\p{M}\p{N}'’-]| )*)")


def usual_letters(text: str) -> Mapping[str, str]:
    """For each word that stands all in capitals at the beginning of ``text`` or in a line without
    small letters: the word as it is written elsewhere, else in small letters.

    A short word that the text writes nowhere else stays out, and so does one with a figure: it may
    be an abbreviation. Linear in the text.
    """
    opening = _RUN.match(text)
    lines = [opening.group()] if opening else []
    lines += [line for line in text.split("\n") if line.isupper()]
    shouted = {word for line in lines for word in _WORD.findall(line) if _is_shouted(word)}
    if not shouted:
        return {}
    written = {word for word in _WORD.findall(text) if not word.isupper()}
    beginnings = {word[:size] for word in written for size in {len(one) for one in shouted}}
    inside = set(_INSIDE.findall(text))
    usual: dict[str, str] = {}
    for word in shouted:
        low, capital = word.lower(), word.capitalize()
        if low not in beginnings and capital in inside:
            usual[word] = capital
        elif len(word) >= _LONG or not beginnings.isdisjoint((low, capital)):
            usual[word] = low
    return usual


def in_usual_letters(words: str, usual: Mapping[str, str]) -> str:
    """``words`` with each word that ``usual`` has as it has it."""
    if not usual:
        return words
    return _WORD.sub(lambda found: usual.get(found.group(), found.group()), words)


def _is_shouted(word: str) -> bool:
    return len(word) > 1 and word.isupper() and word.isalpha()
