"""Who is cited (PolNeAR, 84 articles labelled by hand): sources that are found, found sources that are ones."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from .arithmetic import bootstrap, share
from .command import document
from .corpora import ATTRIBUTIONS, POLNEAR
from .finding import Figure, Finding
from .wirepairs import stem

Span = tuple[int, int]
Case = tuple[bool, bool]
"""Whether a source was found rather than labelled, and whether one of the other side overlaps it."""


def sourcing(folder: Path) -> Finding:
    """Audit PolNeAR; return recall and precision of attributed sources.

    A source counts as found where a found source overlaps it in the same article. Each stretch counts once, however
    often it is cited; where several people labelled an article, what any of them marked is a source.
    """
    audit = document([POLNEAR], folder / "sourcing.json")
    found = {stem(one["id"]): {(c["start"], c["end"]) for c in one["cited"]} for one in audit["articles"]}
    gold = labelled(ATTRIBUTIONS)
    clusters = [list(compared(spans, found[name])) for name, spans in sorted(gold.items())]
    cases = [case for cluster in clusters for case in cluster]
    figures = {
        "recall of attributed sources": Figure(
            recall(cases), bootstrap(clusters, recall), len(_of(cases, found=False))
        ),
        "precision of cited sources": Figure(
            precision(cases), bootstrap(clusters, precision), len(_of(cases, found=True))
        ),
    }
    return Finding(
        "PolNeAR, dev: who is cited (the articles that are kept back are not here)",
        figures,
        ("interval: 95 %, articles drawn with replacement",),
    )


def labelled(folder: Path) -> Mapping[str, set[Span]]:
    """Return the source spans of every article in a folder of brat files, `<article>_<annotator>.ann`."""
    gold: dict[str, set[Span]] = {}
    for file in sorted(folder.glob("*.ann")):
        lines = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
        marks = {one[0]: one[1].split() for one in lines if one[0].startswith("T")}
        used = {role.split(":")[1] for one in lines if one[0].startswith("E") for role in one[1].split()}
        spans = {(int(m[1]), int(m[-1])) for name, m in marks.items() if m[0] == "Source" and name in used}
        gold.setdefault(file.stem.rpartition("_")[0], set()).update(spans)
    return gold


def compared(gold: set[Span], found: set[Span]) -> Iterator[Case]:
    """Yield a case for each labelled and each found stretch of one article."""
    for is_found, ours, theirs in ((False, gold, found), (True, found, gold)):
        for start, end in sorted(ours):
            yield is_found, any(start < other_end and other < end for other, other_end in theirs)


def recall(cases: Sequence[Case]) -> float:
    """Return the share of labelled sources that are found."""
    return share(_of(cases, found=False))


def precision(cases: Sequence[Case]) -> float:
    """Return the share of found sources that are labelled."""
    return share(_of(cases, found=True))


def _of(cases: Sequence[Case], *, found: bool) -> list[bool]:
    return [right for is_found, right in cases if is_found is found]
