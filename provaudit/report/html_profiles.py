"""The outlets' profiles as the HTML report draws them."""

from typing import Any

from provaudit.document import Audit
from provaudit.estimates import FEWEST
from provaudit.profiles import Measure, profiles
from provaudit.report.plain import plain
from provaudit.report.stated import stated
from provaudit.report.styles import digits

TOLD = {
    Measure.WIRE: "articles that are an agency’s text",
    Measure.WIRE_UNCREDITED: "articles that are an agency’s text and do not say so",
    Measure.TAKEN: "articles with another’s prose, whether its source is here or not",
    Measure.UNCREDITED: "of those, without the right credit",
    Measure.HOURS: "hours from an agency’s text to its copy (median)",
    Measure.CITED: "sources cited per 1,000 words (articles in English)",
    Measure.NAMED: "of those sources, with a name",
    Measure.CORRECTED: "articles that bear a correction",
}
"""What each measure is, in the words of the report."""

KINDS = {Measure.HOURS: "number", Measure.CITED: "number", Measure.NAMED: "share"}
"""Measures that are no share of articles: plain numbers, and a share of something else."""

_FIGURES = ("value", "low", "high", "n", "stories", "pile", "difference_low", "difference_high")


def drawn_profiles(audit: Audit) -> dict[str, Any]:
    """Return `measures` ([what it is, its kind]), `outlets`: a list of rows by outlet, and `fewest`.

    A row is the measure's place, then the figures of `profiles.PROFILES` in the order of `_FIGURES`.
    """
    places = {str(measure): place for place, measure in enumerate(TOLD)}
    outlets: dict[str, list[list[Any]]] = {}
    for row in profiles(audit).to_dicts():
        figures = [_rounded(row[name]) for name in _FIGURES]
        outlets.setdefault(plain(row["outlet"]), []).append([places[row["measure"]], *figures])
    measures = [[told, KINDS.get(measure, "articles")] for measure, told in TOLD.items()]
    return {"measures": measures, "outlets": outlets, "fewest": FEWEST}


def drawn_statements(audit: Audit) -> dict[str, list[Any]]:
    """Return by outlet what the user's files say of it: in words, then its ratings, each with its address."""
    return {
        plain(name): [plain(one.about), [[plain(said), url] for said, url in one.ratings]]
        for name, one in stated(audit.outlets).items()
    }


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else digits(figure)
