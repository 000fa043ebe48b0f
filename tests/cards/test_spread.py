"""New cards: simple before hard, like apart from like, and each text in its own order."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from quizgen.cards.spread import STEP, spread
from quizgen.model import Card, Evidence


def card(fact: str, rank: int, start: int, topic: str = "role") -> Card:
    evidence = Evidence("one.txt", "One", "xx", "", start, start + 1, 1)
    key = f"{fact}|xx|typed"
    return Card(key, fact, "xx", "typed", topic, "?", "!", evidence=evidence, rank=rank)


def test_a_long_list_is_dealt_among_the_rest() -> None:
    symptoms = [card(f"s{n}", 10, n) for n in range(8)]
    others = [card(f"o{n}", 10, n, "chemistry") for n in range(8)]
    relations = {c.fact: "symptom" if c in symptoms else c.fact for c in (*symptoms, *others)}
    dealt = [c.fact[0] for c in spread([*symptoms, *others], relations)]
    assert all(one != other for one, other in pairwise(dealt))


def test_cards_of_a_kind_keep_the_order_of_their_text() -> None:
    cards = [card(name, 10, start) for name, start in (("b", 7), ("a", 9), ("c", 2))]
    dealt = spread(cards, dict.fromkeys("abc", "cause"))
    assert [c.fact for c in dealt] == ["c", "b", "a"]


@given(st.lists(st.tuples(st.integers(5, 33), st.sampled_from("xyz")), max_size=60))
def test_simple_still_comes_before_hard_and_nothing_is_lost(drawn: list[tuple[int, str]]) -> None:
    cards = [card(f"{n}", rank, n) for n, (rank, _) in enumerate(drawn)]
    relations = {f"{n}": relation for n, (_, relation) in enumerate(drawn)}
    dealt = spread(cards, relations)
    assert sorted(c.key for c in dealt) == sorted(c.key for c in cards)
    before = {c.key: c.rank for c in cards}
    assert all(c.rank // STEP == before[c.key] for c in dealt)
    assert [c.rank for c in dealt] == sorted(c.rank for c in dealt)
