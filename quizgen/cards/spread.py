"""The order in which new cards come: simple before hard, and like apart from like.

Things learned one right after another that look alike (eight causes, twenty symptoms) are mixed
up; what is learned in turns is told apart better (Rohrer 2012, "Interleaving helps students
distinguish among similar concepts", Educ. Psychol. Rev. 24:355). So cards of one rank are dealt
evenly: a relation with many facts among those with few.
"""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from quizgen.model import Card

STEP = 1_000
"""How much room a rank has for the order within it."""

_FEW = 3  # relations with fewer cards are dealt together, topic by topic


def spread(cards: Iterable[Card], relations: Mapping[str, str]) -> list[Card]:
    """The cards in the order in which new ones come; their ``rank``, times ``STEP``, then says so.

    ``relations`` maps fact ids to relations. Cards that are dealt together keep the order of
    their text.
    """
    piles: dict[tuple[int, str], list[Card]] = {}
    for card in cards:
        piles.setdefault((card.rank, relations.get(card.fact, "")), []).append(card)
    dealt: dict[tuple[int, str, str], list[Card]] = {}
    for (rank, relation), pile in piles.items():
        for card in pile:
            name = relation if len(pile) >= _FEW else ""
            dealt.setdefault((rank, card.topic, name), []).append(card)
    ordered = [
        replace(card, rank=rank * STEP + (2 * place + 1) * STEP // (2 * len(pile)))
        for (rank, _, _), pile in dealt.items()
        for place, card in enumerate(sorted(pile, key=_in_text))
    ]
    return sorted(ordered, key=lambda card: (card.rank, card.key))


def _in_text(card: Card) -> tuple[str, int, str]:
    evidence = card.evidence
    return (evidence.source, evidence.start, card.key) if evidence else ("", 0, card.key)
