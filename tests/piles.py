"""Piles of invented articles for the lineage's tests: pseudo-words, so that nothing is shared by chance."""

import random
from datetime import datetime

import polars as pl

from provaudit.frames import ARTICLES, ZONES
from provaudit.lineage import Lineage, own_words, trace
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
    pile = articles(*rows)
    return trace(pile, own_words(pile, body_zones(pile)), pl.DataFrame(marks, schema=MARKS, orient="row"))


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
