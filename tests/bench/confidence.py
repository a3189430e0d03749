"""Whether a stated confidence can be taken at its word: right answers by bins of confidence."""

from collections.abc import Iterator, Sequence

from provaudit.model import UNDETERMINED

from .arithmetic import Bin, brier, calibration_error, reliability, share
from .finding import Figure, Finding, table
from .wirepairs import Judged, half

EDGES = (0.0, UNDETERMINED, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)

Case = tuple[float, bool]


def of_pairs(judged: Sequence[Judged]) -> Iterator[Finding]:
    """Yield how far the stated relations of labelled pairs are right, apart for those that were fitted on.

    Pairs never stated have no confidence.
    """
    for part, data in enumerate(("fitted on", "held out")):
        cases = [
            (one.confidence, one.said == one.gold)
            for one in judged
            if one.confidence is not None and half(one.event) == part
        ]
        yield told(f"reliability: relations of wirepairs dev, right by the label; the half {data}", cases)


def told(title: str, cases: Sequence[Case]) -> Finding:
    """Return the reliability table of the cases, with Brier score and expected calibration error."""
    bins = reliability(cases, EDGES)
    figures = {
        "share right": Figure(share([right for _, right in cases]), n=len(cases)),
        "Brier score": Figure(brier(cases), n=len(cases)),
        "expected calibration error": Figure(calibration_error(bins), n=len(cases)),
    }
    head = ("confidence", "n", "stated", "right", "95 % interval")
    return Finding(title, figures, table(head, [_row(one) for one in bins]))


def _row(one: Bin) -> tuple[str, ...]:
    low, high = one.interval
    return (
        f"{one.low:.1f} to {one.high:.1f}",
        f"{one.n:,}",
        f"{one.stated:.3f}",
        f"{one.right:.3f}",
        f"{low:.3f} to {high:.3f}",
    )
