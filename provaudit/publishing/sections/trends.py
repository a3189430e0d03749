"""How shares move from period to period, and each outlet's against its own before."""

from collections.abc import Iterator

from provaudit.publishing.definition import Section
from provaudit.publishing.matter import Matter
from provaudit.publishing.trend import (
    FELL,
    NOTHING,
    ROSE,
    Move,
    Period,
    Share,
    against,
    moves,
    periods,
    wire_shares,
)
from provaudit.report.markdown import escaped
from provaudit.report.stated import Stated, stated
from provaudit.report.styles import percent

_OUTLETS = 40  # lines where a definition says nothing; chosen: a screen

_INTERVALS = "In brackets: 95 % interval, drawn by story; none where fewer than ten stories carry the share."


def trend(matter: Matter, _section: Section) -> Iterator[str]:
    """Yield one line a period, the report's last."""
    found = periods(matter)
    if len(found) <= 1:
        yield "Nothing that was read is of the days before, so there is nothing to compare with."
        return
    yield "| days | articles | with others’ prose | without the right credit |"
    yield "|---|--:|--:|--:|"
    for period in found:
        cells = (_days(period), f"{period.articles:,}", told(period.taken), told(period.uncredited))
        yield "| " + " | ".join(cells) + " |"
    yield from ("", f"Shares of the period’s articles. {_INTERVALS}", "", _verdict(matter))


def outlets(matter: Matter, section: Section) -> Iterator[str]:
    """Yield one line an outlet: its uncredited share now and before, and beside them what the user knows of it."""
    found, limit = moves(matter), section.limit or _OUTLETS
    wire = wire_shares(matter)
    known = stated(matter.whole.outlets)
    beside = ["about it", "ratings from elsewhere"] if known else []
    heads = ["outlet", "articles", "agency copy", "without the right credit", "before", "", *beside]
    yield "| " + " | ".join(heads) + " |"
    yield "|" + "|".join(["---", "--:", "--:", "--:", "--:", "---", *["---"] * len(beside)]) + "|"
    for move in found[:limit]:
        shares = (wire.get(move.outlet, NOTHING), move.now, move.before)
        cells = [escaped(move.outlet), f"{move.articles:,}", *map(told, shares), move.told]
        if known:
            said = known.get(move.outlet, Stated())
            cells += [escaped(said.about), escaped(said.rated)]
        yield "| " + " | ".join(cells) + " |"
    if len(found) > limit:
        yield from ("", f"… and {len(found) - limit:,} more")
    yield from ("", f"Shares of the outlet’s articles. {_INTERVALS} {_MOVES}", "", *_named(found))


_MOVES = "Rose, fell: the intervals now and before do not meet."


def _named(found: list[Move]) -> Iterator[str]:
    for word in (ROSE, FELL):
        names = [escaped(move.outlet) for move in found if move.told == word]
        if names:
            yield f"- {word}: {', '.join(names)}"
    if not any(move.told for move in found):
        yield "- no outlet’s share moved beyond chance"


def _days(period: Period) -> str:
    return str(period.first) if period.first == period.last else f"{period.first} to {period.last}"


def told(share: Share) -> str:
    """Return a share with its interval, as far as it has them."""
    if share.value is None:
        return "–"
    if share.low is None or share.high is None:
        return percent(share.value)
    return f"{percent(share.value)} ({percent(share.low)}–{percent(share.high)})"


def _verdict(matter: Matter) -> str:
    now, before = against(matter)
    which = f"{told(now)} now, {told(before)} in all that was read of the days before"
    if not (now.known and before.known):
        return f"Without the right credit: {which}; too few stories to tell whether that is more."
    moved = "more" if now.above(before) else "less" if before.above(now) else "no more and no less"
    return f"Without the right credit: {which}; {moved}, by the intervals."
