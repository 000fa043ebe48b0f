"""What a language forgives in an answer, and what it never does. All of it is data."""

from msgspec import Struct


class Lenience(Struct, frozen=True, forbid_unknown_fields=True):
    """The ``[lenience]`` table of ``language.toml``.

    ``minor``: pairs of letters or signs whose exchange is a minor slip. ``ignore``: signs whose
    absence is one. ``accents``: whether a missing or added accent is one. ``optional``: words
    that may be left out or added (articles; one of a single letter only at the beginning).
    ``sensitive``: patterns that a word of the answer and the word it stands for must both match
    or both not match (negations, prefixes of opposites). ``more``, ``less``, ``about``: further
    words for "more than", "less than", "about", beside those in ``[quantity]``. ``between``:
    words and endings that may stand between or after figures ("to"). ``numerals``: numbers spelled
    out, each a single word, and what they stand for.
    """

    minor: tuple[tuple[str, str], ...] = ()
    ignore: tuple[str, ...] = ()
    accents: bool = False
    optional: tuple[str, ...] = ()
    sensitive: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    numerals: dict[str, int] = {}
