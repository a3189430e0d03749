"""An audit in a few numbers: what a report prints and what a `--fail-on` condition can name."""

from collections.abc import Mapping

import polars as pl

from provaudit.document import Audit
from provaudit.model import Credit, Relation, Role
from provaudit.report.concerns import KINDS, LICENSED, UNCREDITED, UNDETERMINED, WITHOUT_CREDIT
from provaudit.report.problems import BROKEN, NOTE
from provaudit.report.styles import count

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


def totals(audit: Audit) -> dict[str, int]:
    """Return the number of everything in MEANINGS, zero where there is none."""
    articles, problems = audit.audited, audit.problems
    found: dict[str, int] = {
        "articles": articles.height,
        "stories": audit.stories.height,
        "unseen": audit.unseen.height,
        "pairs": audit.pairs.height,
        "problems": problems.filter(~NOTE).height,
        "notes": problems.filter(NOTE).height,
        "broken-rules": problems.filter(BROKEN)["path"].n_unique(),
    }
    concerns = {"without-credit": WITHOUT_CREDIT, "uncredited": UNCREDITED, **KINDS}
    concerns |= {"licensed": LICENSED, "unlicensed": UNCREDITED & ~LICENSED, "undetermined": UNDETERMINED}
    found |= articles.select(
        pl.sum_horizontal(holds.sum()).alias(name) for name, holds in concerns.items()
    ).row(0, named=True)
    for column in ("role", "credit", "relation"):
        found |= dict(articles.drop_nulls(column).group_by(column).len().iter_rows())
    return {name: found.get(name, 0) for name in NAMES}


def without_credit(numbers: Mapping[str, int]) -> str:
    """Return how many articles lack the right credit, and in which ways, as one line."""
    open_ = f"; {numbers['licensed']:,} of them licensed" if numbers["licensed"] else ""
    open_ += f"; {numbers['undetermined']:,} undetermined" if numbers["undetermined"] else ""
    if not numbers["without-credit"]:
        return f"none without the right credit{open_}"
    kinds = (
        count(numbers["uncredited-copies"], "uncredited copy", "uncredited copies"),
        count(numbers["uncredited-paraphrases"], "uncredited paraphrase"),
        count(numbers["uncredited-parts"], "uncredited part"),
        f"{numbers[Credit.MISATTRIBUTED]:,} misattributed",
    )
    told = ", ".join(kind for kind in kinds if not kind.startswith("0 "))
    return f"{numbers['without-credit']:,} without the right credit: {told}{open_}"
