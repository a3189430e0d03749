"""A codebook made of rules: what every variable means, how to code it, how the machine finds it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from operator import attrgetter

from provaudit.authoring.gist import gist
from provaudit.authoring.wording import about, lines, selection
from provaudit.rulebook import Rule, Rulebook, RuleTest

_LACKING = {
    "head": "the beginning is cut off",
    "tail": "the end is cut off",
    "body": "there is too little text",
    "byline": "there is no byline",
    "metadata": "there is no metadata",
    "language": "the language is not known",
    "lineage": "there is no other article",
}


class Kind(Enum):
    """How a field's texts are set."""

    PROSE = "prose"
    LIST = "list"
    CODE = "code"  # the rule's own patterns
    RULES = "rules"  # ids of other rules


@dataclass(frozen=True)
class Field:
    """One labelled part of an entry."""

    label: str
    texts: tuple[str, ...]
    kind: Kind = Kind.PROSE


@dataclass(frozen=True)
class Entry:
    """One rule as a codebook has it."""

    rule: str
    variable: str
    summary: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Chapter:
    """The entries of a dimension."""

    dimension: str
    summary: str
    cap: float
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Codebook:
    """The whole, and of which rulebook it is."""

    name: str
    version: str
    digest: str
    chapters: tuple[Chapter, ...]
    vocabularies: tuple[Field, ...]  # the lists that the printed patterns name as {name}


def codebook(book: Rulebook, rules: Sequence[Rule]) -> Codebook:
    """Return the codebook of these rules, by dimension in the rulebook's order, then by id."""
    order = list(book.dimensions)
    ordered = sorted(rules, key=lambda rule: (order.index(rule.dimension), rule.id))
    same: dict[str, list[str]] = {}
    for rule in ordered:
        same.setdefault(_variable(rule), []).append(rule.id)
    chapters = tuple(
        Chapter(
            name,
            book.dimensions[name].summary,
            book.dimensions[name].cap,
            tuple(_entry(rule, same[_variable(rule)]) for rule in of_it),
        )
        for name, of_it in groupby(ordered, key=attrgetter("dimension"))
    )
    patterns = "\n".join(text for c in chapters for e in c.entries for f in e.fields for text in f.texts)
    named = [one for name, one in sorted(book.vocabulary.items()) if f"{{{name}}}" in patterns]
    lists = tuple(Field(one.name, tuple(entry.name for entry in one.entries), Kind.LIST) for one in named)
    return Codebook(book.name, book.version, book.digest, chapters, lists)


def _variable(rule: Rule) -> str:
    stated: str = rule.document.get("codebook", {}).get("variable", "")
    return stated or rule.id.replace("/", "_").replace("-", "_")


def _entry(rule: Rule, same: Sequence[str]) -> Entry:
    """Return a rule's entry; `same` are the rules that find its variable, each in another shape."""
    others = [other for other in same if other != rule.id]
    fields = [*_meaning(rule, others), *_search(rule), *_evidence(rule)]
    return Entry(rule.id, _variable(rule), rule.summary, tuple(field for field in fields if any(field.texts)))


def _meaning(rule: Rule, others: Sequence[str]) -> Iterator[Field]:
    stated = rule.document.get("codebook", {})
    yield Field("Definition", (stated.get("definition") or rule.summary,))
    lacking = " or ".join(_LACKING[need] for need in rule.needs)
    absent = f"; not assessable where {lacking}" if lacking else ""
    any_of = ", or that of another rule of this variable," if others else ""
    coding = f"{_variable(rule)} is 1 where the definition{any_of} holds, 0 where it does not{absent}."
    yield Field("Coding", (coding,))
    yield Field("Same variable", tuple(others), Kind.RULES)
    for key in ("include", "exclude", "borderline"):
        yield Field(key.capitalize(), lines(stated.get(key)), Kind.LIST)
    yield Field("Why", lines(rule.document.get("why")))


def _search(rule: Rule) -> Iterator[Field]:
    cut = f", without {', '.join(rule.ignore)}" if rule.ignore else ""
    yield Field("Where", (", ".join(rule.zones) + cut,) if rule.words else ("the article as a whole",))
    yield Field("Languages", (", ".join(rule.languages) or "any",))
    for name, kinds in rule.document["match"].items():
        for wanted in selection(kinds):
            yield Field(f"Looks for ({name})", (wanted.told,))
            yield Field("", tuple(map(gist, wanted.patterns)) if wanted.regex else wanted.patterns, Kind.CODE)
    if "when" in rule.document:
        yield Field("Hits where", (rule.document["when"],))
    best = f"; of the group {rule.group} the best counts" if rule.group else ""
    counts = "" if rule.counts else f"; status {rule.status}, so they do not count"
    yield Field("Points", (f"{rule.points:+g}{best}{counts}" if rule.points else f"none{counts}",))


def _evidence(rule: Rule) -> Iterator[Field]:
    for label, expect in (("Examples", "match"), ("Counter-examples", "silent")):
        yield Field(label, tuple(_example(test) for test in rule.tests if test.expect == expect), Kind.LIST)
    yield Field("Known false positives", lines(rule.document.get("false_positives")), Kind.LIST)
    yield Field("References", lines(rule.document.get("references")), Kind.LIST)
    yield Field("See also", rule.related, Kind.RULES)
    yield Field("Called before", rule.was, Kind.LIST)


def _example(test: RuleTest) -> str:
    text = f"“{' / '.join(test.text.split(chr(10) * 2))}”" if test.text.strip() else "an article"
    known = about(test)
    return f"{text} ({known})" if known else text
