"""What rules do together, and what they cost, as it reads on a terminal, and as data."""

from collections.abc import Sequence
from dataclasses import asdict

from rich.console import Console

from provaudit.authoring.coverage import ALIKE, ALWAYS, Coverage
from provaudit.authoring.profiling import Profile
from provaudit.report.plain import wrap
from provaudit.report.rule_lines import INDENT, as_csv, as_json, per_cent, print_columns, say
from provaudit.report.styles import count, signed

_PAIRS = 20  # overlapping pairs that are shown; chosen: a screen


def print_coverage(found: Coverage, console: Console) -> None:
    """Print which rules never fire, which always, which change nothing, which overlap, and what each one does."""
    say(console, f"{count(len(found.rules), 'rule')} on {count(found.articles, 'article')}")
    _print_names("Never fired", found.never, console)
    _print_names(f"Fired in {ALWAYS:.0%} of the articles or more", found.always, console)
    _print_names("Fired, and no article's points would change without it", found.idle, console)
    if found.overlaps:
        console.print()
        say(console, f"Overlaps: pairs with a Jaccard of {ALIKE:g} or more", "bold")
        pairs = [
            (f"{p.one} and {p.two}", f"{p.shared:,}", f"{p.jaccard:.2f}") for p in found.overlaps[:_PAIRS]
        ]
        print_columns(console, ("rules", "articles", "Jaccard"), pairs)
        if len(found.overlaps) > _PAIRS:
            say(
                console,
                f"and {count(len(found.overlaps) - _PAIRS, 'pair')} more (--format json has all)",
                "dim",
            )
    console.print()
    rows = [
        (
            one.rule,
            f"{one.articles:,}",
            per_cent(one.articles, found.articles),
            f"{one.changed:,}",
            signed(one.points) if one.changed else "",
        )
        for one in found.rules
        if one.articles
    ]
    if rows:
        print_columns(console, ("rule", "fired in", "", "change without it", "by points"), rows)


def _print_names(head: str, names: Sequence[str], console: Console) -> None:
    console.print()
    say(console, f"{head}: {len(names) or 'none'}", "bold")
    for line in wrap(names, console.width - INDENT, joint=", ").splitlines() if names else ():
        say(console, line, indent=INDENT)


def coverage_json(found: Coverage) -> str:
    """Return the coverage as JSON."""
    named = {"never": found.never, "always": found.always, "idle": found.idle}
    return as_json(asdict(found) | named)


def coverage_csv(found: Coverage) -> str:
    """Return one row a rule as CSV."""
    return as_csv(("rule", "scores", "articles", "changed", "points"), map(asdict, found.rules))


def print_profile(found: Profile, limit: int, console: Console) -> None:
    """Print the time of each rule, the slowest first, at most `limit` of them (0: all), then the speed of all."""
    shown = found.costs[:limit] if limit else found.costs
    every = sum(cost.seconds for cost in found.costs)
    rows = [
        (
            cost.rule,
            f"{1e6 * cost.seconds / found.articles:,.1f}",
            per_cent(round(1e6 * cost.seconds), round(1e6 * every)),
        )
        for cost in shown
    ]
    print_columns(console, ("rule, slowest first", "µs an article", "of all"), rows)
    if len(found.costs) > len(shown):
        say(console, f"and {count(len(found.costs) - len(shown), 'rule')} more (--limit 0 shows all)", "dim")
    console.print()
    rules, articles = count(len(found.costs), "rule"), count(found.articles, "article")
    speed = f"{found.per_second:,.0f} articles a second of processor time"
    several = len(found.costs) > 1
    whose = f"All {rules} together: {speed}" if several else speed
    say(console, f"{whose} ({found.together:.2f} s for {articles}).")
    if several:
        parts = "A rule's time is what its words cost when it is run alone; together, rules share much of the search."
        say(console, parts, "dim")
    if found.untimed:
        say(console, f"Not timed, because only a whole audit can run them: {', '.join(found.untimed)}", "dim")


def profile_json(found: Profile) -> str:
    """Return the profile as JSON; seconds are of processor time."""
    return as_json(asdict(found) | {"articles_per_second": round(found.per_second, 1)})


def profile_csv(found: Profile) -> str:
    """Return one row a rule as CSV; seconds are of processor time for all articles."""
    return as_csv(("rule", "seconds"), map(asdict, found.costs))
