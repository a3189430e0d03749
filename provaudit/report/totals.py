"""An audit in a few numbers: what a report prints and what a `--fail-on` condition can name."""

from collections.abc import Mapping

import polars as pl

from provaudit.choices import NAMES
from provaudit.document import Audit
from provaudit.model import Credit
from provaudit.profiles import MAYBE_ORIGINAL, judged
from provaudit.report.concerns import KINDS, LICENSED, UNCREDITED, UNDETERMINED, WITHOUT_CREDIT
from provaudit.report.problems import BROKEN, NOTE
from provaudit.report.styles import count


def totals(audit: Audit) -> dict[str, int]:
    """Return the number of everything in MEANINGS, zero where there is none."""
    articles, problems = judged(audit), audit.problems
    articles = articles.filter(~pl.col("id").is_in(list(audit.archived)))
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
    concerns |= {"maybe-originals": MAYBE_ORIGINAL}
    found |= articles.select(
        pl.sum_horizontal(holds.sum()).alias(name) for name, holds in concerns.items()
    ).row(0, named=True)
    for column in ("role", "credit", "relation"):
        found |= dict(articles.drop_nulls(column).group_by(column).len().iter_rows())
    found[Credit.NONE_OBSERVED] = found.get(Credit.NONE_OBSERVED, 0) - found["maybe-originals"]
    return {name: found.get(name, 0) for name in NAMES}


def without_credit(numbers: Mapping[str, int]) -> str:
    """Return how many articles lack the right credit, and in which ways, as one line."""
    open_ = f"; {numbers['licensed']:,} of them licensed" if numbers["licensed"] else ""
    open_ += f"; {numbers['undetermined']:,} undetermined" if numbers["undetermined"] else ""
    open_ += f"; {numbers['maybe-originals']:,} may be the original" if numbers["maybe-originals"] else ""
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
