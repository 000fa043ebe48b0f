"""How relations and single facts are stated and asked, as the phrasing files have it."""

from msgspec import Struct


class Ask(Struct, frozen=True, forbid_unknown_fields=True):
    """A question, its answer, further right answers, and wrong options.

    ``printed`` are the words of a source with an erratum, as a learner may have read them there;
    only needed where the erratum has no accepted value of its own. ``denied`` is the answer where
    the claim is denied: for a relation's question that is answered by yes or no.
    """

    question: str
    answer: str = "{value}"
    accepted: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    denied: str = ""


class ClozeText(Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence with the gap between double braces."""

    text: str
    accepted: tuple[str, ...] = ()


class OrderText(Struct, frozen=True, forbid_unknown_fields=True):
    """Items in their right order."""

    question: str
    items: tuple[str, ...]


class Wording(Struct, frozen=True, forbid_unknown_fields=True):
    """All that can be said of a relation or a fact; every part is optional."""

    statement: str = ""
    denial: str = ""
    false: str = ""
    explanation: str = ""
    affirmed: bool = True
    truefalse: bool = True
    picture: str = ""
    typed: Ask | None = None
    qa: Ask | None = None
    cloze: ClozeText | None = None
    choice: Ask | None = None
    order: OrderText | None = None


def over(fact: Wording | None, relation: Wording | None, affirmed: bool) -> Wording:
    """The wording of a fact: its own parts, then its relation's.

    A fact's own table is left out where it speaks of the other polarity. A relation's questions
    presuppose that the claim holds, so a denied fact takes only its sentences from there, and a
    question that knows what to answer then.
    """
    base = relation or Wording()
    if not affirmed:
        base = Wording(
            statement=base.statement,
            denial=base.denial,
            truefalse=base.truefalse,
            qa=Ask(base.qa.question, base.qa.denied) if base.qa and base.qa.denied else None,
        )
    if fact is None or fact.affirmed != affirmed:
        return base
    recall = fact.typed or fact.qa
    return Wording(
        statement=fact.statement or ("" if fact.denial else base.statement),
        denial=fact.denial or ("" if fact.statement else base.denial),
        false=fact.false,
        explanation=fact.explanation or base.explanation,
        affirmed=affirmed,
        truefalse=fact.truefalse and base.truefalse,
        picture=fact.picture or base.picture,
        typed=fact.typed if recall else base.typed,
        qa=fact.qa if recall else base.qa,
        cloze=fact.cloze or base.cloze,
        choice=fact.choice or base.choice,
        order=fact.order,
    )
