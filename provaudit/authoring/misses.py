"""What an article shows where a rule should have hit: the place that is most like what the rule looks for."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import polars as pl

from provaudit.authoring.corpus import Corpus
from provaudit.model import Zone
from provaudit.rulebook import Rule

SHOWN = 300
"""Characters kept of a stretch in which nothing hit (chosen: four lines of a terminal)."""

LEAD = 100
"""Characters of them before the word that tells most (chosen: a line and a bit)."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_NO_WORD = re.compile(r"\\[pP]\{\w+\}|\\.|\{[a-z0-9,-]+\}|\(\?P?<\w+>")

Span = tuple[int, int]


def where_silent(articles: pl.Series, corpus: Corpus, rule: Rule) -> pl.DataFrame:
    """Return what stands where the rule looked and did not hit.

    Columns out: id, outlet, looked (the zones that the rule looks at and the article has; empty: none),
    shown; in the order of `articles`. Shown is, of those stretches, what stands around the rule's own words, of
    which rare ones tell more; where it has none of them, the beginning of the last stretch; where there is no
    stretch the end of the text for a rule that looks at ends, else its beginning.
    """
    zones = rule.zones if rule.words else ()
    seen = corpus.zones.filter(pl.col("zone").is_in(zones), pl.col("article").is_in(articles.implode()))
    looked = {key: sorted(set(one["zone"])) for (key,), one in seen.group_by("article")}
    places = seen.filter(pl.col("start").is_not_null()).unique(["article", "start"]).sort("article", "start")
    spans = {
        key: list(zip(one["start"], one["end"], strict=True)) for (key,), one in places.group_by("article")
    }
    rows = articles.to_frame("article").join(corpus.articles, on="article", how="left", maintain_order="left")
    texts = {row["article"]: row["text"] for row in rows.iter_rows(named=True)}
    words = _words(rule)
    met = Counter(
        word
        for key, found in spans.items()
        for start, end in found
        for word in words & set(_spelled(texts[key][start:end]))
    )
    ends = not {Zone.SIGN_OFF, Zone.SOURCE_LINE}.isdisjoint(rule.zones)
    shown = [_nearest(text, spans.get(key, []), met, ends=ends) for key, text in texts.items()]
    return rows.select(
        "id",
        "outlet",
        looked=pl.Series([looked.get(key, []) for key in texts], dtype=pl.List(pl.String)),
        shown=pl.Series(shown, dtype=pl.String),
    )


def _words(rule: Rule) -> set[str]:
    """Return the words that the rule's patterns spell out, in small letters; signs of patterns are none."""
    stated = rule.document["match"]
    patterns = (
        text
        for one in rule.words
        for text in _listed(next(value for kind, value in stated[one.name].items() if kind != "except"))
    )
    return {word for text in patterns for word in _spelled(_NO_WORD.sub(" ", text))}


def _listed(stated: str | Sequence[str]) -> Sequence[str]:
    return [stated] if isinstance(stated, str) else stated


def _spelled(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _nearest(text: str, spans: Sequence[Span], met: Mapping[str, int], *, ends: bool) -> str:
    """Return the stretch whose words of the rule tell most together, of equal ones the last, cut to what is shown."""

    def tells(span: Span) -> float:
        return sum(1 / met[word] for word in set(_spelled(text[slice(*span)])) if word in met)

    if not spans:
        return _cut(text, max(len(text) - SHOWN, 0) if ends else 0)
    start, end = max(reversed(spans), key=tells)
    stretch = text[start:end]
    telling = [
        (met[w.group().casefold()], w.start()) for w in _WORD.finditer(stretch) if w.group().casefold() in met
    ]
    return _cut(stretch, max(min(telling)[1] - LEAD, 0) if telling and len(stretch) > SHOWN else 0)


def _cut(text: str, at: int) -> str:
    """Return the text from there as far as it is shown, in whole words, "…" where more of it is left out."""
    kept = text[at : at + SHOWN]
    kept = "…" + re.sub(r"^\S{0,30}\s", "", kept) if at else kept
    return re.sub(r"\s\S{0,30}$", "", kept) + "…" if len(text) > at + SHOWN else kept
