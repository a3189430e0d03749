"""Articles audited within the window of an archive: what hangs together with them is brought beside them."""

from collections.abc import Iterable, Iterator

import numpy as np
import polars as pl

from provaudit.composed import compose
from provaudit.engine import Engine, done
from provaudit.errors import InputError
from provaudit.examine import SETTINGS, Settings, reread
from provaudit.frames import ARTICLES, METADATA, SIGNALS, ZONES, as_schema
from provaudit.keeping import shorten
from provaudit.lineage import (
    COUPLES,
    SHARED,
    SMALL,
    Agencies,
    Standings,
    Wider,
    acting_agencies,
    by_couples,
    by_prints,
    days,
    likely_order,
)
from provaudit.store import TEXTS, Store
from provaudit.text.tokens import Int
from provaudit.windowed.arriving import arrive
from provaudit.windowed.shelf import Archived, Shelf, window
from provaudit.zones import Lines, read_lines

_FURTHER = 4  # fingerprints a neighbour shares with neighbours of its own that are brought, too; chosen
_PART = 5_000  # articles that are read again as one part; chosen
_TAUGHT = 20  # of each outlet's latest articles that furniture is learned from, beside the new ones; chosen
_TAUGHT_ONCE = 5_000  # articles whose lines are read at a time


class Window:
    """What `pipeline.audited` asks of a wider pile, answered by an archive. It serves one audit."""

    def __init__(self, archive: Archived, days_back: int) -> None:
        """Take so many days before and behind the new articles: a late original has copies behind it."""
        self._archive, self.days = archive, days_back
        self.shelf: Shelf
        self.parts: int
        """How many parts of the store are the new articles'."""

    def meet(self, store: Store) -> pl.DataFrame:
        """Name the articles as the archive does, and see what lies in the window. Columns out: PROBLEMS."""
        arrived = arrive(store, self._archive)
        if not arrived.articles:
            raise InputError(
                "nothing is left to audit: all of these articles were forgotten for good by this archive"
            )
        self.parts, articles = store.parts, store.whole("known")
        self.shelf = window(self._archive, articles, self.days)
        store.put("pile", np.array(articles.height + self.shelf.standing.height))
        self._outlets = articles["outlet"].drop_nulls().unique()
        return arrived.problems

    def lines(self) -> Iterator[Lines]:
        """Yield the lines of the latest articles of the outlets that have new ones."""
        texts = self.shelf.scan("texts")
        mine = texts.filter(pl.col("outlet").is_in(self._outlets.implode())).select(
            "id", "outlet", "published_at"
        )
        latest = mine.collect().sort("published_at", "id", descending=True).group_by("outlet").head(_TAUGHT)
        numbers = self.shelf.standing.select("id", "article").join(latest.select("id"), on="id", how="semi")
        for some in numbers.iter_slices(_TAUGHT_ONCE):
            yield read_lines(compose(_read(texts, some, ARTICLES).sort("article")).articles)

    def outlets(self) -> pl.DataFrame:
        """Return outlet and url of all articles of the window."""
        return self.shelf.scan("texts").select("outlet", "url").collect()

    def bring(self, store: Store, run: Engine, stated: Agencies) -> Wider:
        """Find who hangs together with the articles, and add them to the store as parts that were examined."""
        known = store.whole("standing")
        standing = self.shelf.standing
        rows = pl.concat([known.select(standing.columns), standing])
        wider = Wider(rows.height, self.shelf.carried(), stated.and_(acting_agencies(rows)))
        shorten(store, run, wider)
        places = Standings(likely_order(rows, wider.agencies), days(rows))
        found, stock = self._found(store, places)
        ids = self.shelf.ids(found)
        lengths = [
            _bring(store, self.shelf, self.parts + n, some) for n, some in enumerate(_parts(store, ids))
        ]
        _measure(store, lengths)
        done(run(reread, range(self.parts, store.parts)))
        return Wider(rows.height, wider.carried, wider.agencies, stock)

    def _found(self, store: Store, places: Standings) -> tuple[Int, np.ndarray]:
        """Return the numbers of those who share text with the new articles, and of those who share it with them."""
        first, stock = self.shelf.first, np.zeros(0, np.uint32)
        if len(places.day) <= SMALL or first == len(places.day):  # nobody else is in the window
            return np.arange(first, len(places.day)), stock
        new = pl.concat([store.load("shortened", part) for part in range(store.parts)])
        numbers = new["article"].to_numpy().astype(np.int64)
        printed, stock = by_prints([(numbers, new["prints"])], self.shelf.column("prints"), places, SHARED)
        likely = by_couples([(numbers, new["couples"])], self.shelf.column("couples"), places, COUPLES)
        near = np.union1d(printed, likely)
        near = near[near >= first]
        theirs = list(self._of(near))
        further, _ = by_prints(theirs, self.shelf.column("prints", near), places, _FURTHER)
        return np.union1d(near, further[further >= first]), stock

    def _of(self, numbers: Int) -> Iterable[tuple[Int, pl.Series]]:
        prints = self.shelf.scan("prints").select("id", "prints")
        mine = prints.join(self.shelf.ids(numbers).lazy(), on="id").collect()
        yield mine["article"].to_numpy().astype(np.int64), mine["prints"]


def _parts(store: Store, ids: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Give those who are brought numbers that count on from the store's, part by part."""
    numbered = ids.select("id", article=pl.int_range(pl.len(), dtype=pl.UInt32) + int(store.bounds()[-1]))
    yield from numbered.iter_slices(_PART) if numbered.height else ()


def _bring(store: Store, shelf: Shelf, part: int, ids: pl.DataFrame) -> Int:
    """Put what the archive has of some articles into the store, as `examine` would have; return the texts' lengths."""
    settings: Settings = store.shared(SETTINGS)
    counted = [rule.id for rule in settings.rulebook.rules if rule.late]  # told anew, by the new lineage
    articles = _read(shelf.scan("texts"), ids, ARTICLES).sort("article")
    signals = _read(shelf.scan("signals").filter(~pl.col("rule").is_in(counted)), ids, SIGNALS)
    zones = _read(shelf.scan("zones"), ids, ZONES)
    store.save("articles", part, articles.select(list(METADATA)))
    store.save("zones", part, zones.sort("article", "start", "end", "zone"))
    store.save("signals", part, signals.sort("article", "start", "rule", nulls_last=True))
    return store.keep_texts(part, articles["text"])


def _read(rows: pl.LazyFrame, ids: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    """Return the rows of some articles, by their numbers."""
    return as_schema(rows.join(ids.lazy(), on="id").collect(), schema)


def _measure(store: Store, lengths: list[Int]) -> None:
    """Count the new parts in: how many articles, and how long their texts."""
    before = np.array(store.bounds())
    first = np.array(store.get(f"{TEXTS}.first"))
    store.cut([*np.diff(before).tolist(), *map(len, lengths)])
    store.measure(TEXTS, np.concatenate([np.diff(first), *lengths]))
