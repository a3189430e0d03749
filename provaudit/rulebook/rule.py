"""What a rule is once its file is read: frozen values, every pattern one of the Rust regex engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from provaudit.model import Cited, Zone
from provaudit.rulebook.condition import Condition, names, positive
from provaudit.rulebook.ids import parted
from provaudit.written.faults import Fault

WHOLE_TEXT = "text"
"""Not a zone: the whole text as one stretch, whatever zones it has."""

DEFAULT_ZONES = (Zone.STANDFIRST.value, Zone.BODY.value)
"""Where a rule looks that names no zone."""

META_ZONES = {Zone.BYLINE.value: "byline", Zone.HEADLINE.value: "title"}
"""Zones that also look at a metadata field."""

CITED_ZONES = {f"cited-{kind}": kind.value for kind in Cited}
"""Where a source of a kind is cited: its words and those that attribute, up to the further end of the two."""

AGENCIES = "agencies"
"""The vocabulary of agencies for places where a credit stands."""

NEVER = r"[^\s\S]"
"""A pattern that matches nothing."""

META = "meta"
"""SIGNALS.zone of a hit that lies in metadata or is a metric."""

MOST_SIGNALS = 20
"""Signals of one rule that an article shows (chosen: a reader who has seen 20 knows)."""

NEEDS = ("head", "tail", "body", "byline", "metadata", "language", "lineage")
"""Facts without which a rule is not assessable."""


@dataclass(frozen=True)
class Words:
    """A selection that hits words: any of the patterns, except where an exception lies in the hit."""

    name: str
    patterns: tuple[str, ...]
    exceptions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Metric:
    """A selection that compares one number or word of the article: every comparison holds."""

    name: str
    metric: str
    tests: tuple[tuple[str, Any], ...]  # ("over", 100) …


@dataclass(frozen=True)
class Meta:
    """A selection over one metadata field, or one name of `model.MARKUP`."""

    name: str
    field: str
    test: str  # words | equals | present | absent
    values: tuple[str, ...] = ()  # patterns of `words`, texts of `equals`


Selection = Words | Metric | Meta


@dataclass(frozen=True)
class Capture:
    """What a hit credits: the form of a vocabulary, a constant, nobody by name, or a named group's words."""

    vocabulary: str | None = None
    constant: str | None = None
    generic: bool = False
    group: str | None = None
    mark: str | None = None  # null: the zone's own


@dataclass(frozen=True)
class RuleTest:
    """One test of a rule, as its file states it."""

    number: int  # from 1, in the order of the file
    line: int
    text: str
    expect: str  # match | silent
    span: str | None = None
    zone: str | None = None
    article: Mapping[str, str] = field(default_factory=dict)  # metadata fields
    markup: Mapping[str, str] = field(default_factory=dict)  # names of model.MARKUP
    metrics: Mapping[str, Any] = field(default_factory=dict)
    agency: str | None = None
    checks_agency: bool = False
    file: str = ""  # that states the test: of a changed rule it may be the one beneath
    stated: str = ""  # the line itself, for messages


