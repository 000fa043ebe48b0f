"""Which concept a stretch of words names, by the lexicon's surface forms."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from quizgen.extract.grammar import Grammar
from quizgen.extract.remembered import Remembered
from quizgen.model import Concept
from quizgen.text import compare_key


@dataclass(frozen=True, slots=True)
class Names:
    """Surface forms of one language, by compare key; a form may name several concepts."""

    ids: dict[str, tuple[str, ...]]
    concepts: Mapping[str, Concept]
    grammar: Grammar
    longest: int = 1
    _beginnings: frozenset[str] = frozenset()
    _seen: Remembered[str, tuple[str, ...]] = field(default_factory=Remembered)
    _exact: Remembered[str, tuple[str, ...]] = field(default_factory=Remembered)

    def lookup(self, words: str, kinds: tuple[str, ...] = ()) -> str | None:
        """The concept that ``words`` names, whole, in any case or number; None where unknown.

        Where a word names several, one of ``kinds`` is preferred.
        """
        found = self.all(words)
        if not found:
            return None
        preferred = [one for one in found if self.kind(one) in kinds]
        return (preferred or found)[0]

    def all(self, words: str) -> tuple[str, ...]:
        """Every concept that ``words`` may name."""
        known = self._seen.get(words)
        return self._seen.keep(words, self._all(words)) if known is None else known

    def _all(self, words: str) -> tuple[str, ...]:
        key = self.grammar.fold(compare_key(words)).strip(".")
        # Bases differ in their last word alone.
        if key.rpartition(" ")[0] not in self._beginnings:
            return ()
        return next((ids for base in self.grammar.bases(key) if (ids := self.ids.get(base))), ())

    def exact(self, words: str) -> tuple[str, ...]:
        """The concepts whose form is ``words`` as they stand, no ending taken off."""
        known = self._exact.get(words)
        if known is None:
            key = self.grammar.fold(compare_key(words)).strip(".")
            known = self._exact.keep(words, self.ids.get(key, ()))
        return known

    def surfaces(self, concept: str) -> tuple[str, ...]:
        """Every form that names ``concept``, as compare keys."""
        return tuple(key for key, ids in self.ids.items() if concept in ids)

    def kind(self, concept: str) -> str:
        known = self.concepts.get(concept)
        return known.kind if known else ""


def make_names(
    lexicon: Mapping[str, tuple[str, ...]], concepts: Mapping[str, Concept], grammar: Grammar
) -> Names:
    """Index ``lexicon`` (concept id to surface forms), the concepts in their order."""
    ids: dict[str, tuple[str, ...]] = {}
    longest = 1
    for concept, forms in lexicon.items():
        for form in forms:
            key = grammar.fold(compare_key(form))
            longest = max(longest, len(key.split()))
            if key and concept not in ids.get(key, ()):
                ids[key] = (*ids.get(key, ()), concept)
    beginnings = frozenset(key.rpartition(" ")[0] for key in ids)
    return Names(ids, concepts, grammar, longest, beginnings)
