"""What flips between two rulebooks, as it reads on a terminal, and as data."""

from collections.abc import Sequence

import polars as pl
from rich.console import Console

from provaudit.authoring.difference import GAINED, LOST, Changed
from provaudit.report.rule_lines import as_csv, as_json, print_columns, print_hit, say
from provaudit.report.styles import count

_COUNTS = ("rule", "change", "old_hits", "new_hits", "gained", "lost", "moved")
_FLIP = ("rule", "flip", "id", "outlet", "zone", "start", "end", "before", "text", "after", "source")
_HEADS = {GAINED: "hit by the new rules only", LOST: "hit by the old rules only"}


def print_difference(
    found: Sequence[Changed], flips: int, articles: int, sample: int, console: Console
) -> None:
    """Print the rules that changed and up to `sample` articles of each that it gained, and that it lost; 0: all."""
    if not found:
        say(console, "No rule changed, and no article flips.")
        return
    say(
        console,
        f"{count(len(found), 'rule')} changed; {flips:,} of {count(articles, 'article')} "
        f"{'flips' if flips == 1 else 'flip'}",
    )
    console.print()
    heads = ("rule", "what", "old", "new", "gained", "lost", "moved")
    seen = [one for one in found if one.old_hits or one.new_hits]
    print_columns(console, heads, [tuple(str(getattr(one, name)) for name in _COUNTS) for one in seen])
    for one in seen:
        if one.was:
            say(console, f"{one.rule} was called {one.was}", "dim")
    if unseen := len(found) - len(seen):
        say(
            console,
            f"{count(unseen, 'rule')} changed that {'hits' if unseen == 1 else 'hit'} nothing here",
            "dim",
        )
    for one in seen:
        for flip, head in _HEADS.items():
            rows = one.examples.filter(pl.col("flip") == flip)
            if rows.height:
                console.print()
                more = f", {sample} of {rows.height:,}" if 0 < sample < rows.height else ""
                say(console, f"{one.rule}: {head}{more}", "bold")
                for hit in rows[: sample or None].iter_rows(named=True):
                    print_hit(console, hit)
    console.print()
    say(console, "old, new: articles with a hit; moved: hits in both, but not the same ones", "dim")


def difference_json(found: Sequence[Changed], flips: int, articles: int) -> str:
    """Return the rules that changed, their counts and every flip, as JSON."""
    rules = [
        {name: getattr(one, name) for name in (*_COUNTS, "was")}
        | {"flips": one.examples.select(_FLIP[1:]).to_dicts()}
        for one in found
    ]
    return as_json({"articles": articles, "articles_that_flip": flips, "rules": rules})


def difference_csv(found: Sequence[Changed]) -> str:
    """Return one row an article that flips and rule, with its first hit, as CSV."""
    return as_csv(
        _FLIP, (row | {"rule": one.rule} for one in found for row in one.examples.iter_rows(named=True))
    )
