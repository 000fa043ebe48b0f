"""What a careful reader of Kazakh would not take for a claim, and what such a reader would."""

import pytest

from tests.extract.kazakh import facts_of, quantity, read

HEAD = "Глицерин — спирт. "


def said(text: str, head: str = HEAD) -> set[str]:
    """The ids of what ``text`` says beyond its first sentence, denials led by a minus sign."""
    known = set(facts_of(head))
    found = facts_of(head + text).items()
    return {key if fact.affirmed else f"-{key}" for key, fact in found if key not in known}


@pytest.mark.parametrize(
    "text",
    [
        "Оның тұздары суда жақсы ериді.",  # whose salts they are stays open
        "Бұл заттың буы улы, суда ериді.",
        "Глицерин суда ери ме?",
        "Глицерин 1746 жылы ашылған жоқ.",
        "Глицерин сүттен бөліп алынған жоқ.",
        "Глицерин бүйректе жиналған емес.",
        "Глицерин қаназдыққа қарсы қолданылған емес.",
        "Ертеде бұл зат қанды көбейтеді деп ойлаған.",
        "Онда күніне 500 адам қабылданады.",  # a figure without a unit is no need
        "Глицерин мөлшері 2 мг/л-ден кем болса, тері құрғайды, 5 мг/л-ден асса, шаш түседі.",
    ],
)
def test_nothing_is_claimed(text: str) -> None:
    assert said(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Спиртті 1779 жылы К.В. Шееле ашқан.",
            {"глицерин/discovered-in", "глицерин/discovered-by/к-в-шееле"},
        ),
        (
            "Стрептококк, гонококк, пневмококктердің көбеюін тежейді.",
            {
                "глицерин/decreases/стрептококк-көбеюі",
                "глицерин/decreases/гонококк-көбеюі",
                "глицерин/decreases/пневмококктердің-көбеюі",
            },
        ),
        (
            "С және Е витаминдерінің сіңуіне көмектеседі.",
            {
                "глицерин/helps/с-витаминінің-сіңуі",
                "глицерин/helps/е-витаминінің-сіңуі",
            },
        ),
        ("Оның бөлінуін гипофиз реттейді.", {"гипофиз/regulates/глицерин-бөлінуі"}),
        (
            "Бүйрек, бауыр ауруларында қолдануға болмайды.",
            {
                "глицерин/contraindicated-in/бүйрек-аурулары",
                "глицерин/contraindicated-in/бауыр-аурулары",
            },
        ),
        (
            "Қазақстанда Өскемен, Риддер қалаларында өндіріледі.",
            {"глицерин/produced-in/өскемен", "глицерин/produced-in/риддер"},
        ),
        (
            "Одан лак пен шайыр алынады.",
            {"лак/obtained-from/глицерин", "шайыр/obtained-from/глицерин"},
        ),
        ("Ұзақ қабылдағанда бас айналады.", {"глицерин/side-effect/бас-айналу"}),
    ],
)
def test_what_is_claimed(text: str, expected: set[str]) -> None:
    assert said(text) == expected


def test_a_headword_may_end_as_a_case_does() -> None:
    entry = "Молибден — металл. Бұршақта 84, фасольда 39 мкг/100 г молибден бар."
    found = facts_of(entry)
    assert quantity(found["бұршақ/молибден-content"]).number == 84
    assert "фасоль/молибден-content" in found


def test_a_number_word_in_a_composition_is_a_count() -> None:
    found = facts_of(HEAD + "Глицерин екі кетон тобынан құралған.")
    assert "глицерин/contains/кетон-тобы" in found
    assert quantity(found["глицерин/кетон-тобы-count"]).number == 2


def test_below_zero() -> None:
    found = facts_of(HEAD + "Балқу t -219,6°С.")
    assert quantity(found["глицерин/melts-at"]).number == -219.6


@pytest.mark.parametrize(
    "text",
    [
        "Отырар — ортағасырлық қала. 1219 жылы қаланы моңғол әскері алты ай қоршады.",
        "Бауырсақ пісіру үшін 500 г ұн, 200 мл сүт керек. Ұнды елеп, тұз бен қант қосып илеңіз.",
        "Астанада кеше жаңа емхана ашылды. Құрылысқа 3 млрд теңге жұмсалды.",
    ],
)
def test_other_texts_hold_no_such_facts(text: str) -> None:
    assert read(text).facts == ()
