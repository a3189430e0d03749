"""Piles of invented articles for the lineage's tests: pseudo-words, so that nothing is shared by chance."""

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
import polars as pl

from provaudit.frames import ARTICLES, ZONES
from provaudit.lineage import Traced, buckets_for, keep_marks, keep_words, trace
from provaudit.store import TEXTS, Store, scratch
from provaudit.text.quotations import each_quotation

_SYLLABLES = [
    "ba",
    "de",
    "fi",
    "go",
    "hu",
    "ka",
    "le",
    "mi",
    "no",
    "pu",
    "ra",
    "se",
    "ti",
    "vo",
    "wu",
    "dro",
    "kle",
]
_WORDS = sorted({a + b + c for a in _SYLLABLES for b in _SYLLABLES for c in ("", "n", "ra", "sto")})
MARKS = pl.Schema({"article": pl.UInt32(), "mark": pl.String(), "source": pl.String(), "text": pl.String()})


@dataclass(frozen=True)
class Lineage:
    """The tables of a traced pile, each as its schema in `frames` says."""

    verdicts: pl.DataFrame
    pairs: pl.DataFrame
    passages: pl.DataFrame
    edges: pl.DataFrame
    drift: pl.DataFrame
    unseen: pl.DataFrame
    stories: pl.DataFrame


def sentences(seed: int, count: int, words: int = 14) -> list[str]:
    """Return invented sentences, the same for the same seed."""
    pick = random.Random(seed)  # noqa: S311 - texts, no secrets
    return [" ".join(pick.choices(_WORDS, k=words)).capitalize() + "." for _ in range(count)]


def story(seed: int, count: int = 12) -> str:
    """Return an invented article of `count` sentences, two a paragraph."""
    said = sentences(seed, count)
    return "\n\n".join(" ".join(said[i : i + 2]) for i in range(0, count, 2))


def edited(text: str, seed: int, share: float = 0.06) -> str:
    """Return the text with a share of its words replaced."""
    pick = random.Random(seed)  # noqa: S311 - texts, no secrets
    return " ".join(w if pick.random() > share else pick.choice(_WORDS) for w in text.split(" "))


def articles(*rows: dict[str, object]) -> pl.DataFrame:
    """Return ARTICLES of rows that give text and what else is known."""
    full = []
    for number, row in enumerate(rows):
        known = {"article": number, "id": f"a{number}", "path": "pile", **row}
        if isinstance(known.get("published"), str):
            known["published_at"] = datetime.fromisoformat(str(known["published"]))
            known["precision"] = "minute" if "T" in str(known["published"]) else "day"
        full.append({name: known.get(name) for name in ARTICLES})
    return pl.DataFrame(full, schema=ARTICLES, orient="row")


def body_zones(pile: pl.DataFrame) -> pl.DataFrame:
    """Return ZONES in which every text is all body, with its quotations."""
    texts = pile["text"].to_list()
    rows = [(i, "body", 0, len(t)) for i, t in enumerate(texts)]
    rows += [(i, "quote", start, end) for i, start, end in each_quotation(texts)]
    return pl.DataFrame(rows, schema=ZONES, orient="row").sort("article", "start")


def traced(*rows: dict[str, object], marks: tuple[tuple[int, str, str | None, str], ...] = ()) -> Lineage:
    """Trace a pile of rows; a mark is (article, mark, source, text)."""
    return lineage(articles(*rows), pl.DataFrame(marks, schema=MARKS, orient="row"))


def lineage(pile: pl.DataFrame, marks: pl.DataFrame, cuts: tuple[int, ...] = ()) -> Lineage:
    """Trace a pile, in parts that begin at the cuts."""
    with scratch() as store:
        keep(store, pile, marks, cuts)
        trace(store, pile.drop("text"), partial(here, store))
        return Lineage(**{field.name: Traced(store).table(field.name) for field in fields(Lineage)})


def here(store: Store, kernel: Callable[[Store, Any], Any], tasks: Iterable[Any]) -> Iterator[Any]:
    """Run a kernel over tasks, one after the other."""
    return (kernel(store, task) for task in tasks)


def keep(store: Store, pile: pl.DataFrame, marks: pl.DataFrame, cuts: tuple[int, ...] = ()) -> None:
    """Put a pile into a store as the pipeline does."""
    ends = [0, *cuts, pile.height]
    parts = [pile.slice(low, high - low) for low, high in pairwise(ends)]
    lengths = [store.keep_texts(number, part["text"]) for number, part in enumerate(parts)]
    store.cut([part.height for part in parts])
    store.measure(TEXTS, np.concatenate(lengths))
    store.put("buckets", np.array(buckets_for(pile["text"].str.len_chars().sum())))
    zones = body_zones(pile)
    for number, part in enumerate(parts):
        mine = part.select("article")
        words = keep_words(store, number, part, zones.join(mine, on="article", how="semi"))
        keep_marks(store, number, part, marks.join(mine, on="article", how="semi"), words)


def parents(lineage: Lineage) -> dict[int, list[str]]:
    """Return each child's parents as `a0` or `unseen:1`, best first."""
    names = dict(lineage.unseen.select("node", "id").iter_rows())
    found: dict[int, list[str]] = {}
    for child, parent in lineage.edges.select("child", "parent").iter_rows():
        found.setdefault(child, []).append(names.get(parent, f"a{parent}"))
    return found


def verdict(lineage: Lineage, article: int) -> tuple[str, str, str]:
    """Return (role, relation, credit) of an article."""
    row = lineage.verdicts.row(article, named=True)
    return row["role"], row["relation"], row["credit"]
