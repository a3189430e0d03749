"""What rules are worth against labels, as it reads on a terminal, and as data."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Console
from rich.text import Text

from provaudit.authoring.evaluation import HELD_OUT, Evaluation, Measured
from provaudit.estimates import DRAWS, FEWEST, Estimate
from provaudit.report.lines import Line, print_line
from provaudit.report.plain import clean, clip, plain
from provaudit.report.rule_lines import INDENT, UNKNOWN, as_csv, as_json, print_columns, print_hit, say
from provaudit.report.styles import count

_FIGURES = ("precision", "recall", "f1")
_COUNTS = ("articles", "hits", "false_hits", "missed", "silent")
_ENDS = ("value", "low", "high", "n", "stories", "too_few")
_TOO_FEW = "n too small"
_RELIABLE, _USABLE = 0.8, 0.667
"""Alpha from which labels are reliable, and under which they allow no conclusion (Krippendorff 2004)."""


@dataclass(frozen=True)
class Told:
    """What a report says besides the figures."""

    part: str
    unseen: int  # labelled articles of the other part
    blank: int  # rows without a label
    seed: int
    errors: int  # false hits and misses shown of each rule, 0 for none


def print_evaluations(found: Sequence[Evaluation], console: Console, told: Told) -> None:
    """Print every rule's figures and errors, and on what they rest."""
    for evaluation in found:
        _print_one(evaluation, console, told.errors)
        console.print()
    if len(found) > 1:
        _print_together(found, console)
        console.print()
    held_out = told.part == HELD_OUT
    more = f"{count(told.unseen, 'labelled article')} more {'is' if told.unseen == 1 else 'are'}"
    where = "development" if held_out else "held out (--held-out shows them, once)"
    say(console, f"This is the {told.part} part; {more} {where}.")
    if told.blank:
        rows = f"{count(told.blank, 'row')} of the labels without a label"
        say(console, f"{rows} {'is' if told.blank == 1 else 'are'} left out.")
    bootstrap = f"a bootstrap that draws whole stories ({DRAWS:,} draws, --seed {told.seed})"
    wilson = "Wilson's for as many trials as stories"
    small = f"{_TOO_FEW.capitalize()}: under {FEWEST} stories."
    say(console, f"Intervals: 95%, the wider of {bootstrap} and {wilson}. {small}", "dim")


def _print_one(found: Evaluation, console: Console, errors: int) -> None:
    console.print(Text.assemble((found.rule.id, "bold"), f" · {clean(found.rule.summary)}"))
    whole = found.whole
    say(
        console,
        f"{count(whole.articles, 'article')}: {count(whole.hits, 'right hit')}, {whole.false_hits:,} false, "
        f"{whole.missed:,} missed, {whole.silent:,} rightly silent"
        + (f"; {found.undecided:,} undecided left out" if found.undecided else ""),
    )
    console.print()
    rows = [_estimate(name.replace("f1", "F1"), getattr(whole, name)) for name in _FIGURES]
    if found.alpha is not None:
        rows.append(_estimate(f"alpha, {count(found.coders, 'coder')}", found.alpha))
    print_columns(console, ("", "value", "95% interval", "articles", "stories"), rows)
    if found.alpha is not None and (warning := agreement(found.alpha)):
        say(console, warning, "yellow")
    for group in ("outlet", "language"):
        _print_groups([one for one in found.groups if one.group == group], group, console)
    _print_errors(found, console, errors)


def _estimate(name: str, one: Estimate) -> tuple[str, ...]:
    return name, value(one), interval(one), f"{one.n:,}", f"{one.stories:,}"


def _print_groups(groups: Sequence[Measured], group: str, console: Console) -> None:
    if not groups:
        return
    console.print()
    shown = [one for one in groups if one.articles >= FEWEST]
    if shown:
        print_columns(console, (group, "articles", "hits", "precision", "recall", "F1"), map(_group, shown))
    if small := len(groups) - len(shown):
        more = "more " if shown else ""
        say(console, f"{count(small, f'{more}{group}')}: {_TOO_FEW}", "dim")


def _group(one: Measured) -> tuple[str, ...]:
    figures = (value(getattr(one, name)) for name in _FIGURES)
    return one.name or UNKNOWN, f"{one.articles:,}", f"{one.hits + one.false_hits:,}", *figures


