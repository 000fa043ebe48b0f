"""A printable sheet for each topic and language: questions left, answers right, to be folded."""

from collections.abc import Iterable, Sequence
from html import escape

from quizgen.anki import markup
from quizgen.anki.compose import ACCEPTED_BETWEEN, also_right, deck_name
from quizgen.anki.definition import Definition, Words
from quizgen.anki.gather import file_part
from quizgen.model import Card

_STYLE = """
@page { size: A4; margin: 16mm 14mm; }
body { max-width: 190mm; margin: 0 auto; padding: 8mm 4mm; color: #1d242a; background: #fff;
  font: 11pt/1.5 "Noto Sans", "Segoe UI", Roboto, "PT Sans", "Noto Sans Devanagari", "Nirmala UI",
  "Kohinoor Devanagari", Mangal, "DejaVu Sans", sans-serif; }
:lang(hi) { font-family: "Noto Sans Devanagari", "Nirmala UI", "Kohinoor Devanagari", Mangal,
  "Noto Sans", sans-serif; line-height: 1.65; }
h1 { margin: 0 0 1mm; font-size: 18pt; color: #a01f45; }
header p, footer { margin: 0; color: #5c666d; font-size: 8.5pt; }
table { width: 100%; margin-top: 6mm; border-collapse: collapse; }
th { text-align: start; font-size: 8.5pt; color: #5c666d; border-bottom: 1.5pt solid #a01f45; }
th, td { padding: 2mm 3mm 2mm 0; vertical-align: top; width: 50%; }
td + td, th + th { padding: 2mm 0 2mm 5mm; border-inline-start: .5pt dashed #b9b2a4; }
tr { break-inside: avoid; }
tbody tr { border-bottom: .5pt solid #e3ded4; }
thead { display: table-header-group; }
.answer { font-weight: 700; }
.note { color: #5c666d; font-size: 9pt; }
.note em { font-style: normal; font-weight: 600; }
footer { margin-top: 6mm; }
"""


def sheets(cards: Iterable[Card], definition: Definition) -> dict[str, str]:
    """File name → page, for each deck that has cards of forms that Anki gets."""
    decks: dict[str, list[Card]] = {}
    for card in sorted(cards, key=lambda card: (card.rank, card.key)):
        if definition.kind_of(card) is not None:
            decks.setdefault(deck_name(card, definition), []).append(card)
    return {
        f"sheet-{_name(found[0])}.html": sheet(deck, found, definition)
        for deck, found in sorted(decks.items())
    }


def _name(card: Card) -> str:
    asked = f"{card.question_language}-{card.language}" if card.form == "name" else card.language
    own = f"{file_part(card.namespace)}-" if card.namespace else ""
    kind = "names-" if card.form == "name" else ""
    return f"{own}{kind}{asked}-{file_part(card.topic)}"


def sheet(deck: str, cards: Sequence[Card], definition: Definition) -> str:
    """One page. A fact that is asked in several forms stands once, in the first of them."""
    words = definition.languages[cards[0].question_language or cards[0].language]
    once: dict[str, Card] = {}
    for card in cards:
        if card.form != "cloze" or card.fact not in once:
            kept = once.get(card.fact)
            if kept is None or kept.form == "cloze":
                once[card.fact] = card
    labels = words.labels
    rows = "\n".join(_row(card, words) for card in once.values())
    title = " · ".join(part.strip() for part in deck.split("::"))
    about = words.descriptions.get("own" if cards[0].namespace else "language", "")
    return f"""<!doctype html>
<html lang="{escape(words.code)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{escape(title)}</title><style>{_STYLE}</style></head>
<body>
<header><h1>{escape(title)}</h1><p>{escape(labels.get("notice", ""))}</p></header>
<table><thead><tr><th>{escape(labels.get("question", ""))}</th>
<th>{escape(labels.get("answer", ""))}</th></tr></thead>
<tbody>
{rows}
</tbody></table>
<footer>{escape(about)}</footer>
</body></html>
"""


def _row(card: Card, words: Words) -> str:
    answer = markup.text(card.answer)
    if card.language != words.code:
        answer = markup.in_language(answer, card.language)
    notes = []
    if others := also_right(card):
        also = ACCEPTED_BETWEEN.join(map(markup.text, others))
        notes.append(f"<em>{escape(words.labels.get('also', ''))}:</em> {also}")
    if card.erratum_note:
        notes.append(markup.text(card.erratum_note))
    if card.explanation:
        notes.append(markup.text(card.explanation))
    if card.evidence and card.form != "name":
        quote = markup.text(card.evidence.ground)
        notes.append(markup.in_language(f"“{quote}”", card.evidence.language))
    below = "".join(f'<div class="note">{note}</div>' for note in notes)
    question = markup.text(card.question)
    return f'<tr><td>{question}</td><td><div class="answer">{answer}</div>{below}</td></tr>'
