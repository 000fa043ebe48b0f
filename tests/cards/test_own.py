"""Cards of a text of the user's own: asked only where the text gives one answer."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from quizgen.cards import make_cards
from quizgen.cards.evidence import EvidenceFinder
from quizgen.cards.gap import gap_in
from quizgen.cards.options import Claims, could_hold, excluded_values
from quizgen.cards.printed import printed_names
from quizgen.cards.twins import without_twins
from quizgen.knowledge import Knowledge
from quizgen.language import LanguageBook
from quizgen.language.fill import Filler
from quizgen.language.settings import Agreement, Suffix
from quizgen.language.wording import Ask, Wording
from quizgen.model import Card, Evidence, Fact, Relation, Source, Span, Text
from tests.world import OIL, WINE_DENIED, a_fact, read_world

SINKS = Wording(
    statement="{Subject} sinks in {value}.",
    denial="{Subject} does not sink in {value}.",
    qa=Ask(question="Does {subject} sink in {value}?", answer="yes"),
)


def world(tmp_path: Path, **wordings: Wording) -> tuple[Knowledge, dict[str, LanguageBook]]:
    knowledge, books = read_world(tmp_path)
    aa = books["aa"]
    named = {key.replace("_", "-"): wording for key, wording in wordings.items()}
    settings = replace(aa.settings, no="no", articles={"in": "an?|the"})
    return knowledge, {"aa": replace(aa, settings=settings, relations={**aa.relations, **named})}


def own(
    knowledge: Knowledge, books: dict[str, LanguageBook], *facts: Fact, text: str = ""
) -> dict[str, Card]:
    """The cards of ``facts`` as of an own text, by fact and form."""
    finder = EvidenceFinder(Source("a.txt", "aa", "T", "", ""), text, lambda _: (0, len(text)))
    finders = {"a.txt": finder} if text else {}
    cards = make_cards(facts, knowledge, books, finders, namespace="a.txt", vocabulary=False)
    return {f"{card.fact}|{card.form}": card for card in cards}


def related(knowledge: Knowledge, *relations: Relation) -> Knowledge:
    return replace(knowledge, relations={**knowledge.relations, **{r.id: r for r in relations}})


def in_text(text: str, words: str, fact: Fact) -> tuple[Fact, Evidence]:
    """``fact`` with its value at ``words`` in ``text``, and the whole text as its evidence."""
    start = text.index(words)
    spans = (Span("value", start, start + len(words), words),)
    evidence = Evidence("a.txt", "T", "aa", text, 0, len(text), 1)
    return replace(fact, value=Text(words), spans=spans), evidence


def test_yes_or_no_is_asked_only_where_the_text_has_both_answers(tmp_path: Path) -> None:
    knowledge, books = world(tmp_path, sinks_in=SINKS)
    tar = a_fact("stone/sinks-in/tar")
    assert not [key for key in own(knowledge, books, OIL, tar) if key.endswith("|qa")]
    both = own(knowledge, books, OIL, WINE_DENIED)
    assert both[f"{OIL.id}|qa"].answer == "yes"
    assert both[f"{WINE_DENIED.id}|qa"].answer == "no"


def test_a_value_is_asked_for_only_where_there_is_one(tmp_path: Path) -> None:
    asked = replace(SINKS, qa=None, typed=Ask(question="What does {subject} sink in?"))
    knowledge, books = world(tmp_path, sinks_in=asked)
    assert f"{OIL.id}|typed" in own(knowledge, books, OIL)
    two = own(knowledge, books, OIL, a_fact("stone/sinks-in/tar"))
    assert not [key for key in two if key.endswith("|typed")]


@pytest.mark.parametrize("only", [True, False])
def test_a_subject_is_asked_for_only_where_the_value_fixes_it(tmp_path: Path, only: bool) -> None:
    back = Ask(question="What sinks in {value}?", answer="{subject}")
    knowledge, books = world(tmp_path, sinks_in=replace(SINKS, qa=None, typed=back))
    relation = replace(knowledge.relations["sinks-in"], one_subject=only)
    assert (f"{OIL.id}|typed" in own(related(knowledge, relation), books, OIL)) is only


def test_a_card_with_a_fault_and_questions_alike_are_left_out(tmp_path: Path) -> None:
    leaks = replace(SINKS, qa=None, typed=Ask(question="Does {subject} sink in {value}?"))
    knowledge, books = world(tmp_path, sinks_in=leaks)
    assert f"{OIL.id}|typed" not in own(knowledge, books, OIL)
    alike = replace(SINKS, qa=None, typed=Ask(question="What sinks?"))
    knowledge, books = world(tmp_path / "alike", sinks_in=alike)
    cards = own(knowledge, books, OIL, a_fact("moss/sinks-in/tar"))
    assert not [key for key in cards if key.endswith("|typed")]


def test_what_one_relation_excludes_is_a_wrong_value_and_a_twin(tmp_path: Path) -> None:
    floats = Wording(
        statement="{Subject} floats on {value}.", denial="{Subject} is not on {value}."
    )
    which = Ask(question="Which of these does {subject} sink in?")
    knowledge, books = world(
        tmp_path, sinks_in=replace(SINKS, qa=None, which=which), floats_on=floats
    )
    on = Relation("floats-on", "chemistry", "concept", excludes=("sinks-in",))
    sinks = replace(knowledge.relations["sinks-in"], excludes=("floats-on",))
    knowledge = related(knowledge, on, sinks)
    facts = [OIL, a_fact("stone/floats-on/tar"), a_fact("stone/floats-on/honey")]
    choice = own(knowledge, books, *facts)[f"{OIL.id}|choice"]
    assert set(choice.choices) == {"oil", "tar", "honey"}
    many = [a_fact(f"stone/sinks-in/w{n}", Text(f"wyrd{n}")) for n in range(12)]
    said = {c.question: c.answer for c in own(knowledge, books, *many).values()}
    twins = {q: a for q, a in said.items() if " floats on " in q or " is not on " in q}
    assert twins
    for question, answer in twins.items():
        assert answer == ("False" if " floats on " in question else "True")


def test_a_value_that_both_relations_may_have_is_no_twin() -> None:
    on = Relation("floats-on", "chemistry", "concept")
    claims = Claims.of([a_fact("stone/floats-on/x", Text("hot oil"))])
    assert could_hold(a_fact("stone/sinks-in/y", Text("oil, hot")), on, claims)
    assert not could_hold(a_fact("stone/sinks-in/y", Text("wine")), on, claims)


def test_of_a_single_value_any_other_is_wrong_also_another_year() -> None:
    found = Relation("found-in", "chemistry", "text", single=True)
    one = a_fact("stone/found-in", Text("1921"))
    other = a_fact("moss/found-in", Text("1850"))
    wrong = excluded_values(one, found, Claims.of([one, other]))
    assert Text("1850") in wrong
    assert Text("1921") not in wrong
    assert len(wrong) == 4
    colours = [a_fact("a/colour", Text("pale red")), a_fact("b/colour", Text("red"))]
    assert excluded_values(colours[0], replace(found, id="colour"), Claims.of(colours)) == []


SENTENCE = "Stone sinks in hot honey and in wine."


def test_the_text_s_own_sentence_is_asked_with_a_gap(tmp_path: Path) -> None:
    knowledge, books = world(tmp_path, sinks_in=SINKS)
    fact, _ = in_text(SENTENCE, "hot honey", a_fact("stone/sinks-in/hot-honey"))
    card = own(knowledge, books, fact, text=SENTENCE)[f"{fact.id}|cloze"]
    assert card.question == "Stone sinks in […] and in wine."
    assert card.cloze == "Stone sinks in {{hot honey}} and in wine."
    unnamed = SENTENCE.replace("Stone", "It")
    fact, _ = in_text(unnamed, "hot honey", fact)
    card = own(knowledge, books, fact, text=unnamed)[f"{fact.id}|cloze"]
    assert card.question == "Stone: It sinks in […] and in wine."


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Stone sinks in wine and wine sinks.", "the answer stands there twice"),
        ("Stone sinks in wine", "no sentence"),
        ("In wine.", "nothing tells what is asked"),
        ("Stone (in wine sinks, they say.", "a bracket alone"),
        ("Stone sinks in wines, they say.", "within a word"),
        ("- wine: it is red and old and good.", "a term that its description does not tell"),
    ],
)
def test_no_gap_that_is_no_fair_question(text: str, why: str) -> None:
    fact, evidence = in_text(text, "wine", a_fact("stone/sinks-in/wine"))
    assert gap_in(fact, evidence, ["wine"]) is None, why


def test_in_a_long_list_the_gap_has_first_letters_that_no_other_has() -> None:
    fact, evidence = in_text(SENTENCE, "wine", a_fact("stone/sinks-in/wine"))
    three = ["wine", "honey", "tar"]
    plain = gap_in(fact, evidence, three)
    assert plain is not None
    assert "(" not in plain.text
    hinted = gap_in(fact, evidence, [*three, "oil"])
    assert hinted is not None
    assert hinted.text.endswith("{{wine}} (w…).")
    two = gap_in(fact, evidence, [*three, "wax"])
    assert two is not None
    assert two.text.endswith("{{wine}} (wi…).")
    assert gap_in(fact, evidence, [*three, "winter oil"]) is None
    assert gap_in(fact, evidence, [*three, *(f"oil {n}" for n in range(10))]) is None


def test_a_gap_for_a_term_that_is_described() -> None:
    fact, evidence = in_text(SENTENCE, "wine", a_fact("stone/sinks-in/wine"))
    line = "- **Wine**: what is pressed from grapes and kept."
    fact, evidence = in_text(line, "Wine", fact)
    gap = gap_in(fact, evidence, ["Wine"], defined=True)
    assert gap is not None
    assert (gap.text, gap.defines) == ("{{Wine}}: what is pressed from grapes and kept.", True)
    figures, evidence = in_text("Wine: 3 cups in the morning, daily.", "Wine", fact)
    assert gap_in(figures, evidence, ["Wine"], defined=True) is None


def test_members_of_a_list_are_never_false_by_a_not(tmp_path: Path) -> None:
    knowledge, books = world(tmp_path, sinks_in=replace(SINKS, qa=None))
    many = [a_fact(f"stone/sinks-in/w{n}", Text(f"wyrd{n}")) for n in range(12)]
    cards = own(knowledge, books, *many).values()
    assert {card.answer for card in cards} == {"True"}
    assert not [card for card in cards if " not " in card.question]
    both = own(knowledge, books, *many, WINE_DENIED)
    assert {card.answer for card in both.values() if card.form == "truefalse"} == {"True", "False"}


def test_a_member_of_a_list_with_another_card_has_no_statement_that_is_always_true(
    tmp_path: Path,
) -> None:
    knowledge, books = world(tmp_path, sinks_in=replace(SINKS, qa=None))
    fact, _ = in_text(SENTENCE, "hot honey", a_fact("stone/sinks-in/hot-honey"))
    assert {key.rpartition("|")[2] for key in own(knowledge, books, fact, text=SENTENCE)} == {
        "cloze"
    }


def test_what_may_be_on_both_sides_is_no_twin(tmp_path: Path) -> None:
    floats = Wording(statement="{Subject} floats on {value}.", denial="{Subject} is off {value}.")
    knowledge, books = world(tmp_path, sinks_in=replace(SINKS, qa=None), floats_on=floats)
    on = Relation("floats-on", "chemistry", "concept", excludes=("sinks-in",))
    knowledge = related(knowledge, on)
    aa = books["aa"]
    wary = {"aa": replace(aa, settings=replace(aa.settings, either_way="wyrd[0-5]"))}
    many = [a_fact(f"stone/sinks-in/w{n}", Text(f"wyrd{n}")) for n in range(12)]
    said = [card.question for card in own(knowledge, wary, *many).values()]
    turned = [words for words in said if " floats on " in words or " is off " in words]
    assert turned
    assert not [words for words in turned if any(f"wyrd{n}." in words for n in range(6))]


def test_a_generic_thing_is_asked_about_only_with_what_it_serves(tmp_path: Path) -> None:
    knowledge, books = world(tmp_path, sinks_in=replace(SINKS, qa=None))
    concepts = knowledge.concepts
    concepts = {**concepts, "oil": replace(concepts["oil"], generic=True)}
    knowledge = replace(knowledge, concepts=concepts)
    of_oil = a_fact("oil/sinks-in/tar")
    assert not own(knowledge, books, of_oil)
    card = own(knowledge, books, of_oil, OIL)[f"{of_oil.id}|truefalse"]
    assert card.question.startswith("Stone: “Oil sinks in tar.”")
    second = a_fact("moss/sinks-in/oil")
    assert f"{of_oil.id}|truefalse" not in own(knowledge, books, of_oil, OIL, second)


def test_what_the_names_alone_say_is_not_asked(tmp_path: Path) -> None:
    knowledge, books = world(tmp_path, sinks_in=replace(SINKS, qa=None))
    assert not own(knowledge, books, a_fact("oil-stone/sinks-in/oil"))
    assert own(knowledge, books, a_fact("oily-stone/sinks-in/oil"))


def test_what_a_text_denies_is_asked_as_it_is_or_turned(tmp_path: Path) -> None:
    knowledge, books = world(tmp_path, sinks_in=replace(SINKS, qa=None))
    many = [a_fact(f"stone/sinks-in/w{n}", Text(f"wyrd{n}"), affirmed=False) for n in range(12)]
    said = {card.question: card.answer for card in own(knowledge, books, *many).values()}
    assert set(said.values()) == {"True", "False"}
    for question, answer in said.items():
        assert (answer == "True") is (" not " in question)


def test_of_two_readings_of_the_same_words_the_longer_is_asked() -> None:
    text = "Stone sinks in very hot honey and wine."

    def read(words: str) -> Fact:
        return in_text(text, words, a_fact(f"stone/sinks-in/{words.replace(' ', '-')}"))[0]

    honey, long, wine = read("hot honey"), read("very hot honey"), read("wine")
    assert without_twins([honey, long, wine]) == [long, wine]
    other = replace(honey, subject="moss")
    assert without_twins([other, long, wine]) == [other, long, wine]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("BASALT is hot. Basalt is red.", "BASALT", "basalt"),
        ("TAR SANDS are hot. Some tar is red.", "TAR SANDS", "tar sands"),
        ("BAIKAL is hot. In Baikal sand sinks.", "BAIKAL", "Baikal"),
        ("PVC is hot.", "PVC", "PVC"),
        ("Stone is hot, and NAPHTHA is red.", "NAPHTHA", "NAPHTHA"),
        ("List\n- Red sand\n", "Red sand", "red sand"),
        ("Sand is red. Red sand is hot.", "Red sand", "red sand"),
        ("Sand sinks in the sea. Sharp sand floats.", "Sharp sand", "sharp sand"),
        ("It was Prof. Sander who sank.", "Sander", "Sander"),
        ("It was Sander who sank.", "Sander", "Sander"),
        ("List\n- Sander's sand\n", "Sander's sand", "Sander's sand"),
        ("List\n- Synthesis of DNA\n", "Synthesis of DNA", "synthesis of DNA"),
        ("List\n- X-ray\n", "X-ray", "X-ray"),
        ("List\n- Sander Sands\n", "Sander Sands", "Sander Sands"),
    ],
)
def test_a_capital_that_only_opens_a_line_is_put_back(
    tmp_path: Path, text: str, words: str, name: str
) -> None:
    _, books = world(tmp_path)
    fact, _ = in_text(text, words, a_fact("stone/sinks-in/x"))
    assert printed_names([fact], text, books["aa"])[words].name == name


def test_the_capital_of_a_headword_says_nothing_where_entries_print_all_with_one(
    tmp_path: Path,
) -> None:
    _, books = world(tmp_path)
    text = "Red sand is hot. It is Red sand that sinks."
    fact, _ = in_text(text, "Red sand", a_fact("stone/sinks-in/x"))
    plain = books["aa"]
    assert printed_names([fact], text, plain)["Red sand"].name == "Red sand"
    printing = replace(plain, settings=replace(plain.settings, proper_headword="fever$"))
    assert printed_names([fact], text, printing)["Red sand"].name == "red sand"


def test_an_article_and_an_alias_are_as_the_text_has_them(tmp_path: Path) -> None:
    _, books = world(tmp_path)
    text = "The rock sinks in the hot honey."
    fact, _ = in_text(text, "hot honey", OIL)
    fact = replace(fact, spans=(*fact.spans, Span("subject", 4, 8, "rock")))
    names = printed_names([fact], text, books["aa"])
    assert names["hot honey"].forms == {"in": "the hot honey"}
    assert names["stone"].name == "rock"
    filler = Filler(books["aa"], fact, fact.value, "", names)
    assert filler.fill("{Subject} sinks in {value:in}.") == "Rock sinks in the hot honey."


def test_a_foreign_name_spelt_as_an_id_names_nothing_known(tmp_path: Path) -> None:
    _, books = world(tmp_path)
    aa = books["aa"]
    aa = replace(aa, settings=replace(aa.settings, derived={"lack": "want of {of}"}))
    text = "Oil lack is bad. Tor lack is bad."
    known, _ = in_text(text, "Oil lack", a_fact("oil-lack/sinks-in/x"))
    unknown, _ = in_text(text, "Tor lack", a_fact("tor-lack/sinks-in/x"))
    names = printed_names([known, unknown], text, aa)
    assert "oil-lack" not in names
    assert "tor-lack" in names


def test_a_derived_thing_is_named_by_the_text_s_own_word(tmp_path: Path) -> None:
    _, books = world(tmp_path)
    aa = books["aa"]
    aa = replace(aa, settings=replace(aa.settings, derived={"lack": "lack of {of}"}))
    fact = a_fact("factor-x-lack/sinks-in/oil")
    names = printed_names([fact], "Factor X is red. Lack of factor X kills.", aa)
    assert Filler(aa, fact, fact.value, "", names).fill("{subject}") == "lack of factor X"


def test_a_plural_subject_changes_the_verb(tmp_path: Path) -> None:
    _, books = world(tmp_path)
    aa = books["aa"]
    rules = (Suffix(match=r"(?<=^\{Subject\} )sinks\b", put="sink"),)
    aa = replace(aa, settings=replace(aa.settings, agreement=Agreement("s$", rules)))
    many = a_fact("rocks/sinks-in/oil")
    assert Filler(aa, many, many.value).fill("{Subject} sinks here.") == "Rocks sink here."
    assert Filler(aa, OIL, OIL.value).fill("{Subject} sinks here.") == "Stone sinks here."


def test_a_year_is_read_in_every_language(tmp_path: Path) -> None:
    _, books = read_world(tmp_path)
    fact = a_fact("stone/sinks-in/x", Text("1921"))
    assert Filler(books["bb"], fact, fact.value).fill("{Subject}: {value}") == "Sto: 1921"