def _print_errors(found: Evaluation, console: Console, errors: int) -> None:
    if errors and found.false_hits.height:
        _head(console, "False hits", found.false_hits.height, errors)
        for hit in found.false_hits[:errors].iter_rows(named=True):
            print_hit(console, hit)
    if errors and found.missed.height:
        _head(console, "Missed", found.missed.height, errors)
        for miss in found.missed[:errors].iter_rows(named=True):
            _print_miss(console, miss, found)


def _head(console: Console, what: str, number: int, errors: int) -> None:
    console.print()
    more = f", the first {errors} (--errors N for more)" if number > errors else ""
    say(console, f"{what}: {number:,}{more}", "bold")


def _print_miss(console: Console, miss: Mapping[str, Any], found: Evaluation) -> None:
    looks = found.rule.zones if found.rule.words else ()
    seen = ", ".join(miss["looked"]) if miss["looked"] else f"has no {' or '.join(looks)}" if looks else ""
    head = [miss["id"], miss["outlet"] or "", seen]
    console.print(Text(clip(" · ".join(plain(part) for part in head if part), console.width)), soft_wrap=True)
    print_line(Line(Text(" " * INDENT), Text(plain(miss["shown"]), "dim")), console)


def _print_together(found: Sequence[Evaluation], console: Console) -> None:
    rows = [
        (one.rule.id, f"{one.whole.articles:,}", *(value(getattr(one.whole, n)) for n in _FIGURES))
        for one in found
    ]
    print_columns(console, ("rule", "articles", "precision", "recall", "F1"), rows)


def agreement(alpha: Estimate) -> str:
    """Return what an alpha that is too low means for the figures beside it; nothing where the coders agree."""
    if alpha.value is None or alpha.value >= _RELIABLE:
        return ""
    if alpha.value < _USABLE:
        return f"Alpha is under {_USABLE}: the coders do not agree on this rule, so its figures allow no conclusion."
    return f"Alpha is under {_RELIABLE}: conclusions from these labels are tentative."


def value(one: Estimate) -> str:
    """Return a figure with two decimals, or why there is none."""
    if one.value is None:
        return "–"
    return _TOO_FEW if one.too_few else f"{one.value:.2f}"


def interval(one: Estimate) -> str:
    """Return an interval with two decimals; it tells how little few stories prove, and is always shown."""
    return "" if one.low is None or one.high is None else f"{one.low:.2f} to {one.high:.2f}"


def evaluations_json(found: Sequence[Evaluation], part: str, seed: int) -> str:
    """Return all figures, and the ids of the articles in which a rule errs, as JSON."""
    return as_json(
        {
            "part": part,
            "seed": seed,
            "draws": DRAWS,
            "fewest_stories": FEWEST,
            "rules": [
                {
                    "rule": one.rule.id,
                    "coders": one.coders,
                    "undecided": one.undecided,
                    "alpha": None if one.alpha is None else _figure(one.alpha),
                    "agreement": None if one.alpha is None else agreement(one.alpha) or "reliable",
                    "measured": [_measured(each) for each in (one.whole, *one.groups)],
                    "false_hits": one.false_hits["id"].to_list(),
                    "missed": one.missed["id"].to_list(),
                }
                for one in found
            ],
        }
    )


def evaluations_csv(found: Sequence[Evaluation], part: str) -> str:
    """Return one row a rule and group as CSV: counts, then value, low, high, n and stories of every figure."""
    figures = [f"{name}_{end}" for name in (*_FIGURES, "alpha") for end in _ENDS]
    return as_csv(("part", "rule", "group", "name", *_COUNTS, *figures), _rows(found, part))


def _rows(found: Sequence[Evaluation], part: str) -> Iterator[dict[str, Any]]:
    none: dict[str, Any] = dict.fromkeys(_ENDS)
    for one in found:
        for each in (one.whole, *one.groups):
            alpha = _figure(one.alpha) if one.alpha is not None and each is one.whole else none
            measured = _measured(each)
            row = {"part": part, "rule": one.rule.id} | {
                name: measured[name] for name in ("group", "name", *_COUNTS)
            }
            for name in _FIGURES:
                row |= {f"{name}_{end}": figure for end, figure in measured[name].items()}
            yield row | {f"alpha_{end}": figure for end, figure in alpha.items()}


def _measured(one: Measured) -> dict[str, Any]:
    figures = {name: _figure(getattr(one, name)) for name in _FIGURES}
    return {"group": one.group, "name": one.name, **{name: getattr(one, name) for name in _COUNTS}, **figures}


def _figure(one: Estimate) -> dict[str, Any]:
    rounded = {name: round(v, 4) if isinstance(v, float) else v for name, v in asdict(one).items()}
    return rounded | {"too_few": one.too_few}
