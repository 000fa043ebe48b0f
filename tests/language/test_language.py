"""Names, forms, figures and filling, in a made-up language and in the real ones."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from quizgen.errors import DataFileError, UsageError
from quizgen.knowledge import facts_folder
from quizgen.language import language_codes, load_book, load_books
from quizgen.language.book import Name
from quizgen.language.figures import write_number, write_quantity
from quizgen.language.fill import Filler, UnnamedError
from quizgen.language.names import find_name, form_of
from quizgen.language.settings import Numbers
from quizgen.model import ConceptValue, Fact, Quantity, Span, Text
from quizgen.text import slug_of
from tests.world import MOSS_IN_TAR, OIL, WEIGHT, read_world, write_world


@pytest.mark.parametrize(
    ("number", "numbers", "written"),
    [
        (1355.37, Numbers(",", "\u00a0"), "1\u00a0355,37"),
        (1355.37, Numbers("."), "1355.37"),
        (0.3, Numbers(","), "0,3"),
        (300, Numbers(), "300"),
        (300.0, Numbers(), "300"),
        (1234567, Numbers(".", ","), "1,234,567"),
        (999, Numbers(".", ","), "999"),
        (1200, Numbers(".", ",", 10000), "1200"),
        (0.00001, Numbers(), "0.00001"),
        (-4, Numbers(), "−4"),
    ],
)
def test_numbers(number: float, numbers: Numbers, written: str) -> None:
    assert write_number(number, numbers) == written


@given(st.decimals(min_value=0, max_value=10**9, places=3))
def test_no_digit_is_added_or_lost(number: object) -> None:
    value = float(str(number))
    written = write_number(value, Numbers(",", "\u00a0"))
    assert float(written.replace("\u00a0", "").replace(",", ".")) == value


def test_forms_come_from_the_lexicon_then_from_rules_then_from_the_name(tmp_path: Path) -> None:
    _, books = read_world(tmp_path)
    aa = books["aa"]
    assert form_of(aa, aa.names["honey"], "in") == "honeyish"
    assert form_of(aa, aa.names["wine"], "in") == "winine"
    assert form_of(aa, aa.names["oil"], "in") == "oilin"
    assert form_of(aa, aa.names["oil"], "unknown-form") == "oil"


def test_a_word_no_lexicon_knows_has_a_name_in_its_own_language_only(tmp_path: Path) -> None:
    _, books = read_world(tmp_path)
    own = find_name(books["aa"], "red-sand", own_language=True)
    assert own is not None
    assert own.name == "red sand"
    assert find_name(books["bb"], "red-sand", own_language=False) is None


def test_quantities_and_plurals(tmp_path: Path) -> None:
    _, books = read_world(tmp_path)
    aa, bb = books["aa"], books["bb"]
    assert write_quantity(aa, Quantity(number=1, unit="kg")) == "1 kilo"
    assert write_quantity(aa, Quantity(number=1.5, unit="kg", op=">")) == "more than 1.5 kilos"
    assert write_quantity(bb, Quantity(low=2, high=3.5, op="range", unit="kg")) == "2–3,5 ki"
    assert write_quantity(aa, Quantity(number=4)) == "4"
    assert write_quantity(aa, Quantity(number=4, unit="bushel")) == "4 bushel"


def test_filling(tmp_path: Path) -> None:
    _, books = read_world(tmp_path)
    filler = Filler(books["aa"], OIL, OIL.value)
    assert filler.fill("{Subject} and {value:in}") == "Stone and oilin"
    assert filler.fill_cloze("A {subject} in {{{value}}} now") == (
        "A stone in {{oil}} now",
        "oil",
        "{value}",
    )
    content = Filler(books["aa"], MOSS_IN_TAR, MOSS_IN_TAR.value, "moss")
    assert content.fill("{of}: {number} {unit}; {value}") == "moss: 40 kilo; more than 40 kilos"
    printed = Filler(books["bb"], WEIGHT, Quantity(number=13.5, unit="kg"))
    assert printed.fill("{value} ({printed})") == "13,5 ki (12,5 ki)"


def test_filling_refuses_what_it_does_not_know(tmp_path: Path) -> None:
    _, books = read_world(tmp_path)
    with pytest.raises(KeyError):
        Filler(books["aa"], OIL, OIL.value).fill("{nonsense}")
    with pytest.raises(UnnamedError):
        Filler(books["bb"], OIL, Text("red sand")).fill("{value}")
    with pytest.raises(UnnamedError):
        Filler(books["bb"], OIL, ConceptValue("gold")).fill("{value}")


def test_a_shortened_word_of_a_text_is_written_out(tmp_path: Path) -> None:
    book = read_world(tmp_path)[1]["aa"]
    settings = replace(book.settings, abbreviations={"org.": "organic"})
    book = replace(book, settings=settings)
    assert Filler(book, OIL, Text("Org. mud")).fill("{value}") == "Organic mud"
    fields = {f: getattr(OIL, f) for f in OIL.__struct_fields__}
    spans = (Span("subject", 0, 8, "org. mud"),)
    fact = Fact(**{**fields, "subject": slug_of("org. mud"), "spans": spans})
    printed = {fact.subject: Name(name="org. mud")}
    filler = Filler(book, fact, Text("sand"), printed=printed)
    assert filler.fill("{subject} {value}") == "organic mud sand"


def test_a_word_of_capitals_is_joined_to_its_ending(tmp_path: Path) -> None:
    book = read_world(tmp_path)[1]["aa"]
    joined = replace(book, settings=replace(book.settings, joint="-"))
    assert form_of(book, Name(name="NAD"), "in") == "NADin"
    assert form_of(joined, Name(name="NAD"), "in") == "NAD-in"
    assert form_of(joined, Name(name="Nad"), "in") == "Nadin"
    assert form_of(joined, Name(name="vitamin K"), "in") == "vitamin Kin"
    assert form_of(joined, Name(name="NAD"), "of") == "NAD"


def test_an_unknown_language_names_the_ones_there_are(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="aa, bb"):
        load_book(write_world(tmp_path / "facts"), "zz")


@pytest.mark.parametrize(
    ("file", "content", "place"),
    [
        ("lexicon.toml", "[stone]\nname = 3\n", "lexicon.toml"),
        ("lexicon.toml", '[stone]\nname = "a\n', "lexicon.toml:2"),
        ("phrasing.toml", '\n[relation.weight]\nstatment = "x"\n', "phrasing.toml:2"),
        ("language.toml", 'code = "aa"\n', "language.toml"),
        ("facts.toml", '["a/b"]\n["a/b".typed]\nanswer = "x"\n', "facts.toml:1"),
    ],
)
def test_a_damaged_file_is_named_with_its_line(
    tmp_path: Path, file: str, content: str, place: str
) -> None:
    facts = write_world(tmp_path / "facts")
    (facts / "languages" / "aa" / file).write_text(content, encoding="utf-8")
    with pytest.raises(DataFileError) as caught:
        load_book(facts, "aa")
    assert place in str(caught.value)


@pytest.mark.parametrize(
    ("entry", "named"),
    [
        ("typo = 1", "typo"),
        ('minor = "қк"', "minor"),
        ('minor = [["қ", "к"], ["ң"]]', "minor"),
        ("numerals = { one = true }", "numerals"),
        ('sensitive = ["^non", "("]', "sensitive"),
    ],
)
def test_a_broken_lenience_is_named_with_its_line(tmp_path: Path, entry: str, named: str) -> None:
    facts = write_world(tmp_path / "facts")
    file = facts / "languages" / "aa" / "language.toml"
    before = file.read_text(encoding="utf-8")
    file.write_text(f"{before}\n[lenience]\naccents = true\n{entry}\n", encoding="utf-8")
    with pytest.raises(DataFileError) as caught:
        load_book(facts, "aa")
    line = before.count("\n") + 4
    assert f"language.toml:{line}:" in str(caught.value)
    assert named in str(caught.value)


def test_the_shipped_languages_load() -> None:
    books = load_books(facts_folder())
    assert set(language_codes(facts_folder())) == set(books) >= {"kk", "hi", "en"}
    for book in books.values():
        assert set(book.settings.quantity) == {"=", ">", "<", "~", "range"}


def test_a_close_unit_stands_without_a_blank(tmp_path: Path) -> None:
    _, books = read_world(tmp_path)
    aa = books["aa"]
    close = replace(aa, settings=replace(aa.settings, close=("kg",)))
    assert write_quantity(aa, Quantity(number=2, unit="kg")) == "2 kilos"
    assert write_quantity(close, Quantity(number=2, unit="kg")) == "2kilos"
    unbroken = {**aa.settings.quantity, "=": "{number}\u00a0{unit}"}
    close = replace(aa, settings=replace(close.settings, quantity=unbroken))
    assert write_quantity(close, Quantity(number=2, unit="kg")) == "2kilos"


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("Red sand", "red sand"),
        ("Red Sand", "Red Sand"),
        ("D stone", "D stone"),
        ("PH dust", "PH dust"),
    ],
)
def test_a_word_no_lexicon_knows_keeps_the_spelling_of_its_text(
    tmp_path: Path, printed: str, said: str
) -> None:
    from quizgen.cards.printed import printed_names
    from quizgen.model import Fact, Span
    from quizgen.text import slug_of

    _, books = read_world(tmp_path)
    fields = {name: getattr(OIL, name) for name in OIL.__struct_fields__}
    spans = (Span("subject", 0, len(printed), printed),)
    fact = Fact(**{**fields, "subject": slug_of(printed), "spans": spans})
    names = printed_names([fact], printed, books["aa"])
    assert Filler(books["aa"], fact, fact.value, "", names).fill("{subject}") == said
    with pytest.raises(UnnamedError):
        Filler(books["bb"], fact, fact.value).fill("{subject}")


def test_every_kind_of_claim_is_worded_and_every_thing_named_in_the_shipped_languages() -> None:
    from quizgen.knowledge import load_knowledge

    knowledge = load_knowledge(facts_folder())
    for code, book in load_books(facts_folder()).items():
        assert not set(knowledge.relations) ^ set(book.relations), code
        assert not set(knowledge.concepts) - set(book.names), code
