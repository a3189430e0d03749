"""Audits of many outlets, made out of the invented articles, and TRAITS out of nothing."""

from dataclasses import replace

import numpy as np
import polars as pl

from provaudit.profiles import TRAITS

HOSTILE = '<script>alert(1)</script> & "Sons" [b]\x1b[31m\u202e' + "W" * 60


def spread(made, outlets, each):
    """Return an audit in which every outlet has `each` copies of the wire's text, all credited, and as many of its own.

    The copies appear one to five hours after it; every article is a story of its own.
    """
    names = [name for name in outlets for _ in range(2 * each)]
    copied = [place % 2 == 0 for place in range(len(names))]
    rows = {
        "id": [f"a{place:05}" for place in range(len(names))],
        "outlet": names,
        "published": [f"2031-05-06T{10 + place % 5}:10:00Z" for place in range(len(names))],
        "from": ["portside.txt" if copy else "vesper/adler.txt" for copy in copied],
    }
    base = made.articles.drop("outlet", "published").rename({"id": "from"})
    found = (
        pl.DataFrame(rows)
        .join(base, on="from", maintain_order="left")
        .with_columns(story=pl.lit(None, pl.String))
    )
    copies = found.filter(pl.col("from") == "portside.txt").select(child="id")
    edges = copies.join(made.edges.head(1).drop("child"), how="cross").select(made.edges.columns)
    cited = found.select("id", "from").join(
        made.cited.rename({"id": "from"}), on="from", maintain_order="left"
    )
    wire = made.articles.filter(pl.col("id") == "wire.txt")
    return replace(
        made,
        articles=pl.concat([wire, found.select(made.articles.columns)]),
        edges=edges,
        cited=cited.select(made.cited.columns),
        unseen=made.unseen.clear(),
        stories=made.stories.clear(),
    )


def empty(made):
    """Return the audit of nothing."""
    return replace(made, **{name: frame.clear() for name, frame in made.frames().items()})


def invented(n, outlets, seed=1, **columns):
    """Return TRAITS of n articles at random; `columns` replace what is drawn."""
    draw = np.random.default_rng(seed)
    drawn = {
        "id": [f"a{place:05}" for place in range(n)],
        "outlet": [f"Outlet {place:03}" for place in draw.integers(0, outlets, n)],
        "story": draw.integers(0, max(n * 3 // 4, 1), n),
        "published_at": None,
        "again": False,
        "agency": "Tidewater",
        "wire": draw.random(n) < 0.3,
        "taken": draw.random(n) < 0.4,
        "uncredited": draw.random(n) < 0.2,
        "vague": draw.random(n) < 0.1,
        "hours": draw.exponential(3, n),
        "words": draw.integers(100, 900, n),
        "cited": draw.integers(2, 12, n),
        "named": draw.integers(0, 3, n),
        "corrected": draw.random(n) < 0.02,
    }
    frame = pl.DataFrame({"id": drawn["id"]}).with_columns(
        **{name: pl.lit(value) if not hasattr(value, "__len__") or isinstance(value, str) else pl.Series(value)
           for name, value in (drawn | columns).items()}
    )  # fmt: skip
    return frame.select(pl.col(name).cast(dtype) for name, dtype in TRAITS.items())
