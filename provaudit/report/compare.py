"""Two articles side by side or stacked: what they share, what changed in it, how much lies between."""

from collections.abc import Iterator
from typing import Any

import polars as pl
from rich.console import Console
from rich.text import Text

from provaudit.document import Audit
from provaudit.errors import InputError
from provaudit.model import PairDirection, Relation
from provaudit.report import drifted
from provaudit.report.aligned import Own, Shared, Step, differing, oriented, read_words, steps
from provaudit.report.lines import BLANK, Line, line, print_beside, print_line
from provaudit.report.names import Names
from provaudit.report.plain import plain
from provaudit.report.styles import count, percent
from provaudit.report.unseen import how_sure
from provaudit.report.wording import told as word

BESIDE = 100
"""Cells from which on two texts stand side by side."""

_INDENT = 3
_QUOTES = "\"'“”„‘’«»"
_DIRECTIONS = {
    PairDirection.A_FROM_B: "A took from B",
    PairDirection.B_FROM_A: "B took from A",
    PairDirection.COMMON: "both took from a third",
    PairDirection.UNCLEAR: "who took from whom is unclear",
    PairDirection.NONE: "neither took from the other",
}


def print_pair(audit: Audit, a: str, b: str, console: Console) -> None:
    """Print how the articles `a` and `b` stand to each other; raise InputError where a text is not known."""
    texts = dict(audit.articles.filter(pl.col("id").is_in([a, b])).select("id", "text").iter_rows())
    unknown = [plain(one) for one, text in texts.items() if text is None]
    if unknown:
        raise InputError(f"the text of {' and '.join(unknown)} is not known")
    pair, passages = oriented(audit, a, b)
    if pair is not None and pair["direction"] == PairDirection.A_FROM_B:
        a, b = b, a  # the source stands first
        pair, passages = oriented(audit, a, b)
    drift = drifted.notes(audit, a, b) or drifted.notes(audit, b, a)
    legend = _legend(pair, marks=console.color_system is None)
    for part in (*_head(audit, a, b, pair), *_how(audit, a, b, pair, passages), *legend, *_drift(drift, a)):
        print_line(part, console)
    number = 0
    for step in steps(audit, texts, a, b, passages, drift):
        _print_own(step, console)
        if step.passage is not None:
            number += 1
            print_line(_label(number, step.passage), console)
            _print_shared(step.passage, console)


def _head(audit: Audit, a: str, b: str, pair: dict[str, Any] | None) -> Iterator[Line]:
    names = Names.of(audit, [a, b])
    for letter, one in (("A", a), ("B", b)):
        published = audit.articles.filter(pl.col("id") == one)["published"].to_list()
        known = [names.outlet(one), *map(plain, published), plain(one)]
        told = Text.assemble((names.title(one), "bold"), (" · " + " · ".join(filter(None, known)), "dim"))
        yield Line(Text(letter.ljust(_INDENT), "bold cyan"), told)
    yield BLANK
    if pair is None:
        yield line("independent: they share nothing worth showing", "bold")


def _how(audit: Audit, a: str, b: str, pair: dict[str, Any] | None, passages: pl.DataFrame) -> Iterator[Line]:
    """Yield how the two stand to each other, how sure it is that one is the source, and in which numbers it shows."""
    if pair is None:
        return
    direction = _DIRECTIONS[PairDirection(pair["direction"])]
    edge = audit.edges.filter(pl.col("child").is_in([a, b]) & pl.col("parent").is_in([a, b]))
    yield line(f"{word(pair['relation'])} ({percent(pair['confidence'])} sure): {direction}", "bold")
    for child, sure in edge.select("child", "confidence").drop_nulls().rows():
        took, source = "AB" if child == a else "BA"
        yield line(f"{how_sure(sure, sure)} that {took} has its words from {source}", "bold")
    if pair["relation"] == Relation.PARAPHRASE:
        yield line(_restated(audit, a, b, passages))
        return
    prose = f"{percent(pair['prose_containment_a'])} of A, {percent(pair['prose_containment_b'])} of B"
    yield line(
        f"{count(pair['words_shared'], 'word')} in shared passages: {percent(pair['containment_a'])} of A, "
        f"{percent(pair['containment_b'])} of B; outside quotations {prose}; "
        f"longest run {count(pair['longest_run'], 'word')}"
    )


def _restated(audit: Audit, a: str, b: str, passages: pl.DataFrame) -> str:
    """Return how much of `b` restates `a`, and in how many sentences that follow its order."""
    fact = audit.articles.row(by_predicate=pl.col("id") == b, named=True)
    edge = audit.edges.filter((pl.col("child") == b) & (pl.col("parent") == a))["share"].drop_nulls()
    spans = passages.select("b_start", "b_end").iter_rows()
    counted = sum(len(read_words(fact["text"][start:end])) for start, end in spans)
    words = round(edge[0] * fact["words"]) if len(edge) else min(counted, fact["words"])
    before = pl.col("b_start").cum_max().shift(1, fill_value=0)
    ordered = passages.filter(pl.col("b_start") >= before).height
    told = f"{words:,} of the {count(fact['words'], 'word')} of B restate A"
    return f"{told}, {count(ordered, 'sentence')} in its order"


def _legend(pair: dict[str, Any] | None, *, marks: bool) -> Iterator[Line]:
    """Yield what the marks within a passage mean."""
    if pair is None or pair["relation"] == Relation.PARAPHRASE:
        return
    taken = pair["direction"] == PairDirection.B_FROM_A
    removed, added = ("removed by B", "added by B") if taken else ("in A only", "in B only")
    told = f"[-…-] {removed}   {{+…+}} {added}" if marks else f"underlined in A: {removed}, in B: {added}"
    yield line(told, "dim")


def _drift(drift: list[drifted.Note], a: str) -> Iterator[Line]:
    child, parent = "AB" if drift and drift[0].row["child"] == a else "BA"
    yield from drifted.listed(drift, f"drift: {child} {drifted.told(drift)} of {parent}", {})


def _label(number: int, shared: Shared) -> Line:
    told = [shared.kind, *["quoted"] * shared.quoted, *["in another place"] * shared.moved]
    return line(f"[{number}] {', '.join(told)}, {count(len(read_words(shared.a)), 'word')}", "bold magenta")


def _print_own(step: Step, console: Console) -> None:
    left, right = _own(step.own_a), _own(step.own_b)
    print_line(BLANK, console)
    if not left and not right:
        return
    _print_both(left, right, console)
    if step.passage is not None:
        print_line(BLANK, console)


def _own(own: Own) -> Text:
    opening = own.opening.strip(_QUOTES)  # it is quoted itself
    return Text(f"… {count(own.words, 'word')} of its own: “{opening} …”" if own.words else "", "dim italic")


def _print_shared(shared: Shared, console: Console) -> None:
    left, right = differing(shared, marks=console.color_system is None)
    if console.width < BESIDE and left.plain == right.plain:
        print_line(Line(Text("AB".ljust(_INDENT), "bold cyan"), left), console)
    else:
        _print_both(left, right, console)


def _print_both(left: Text, right: Text, console: Console) -> None:
    a, b = (
        Line(Text((letter if text else "").ljust(_INDENT), "bold cyan"), text)
        for letter, text in (("A", left), ("B", right))
    )
    if console.width >= BESIDE:
        print_beside(a, b, console, " │ ")
        return
    for side in (a, b):
        if side.text:
            print_line(side, console)
