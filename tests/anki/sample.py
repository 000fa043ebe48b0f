"""A few cards in three languages over two short texts, and the real deck definition."""

from functools import cache

from quizgen.anki import Definition, load_definition
from quizgen.knowledge import decks_folder
from quizgen.model import Card, Evidence, card_key

TEXTS = {
    "milk.kk.txt": "Сиыр сүтінде 3-тен артық мкг/л, ешкі сүтінде 0,3 мкг/л витамин В12 болады. "
    "Спиртте жақсы ериді.\n",
    "lack.hi.txt": "लक्षण :\nयाददाश कम होना\nविटामिन B12 को Cobalamin भी कहा जाता हैं।\n",
}
PICTURES = {
    f"molecule.{code}": (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        f"<title>Molecule {code}</title><circle r='4'/></svg>"
    ).encode()
    for code in ("kk", "hi", "en")
}


@cache
def definition() -> Definition:
    """The decks of the project itself."""
    return load_definition(decks_folder())


def evidence(source: str, quote: str, marked: str, translation: str = "") -> Evidence:
    """The evidence of ``quote`` in one of ``TEXTS``, with ``marked`` marked in it."""
    start = TEXTS[source].index(quote)
    at = quote.index(marked)
    return Evidence(
        source=source,
        title="Сүт" if source.startswith("milk") else "कमी",
        language="kk" if source.startswith("milk") else "hi",
        quote=quote,
        start=start,
        end=start + len(quote),
        line=TEXTS[source][:start].count("\n") + 1,
        marks=((at, at + len(marked)),),
        translation=translation,
    )


_MILK = "Сиыр сүтінде 3-тен артық мкг/л, ешкі сүтінде 0,3 мкг/л витамин В12 болады."
_WORDING = {
    "kk": (
        ("Ешкі сүтінде B12 витамині қанша?", "0,3\u00a0мкг/л", "Бір литр ешкі сүтінде аз."),
        ("Жад қалай өзгереді?", "жад нашарлайды", "B12 жетіспесе, жад нашарлайды."),
        ("Цианокобаламин {{спиртте}} жақсы ериді.", "спиртте", "Спирт — еріткіш."),
        ("кобальт", "Мәтінде 0,3 деп басылған; қазіргі кестелерде шамамен 0,6."),
    ),
    "hi": (
        ("बकरी के दूध में विटामिन B12 कितना होता है?", "0.3\u00a0माइक्रोग्राम/लीटर", "यह कम है।"),
        ("विटामिन B12 की कमी से याददाश्त का क्या होता है?", "वह कमज़ोर होती है", "स्मृति घटती है।"),
        ("सायनोकोबालामिन {{अल्कोहल}} में आसानी से घुलता है।", "अल्कोहल", "यह विलायक है।"),
        ("कोबाल्ट", "पाठ में 0.3 छपा है; आज की तालिकाओं में लगभग 0.6 मिलता है।"),
    ),
    "en": (
        ("How much vitamin B12 does goat milk hold?", "0.3\u00a0µg/L", "It is little."),
        ("What happens to memory when B12 is lacking?", "it gets weaker", "Memory suffers."),
        ("Cyanocobalamin dissolves readily in {{alcohol}}.", "alcohol", "Alcohol is a solvent."),
        ("cobalt", "The text prints 0.3; tables of today give about 0.6."),
    ),
}


def cards(languages: tuple[str, ...] = ("kk", "hi", "en"), names: bool = True) -> list[Card]:
    """Three cards a language (typed with erratum, longer answer, cloze with picture), and names
    both ways between each two languages."""
    made: list[Card] = []
    for code in languages:
        typed, qa, cloze, (_, note) = _WORDING[code]
        milk = evidence(
            "milk.kk.txt", _MILK, "0,3 мкг/л", "" if code == "kk" else f"Translated into {code}."
        )
        memory = evidence(
            "lack.hi.txt", "याददाश कम होना", "कम", "" if code == "hi" else f"Into {code}."
        )
        solvent = evidence("milk.kk.txt", "Спиртте жақсы ериді.", "Спиртте")
        made += [
            Card(
                key=card_key("goat-milk/b12-content", code, "typed"),
                fact="goat-milk/b12-content",
                language=code,
                form="typed",
                topic="sources",
                question=typed[0],
                answer=typed[1],
                accepted=("0,3", "0.3 & <0.4>"),
                explanation=typed[2],
                evidence=milk,
                erratum="E14",
                erratum_note=note,
                rank=20,
            ),
            Card(
                key=card_key("b12-deficiency/symptom/memory-loss", code, "qa"),
                fact="b12-deficiency/symptom/memory-loss",
                language=code,
                form="qa",
                topic="deficiency",
                question=qa[0],
                answer=qa[1],
                explanation=qa[2],
                evidence=memory,
                rank=10,
            ),
            Card(
                key=card_key("cyanocobalamin/soluble-in/alcohol", code, "cloze"),
                fact="cyanocobalamin/soluble-in/alcohol",
                language=code,
                form="cloze",
                topic="chemistry",
                question=cloze[0].replace("{{" + cloze[1] + "}}", "[…]"),
                answer=cloze[1],
                cloze=cloze[0],
                explanation=cloze[2],
                evidence=solvent,
                picture="molecule",
                rank=30,
            ),
        ]
    if names:
        made += [_name(asked, code) for code in languages for asked in languages if asked != code]
    return made


def _name(asked: str, code: str) -> Card:
    return Card(
        key=card_key("cobalt", code, f"name-{asked}"),
        fact="cobalt",
        language=code,
        form="name",
        topic="chemistry",
        question=f"«{_WORDING[asked][3][0]}» → {code}?",
        answer=_WORDING[code][3][0],
        question_language=asked,
        concept="cobalt",
        rank=5,
    )
