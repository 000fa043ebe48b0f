"""Facts and cards as lines for a person to read. Any script comes last in its line."""

from quizgen.model import Card, ConceptValue, Fact, Formula, Quantity, Text, Value


def value_text(value: Value) -> str:
    """A value in a form that belongs to no language."""
    match value:
        case ConceptValue(id=concept):
            return concept
        case Text(text=text):
            return f"“{text}”"
        case Formula(text=text):
            return text
        case Quantity(number=number, low=low, high=high, op=op, unit=unit):
            figure = f"{low}–{high}" if op == "range" else f"{op} {number}"
            return f"{figure} {unit or ''}".strip()


def place(text: str, offset: int) -> str:
    """``line:column``, both from 1, of a code point in a text."""
    line = text.count("\n", 0, offset) + 1
    return f"{line}:{offset - (text.rfind(chr(10), 0, offset) + 1) + 1}"


def fact_lines(fact: Fact, text: str, whole: bool) -> list[str]:
    """A fact as lines: what it says, and the words that ground it with their place."""
    sign = "" if fact.affirmed else "not "
    lines = [f"{fact.id}", f"    {fact.relation} {sign}{value_text(fact.value)}  [{fact.topic}]"]
    spans = fact.spans if whole else tuple(s for s in fact.spans if s.role == "value")[:1]
    for span in spans:
        where = f"{fact.source}:{place(text, span.start)}" if text else fact.source
        lines.append(f"    {span.role:<8} {where}  {span.start}–{span.end}  {span.quote}")
    if whole:
        lines.append(f"    rule     {fact.rule}")
        if fact.erratum:
            lines.append(f"    erratum  {fact.erratum}")
        lines += [f"    {code}       {said}" for code, said in sorted(fact.statements.items())]
    return lines


def card_row(card: Card) -> dict[str, object]:
    """A card as ``quizgen cards --json`` prints it; the erratum's note ends the explanation."""
    evidence = card.evidence
    return {
        "key": card.key,
        "fact": card.fact,
        "language": card.language,
        "form": card.form,
        "question": card.question,
        "answer": card.answer,
        "accepted": list(card.accepted),
        "choices": list(card.choices),
        "explanation": " ".join(p for p in (card.explanation, card.erratum_note) if p),
        "quote": evidence.quote if evidence else "",
        "source": evidence.source if evidence else "",
        "erratum": card.erratum,
    }


def card_lines(card: Card) -> list[str]:
    """A card as lines: key, question, answer, options, explanation, source."""
    row = card_row(card)
    lines = [card.key, f"    ?  {card.question}", f"    =  {card.answer}"]
    if card.accepted:
        lines.append(f"    ≈  {' · '.join(card.accepted)}")
    if card.choices:
        lines.append(f"    ○  {' · '.join(card.choices)}")
    lines.append(f"    …  {row['explanation']}")
    if card.evidence:
        lines.append(f"    «  {card.evidence.ground}")
        if card.evidence.translation:
            lines.append(f"    »  {card.evidence.ground_translation}")
    return lines
