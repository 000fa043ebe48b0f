"""Signs in a text that show nothing but act: on a terminal, in a file format, on reading order."""

# Controls (an escape sequence begins with one, Anki parts its fields by one) but for tab and line
# ends, and turns of direction.
_ACTING = dict.fromkeys(
    [n for n in (*range(0x20), *range(0x7F, 0xA0)) if chr(n) not in "\t\n\r"]
    + [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)


def without_controls(text: str) -> str:
    """``text`` without such signs; all else stays as it is."""
    return text.translate(_ACTING)
