"""Grading a typed answer. Pure: no terminal, no files; languages and the deck are passed in.

First of all, what equals another known answer of the deck is wrong. Then figures, units, codes,
negations and opposites must be right to the letter; elsewhere small slips are small.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise

from rapidfuzz.distance import OSA

from quizgen.quiz.amounts import compare
from quizgen.quiz.expected import Expected, GradingContext, expected_of
from quizgen.quiz.figures import Quantity, read_quantity, same_quantity
from quizgen.quiz.known import KnownAnswer
from quizgen.quiz.prepare import clusters, prepare
from quizgen.quiz.verdict import Hint, HintKind, Kind, Verdict
from quizgen.quiz.words import diff, match_word, pair_up, typo_room

__all__ = ["Expected", "GradingContext", "expected_of", "grade"]

_LONGEST = 500  # nobody types a longer short answer; a pasted book is wrong at once
_MOST_TYPOS = typo_room(_LONGEST)
_ORDER = list(Kind)


def grade(answer: str, expected: Expected, context: GradingContext) -> Verdict:
    """The verdict on ``answer``. Never raises; the same answer always gets the same verdict."""
    if len(answer) > _LONGEST:
        return Verdict(Kind.WRONG, expected.answer)
    typed = prepare(answer)
    if not typed:
        return Verdict(Kind.EMPTY, expected.answer)
    return _Grading(answer, typed, expected, context).verdict()


class _Grading:
    """One answer being graded: each method is one rule, asked in order."""

    def __init__(
        self, answer: str, typed: str, expected: Expected, context: GradingContext
    ) -> None:
        self.shown = " ".join(unicodedata.normalize("NFC", answer).split())
        self.typed = typed
        self.expected = expected
        self.context = context
        self.tongue = context.tongues[expected.language]
        self.loose = self.tongue.loosen(typed)
        self.quantity = read_quantity(self.tongue.figures(typed), self.tongue)
        # A unit by itself is one of it: "a month". It is only ever asked whether that is right.
        alone = read_quantity(self.tongue.figures(f"1 {self.loose}"), self.tongue)
        self.one = self.quantity or (alone if alone is not None and alone.units else None)
        self.alias = False
        self.right = [(text, prepare(text)) for text in expected.right if prepare(text)]

    def verdict(self) -> Verdict:
        return (
            self._same()
            or self._printed()
            or self._another()
            or self._rounded()
            or self._foreign()
            or self._script()
            or self._near()
            or self._wrong()
        )

    def _same(self) -> Verdict | None:
        """The answer itself, or another writing of it."""
        for place, (text, prepared) in enumerate(self.right):
            if prepared == self.typed:
                return Verdict(Kind.VARIANT if place else Kind.EXACT, text)
        for text, prepared in self.right:
            if self.tongue.loosen(prepared) == self.loose:
                return Verdict(Kind.VARIANT, text)
            wanted = read_quantity(prepared, self.tongue, own=True)
            if wanted and self.one and same_quantity(self.one, wanted):
                return Verdict(Kind.VARIANT, text)
        return None

    def _printed(self) -> Verdict | None:
        """The wrong value that the source prints: no blame, but not right."""
        for text in self.expected.printed:
            prepared = prepare(text)
            wanted = read_quantity(prepared, self.tongue, own=True)
            if self.tongue.loosen(prepared) == self.loose or (
                wanted and self.quantity and same_quantity(self.quantity, wanted)
            ):
                hint = Hint(HintKind.PRINTED, text, self.expected.answer)
                return Verdict(Kind.PRINTED, self.expected.answer, (hint,))
        return None

    def _another(self) -> Verdict | None:
        """What equals another known answer of the deck is wrong."""
        for known in self.context.known.equal(self.typed):
            if known.right & self._own:
                # A card that shares a right answer asks for the same thing: its word may be a
                # minor slip of ours, but it is no typing error.
                self.alias |= known.sibling != self.expected.sibling
            elif self._is_other(known):
                hint = Hint(HintKind.OTHER, known.text, self.expected.answer)
                return self._failed((hint,))
        if any(self.tongue.loosen(prepare(text)) == self.loose for text in self.expected.wrong):
            return self._failed(())
        return None

    def _rounded(self) -> Verdict | None:
        """A quantity against a quantity: bound, unit and every figure."""
        best: Verdict | None = None
        for text, prepared in self.right:
            wanted = read_quantity(prepared, self.tongue, own=True)
            if wanted and self.quantity:
                verdict = compare(self.quantity, wanted, text)
                if best is None or _ORDER.index(verdict.kind) < _ORDER.index(best.kind):
                    best = verdict
        if best is not None and not best.kind.accepted:
            return Verdict(best.kind, best.matched, best.hints, diff(self.shown, best.matched))
        return best

    def _foreign(self) -> Verdict | None:
        """Another language's word for the same thing."""
        if not self.expected.translate:
            return None
        siblings = self.context.known.siblings(self.expected.sibling)
        names = [one.text for one in siblings if one.language != self.expected.language]
        for name in (*self.expected.foreign, *names):
            for tongue in self.context.tongues.values():
                if tongue.loosen(prepare(name)) == tongue.loosen(self.typed):
                    hint = Hint(HintKind.FOREIGN, name, self.expected.answer)
                    return Verdict(Kind.VARIANT, name, (hint,))
        return None

    def _script(self) -> Verdict | None:
        """Letters of another script: most likely the wrong keyboard. Ask again."""
        typed = self.context.scripts(self.loose)
        allowed = {self.tongue.script}
        for _, prepared in self.right:
            allowed |= self.context.own_scripts(self.tongue.loosen(prepared))
        if not typed or typed & allowed:
            return None
        hint = Hint(HintKind.SCRIPT, min(typed), self.tongue.script)
        return Verdict(Kind.WRONG_SCRIPT, self.expected.answer, (hint,))

    def _near(self) -> Verdict | None:
        """Minor slips, typos, parts: the best that any right answer gives."""
        found = [v for text, prepared in self.right if (v := self._against(text, prepared))]
        best = min(found, key=lambda v: _ORDER.index(v.kind), default=None)
        if best is None or not best.kind.accepted:
            return best
        if self.alias and best.kind is Kind.TYPO:
            return self._failed((Hint(HintKind.OTHER, self.shown, best.matched),))
        return self._rival(best) or best

    def _against(self, text: str, prepared: str) -> Verdict | None:
        wanted = self.tongue.loosen(prepared)
        have, want = self.loose.split(), wanted.split()
        exact_only = read_quantity(prepared, self.tongue, own=True) is not None
        if len(have) == len(want) and not exact_only:
            matches = [match_word(a, b, self.tongue) for a, b in zip(have, want, strict=True)]
            away = [m.distance for m in matches if m.distance is not None]
            letters = len(clusters("".join(want)))
            if len(away) == len(want) and sum(away) <= typo_room(letters):
                return self._verdict(Kind.TYPO if sum(away) else Kind.MINOR, text)
            if any(match.opposite for match in matches) and len(want) == 1:
                return None
        if not exact_only and self.tongue.fold("".join(have)) == self.tongue.fold("".join(want)):
            hint = Hint(HintKind.SPACING, self.shown, text)
            return Verdict(Kind.MINOR, text, (hint,), diff(self.shown, text))
        if exact_only and not any(c.isdigit() for c in self.loose):
            return None  # a unit without its figure says nothing
        return self._partly(have, want, text)

    def _partly(self, have: list[str], want: list[str], text: str) -> Verdict | None:
        paired, extra, missing = pair_up(have, want, self.tongue)
        if not paired or (extra and missing):
            return None
        if not extra and not missing:  # every word, in another order
            return self._verdict(Kind.MINOR, text) if self._plain(want) else None
        if not self._plain([*extra, *missing]):
            return None  # a negation too many or too few is no part of the answer
        hints = (
            *(Hint(HintKind.EXTRA, typed=word) for word in extra),
            *(Hint(HintKind.MISSING, wanted=word) for word in missing),
        )
        return Verdict(Kind.PARTIAL, text, hints, diff(self.shown, text))

    def _plain(self, words: Iterable[str]) -> bool:
        return not any(self.tongue.negates(word) for word in words)

    def _verdict(self, kind: Kind, text: str) -> Verdict:
        found = diff(self.shown, unicodedata.normalize("NFC", text))
        return Verdict(kind, text, tuple(_letters(found)) if kind == Kind.MINOR else (), found)

    def _rival(self, best: Verdict) -> Verdict | None:
        """A near miss that is nearer to another known answer is a miss of that one."""
        wanted = clusters(self.tongue.folded(best.matched))
        typed = self.tongue.fold(self.loose)
        room = min(OSA.distance(clusters(typed), wanted), _MOST_TYPOS) - 1
        for _, known in self.context.known.near(typed, self.expected.language, room):
            if self._is_other(known):
                return self._failed((Hint(HintKind.OTHER, known.text, best.matched),))
        return None

    def _wrong(self) -> Verdict:
        hints: list[Hint] = []
        have = self.loose.split()
        for text, prepared in self.right:
            want = self.tongue.loosen(prepared).split()
            left = [w for w in have if w not in want], [w for w in want if w not in have]
            if self._opposed(*left):
                hints.append(Hint(HintKind.OPPOSITE, self.shown, text))
                break
        return self._failed(tuple(hints))

    def _opposed(self, extra: list[str], missing: list[str]) -> bool:
        if len(extra) == len(missing) == 1:
            one, other = self.tongue.signature(extra[0]), self.tongue.signature(missing[0])
            # "Soluble" and "insoluble", "rises" and "falls": not any word beside one with a prefix.
            return one != other and ((any(one) and any(other)) or _alike(extra[0], missing[0]))
        return (
            bool(extra or missing)
            and not (extra and missing)
            and not self._plain([*extra, *missing])
        )

    def _failed(self, hints: tuple[Hint, ...]) -> Verdict:
        """Wrong; with a diff where the answer at least resembles the right one."""
        found = diff(self.shown, self.expected.answer)
        same = sum(step == "same" for step, _ in found)
        alike = 2 * same >= max(len(found) - same, 1)
        return Verdict(Kind.WRONG, self.expected.answer, hints, found if alike else ())

    def _is_other(self, known: KnownAnswer) -> bool:
        """Whether a known answer is another's: not of this fact, nor a name of this concept, nor of
        a card that shares a right answer with this one, nor the same quantity."""
        if known.sibling and known.sibling == self.expected.sibling:
            return False
        if known.concept and known.concept == self.expected.concept:
            return False
        if known.right & self._own:
            return False  # a card that shares a right answer asks for the same thing
        tongue = self.context.tongues[known.language]
        quantity = read_quantity(prepare(known.text), tongue, own=True)
        return not (quantity and any(same_quantity(quantity, q) for q in self._own_quantities()))

    @cached_property
    def _own(self) -> set[str]:
        """What the right answers, and the names in other languages, come to once levelled."""
        own = {self.tongue.loosen(prepared) for _, prepared in self.right}
        for name in self.expected.foreign:
            own.update(tongue.loosen(prepare(name)) for tongue in self.context.tongues.values())
        return own

    def _own_quantities(self) -> Iterator[Quantity]:
        for _, prepared in self.right:
            wanted = read_quantity(prepared, self.tongue, own=True)
            if wanted:
                yield wanted


def _letters(found: tuple[tuple[str, str], ...]) -> Iterator[Hint]:
    """A typed letter and the one it stands for, where they follow each other in a diff."""
    for (before, typed), (after, wanted) in pairwise(found):
        if (before, after) == ("extra", "missing"):
            yield Hint(HintKind.LETTER, typed, wanted)


def _alike(one: str, other: str) -> bool:
    """Whether two words share more than half of their letters, in order."""
    letters = clusters(one), clusters(other)
    return 2 * OSA.distance(*letters) < max(map(len, letters))
