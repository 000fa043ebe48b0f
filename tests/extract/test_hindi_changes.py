"""Change the Hindi text, and the facts follow: it is extraction, not a list."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.model import Quantity, Text
from tests.extract.hindi import changed, facts_of, shipped

BEFORE = facts_of(shipped())
SYMPTOMS = "विटामिन B12 की कमी के निम्नलिखित लक्षण हैं :\n"
CAUSES = "शरीर में विटामिन B12 की कमी के निम्नलिखित कारण हैं :\n"


def difference(text: str) -> tuple[set[str], set[str]]:
    """The ids that went and those that came."""
    after = facts_of(text)
    return BEFORE.keys() - after.keys(), after.keys() - BEFORE.keys()


def test_a_new_symptom_line() -> None:
    gone, new = difference(changed(SYMPTOMS, SYMPTOMS + "पैरों में सूजन \n"))
    assert not gone
    assert new == {"b12-deficiency/symptom/पैरों-में-सूजन"}


def test_a_new_symptom_that_the_lexicon_knows() -> None:
    text = changed("सरदर्द \n", "")
    gone, new = difference(text)
    assert (gone, new) == ({"b12-deficiency/symptom/headache"}, set())


def test_a_line_moved_from_the_symptoms_to_the_causes() -> None:
    text = changed("अनियमित मासिक \n", "").replace(CAUSES, CAUSES + "अनियमित मासिक \n")
    gone, new = difference(text)
    assert gone == {"b12-deficiency/symptom/irregular-periods"}
    assert new == {"b12-deficiency/cause/irregular-periods"}


def test_the_last_sentence_finished() -> None:
    text = shipped().rstrip() + " करना चाहिए।\n"
    gone, new = difference(text)
    assert not gone
    assert new == {"diet/contains/b12-rich-food"}


def test_the_heading_of_functions_gets_its_list() -> None:
    heading = "विटामिन B12 शरीर में निम्नलिखित कार्यो के लिए जरुरी होता हैं :\n"
    text = changed(heading, heading + "लाल रक्त कण बनाना\nनसों को स्वस्थ रखना\n")
    gone, new = difference(text)
    assert not gone
    assert new == {
        "vitamin-b12/function/लाल-रक्त-कण-बनाना",
        "vitamin-b12/function/नसों-को-स्वस्थ-रखना",
    }


@pytest.mark.parametrize("name", ["B6", "D", "C"])
def test_another_vitamin_throughout(name: str) -> None:
    text = shipped().replace("विटामिन B12", f"विटामिन {name}")
    after = facts_of(text)
    slug = f"vitamin-{name.lower()}"
    assert not [key for key in after if "b12" in key and "test" not in key]
    renamed = {
        key.replace("vitamin-b12/", f"{slug}/").replace("b12-deficiency", f"{slug}-deficiency")
        for key in BEFORE
        if "b12" not in key.split("/", 1)[1] and "test" not in key and "tablets" not in key
    }
    assert renamed <= after.keys()
    assert len(after) == len(BEFORE)


def test_figures_follow_and_ids_stay() -> None:
    after = facts_of(changed("एक या दो दिन छोड़कर", "तीन या चार दिन छोड़कर"))
    assert after["injection/interval"].value == Quantity(low=3, high=4, op="range", unit="day")
    after = facts_of(changed("3 महीने बाद", "6 महीने बाद"))
    assert after["booster-dose/given-after"].value == Quantity(number=6, unit="month")
    after = facts_of(changed("हजारो में किसी एक", "लाखों में किसी एक"))
    assert after["pernicious-anaemia/prevalence"].value == Text("लाखों में किसी एक")
    assert after.keys() == BEFORE.keys()


def test_a_negation_taken_away() -> None:
    after = facts_of(changed("अवशोषण नहीं होता हैं", "अवशोषण ठीक से नहीं होता हैं"))
    assert after.keys() == BEFORE.keys()
    text = changed("मात्रा में उपलब्ध न होने से", "मात्रा में उपलब्ध होने से")
    assert "vitamin-b12/sufficient-in/food" not in facts_of(text)


def test_a_member_of_a_list_taken_away() -> None:
    gone, new = difference(changed("मिनरल्स, ", ""))
    assert (gone, new) == ({"body/needs/minerals"}, set())
    gone, new = difference(changed("Pantoprazole, ", ""))
    assert (gone, new) == ({"ppi/example/pantoprazole"}, set())


@given(st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_the_order_of_list_lines_does_not_matter(chance: random.Random) -> None:
    text = shipped()
    start = text.index(SYMPTOMS) + len(SYMPTOMS)
    end = text.index("विटामिन B12 की कमी का निदान")
    lines = text[start:end].splitlines(keepends=True)
    chance.shuffle(lines)
    after = facts_of(text[:start] + "".join(lines) + text[end:])
    assert {k: (f.affirmed, f.value) for k, f in after.items()} == {
        k: (f.affirmed, f.value) for k, f in BEFORE.items()
    }


@given(st.integers(min_value=0, max_value=15))
@settings(max_examples=16, deadline=None)
def test_a_symptom_line_taken_away_takes_its_facts(which: int) -> None:
    text = shipped()
    start = text.index(SYMPTOMS) + len(SYMPTOMS)
    end = text.index("विटामिन B12 की कमी का निदान")
    lines = text[start:end].splitlines(keepends=True)
    line_start = start + sum(map(len, lines[:which]))
    line_end = line_start + len(lines[which])
    expected = {
        key
        for key, fact in BEFORE.items()
        if any(s.role == "value" and line_start <= s.start < line_end for s in fact.spans)
    }
    gone, new = difference(text[:line_start] + text[line_end:])
    assert expected
    assert (gone, new) == (expected, set())


@given(st.sampled_from(["-", "*", "•", "1.", "१.", "–"]))
@settings(max_examples=6, deadline=None)
def test_marks_before_the_items_change_nothing(mark: str) -> None:
    text = shipped()
    start = text.index(SYMPTOMS) + len(SYMPTOMS)
    end = text.index("विटामिन B12 की कमी का निदान")
    lines = [f"{mark} {line}" for line in text[start:end].splitlines(keepends=True)]
    assert facts_of(text[:start] + "".join(lines) + text[end:]).keys() == BEFORE.keys()


@pytest.mark.parametrize("end", ["", "?"])
def test_headings_without_their_colon(end: str) -> None:
    text = shipped().replace("निम्नलिखित लक्षण हैं :", f"लक्षण{end}")
    assert facts_of(text).keys() == BEFORE.keys()
    markdown = shipped().replace(SYMPTOMS, "## " + SYMPTOMS.replace(" :", ""))
    assert facts_of(markdown).keys() == BEFORE.keys()


def test_what_is_said_not_to_be_needed_is_not_claimed() -> None:
    needed = "जस्ता एक धातु है। जस्ता पाचन के लिए आवश्यक है।"
    denied = needed.replace("आवश्यक है", "आवश्यक नहीं है")
    assert {fact.relation for fact in facts_of(needed).values()} == {"is-a", "necessary-for"}
    assert {fact.relation for fact in facts_of(denied).values()} == {"is-a"}


def test_line_ends_and_decomposed_letters() -> None:
    import unicodedata

    for text in (
        shipped().replace("\n", "\r\n"),
        unicodedata.normalize("NFD", shipped()),
        "\ufeff" + shipped(),
        shipped().replace("ज़", "\u095b"),
    ):
        after = facts_of(text)
        assert after.keys() == BEFORE.keys()
        for fact in after.values():
            assert all(span.quote == text[span.start : span.end] for span in fact.spans)


def test_an_amount_is_no_food() -> None:
    text = "आयरन की कमी\n\nआयरन के स्रोत\nपालक : 100 ग्राम में 2.7 mg\n"
    assert set(facts_of(text)) == {"iron/found-in/spinach", "spinach/iron-content"}


def test_an_item_that_goes_on_explaining() -> None:
    line = "जोड़ों में दर्द। यह दर्द रात को बढ़ता है।\n"
    gone, new = difference(changed(SYMPTOMS, SYMPTOMS + line))
    assert not gone
    assert new == {"b12-deficiency/symptom/joint-pain"}


def test_a_need_told_in_a_sentence() -> None:
    sentence = " एक वयस्क महिला को रोज 2.4 mcg विटामिन B12 की जरुरत होती हैं।"
    text = changed("बेहद आवश्यक विटामिन हैं।", "बेहद आवश्यक विटामिन हैं।" + sentence)
    gone, new = difference(text)
    assert not gone
    assert new == {"वयस्क-महिला/daily-b12-need"}
    value = facts_of(text)["वयस्क-महिला/daily-b12-need"].value
    assert isinstance(value, Quantity)
    assert (value.number, value.unit) == (2.4, "µg")
