"""What may reach the screen: words, and nothing that commands a terminal."""

import unicodedata

_JOINERS = "\u200c\u200d"


def clean(text: str) -> str:
    """``text`` fit to be shown: NFC, line ends as blanks, no control, escape or direction
    characters, no private or unassigned ones.

    Joiners are dropped as well: inside Devanagari they are mis-measured by terminals.
    """
    kept = (
        " " if ch in "\t\n\r\v\f\u2028\u2029" else ch
        for ch in unicodedata.normalize("NFC", text)
        if ch not in _JOINERS
    )
    return "".join(
        ch for ch in kept if unicodedata.category(ch) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )


def clean_lines(text: str) -> str:
    """As ``clean``, line by line: line ends stay."""
    return "\n".join(clean(line) for line in text.splitlines())
