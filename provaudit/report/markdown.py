"""An audit as Markdown: the same rows, stories and totals, the same bytes for the same audit."""

import re
from collections.abc import Iterator

import polars as pl

from provaudit.document import Audit
from provaudit.model import Credit, Drift, Role
from provaudit.report.drifted import SHOWN, wording
from provaudit.report.html_index import NAME, TITLE
from provaudit.report.names import Names
from provaudit.report.plain import clip, plain
from provaudit.report.problems import broken_rules, problem_told
from provaudit.report.stories import WORST, Branch, Story, worst
from provaudit.report.styles import ABOUT, CODES, count, shared, signed
from provaudit.report.table import ORIGINAL
from provaudit.report.terminal import ROWS, Wanted
from provaudit.report.totals import totals, without_credit
from provaudit.report.unseen import Unseen, unseen_told
from provaudit.report.view import Row, ranked, rows
from provaudit.report.wording import flag, numbered, told
from provaudit.resources import installed_version

PASSAGES = 5
"""Passages shown of an unseen source's text; the document has them all. Chosen."""

_MARKUP = re.compile(r"([\\`*_\[\]<>|~#$&])")
_LINKS = re.compile(r"(https?|ftp|mailto)?:(//)|\bwww\.", re.IGNORECASE)


def markdown(audit: Audit, wanted: Wanted) -> str:
    """Return the report; article text in it is escaped, so that it is never markup and never a link."""
    order = ranked(audit, wanted.sort)["id"].to_list()
    limit = ROWS if wanted.limit is None else wanted.limit or len(order)
    shown = rows(audit, order[:limit], widths=())
    lines = ["# Provenance audit", "", *told_totals(audit), "", "## Articles", "", *told_articles(shown)]
    if len(order) > len(shown):
        lines += ["", f"… and {len(order) - len(shown):,} more"]
    lines += ["", LEGEND]
    if wanted.stories:
        lines += told_stories(audit)
    if audit.drift.height:
        lines += ["", "## Drift: what copies changed", "", *told_drift(audit)]
    if audit.problems.height:
        lines += ["", "## Problems and notes", "", *told_problems(audit)]
    return "\n".join([*lines, "", made_by(audit), ""])


def made_by(audit: Audit) -> str:
    """Return the line that names the versions of provaudit and of the rules."""
    book = audit.rulebook
    return escaped(f"provaudit {installed_version()} · rulebook {book.name} {book.version} · {book.digest}")


def told_problems(audit: Audit) -> Iterator[str]:
    """Yield what could not be read, one line each."""
    problems = (problem_told(*problem) for problem in audit.problems.unique(maintain_order=True).iter_rows())
    yield from (f"- {escaped(problem)}" for problem in problems)


def escaped(text: str | None) -> str:
    """Return the text on one line with everything that Markdown would read as markup or a link disarmed."""
    unlinked = _LINKS.sub(lambda found: found[0].replace("://", ":\u2060//"), plain(text))
    return _MARKUP.sub(r"\\\1", unlinked)


def told_totals(audit: Audit) -> Iterator[str]:
    """Yield the audit in a few numbers."""
    numbers = totals(audit)
    yield f"- {count(numbers['articles'], 'article')}, {count(numbers['stories'], 'story', 'stories')}"
    yield f"- {unseen_told(audit)}"
    yield f"- {without_credit(numbers)}"
    if broken := broken_rules(audit):
        yield f"- {escaped(broken)}"
    for head, words in (("role", Role), ("credit", Credit)):
        yield f"- {head}: " + ", ".join(f"{numbers[word]:,} {told(word)}" for word in words if numbers[word])


def told_articles(shown: list[Row]) -> Iterator[str]:
    """Yield the table of these articles."""
    yield "| article | share | credit | from | relation | role | points | flags |"
    yield "|---|--:|---|---|---|---|---|---|"
    for row in shown:
        points = ", ".join(f"{name} {signed(row.points[name])}" for name in CODES if row.points.get(name))
        cells = (
            f"{clip(row.name, NAME)} · {clip(row.title, TITLE)}",
            row.shared,
            told(row.credit),
            _from(row),
            told(row.relation),
            told(row.role),
            points,
            ", ".join(map(flag, row.flags)),
        )
        yield "| " + " | ".join(escaped(cell) for cell in cells) + " |"


def _from(row: Row) -> str:
    if row.absent:
        return f"{row.absent}, not here"
    taken = f"{ORIGINAL} {row.heirs:,} from it" if row.heirs and not row.sources else ""
    return ", ".join(f"{clip(source.name, NAME)} {source.shared}" for source in row.sources) or taken


LEGEND = (
    f"article: outlet · headline; share: of its own words that stand in its sources ({ABOUT}); {ORIGINAL}: an "
    "original, and how many articles took from it; points: by dimension, zeros left out."
)
"""What the columns of `told_articles` mean."""


def told_stories(audit: Audit, limit: int = WORST) -> Iterator[str]:
    """Yield the worst stories, each under its own heading and as a list of who took from whom."""
    stories = worst(audit, limit)
    for story in stories:
        yield from (
            "",
            f"## {escaped(numbered(story.id))} · {count(story.articles, 'article')}",
            "",
            *told_story(story),
        )
    if audit.stories.height > len(stories):
        yield from ("", f"… and {count(audit.stories.height - len(stories), 'more story', 'more stories')}")


def told_story(story: Story) -> Iterator[str]:
    """Yield who wrote a story, and who took from whom as a list."""
    yield from (escaped(story.verdict), "")
    for root in story.roots:
        yield from _branch(root, "")
    if story.left_out:
        yield f"- … and {count(story.left_out, 'more article')}"


def told_drift(audit: Audit, limit: int = SHOWN) -> Iterator[str]:
    """Yield the first changes of what sources say, quotations and numbers before the rest."""
    kinds = [str(kind) for kind in Drift]
    found = audit.drift.sort(pl.col("kind").cast(pl.Enum(kinds)), "child", "child_start")
    names = Names.of(audit, {*found["child"], *found["parent"]})
    for row in found.head(limit).to_dicts():
        who = ", from ".join(clip(names.short(row[end]), NAME) for end in ("child", "parent"))
        yield f"- {escaped(who)}: {row['kind']} {escaped(wording(row))}"
    if found.height > limit:
        yield f"- … and {count(found.height - limit, 'more change')}"


def _branch(branch: Branch, indent: str) -> Iterator[str]:
    how = [f"{shared(branch.share, branch.relation)} {told(branch.relation)}"] if branch.relation else []
    node = branch.node
    if isinstance(node, Unseen):
        what = " · ".join((*how, *node.told, *node.evidence))
    else:
        role = [] if branch.relation else [told(node.role)]
        what = " · ".join(
            (*how, *role, told(node.credit), clip(node.name, NAME), clip(node.title, TITLE), *branch.notes)
        )
    yield f"{indent}- {escaped(what)}"
    if isinstance(node, Unseen):
        for said, carriers in node.passages[:PASSAGES]:
            yield f"{indent}  - “{escaped(said)}” ({escaped(clip(carriers, TITLE))})"
        if len(node.passages) > PASSAGES:
            yield f"{indent}  - … and {count(len(node.passages) - PASSAGES, 'more passage')}"
    for child in branch.children:
        yield from _branch(child, indent + "  ")
