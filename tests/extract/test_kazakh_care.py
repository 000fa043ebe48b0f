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
        "Глицерин глюкозадан баяу сіңеді.",  # a comparison, and no place
        "Шайға төзімді қорытпалар бар.",  # what is said of alloys
        "Қажеттілігінің төрттен үш бөлігі түзіледі.",  # a fraction, and no source
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
                "глицерин/contraindicated-in/kidney-disease",
                "глицерин/contraindicated-in/liver-disease",
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
        # another noun in front of a place is the subject, not the headword
        # a second subject beside the headword is no part of the place
        (
            "Глицерин мен кальций сүйекте жиналады.",
            {"глицерин/stored-in/bone", "calcium/stored-in/bone"},
        ),
        (
            "Глицерин және фосфор балықта, етте көп кездеседі.",
            {
                f"{one}/found-in/{food}"
                for one in ("глицерин", "phosphorus")
                for food in ("fish", "ет")
            },
        ),
        ("Глицериннің тығыздығы 3 г/см3 емес.", set()),
        ("Танин ішекте темірдің сіңуін тежейді.", {"танин/decreases/iron-absorption"}),
        (
            "Калий перманганаты медицинада жараны жууға, антисептик ретінде қолданылады.",
            {"калий-перманганаты/used-for/жараны-жуу", "калий-перманганаты/used-as/антисептик"},
        ),
        (
            "Танин мен кофеин глицериннің сіңуін тежейді.",
            {"танин/decreases/глицериннің-сіңуі", "кофеин/decreases/глицериннің-сіңуі"},
        ),
        (
            "Глицерин хлориді мен глицерин сульфаты қоспа ретінде қолданылады.",
            {"глицерин-хлориді/used-as/қоспа", "глицерин-сульфаты/used-as/қоспа"},
        ),
        (
            "Глицерин хлориді қоспа ретінде, глицерин оксиді сабын жасауда қолданылады.",
            {"глицерин-хлориді/used-as/қоспа", "глицерин-оксиді/used-for/сабын-жасау"},
        ),
        (
            "Натрий цитраты — глицериннің тұзы, суда жақсы еритін түссіз кристалдар.",
            {
                "натрий-цитраты/is-a/глицериннің-тұзы",
                "натрий-цитраты/soluble-in/water",
                "натрий-цитраты/colour",
                "натрий-цитраты/form",
            },
        ),
        (
            "Оның түзілуін гипофиз гормоны реттейді.",
            {"гипофиз-гормоны/regulates/глицерин-түзілуі"},
        ),
        (
            "Ол организмнің негізгі қуат көзі, мидың жұмысына қажет.",
            {"глицерин/needed-for/мидың-жұмысы"},
        ),
        (
            "Сүйекте, қанда болады, одан кейін глюкозадан баяу сіңеді.",
            {"глицерин/found-in/bone", "глицерин/found-in/blood"},
        ),
        (
            "Өсімдіктердің гүлінде, жемісінде болады.",
            {"глицерин/found-in/өсімдіктердің-гүлі", "глицерин/found-in/өсімдіктердің-жемісі"},
        ),
        (
            "Глицерин тыныс алу, жүйке жүйелерінің қызметін жақсартады.",
            {
                "глицерин/improves/тыныс-алу-жүйелерінің-қызметі",
                "глицерин/improves/жүйке-жүйелерінің-қызметі",
            },
        ),
        (
            "Глицерин гастритті емдеуге және улануға қарсы қолданылады.",
            {"глицерин/used-for/гастритті-емдеу", "глицерин/used-against/улану"},
        ),
        (
            "Глицерин улануға, аллергияға қарсы қолданылады.",
            {"глицерин/used-against/улану", "глицерин/used-against/аллергия"},
        ),
        (
            "Глицеринді ашытқылар глюкозадан синтездейді.",
            {"глицерин/synthesised-by/yeast", "глицерин/made-from/glucose"},
        ),
    ],
)
def test_what_is_claimed(text: str, expected: set[str]) -> None:
    assert said(text) == expected


def test_each_amount_in_brackets_is_its_own_food_s() -> None:
    found = facts_of(HEAD + "Глицерин ашытқыда (4 — 5 мг%), бауырда (7 мг%) кездеседі.")
    assert quantity(found["liver/глицерин-content"]).number == 7
    assert quantity(found["yeast/глицерин-content"]).low == 4


def test_an_age_describes_and_is_no_amount() -> None:
    found = facts_of(HEAD + "Тәулігіне 4 — 6 жастағы балаға 9 мг, ересекке 20 мг глицерин қажет.")
    assert quantity(found["4-6-жастағы-бала/daily-глицерин-need"]).number == 9
    assert quantity(found["ересек/daily-глицерин-need"]).number == 20


def test_a_dose_and_how_often_are_no_range() -> None:
    found = facts_of(HEAD + "Глицерин күніне 0,1 г-нан 3 — 5 рет ішкізіледі.")
    assert quantity(found["глицерин/times-a-day"]).low == 3


def test_a_vitamin_is_called_by_its_letter_on_either_side() -> None:
    found = facts_of("Витамин U — витамин. U витамині бауырда болады.")
    assert "витамин-u/found-in/liver" in found


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
