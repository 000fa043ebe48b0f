"""A small made-up world for tests: two languages, a few things, nothing of the real subject."""

from pathlib import Path

from quizgen.knowledge import Knowledge, load_knowledge
from quizgen.language import LanguageBook, load_books
from quizgen.model import ConceptValue, Fact, Quantity, Span, Value

CONCEPTS = """
[stone]
kind = "substance"
[oil]
kind = "liquid"
[wine]
kind = "liquid"
[honey]
kind = "liquid"
[tar]
kind = "liquid"
[moss]
kind = "plant"
slug = "ms"
"""
RELATIONS = """
[relation.sinks-in]
topic = "chemistry"
value = "concept"
[relation."{of}-content"]
topic = "sources"
value = "quantity"
single = true
level = 2
[relation.weight]
topic = "chemistry"
value = "quantity"
single = true
"""
ERRATA = """
[E1]
kind = "value"
source = "a.txt"
facts = ["stone/weight"]
printed = ["12,5"]
accepted = { kind = "quantity", number = 13.5, unit = "kg" }
reference = "The Scales"
"""
LANGUAGES = {
    "aa": {
        "language.toml": """
code = "aa"
name = "Aa"
english = "Aaish"
script = "Latin"
letters = "abcdefghijklmnopqrstuvwxyz"
truefalse = "“{sentence}” True or false?"
true = "True"
false = "False"
claim = "It is said: {sentence}"
name_question = "What is “{name}” in {language}?"
forms = ["in"]
[name_language]
bb = "Bb"
[numbers]
decimal = "."
[units]
kg = { name = "kilo", plural = "kilos" }
[quantity]
"=" = "{number} {unit}"
">" = "more than {number} {unit}"
"<" = "less than {number} {unit}"
"~" = "about {number} {unit}"
range = "{low}–{high} {unit}"
[[suffixes.in]]
match = "e$"
drop = "e"
add = "ine"
[[suffixes.in]]
match = "."
add = "in"
""",
        "lexicon.toml": """
stone = { name = "stone", aliases = ["rock"] }
oil = { name = "oil" }
wine = { name = "wine" }
honey = { name = "honey", in = "honeyish" }
tar = { name = "tar" }
moss = { name = "moss" }
""",
        "phrasing.toml": """
[relation.sinks-in]
statement = "{Subject} sinks {value:in}."
denial = "{Subject} does not sink {value:in}."
[relation.sinks-in.qa]
question = "What does a {subject} sink in first?"
[relation."{of}-content"]
statement = "{Subject} holds {value} of {of}."
[relation."{of}-content".typed]
question = "How much {of} does {subject} hold?"
""",
        "facts.toml": """
["stone/weight"]
statement = "A stone weighs {value}."
explanation = "It weighs {value}; the text prints {printed}."
["stone/weight".typed]
question = "How much does a stone weigh?"
["stone/weight".cloze]
text = "A stone weighs {{{value}}} when dry."
""",
        "translations.toml": "",
        "errata.toml": '[E1]\nnote = "The text prints 12.5 kg."\n',
    },
    "bb": {
        "language.toml": """
code = "bb"
name = "Bb"
english = "Bbish"
script = "Latin"
letters = "abcdefghijklmnopqrstuvwxyzo"
truefalse = "«{sentence}» To no?"
true = "To"
false = "No"
name_question = "Ko «{name}» po {language}?"
[name_language]
aa = "Aa"
[numbers]
decimal = ","
group = " "
[units]
kg = { name = "ki" }
[quantity]
"=" = "{number} {unit}"
">" = "po {number} {unit}"
"<" = "no {number} {unit}"
"~" = "ko {number} {unit}"
range = "{low}–{high} {unit}"
""",
        "lexicon.toml": """
stone = { name = "sto" }
oil = { name = "oli" }
wine = { name = "vin" }
honey = { name = "med" }
tar = { name = "katran" }
moss = { name = "mo" }
""",
        "phrasing.toml": """
[relation.sinks-in]
statement = "{Subject} ko {value}."
denial = "{Subject} no ko {value}."
[relation.sinks-in.qa]
question = "Ko {subject}?"
[relation."{of}-content"]
statement = "{Subject} {of} {value}."
[relation."{of}-content".typed]
question = "{Of} {subject} ko?"
[relation.weight]
statement = "{Subject} {value} ve."
[relation.weight.typed]
question = "{Subject} ve ko?"
""",
        "facts.toml": "",
        "translations.toml": (
            '[[sentence]]\nsource = "a.txt"\nquote = "A stone  sinks."\ntext = "Sto ko."\n'
        ),
        "errata.toml": '[E1]\nnote = "Po 12,5 ki."\n',
    },
}


def write_world(folder: Path) -> Path:
    """Write the made-up ``facts`` folder and return it."""
    (folder / "rules").mkdir(parents=True)
    (folder / "sources").mkdir()
    files = {"concepts": CONCEPTS, "relations": RELATIONS, "errata": ERRATA, "sources": ""}
    for name, content in files.items():
        (folder / f"{name}.toml").write_text(content, encoding="utf-8")
    for code, parts in LANGUAGES.items():
        (folder / "languages" / code).mkdir(parents=True)
        for name, content in parts.items():
            (folder / "languages" / code / name).write_text(content, encoding="utf-8")
    return folder


def read_world(folder: Path) -> tuple[Knowledge, dict[str, LanguageBook]]:
    """The made-up world, read by the real loaders."""
    facts = write_world(folder / "facts")
    return load_knowledge(facts), load_books(facts)


def a_fact(
    fact: str = "stone/sinks-in/oil",
    value: Value | None = None,
    affirmed: bool = True,
    erratum: str | None = None,
    language: str = "aa",
) -> Fact:
    """A fact of the made-up world; subject and relation are read off its id."""
    subject, relation, *rest = fact.split("/")
    return Fact(
        id=fact,
        topic="chemistry",
        subject=subject,
        relation=relation,
        affirmed=affirmed,
        value=value or ConceptValue(rest[0]),
        source="a.txt",
        language=language,
        spans=(Span("value", 2, 7, "stone"),),
        rule="made-up",
        statements={},
        erratum=erratum,
    )


WEIGHT = a_fact("stone/weight", Quantity(number=12.5, unit="kg"), erratum="E1")
OIL = a_fact()
WINE_DENIED = a_fact("stone/sinks-in/wine", affirmed=False)
MOSS_IN_HONEY = a_fact("honey/ms-content", Quantity(low=2, high=3, op="range", unit="kg"))
MOSS_IN_TAR = a_fact("tar/ms-content", Quantity(number=40, op=">", unit="kg"))
WORLD = (WEIGHT, OIL, WINE_DENIED, MOSS_IN_HONEY, MOSS_IN_TAR)
