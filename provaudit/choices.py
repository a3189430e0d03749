"""The words and numbers that options take, known without the rooms that act on them: help must be quick."""

from provaudit.model import Credit, Relation, Role

FORMATS = ("table", "json", "csv", "parquet", "md", "html", "prov", "jsonld", "graphml", "dot", "sarif")
"""The forms of an audit."""

SORTS = ("concern", "id", "outlet", "published", "share", "points")
"""What `--sort` knows: shares from the largest down, points of attribution from the fewest up, the others
upwards; what is not known comes last."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The days of a week, as every clock here abbreviates them."""

RULE_FILES = ("rule", "vocabulary", "dimensions", "pack")
"""The files of a rulebook that there is a schema of."""

HITS = 10
"""Hits that are shown of a rule that is tried, unless more are asked for (chosen: a screen)."""

YEARS = range(1600, 2201)
"""Years that a newspaper can have appeared in; outside, a date is a placeholder (chosen)."""

LONGEST = 100_000
"""Days of a window at most: more than there has been news, and fewer than a calendar has."""

TIMED = 500
"""Articles that are timed unless more are asked for (chosen: every rule is run alone)."""

MEANINGS = {
    "articles": "articles in the audit",
    "stories": "groups of two or more articles with shared text",
    "unseen": "sources that must exist and are not in the pile",
    "pairs": "pairs of articles that share something",
    "problems": "inputs that could not be read, and faults of rules",
    "notes": "files that were left out because they are no articles",
    "broken-rules": "rule files that are not in force because of a fault",
    "without-credit": "articles that credit nobody, or the wrong source",
    "uncredited": "articles with another's prose and no credit observed",
    "uncredited-copies": "those of them whose prose is the same or edited",
    "uncredited-paraphrases": "those of them that paraphrase",
    "uncredited-parts": "those of them that took a part",
    "licensed": "the uncredited whose outlet has their source's licence",
    "unlicensed": "the uncredited of which no licence is known",
    "undetermined": "articles with another's prose, no source likely enough",
    "maybe-originals": "credit nobody, but may be the original themselves",
    Role.ORIGINAL: "role: others took from it, it took from nobody",
    Role.VERSION: "role: a version of another text by the same outlet",
    Role.REPUBLICATION: "role: the same text as its source",
    Role.REWRITE: "role: its source's text, edited",
    Role.SECOND_HAND: "role: took from what is itself taken, or paraphrases",
    Role.OWN_REPORTING: "role: its own text, at most a borrowed part",
    Credit.OWN: "credit: the text is its own",
    Credit.NAMED: "credit: names its source",
    Credit.GENERIC: 'credit: "agencies", nobody by name',
    Credit.MISATTRIBUTED: "credit: names the wrong source",
    Credit.NONE_OBSERVED: "credit: took from others, none seen",
    Credit.NOT_NEEDED: "credit: took from nobody",
    Credit.NOT_ASSESSABLE: "credit: too short to tell, or source undetermined",
    Relation.SAME: "relation: 75 % of the shorter text's prose or more",
    Relation.EDITED: "relation: 25 to 75 % of one text's prose",
    Relation.PARTIAL: "relation: a sentence of prose, under 25 %",
    Relation.PARAPHRASE: "relation: the source's facts in its order",
    Relation.QUOTES: "relation: quotations only",
    Relation.INDEPENDENT: "relation: none",
}
"""Everything that is counted, by name, with its meaning."""

NAMES: tuple[str, ...] = tuple(str(name) for name in MEANINGS)
"""What `totals` counts: tables, problems, concerns, then roles, credits and relations."""
