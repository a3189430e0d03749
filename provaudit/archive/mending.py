"""Mending what an archive says of its articles, while texts are whole: what refers to nothing goes."""

from dataclasses import dataclass

import polars as pl

from provaudit.archive.archive import Archive
from provaudit.archive.batch import Run
from provaudit.archive.keys import digests
from provaudit.archive.proving import dangling, strangers, torn
from provaudit.archive.untraced import untraced
from provaudit.archive.upkeep import by_owner

_GROUPS = ("unseen", "stories")


@dataclass(frozen=True)
class Mended:
    """What `mend` did: owners without an article whose rows went, and articles that are to be traced again."""

    strangers: int
    untraced: int


def mend(archive: Archive, run: Run) -> Mended:
    """Delete the rows of articles that are not there, and open the lineage of those who refer to what is not there.

    What is found by `proving.findings` and is `mendable` is right then; `archive reaudit` traces the rest of it again.
    """
    with archive.reading():
        texts = archive.scan("texts").select("id")
        strange = pl.concat(ids for _, ids in strangers(archive, texts)).unique()
        broken = _broken(archive, texts)
        open_again = _open_again(archive, texts, broken)
    if len(open_again):
        archive.store(untraced(archive, open_again), run)
    gone = digests(pl.concat([strange.rename("id"), broken.rename("id")]))
    for condition in by_owner(gone):
        archive.agreed(lambda condition=condition: archive.log.delete(condition) or None)  # type: ignore[misc]
    return Mended(len(strange), len(open_again))


def _broken(archive: Archive, texts: pl.LazyFrame) -> pl.Series:
    """Return the stories and unseen sources that list what is not there, or stories that list another's article."""
    owners = [rows["owner"] for table, _, rows in dangling(archive, texts) if table in _GROUPS]
    *_, (_, elsewhere) = torn(archive)
    return pl.concat([*owners, elsewhere["story"].rename("owner")]).unique()


def _open_again(archive: Archive, texts: pl.LazyFrame, broken: pl.Series) -> pl.Series:
    """Return the articles that refer to what is not there, or to a group that is broken."""
    owners = [rows["owner"] for table, _, rows in dangling(archive, texts) if table not in _GROUPS]
    lost, left_out, _ = (articles["id"].rename("owner") for _, articles in torn(archive))
    gone = broken.implode()
    members = archive.scan("verdicts").filter(pl.col("story").is_in(gone)).select(owner="id")
    takers = archive.scan("edges").filter(pl.col("parent").is_in(gone)).select(owner="child")
    found = pl.concat([*owners, lost, left_out, members.collect()["owner"], takers.collect()["owner"]])
    here = pl.LazyFrame({"id": found.unique()}).join(texts, on="id", how="semi")
    return here.collect()["id"].sort()