@dataclass(frozen=True)
class Rule:
    """One rule, checked."""

    id: str
    summary: str
    dimension: str
    status: str
    zones: tuple[str, ...]
    ignore: tuple[str, ...]
    languages: tuple[str, ...]  # empty: any
    selections: tuple[Selection, ...]
    condition: Condition
    needs: tuple[str, ...]
    points: float
    group: str | None
    most: int
    capture: Capture | None
    message: str
    tests: tuple[RuleTest, ...]
    source: str  # the file, as messages name it
    document: Mapping[str, Any]  # the file's data: why, references, codebook, … for whoever shows the rule
    changes: str = ""  # the file whose rule this one changes in part

    @property
    def active(self) -> bool:
        """Whether the rule looks at articles at all."""
        return self.status != "retired"

    @property
    def counts(self) -> bool:
        """Whether the rule's hits give points."""
        return self.status == "stable"

    @property
    def related(self) -> tuple[str, ...]:
        """The ids of rules in force that go with this one."""
        return parted(self.document.get("related"))[0]

    @property
    def was(self) -> tuple[str, ...]:
        """The ids that the rule had before it was renamed."""
        return parted(self.document.get("related"))[1]

    @cached_property
    def words(self) -> tuple[Words, ...]:
        """The selections that hit words and that the condition uses."""
        used = names(self.condition)
        return tuple(s for s in self.selections if isinstance(s, Words) and s.name in used)

    @cached_property
    def located(self) -> tuple[Words, ...]:
        """The selections that speak for a hit and give its span; none: the rule is about a whole article."""
        speaking = positive(self.condition)
        return tuple(selection for selection in self.words if selection.name in speaking)

    @property
    def cites(self) -> bool:
        """Whether the rule looks at who is cited, or cuts it out."""
        return bool(self.words) and not CITED_ZONES.keys().isdisjoint((*self.zones, *self.ignore))

    @property
    def late(self) -> bool:
        """Whether the rule can speak only once the article is measured and its sources are known."""
        return bool(self.metrics) or self.cites

    @property
    def metrics(self) -> frozenset[str]:
        """The names of the metrics that the condition asks for."""
        used = names(self.condition)
        return frozenset(s.metric for s in self.selections if isinstance(s, Metric) and s.name in used)


@dataclass(frozen=True)
class Entry:
    """One name of a vocabulary, and how it is written."""

    name: str
    kind: str | None
    forms: tuple[str, ...]
    patterns: tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """A list of names with all their forms, which rules use as `{name}`."""

    name: str
    summary: str
    entries: tuple[Entry, ...]

    @cached_property
    def pattern(self) -> str:
        """Any form of any entry, longer forms first, as one regular expression; without forms it hits nothing."""
        forms = [
            (len(form), pattern)
            for entry in self.entries
            for form, pattern in zip(entry.forms, entry.patterns, strict=True)
        ]
        unique = dict.fromkeys(pattern for _, pattern in sorted(forms, key=lambda form: -form[0]))
        return f"(?:{'|'.join(unique)})" if unique else NEVER


@dataclass(frozen=True)
class DimensionInfo:
    """What a dimension is about, and the most points it can give or take."""

    summary: str
    cap: float


@dataclass(frozen=True)
class Pack:
    """A set of rules that somebody shares, as its manifest names it; `digest` is a SHA-256 over its files."""

    name: str
    version: str
    digest: str
    summary: str
    authors: tuple[str, ...]
    licence: str
    source: str  # the manifest's file, as messages name it


@dataclass(frozen=True)
class Rulebook:
    """All rules in force. `digest` is a SHA-256 over the files that it was read from."""

    name: str
    version: str
    digest: str
    rules: tuple[Rule, ...]
    vocabulary: Mapping[str, Vocabulary]
    dimensions: Mapping[str, DimensionInfo]
    faults: tuple[Fault, ...]
    files: tuple[str, ...] = ()  # of rules and vocabularies, as messages name them
    packs: tuple[Pack, ...] = ()  # in the order in which they were laid over the shipped rules

    @property
    def active(self) -> tuple[Rule, ...]:
        """The rules that look at articles."""
        return tuple(rule for rule in self.rules if rule.active)

    def agencies(self) -> dict[str, str]:
        """Return the agencies of all vocabularies: their canonical names, by every form without case."""
        entries = [
            entry for list_ in self.vocabulary.values() for entry in list_.entries if entry.kind == "agency"
        ]
        return {form.casefold(): entry.name for entry in entries for form in (*entry.forms, entry.name)}

    @property
    def signing(self) -> frozenset[str]:
        """How the agencies are written, as rules look for them where a credit stands."""
        listed = self.vocabulary.get(AGENCIES)
        return frozenset(form for entry in (listed.entries if listed else ()) for form in entry.forms)

    @property
    def errors(self) -> tuple[Fault, ...]:
        """The faults that spoil a rule, a vocabulary or the dimensions."""
        return tuple(fault for fault in self.faults if not fault.warning)
