"""One article: the verdicts, then its text with everything found in it in place."""

from collections.abc import Iterator
from typing import Any

import polars as pl
from rich.console import Console
from rich.text import Text

from provaudit.document import Audit
from provaudit.errors import InputError
from provaudit.profiles import judged
from provaudit.report import cites, drifted
from provaudit.report.colours import Colours, palette
from provaudit.report.concerns import CREDIT_TOLD
from provaudit.report.kin import known_names, taken_up, who_said_it
from provaudit.report.lines import BLANK, Line, line, print_line
from provaudit.report.marked import LONGEST, Layers, Mark, blocks, layers
from provaudit.report.messages import signals_told
from provaudit.report.names import Names
from provaudit.report.plain import clip, plain
from provaudit.report.styles import CODES, CREDIT, count, percent, shared, signed
from provaudit.report.taken import parents
from provaudit.report.wording import facts
from provaudit.report.wording import told as word

_MARGIN = 13  # cells: the longest zone and two blanks
_LABEL = 10  # cells of a header's label
_LETTERS = 26


def print_article(audit: Audit, one: str, console: Console) -> None:
    """Print the article `one`: verdicts, text, who said what first, and what each signal means.

    Raise InputError where its text is not known.
    """
    told = judged(audit).with_columns(credit=CREDIT_TOLD)
    fact = told.row(by_predicate=pl.col("id") == one, named=True)
    if fact["text"] is None:
        raise InputError(f"the text of {plain(one)} is not known")
    above = parents(audit).filter(pl.col("child") == one)
    sources = list(above.select("parent", "relation", "share").iter_rows())
    letters = _letters([source for source, *_ in sources], palette(audit))
    signals = signals_told(audit).filter(pl.col("id") == one).sort("start", "rule", nulls_last=True)
    notes = {rule: place for place, rule in enumerate(dict.fromkeys(signals["rule"]), start=1)}
    names = known_names(audit, one)
    drift = drifted.notes(audit, one)
    for part in (
        *_head(audit, fact, names, sources, letters),
        BLANK,
        *_body(fact["text"], layers(audit, one, fact["text"], letters, notes, drift)),
        *who_said_it(audit, one, letters, names),
        *_drift(drift, letters),
        *taken_up(audit, one, names),
        *cites.listed(audit, one),
        *_notes(signals, notes),
    ):
        print_line(part, console)


def _letters(sources: list[str], colours: Colours) -> dict[str, Mark]:
    """Return a letter for each source, A to Z, then numbers."""
    return {
        source: Mark(chr(ord("A") + place) if place < _LETTERS else str(place + 1), colours[source], "")
        for place, source in enumerate(sources)
    }


def _head(
    audit: Audit,
    fact: dict[str, Any],
    names: Names,
    sources: list[tuple[str, str | None, float]],
    letters: dict[str, Mark],
) -> Iterator[Line]:
    yield line(names.title(fact["id"]), "bold")
    known = [plain(fact[name]) for name in ("outlet", "byline", "published", "language", "url") if fact[name]]
    yield line(" · ".join([*known, plain(fact["id"])]), "dim")
    yield BLANK
    agency = f", marks {plain(fact['agency'])} ({word(fact['agency_mark'])})" if fact["agency"] else ""
    yield _labelled("role", Text(word(fact["role"])))
    if fact["share"] or sources:
        yield _labelled("relation", Text(word(fact["relation"])))
    licence = f", and its outlet holds a licence of {plain(fact['licence'])}" if fact["licence"] else ""
    yield _labelled("credit", Text.assemble((word(fact["credit"]), CREDIT[fact["credit"]]), agency, licence))
    if sources:
        told = (_source(letters[one], f"{names.told(one)} {shared(of, how)}") for one, how, of in sources)
        yield _labelled("sources", Text(", ").join(told))
    yield _labelled("share", Text(_share(fact)))
    yield _labelled("points", Text(", ".join(_scores(audit, fact["id"])) or "none"))


def _source(mark: Mark, told: str) -> Text:
    """Return a source with the letter and in the colour that its words have in the text."""
    return Text.assemble((mark.letter, f"bold {mark.colour}"), " ", (told, mark.colour))


def _share(fact: dict[str, Any]) -> str:
    words = count(fact["words"], "word")
    if not fact["share"]:
        return f"none of its {words}"
    prose, quotations = percent(fact["prose_share"] or 0.0), percent(fact["quote_share"] or 0.0)
    whole = shared(fact["share"], fact["relation"])
    return f"{whole} of its {words} ({prose} of its prose, {quotations} of its quotations)"


def _labelled(label: str, text: Text) -> Line:
    return Line(Text(label.ljust(_LABEL), "dim"), text)


def _scores(audit: Audit, one: str) -> Iterator[str]:
    found = audit.scores.filter(pl.col("id") == one)
    scores = {dimension: limits for _, dimension, *limits in found.iter_rows()}
    zeros = []
    for dimension in CODES:
        points, least, most = scores.get(dimension, (None, None, None))
        if points == 0:
            zeros.append(str(dimension))
        elif points is None:
            yield f"{dimension} –"
        else:
            yield f"{dimension} {signed(points)} ({signed(least)} to {signed(most)})"
    if zeros:
        yield f"0 in {' and '.join(filter(None, (', '.join(zeros[:-1]), zeros[-1])))}"


def _body(text: str, known: Layers) -> Iterator[Line]:
    before = ""
    for zone, drawn, paragraph in blocks(text, known):
        label = word(zone) if zone != before else ""
        if paragraph:
            yield BLANK
        yield Line(Text(label.ljust(_MARGIN), "dim"), drawn)
        before = zone
    if len(text) > LONGEST:
        yield line(f"… and {len(text) - LONGEST:,} more characters", "italic", _MARGIN)


def _drift(drift: list[drifted.Note], letters: dict[str, Mark]) -> Iterator[Line]:
    head = f"Against its sources it {drifted.told(drift)}:"
    yield from drifted.listed(drift, head, {name: mark.letter for name, mark in letters.items()})


def _notes(signals: pl.DataFrame, notes: dict[str, int]) -> Iterator[Line]:
    """Yield one line a rule: its number, points, id, how often it hit, what that means."""
    if notes:
        yield BLANK
    for rule, number in notes.items():
        hits = signals.filter(pl.col("rule") == rule).to_dicts()
        best = max(hits, key=lambda hit: abs(hit["points"]))
        often = f" ×{len(hits)}" if len(hits) > 1 else ""
        elsewhere = best["text"] if best["start"] is None else None
        found = f": {clip(facts(plain(elsewhere)), 60)}" if elsewhere else ""
        told = Text.assemble((plain(rule), "bold"), f"{often}{found}  {plain(best['message'])}")
        yield Line(Text.assemble((f"[{number}]".ljust(5), "bold"), f"{signed(best['points']):>4}  "), told)
