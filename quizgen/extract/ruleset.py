"""Rule files: their shape, how they are read, and what they are compiled to."""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import regex
from msgspec import Struct

from quizgen.errors import DataFileError
from quizgen.extract.grammar import Grammar, GrammarData, make_grammar
from quizgen.extract.outlined import OutlineData, outline_faults, ready
from quizgen.extract.pattern import Pattern, compile_pattern, expand
from quizgen.files import convert, line_of, read_toml
from quizgen.text import Conventions

Acts = Literal["any", "none", "only"]
Where = Literal["sentence", "first", "item", "term", "heading"]


class RuleData(Struct, frozen=True, forbid_unknown_fields=True):
    """One ``[[rule]]``; ``docs/rules.md`` explains each key."""

    id: str
    relation: str
    match: str | tuple[str, ...] = ()
    where: Where = "sentence"
    under: str | tuple[str, ...] = ()
    subject: str = ""
    value: str = ""
    affirmed: bool = True
    kinds: tuple[str, ...] = ()
    known: bool = False
    split: bool = True
    act: bool = False
    acts: Acts = "any"
    of_object: bool = False
    names_head: bool = False
    names_class: bool = False
    shares: bool = False
    reach: Literal["clause", "sentence"] = "clause"
    unless: str = ""
    on: str = ""
    take: Literal["", "count", "brackets"] = ""
    most_words: int = 6
    alone: bool = False
    only_if: str = ""
    at_least: int = 1
    unit: bool = False
    bare: bool = False
    heads: str = ""


class ScopeData(Struct, frozen=True, forbid_unknown_fields=True):
    """One ``[[scope]]``: what a heading, or the beginning of a sentence, says of what follows."""

    id: str
    match: str | tuple[str, ...]
    where: Literal["heading", "sentence", "term"] = "heading"
    only: bool = True
    unless: str = ""


class EntryData(Struct, frozen=True, forbid_unknown_fields=True):
    """One ``[[entry]]``: how a text names what it is about, in a group called ``head``."""

    match: str
    where: Literal["first", "heading", "any"] = "first"
    unless: str = ""


class SharedData(Struct, frozen=True, forbid_unknown_fields=True):
    """One ``[[shared]]``: a head noun that bare words of a list before it share."""

    head: str
    bare: str = ""
    kinds: tuple[str, ...] = ()
    acts: bool = False


class RuleFile(Struct, frozen=True, forbid_unknown_fields=True):
    """A whole file of ``facts/rules``."""

    language: str
    text: dict[str, Any] = {}
    grammar: GrammarData = GrammarData()
    words: dict[str, str] = {}
    entry: tuple[EntryData, ...] = ()
    scope: tuple[ScopeData, ...] = ()
    shared: tuple[SharedData, ...] = ()
    rule: tuple[RuleData, ...] = ()
    outline: OutlineData | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule ready to run."""

    data: RuleData
    patterns: tuple[Pattern, ...]
    under: tuple[str, ...]
    unless: "regex.Pattern[str] | None"
    only_if: "regex.Pattern[str] | None"


@dataclass(frozen=True, slots=True)
class Scope:
    """A scope ready to run."""

    data: ScopeData
    patterns: tuple[Pattern, ...]
    unless: "regex.Pattern[str] | None"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry pattern ready to run."""

    data: EntryData
    pattern: "regex.Pattern[str]"
    unless: "regex.Pattern[str] | None"


