"""The words of an audit, each with its few allowed values; used the same in code, rules and reports."""

from enum import StrEnum


class Zone(StrEnum):
    """A labelled stretch of an article. All but QUOTE tile the text; QUOTE lies inside BODY or STANDFIRST."""

    HEADLINE = "headline"
    BYLINE = "byline"
    DATELINE = "dateline"
    STANDFIRST = "standfirst"
    BODY = "body"
    QUOTE = "quote"
    CAPTION = "caption"
    SIGN_OFF = "sign-off"
    SOURCE_LINE = "source-line"
    FURNITURE = "furniture"


OWN_ZONES = (Zone.STANDFIRST, Zone.BODY)
"""Zones that hold an article's own text: what lineage compares and what `words` counts."""


MARKUP = (
    "isBasedOn", "isBasedOnUrl", "citation", "syndication-source", "original-source", "canonical",
    "canonical-elsewhere", "creditText", "copyright", "copyrightHolder", "copyrightNotice", "copyrightYear",
    "sourceOrganization", "provider", "publisher", "publisherImprint", "contributor", "editor", "translator",
    "dateline", "locationCreated", "license", "usageInfo", "isAccessibleForFree", "correction", "backstory",
    "digitalSourceType", "publishingPrinciples", "noBylinesPolicy", "articleSection", "genre",
)  # fmt: skip
"""What a source may state of itself beside title, byline and so on, which rules read as `meta`.

Named as schema.org names it. `syndication-source` and `original-source` are elements of Google News, `canonical` is
the address that a page links as its own, `canonical-elsewhere` the same where it lies with another host.
"""


class Dimension(StrEnum):
    """What a rule speaks about."""

    ORIGIN = "origin"
    ATTRIBUTION = "attribution"
    SOURCING = "sourcing"
    CARRIER = "carrier"
    ACCESS = "access"
    ACCOUNTABILITY = "accountability"
    FORM = "form"


class Mark(StrEnum):
    """Where an article names the source of its text."""

    DATELINE = "dateline"
    SIGN_OFF = "sign-off"
    BYLINE = "byline"
    SOURCE_LINE = "source-line"
    CONTRIBUTED = "contributed"  # the agency helped; the copy is the outlet's own
    COPYRIGHT = "copyright"
    META = "meta"
    GENERIC = "generic"  # "news agencies": a credit that names nobody
    REPUBLISHED = "republished"  # "first appeared on …": names another outlet
    MENTION = "mention"  # the prose names the source ("the Courier reported")


AGENCY_MARKS = (
    Mark.DATELINE,
    Mark.SIGN_OFF,
    Mark.BYLINE,
    Mark.SOURCE_LINE,
    Mark.COPYRIGHT,
    Mark.META,
    Mark.CONTRIBUTED,
)
"""Marks that the audit document knows as `agency_mark`, strongest first."""


class Cited(StrEnum):
    """What kind of source an article cites."""

    PERSON = "person"
    INSTITUTION = "institution"
    MEDIUM = "medium"
    DOCUMENT = "document"  # a report, a poll, a letter
    ANONYMOUS = "anonymous"  # described and not named: "officials", "a person familiar with the matter"


PRONOUNS = ("he", "she", "it", "they", "who", "which", "that", "his", "her", "their")
"""Cited sources that only point at one: whom they stand for is not resolved."""


class Relation(StrEnum):
    """How one text stands to another."""

    SAME = "same"
    EDITED = "edited"
    PARTIAL = "partial"
    PARAPHRASE = "paraphrase"
    QUOTES = "quotes"
    INDEPENDENT = "independent"


DERIVED = (Relation.SAME, Relation.EDITED, Relation.PARTIAL, Relation.PARAPHRASE)
"""Relations under which prose went from one text to the other, or to both from a third."""


UNDETERMINED = 0.3
"""The confidence of an edge below which the source is undetermined: nobody is accused, and reports say so. Of the
children with less for their main source, under half had taken from anybody at all; at .3 to .5 three in four had, at
more than .5 nineteen in twenty (made flows, seeds 11 to 14)."""


class PairDirection(StrEnum):
    """Which of a pair is the source."""

    A_FROM_B = "a_from_b"
    B_FROM_A = "b_from_a"
    COMMON = "common"
    UNCLEAR = "unclear"
    NONE = "none"


class EdgeDirection(StrEnum):
    """What an edge's direction rests on."""

    MARKED = "marked"
    DATED = "dated"
    INFERRED = "inferred"


class PassageKind(StrEnum):
    """How closely the two sides of a passage agree."""

    VERBATIM = "verbatim"
    EDITED = "edited"
    PARAPHRASE = "paraphrase"


class Drift(StrEnum):
    """What a child changed, or no longer says, of what its source says."""

    QUOTATION = "quotation"  # words within quotation marks on both sides
    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    HEDGE = "hedge"  # "appeared to", "alleged": lost
    ATTRIBUTION = "attribution"  # "the ministry said": lost


class Credit(StrEnum):
    """What an article says of where its text comes from."""

    OWN = "own"
    NAMED = "named"
    GENERIC = "generic"
    MISATTRIBUTED = "misattributed"
    NONE_OBSERVED = "none-observed"
    NOT_NEEDED = "not-needed"
    NOT_ASSESSABLE = "not-assessable"


class Role(StrEnum):
    """What an article is in its story."""

    ORIGINAL = "original"
    VERSION = "version"
    REPUBLICATION = "republication"
    REWRITE = "rewrite"
    SECOND_HAND = "second-hand"
    OWN_REPORTING = "own-reporting"
