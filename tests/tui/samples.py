"""Sample cards in three languages, and a desk over them, for the tests of the screens."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC
from pathlib import Path

from quizgen.language import load_books
from quizgen.model import Card, ConceptValue, Evidence, Fact, Rating, Span, card_key
from quizgen.quiz.judge import DeckJudge
from quizgen.quiz.record import StudyRecorder
from quizgen.study import Days, History, Scheduler, Settings, Study
from quizgen.tui.preferences import Preferences
from quizgen.tui.services import Desk, Services

ROOT = Path(__file__).resolve().parents[2]
FACTS = ROOT / "facts"
NOON = 1_795_262_400_000  # 2026-11-21 12:00 UTC
LANGUAGES = {"kk": "Қазақша", "hi": "हिन्दी", "en": "English"}

KK_TEXT = (
    "Цианокобаламин қызыл күрең кристалдар, суда, спиртте, фенолда жақсы ериді, "
    "ал эфир, ацетон, бензол, хлороформда ерімейді.\n"
    "Цианокобаламин қан мен бауырға, бүйрек пен сүйек майына өтіп, сонда жиналады.\n"
)
HI_TEXT = (
    "विटामिन B12 की कमी के निम्नलिखित लक्षण हैं :\n"
    "हाथ-पैर में झुनझुनी होना या बधिरता\n"
    "याददाश कम होना\n"
    "Schilling Test : इस जांच में शरीर में radio-active विटामिन B12 देकर "
    "intrinsic factor की जांच की जाती हैं।\n"
)
TEXTS = {"sample.kk.txt": KK_TEXT, "sample.hi.txt": HI_TEXT}
TITLES = {"sample.kk.txt": "Қазақ Энциклопедиясы", "sample.hi.txt": "विटामिन B12 की कमी"}


def evidence(source: str, line: int, mark: str, translation: str = "") -> Evidence:
    """The line of a sample text, with ``mark`` marked in it."""
    text = TEXTS[source]
    quote = text.splitlines()[line - 1]
    start = text.index(quote)
    at = quote.index(mark)
    return Evidence(
        source=source,
        title=TITLES[source],
        language=source.split(".")[1],
        quote=quote,
        start=start,
        end=start + len(quote),
        line=line,
        marks=((at, at + len(mark)),),
        translation=translation,
    )


def _card(fact: str, language: str, form: str, topic: str, **rest: object) -> Card:
    return Card(
        key=card_key(fact, language, form),
        fact=fact,
        language=language,
        form=form,  # type: ignore[arg-type]
        topic=topic,
        **rest,  # type: ignore[arg-type]
    )


def sample_cards() -> list[Card]:
    """Each kind of question, and one fact in three languages."""
    ether = "cyanocobalamin/soluble-in/ether"
    tingling = "b12-deficiency/symptom/tingling"
    liver = "cyanocobalamin/stored-in/liver"
    return [
        _card(
            ether,
            "kk",
            "choice",
            "chemistry",
            question="Цианокобаламин мына еріткіштердің қайсысында ерімейді?",
            answer="эфирде",
            choices=("эфирде", "суда", "спиртте"),
            explanation="Цианокобаламин суда, спиртте және фенолда ериді, ал эфирде ерімейді.",
            evidence=evidence("sample.kk.txt", 1, "эфир"),
            rank=1,
        ),
        _card(
            ether,
            "hi",
            "choice",
            "chemistry",
            question="सायनोकोबालामिन इनमें से किस विलायक में नहीं घुलता?",
            answer="ईथर में",
            choices=("ईथर में", "पानी में", "अल्कोहल में"),
            explanation="सायनोकोबालामिन पानी, अल्कोहल और फिनोल में घुलता है, लेकिन ईथर में नहीं।",
            evidence=evidence(
                "sample.kk.txt",
                1,
                "эфир",
                "सायनोकोबालामिन गहरे लाल क्रिस्टल हैं; पानी, अल्कोहल और फिनोल में अच्छी तरह घुलते हैं, "
                "पर ईथर, एसीटोन, बेंज़ीन और क्लोरोफ़ॉर्म में नहीं घुलते।",
            ),
            rank=1,
        ),
        _card(
            ether,
            "en",
            "choice",
            "chemistry",
            question="In which of these solvents does cyanocobalamin not dissolve?",
            answer="in ether",
            choices=("in ether", "in water", "in alcohol"),
            explanation="Cyanocobalamin dissolves in water, alcohol and phenol, but not in ether.",
            evidence=evidence(
                "sample.kk.txt",
                1,
                "эфир",
                "Cyanocobalamin forms dark-red crystals; it dissolves well in water, alcohol and "
                "phenol, but not in ether, acetone, benzene or chloroform.",
            ),
            rank=1,
        ),
        _card(
            tingling,
            "hi",
            "typed",
            "deficiency",
            question="विटामिन B12 की कमी में हाथ-पैर में क्या महसूस होता है?",
            answer="झुनझुनी",
            accepted=("झनझनाहट",),
            choices=("झुनझुनी", "खुजली", "जलन"),
            explanation="नसों को विटामिन B12 चाहिए; उसकी कमी में हाथ-पैर में झुनझुनी होती है।",
            evidence=evidence("sample.hi.txt", 2, "झुनझुनी"),
            rank=2,
        ),
        _card(
            tingling,
            "en",
            "typed",
            "deficiency",
            question="What do people short of vitamin B12 feel in their hands and feet?",
            answer="tingling",
            accepted=("pins and needles",),
            choices=("tingling", "itching", "burning"),
            explanation="Nerves need vitamin B12; without it hands and feet tingle.",
            evidence=evidence(
                "sample.hi.txt", 2, "झुनझुनी", "Tingling or numbness in hands and feet"
            ),
            rank=2,
        ),
        _card(
            tingling,
            "kk",
            "typed",
            "deficiency",
            question="В12 витамині жетіспегенде қол мен аяқта не сезіледі?",
            answer="шаншу",
            accepted=("құмырсқа жүргендей сезім",),
            choices=("шаншу", "қышу", "күйдіру"),
            explanation="Жүйкеге В12 витамині керек; ол жетіспесе, қол мен аяқ шаншиды.",
            evidence=evidence("sample.hi.txt", 2, "झुनझुनी", "Қол мен аяқтың шаншуы немесе ұюы"),
            rank=2,
        ),
        _card(
            liver,
            "kk",
            "cloze",
            "role",
            question="Цианокобаламин қан мен […] өтіп, сонда жиналады.",
            answer="бауырға",
            cloze="Цианокобаламин қан мен {{бауырға}} өтіп, сонда жиналады.",
            explanation="Бауыр — В12 витаминінің қоймасы.",
            evidence=evidence("sample.kk.txt", 2, "бауырға"),
            rank=3,
        ),
        _card(
            liver,
            "en",
            "truefalse",
            "role",
            question="“Cyanocobalamin is stored in the liver.” True or false?",
            answer="True",
            choices=("True", "False"),
            explanation="The liver keeps most of the body's vitamin B12.",
            evidence=evidence(
                "sample.kk.txt",
                2,
                "бауырға",
                "Cyanocobalamin passes into blood and liver, kidneys and bone marrow and is "
                "stored there.",
            ),
            rank=3,
        ),
        _card(
            liver,
            "hi",
            "truefalse",
            "role",
            question="“सायनोकोबालामिन यकृत में जमा होता है।” सत्य या असत्य?",
            answer="सत्य",
            choices=("सत्य", "असत्य"),
            explanation="शरीर का अधिकांश विटामिन B12 यकृत में रहता है।",
            evidence=evidence(
                "sample.kk.txt",
                2,
                "бауырға",
                "सायनोकोबालामिन रक्त और यकृत, गुर्दों और अस्थि मज्जा में जाकर वहाँ जमा होता है।",
            ),
            rank=3,
        ),
        _card(
            "schilling-test/steps",
            "en",
            "order",
            "deficiency",
            question="Put the steps of the Schilling test in order.",
            answer="swallow, wait, measure",
            choices=(
                "Swallow labelled vitamin B12",
                "Collect urine for a day",
                "Measure the label",
            ),
            rank=4,
        ),
        _card(
            "schilling-test/given/radioactive-b12",
            "hi",
            "qa",
            "deficiency",
            question="शिलिंग परीक्षण में शरीर में क्या दिया जाता है और किसकी जाँच होती है?",
            answer="रेडियोधर्मी विटामिन B12 दिया जाता है; आंतरिक कारक की जाँच होती है।",
            evidence=evidence("sample.hi.txt", 4, "radio-active विटामिन B12"),
            erratum="E99",
            erratum_note="यह परीक्षण आज प्रायः नहीं किया जाता।",
            rank=5,
        ),
        _card(
            "schilling-test/given/radioactive-b12",
            "kk",
            "qa",
            "deficiency",
            question="Шиллинг сынағында ағзаға не беріледі және не тексеріледі?",
            answer="Радиоактивті В12 витамині беріледі; ішкі фактор тексеріледі.",
            evidence=evidence(
                "sample.hi.txt",
                4,
                "radio-active विटामिन B12",
                "Шиллинг сынағы: бұл тексеруде ағзаға радиоактивті В12 витамині беріліп, "
                "ішкі фактор тексеріледі.",
            ),
            erratum="E99",
            erratum_note="Бұл сынақ қазір сирек жасалады.",
            rank=5,
        ),
    ]


def sample_facts() -> dict[str, Fact]:
    """One fact with its span."""
    start = HI_TEXT.index("झुनझुनी")
    fact = Fact(
        id="b12-deficiency/symptom/tingling",
        topic="deficiency",
        subject="b12-deficiency",
        relation="symptom",
        affirmed=True,
        value=ConceptValue("tingling"),
        source="sample.hi.txt",
        language="hi",
        spans=(Span("value", start, start + len("झुनझुनी"), "झुनझुनी"),),
        rule="hi-symptom",
        statements={"en": "Tingling is a sign of B12 deficiency."},
    )
    return {fact.id: fact}


def sample_desk(folder: Path, cards: Iterable[Card] | None = None) -> Desk:
    """A desk over the samples, its history in ``folder``."""
    shown: Sequence[Card] = list(sample_cards() if cards is None else cards)
    books = load_books(FACTS)
    settings = Settings(fuzz=False)
    study = Study(History(folder / "history.sqlite"), Scheduler(settings, Days(UTC)))
    return Desk(
        cards=shown,
        facts=sample_facts(),
        text=lambda source: TEXTS.get(source, ""),
        study=study,
        recorder=StudyRecorder(study),
        judge=DeckJudge({code: book.settings for code, book in books.items()}, shown),
        languages={code: book.settings for code, book in books.items()},
    )


def studied(study: Study, cards: Sequence[Card], days: int = 40, now: int = NOON) -> None:
    """A history: every card answered now and then over the last ``days``."""
    day = 86_400_000
    for back in range(days, 0, -1):
        for place, card in enumerate(cards):
            if (back + place) % 3 == 0:
                rating = Rating.AGAIN if (back * 7 + place) % 5 == 0 else Rating.GOOD
                when = now - back * day + place * 60_000
                study.answer(card.key, rating, when, duration_ms=8_000 + 500 * place)


class Clock:
    """Time that passes only when told to."""

    def __init__(self, now: int = NOON) -> None:
        self.now = now

    def __call__(self) -> int:
        return self.now


def sample_services(
    folder: Path,
    language: str | None = "en",
    *,
    open_desk: Callable[[Preferences], Desk] | None = None,
    clock: Callable[[], int] | None = None,
    **preferences: object,
) -> Services:
    """Services over the samples; ``language`` None is a first start."""
    chosen = None
    if language is not None:
        answer = str(preferences.pop("answer", language))
        chosen = Preferences(interface=language, answer=answer, **preferences)  # type: ignore[arg-type]
    kept: list[Preferences] = []
    return Services(
        open=open_desk or (lambda _wanted: sample_desk(folder)),
        languages=LANGUAGES,
        messages=FACTS / "languages",
        now=clock or Clock(),
        seed=lambda: 7,
        preferences=chosen,
        keep=kept.append,
        locale="en_GB.UTF-8",
    )


def studied_services(folder: Path, language: str, **preferences: object) -> Services:
    """Services over the samples, with weeks of study behind most of them."""

    def desk(_: Preferences) -> Desk:
        opened = sample_desk(folder)
        studied(opened.study, sample_cards()[:6])
        return opened

    return sample_services(folder, language, open_desk=desk, **preferences)