@dataclass(frozen=True, slots=True)
class Shared:
    """A shared head noun ready to run."""

    head: "regex.Pattern[str]"
    bare: "regex.Pattern[str] | None"
    kinds: tuple[str, ...]
    acts: bool = False


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All that extraction knows of one language."""

    language: str
    conventions: Conventions
    grammar: Grammar
    citation: "regex.Pattern[str] | None"
    entries: tuple[Entry, ...]
    scopes: tuple[Scope, ...]
    shared: tuple[Shared, ...]
    rules: tuple[Rule, ...]
    outline: OutlineData | None = None
    words: dict[str, str] = field(default_factory=dict)


def load_rules(folder: Path, language: str, relations: Collection[str] | None = None) -> RuleSet:
    """The rules of ``folder/<language>.toml``, with the signs of ``folder/common.toml``.

    ``relations``: the relation ids there are, to refuse rules that fill unknown ones. Raises
    DataFileError naming file and line where a file is missing or damaged.
    """
    path = folder / f"{language}.toml"
    file = convert(read_toml(path), RuleFile, path)
    common = folder / "common.toml"
    signs = read_toml(common) if common.exists() else {}
    convert(signs, Conventions, common)
    conventions = convert({**signs, **file.text}, Conventions, path, "[text]")
    _check_ids(file, path, relations)
    if file.outline is not None:
        for place, reason in outline_faults(file.outline, file.words, relations):
            raise _damaged(path, f'"{place}"', f"{place}: {reason}")
    words = file.words
    return RuleSet(
        language=file.language,
        conventions=conventions,
        grammar=_guard(path, "[grammar]", lambda: make_grammar(file.grammar)),
        citation=_guard(path, "citation", lambda: _optional(conventions.citation, words)),
        entries=tuple(
            Entry(
                one,
                _guard(path, one.match, lambda one=one: _expression(one.match, words)),
                _guard(path, one.unless, lambda one=one: _optional(one.unless, words)),
            )
            for one in file.entry
        ),
        scopes=tuple(
            Scope(
                one,
                _patterns(path, one.id, one.match, file),
                _guard(path, one.id, lambda one=one: _optional(one.unless, words)),
            )
            for one in file.scope
        ),
        shared=tuple(
            Shared(
                _guard(path, one.head, lambda one=one: _expression(one.head, words)),
                _guard(path, one.head, lambda one=one: _optional(one.bare, words)),
                one.kinds,
                one.acts,
            )
            for one in file.shared
        ),
        rules=tuple(
            Rule(
                one,
                _patterns(path, one.id, one.match, file),
                (one.under,) if isinstance(one.under, str) else one.under,
                _guard(path, one.id, lambda one=one: _optional(one.unless, words)),
                _guard(path, one.id, lambda one=one: _optional(one.only_if, words)),
            )
            for one in file.rule
        ),
        outline=ready(file.outline, words) if file.outline else None,
        words=words,
    )


def _check_ids(file: RuleFile, path: Path, relations: Collection[str] | None) -> None:
    seen: set[str] = set()
    scopes = {scope.id for scope in file.scope}
    for rule in file.rule:
        place = f'id = "{rule.id}"'
        if rule.id in seen:
            raise _damaged(path, place, f"rule {rule.id} stands there twice")
        seen.add(rule.id)
        under = (rule.under,) if isinstance(rule.under, str) else rule.under
        for scope in under:
            if scope and scope not in scopes:
                raise _damaged(path, place, f"rule {rule.id} stands under unknown scope {scope}")
        if rule.on and rule.on not in seen:
            raise _damaged(
                path, place, f"rule {rule.id} builds on {rule.on}, which is not above it"
            )
        if relations is not None and rule.relation not in relations:
            raise _damaged(path, place, f"rule {rule.id} fills unknown relation {rule.relation}")


def _damaged(path: Path, place: str, message: str) -> DataFileError:
    line = line_of(path, place)
    return DataFileError(f"{path}:{line or 1}: {message}", "Mend that rule and try again")


def _guard(path: Path, place: str, build: Any) -> Any:
    try:
        return build()
    except KeyError as error:
        raise _damaged(path, place, f"[words] has no {error}") from error
    except regex.error as error:
        raise _damaged(path, place, f"{place}: {error}") from error


def _patterns(
    path: Path, place: str, match: str | tuple[str, ...], file: RuleFile
) -> tuple[Pattern, ...]:
    sources = (match,) if isinstance(match, str) else match
    place = f'"{place}"'
    return tuple(
        _guard(path, place, lambda one=one: compile_pattern(one, file.words, file.grammar.cases))
        for one in sources
    )


def _expression(source: str, words: dict[str, str]) -> "regex.Pattern[str]":
    return regex.compile(expand(source, words), regex.IGNORECASE)


def _optional(source: str, words: dict[str, str]) -> "regex.Pattern[str] | None":
    return _expression(source, words) if source else None
