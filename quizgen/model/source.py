"""Source and Span: a text, and the places in it that support a fact."""

from msgspec import Struct


class Source(Struct, frozen=True):
    """One text. ``id`` is its file name; ``digest`` is the SHA-256 of its bytes, hex."""

    id: str
    language: str
    title: str
    attribution: str
    digest: str


class Span(Struct, frozen=True, order=True, gc=False):
    """A half-open interval ``[start, end)`` in code points of the file as it lies on disk.

    ``role`` says what the words do for the fact: ``value``, ``unit`` (also one lent by a
    neighbour), ``subject``, ``heading``, ``cue`` (the word that carries the claim),
    ``negation``. ``quote`` equals ``text[start:end]``, unnormalised.
    """

    role: str
    start: int
    end: int
    quote: str
