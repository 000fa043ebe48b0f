"""How one language writes: abbreviations, numbers, units. Data, read from the rule files."""

from msgspec import Struct


class Conventions(Struct, frozen=True, forbid_unknown_fields=True):
    """The ``[text]`` table of a rule file. Word lists are regular expressions, unanchored.

    ``abbreviations``: words whose dot ends no sentence. ``coded``: words whose next letter is
    a code and no initial. ``citation``: what marks a sentence as a
    reference. ``thousands``: the sign that groups digits (the other one of comma and point is
    the decimal sign; where empty both are decimal). ``numbers``: number words. ``units``:
    canonical symbol to spellings. ``suffix``: case endings that hang on a figure or unit.
    ``join``: words between the ends of a range. ``before``/``after``: operator to bound words.
    ``locants``: chemical words whose leading figures count positions, not quantities.
    ``no_term``: what no words before a dash hold that are a term; ``no_colon_term``: before a colon
    in running text ("X causes Y: a, b").
    ``per``: canonical denominator to the phrase that states it ("in 100 g of product").
    """

    abbreviations: tuple[str, ...] = ()
    coded: tuple[str, ...] = ()
    citation: str = ""
    cut_off: str = ""
    headings: str = ""
    no_term: str = ""
    no_colon_term: str = ""
    thousands: str = ""
    numbers: dict[str, float] = {}
    units: dict[str, tuple[str, ...]] = {}
    suffix: str = ""
    join: tuple[str, ...] = ()
    before: dict[str, tuple[str, ...]] = {}
    after: dict[str, tuple[str, ...]] = {}
    locants: tuple[str, ...] = ()
    per: dict[str, str] = {}
    elements: tuple[str, ...] = ()
    lookalikes: dict[str, str] = {}
