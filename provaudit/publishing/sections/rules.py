"""How the rulebook fared: which rules hit how many articles, now and before, and which never do."""

from collections.abc import Iterator

import polars as pl

from provaudit.document import Audit
from provaudit.publishing.definition import Section
from provaudit.publishing.matter import Matter
from provaudit.report.markdown import escaped
from provaudit.report.problems import broken_rules
from provaudit.report.styles import count, percent, signed
from provaudit.rulebook import Rulebook, load

ALWAYS = 0.9
"""Share of the articles from which a rule tells hardly one of them from another; as `rules coverage` has it."""

_RULES = 60  # lines where a definition says nothing; chosen
_NAMED = 40  # rules that never hit which are named; chosen


def rules(matter: Matter, section: Section) -> Iterator[str]:
    """Yield the rules in force, one line each that hits; then those that hit everywhere and nowhere."""
    book = load(matter.definition.rules)
    found, limit = _hits(matter, book), section.limit or _RULES
    hit = found.filter(pl.col("articles") > 0)
    yield f"{count(len(book.active), 'rule')} looked at {count(matter.about.articles.height, 'article')}."
    if broken := broken_rules(matter.whole):
        yield from ("", f"- {escaped(broken)}")
    yield from (
        "",
        "| rule | status | articles | share | before | points given |",
        "|---|---|--:|--:|--:|--:|",
    )
    for row in hit.head(limit).iter_rows(named=True):
        before = "–" if row["before"] is None else percent(row["before"])
        cells = (
            row["rule"],
            row["status"],
            f"{row['articles']:,}",
            percent(row["share"]),
            before,
            signed(row["points"]),
        )
        yield "| " + " | ".join(map(escaped, cells)) + " |"
    if hit.height > limit:
        yield from ("", f"… and {hit.height - limit:,} more")
    always = hit.filter(pl.col("share") >= ALWAYS)["rule"].to_list()
    never = found.filter(pl.col("articles") == 0)["rule"].to_list()
    for what, names in ((f"hit {ALWAYS:.0%} of the articles or more", always), ("never hit", never)):
        if names:
            more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
            yield from (
                "",
                f"{count(len(names), 'rule')} {what}: {escaped(', '.join(names[:_NAMED]))}{more}.",
            )


def _hits(matter: Matter, book: Rulebook) -> pl.DataFrame:
    """Return rule, status, articles, share, before (null: no articles before), points, a row a rule in force.

    Points are the sum of all hits, before groups and caps.
    """
    about = matter.about.articles["id"]
    earlier = matter.whole.articles.height - len(about)
    ours = pl.col("id").is_in(about.implode())
    known = pl.DataFrame(
        [(rule.id, str(rule.status)) for rule in book.active], schema=["rule", "status"], orient="row"
    )
    now, before = _counted(matter.about, pl.lit(value=True)), _counted(matter.whole, ~ours)
    joined = known.join(now, on="rule", how="left").join(before, on="rule", how="left", suffix="_before")
    share = pl.col("articles_before") / earlier if earlier else pl.lit(None, pl.Float64)
    filled = joined.with_columns(pl.col("articles", "articles_before", "points").fill_null(0))
    return filled.select(
        "rule", "status", "articles", "points", share=pl.col("articles") / max(len(about), 1), before=share
    ).sort("articles", "rule", descending=[True, False])


def _counted(audit: Audit, which: pl.Expr) -> pl.DataFrame:
    hits = audit.signals.filter(which).group_by("rule")
    return hits.agg(pl.col("id").n_unique().alias("articles"), pl.col("points").sum())
