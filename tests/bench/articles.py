"""Labelled single articles: agency copy (PolNeAR), degree of reuse (Clough-Stevenson), the seeds' truth."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from .arithmetic import bootstrap, spearman, wilson
from .command import document, script
from .corpora import CLOUGH, EVAL, POLNEAR, POLNEAR_LABELS, answers, seeds
from .finding import Figure, Finding
from .wirepairs import DERIVED, stem

DEGREES = {"non": 0, "heavy": 1, "light": 2, "cut": 3}


def polnear(folder: Path) -> Finding:
    """Audit PolNeAR; return how well the agency is found whose copy an article is."""
    out = folder / "polnear.json"
    audit = document([POLNEAR], out)
    said = {stem(one["id"]): _agency(one) for one in audit["articles"]}
    with POLNEAR_LABELS.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["wire"] not in {"NA", ""}]
    cases = [("" if row["wire"] == "None" else row["wire"].lower(), said[row["id"]]) for row in rows]
    figure = Figure(agency_f1(cases), bootstrap([[case] for case in cases], agency_f1), len(cases))
    scorer = script(EVAL / "score_wire.py", out, POLNEAR_LABELS).splitlines()
    lines = ("interval: 95 %, articles drawn with replacement", *(f"| {line}" for line in scorer))
    return Finding(
        "PolNeAR, train and dev: whose agency copy (the split that is kept back is not here)",
        {"agency F1": figure},
        lines,
    )


def _agency(article: Mapping[str, Any]) -> str:
    """Return the agency whose copy an article says it is; a mere contribution is none."""
    return "" if article["agency_mark"] == "contributed" else (article["agency"] or "").lower()


def agency_f1(cases: Sequence[tuple[str, str]]) -> float:
    """Return the F1 of (true, said) agencies; a wrong agency is one missed and one false."""
    right = sum(gold == said != "" for gold, said in cases)
    named = sum(gold != "" for gold, _ in cases) + sum(said != "" for _, said in cases)
    return 2 * right / named if named else float("nan")


def clough_stevenson(folder: Path) -> Finding:
    """Audit the short answers in one pile; return how well reuse and its degree are told.

    The labels say how an answer was made from its page. Answers of one pile also share sentences with each other, of
    which the labels know nothing; so it is counted, too, what the pair of an answer and its page is said to be, and
    whether the lineage leads from the answer to the page.
    """
    audit = document(answers(), folder / "clough.json")
    found = {stem(one["id"]): one for one in audit["articles"]}
    with (CLOUGH / "file_information.csv").open(encoding="utf-8-sig", newline="") as stream:
        degree = {Path(row["File"]).stem: row["Category"] for row in csv.DictReader(stream)}
    cases = [(DEGREES[word], found[name]) for name, word in degree.items() if word in DEGREES]
    right = sum((degree > 0) == (one["relation"] in DERIVED) for degree, one in cases)
    told = {frozenset(stem(pair[side]) for side in "ab"): pair["relation"] for pair in audit["pairs"]}
    paired = sum((degree > 0) == (told.get(_with_page(one)) in DERIVED) for degree, one in cases)
    sources = _ancestors(audit)
    led = sum((degree > 0) == (_page(one["id"]) in sources[stem(one["id"])]) for degree, one in cases)
    reuse = [(float(degree), one["reuse"]["share"]) for degree, one in cases]
    correlation = Figure(_correlation(reuse), bootstrap([[case] for case in reuse], _correlation), len(reuse))
    figures = {
        "derived-or-not accuracy": Figure(right / len(cases), wilson(right, len(cases)), len(cases)),
        "derived-or-not of answer and page": Figure(
            paired / len(cases), wilson(paired, len(cases)), len(cases)
        ),
        "traced to its page or not": Figure(led / len(cases), wilson(led, len(cases)), len(cases)),
        "Spearman of reuse.share with the degree": correlation,
    }
    return Finding("Clough-Stevenson: 95 short answers", figures, _by_degree(cases))


def _page(answer: str) -> str:
    """Return the page that an answer's task is about: g0pA_taskc belongs to orig_taskc."""
    return f"orig_{stem(answer).split('_')[1]}"


def _with_page(answer: Mapping[str, Any]) -> frozenset[str]:
    return frozenset((stem(answer["id"]), _page(answer["id"])))


def _ancestors(audit: Mapping[str, Any]) -> Mapping[str, set[str]]:
    """Return for each article all that its lineage leads to; an article never stands above itself."""
    parents: dict[str, set[str]] = {stem(one["id"]): set() for one in audit["articles"]}
    for edge in audit["edges"]:
        parents[stem(edge["child"])].add(stem(edge["parent"]))

    def above(name: str) -> set[str]:
        return set().union(*({parent} | above(parent) for parent in parents.get(name, ())))

    return {name: above(name) for name in parents}


def _correlation(cases: Sequence[tuple[float, float]]) -> float:
    return spearman([degree for degree, _ in cases], [share for _, share in cases])


def _by_degree(cases: Sequence[tuple[int, Mapping[str, Any]]]) -> tuple[str, ...]:
    """Return a line a degree: how many are called derived, and their mean share."""
    lines = []
    for word, degree in DEGREES.items():
        shares = [one["reuse"]["share"] for its, one in cases if its == degree]
        derived = sum(one["relation"] in DERIVED for its, one in cases if its == degree)
        lines.append(
            f"{word:<6} called derived {derived} of {len(shares)}, mean share {sum(shares) / len(shares):.2f}"
        )
    return tuple(lines)


# What a careful reader finds in the seeds: number, field, what it may be. A list is of sources, best first.
SEED_TRUTH: tuple[tuple[str, str, tuple[str | None, ...]], ...] = (
    ("004", "role", ("original",)),
    ("004", "agency", ("Reuters",)),
    ("004", "credit", ("own",)),
    ("001", "relation", ("same", "edited")),
    ("001", "credit", ("none-observed",)),
    ("001", "source", ("004", "unseen:1")),
    ("000", "relation", ("partial", "edited")),
    ("000", "credit", ("generic",)),
    ("000", "source", ("unseen:1",)),
    ("002", "role", ("second-hand",)),
    ("002", "relation", ("paraphrase",)),
    ("002", "credit", ("none-observed",)),
    ("002", "source", ("000",)),
    ("003", "role", ("own-reporting",)),
    ("003", "agency", (None,)),
    ("003", "source", ("004",)),
)


def seeds_truth(folder: Path) -> Finding:
    """Audit the five seeds; return how much of their truth is found, and name what is not."""
    audit = document(seeds(), folder / "seeds.json")
    found = {_number(one["id"]): one | {"source": _closest(one)} for one in audit["articles"]}
    wrong = [
        f"{number} {field}: {found[number][field]}, not {' or '.join(map(str, allowed))}"
        for number, field, allowed in SEED_TRUTH
        if found[number][field] not in allowed
    ]
    figure = Figure(1 - len(wrong) / len(SEED_TRUTH), n=len(SEED_TRUTH))
    return Finding("seeds: five articles of one event", {"truths found": figure}, tuple(wrong))


def _closest(article: Mapping[str, Any]) -> str | None:
    return _number(article["sources"][0]["id"]) if article["sources"] else None


def _number(name: str) -> str:
    """Return a seed's number; the name of an unseen source stays."""
    return stem(name).split("_", maxsplit=1)[0]
