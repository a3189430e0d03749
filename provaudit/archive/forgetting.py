"""Forgetting an article or an outlet for good: every row of it, every file that held one, and no way back in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import polars as pl

from provaudit.archive.archive import Archive
from provaudit.archive.batch import Run
from provaudit.archive.keys import digests, gone_by, outlet_digests, page
from provaudit.archive.tables import HEADS, OWNERS
from provaudit.archive.untraced import untraced
from provaudit.archive.upkeep import named, sweep
from provaudit.errors import InputError

_TOLD = ("verdicts", *(table for table, head in HEADS.items() if head == "verdicts"))
_MENTIONS = {"edges": ("parent",), "drift": ("parent",), "pairs": ("a", "b"), "passages": ("a", "b")}
_LISTS = {"unseen": "children", "stories": "members"}


@dataclass(frozen=True)
class Forgotten:
    """What was forgotten: articles; and of how many others the lineage has to be traced again without them.

    `files` says how many files went with them, of which old ones held their text.
    """

    articles: int
    untraced: int
    files: int


def forget_articles(archive: Archive, names: Sequence[str], run: Run) -> Forgotten:
    """Forget articles by id or address, with all versions of the page that it leads to.

    Waits until nobody else reads or writes, to delete every file that held them. Raise InputError where the archive
    has none of a name.
    """
    texts = archive.scan("texts").select(
        "id", "url", "outlet", "published", "text", "known_by", "stated_outlet"
    )
    leads = dict(pl.DataFrame({"name": list(names)}).select("name", page=page(pl.col("name"))).iter_rows())
    at = page(pl.col("url"))
    asked = texts.filter(pl.col("id").is_in(names) | at.is_in(list(leads.values()))).collect()
    pages = asked.select(at.drop_nulls().unique()).to_series()
    unknown = sorted(name for name in set(names) - set(asked["id"]) if leads[name] not in pages)
    if unknown:
        raise _unknown(archive, f"with the id or address {unknown[0]}")
    versions = texts.filter(at.is_in(pages.implode())).collect()
    marks = gone_by(asked).select(pl.coalesce("page", "key")).to_series()
    return _forget(archive, pl.concat([asked, versions])["id"].unique(), _tombstones("article", marks), run)


def outlet_names(archive: Archive, called: Sequence[str]) -> list[str]:
    """Return all names of an outlet: those it is called, and those that inputs state where it was given one of them.

    What an input states is one outlet's name and no other's: it brings no further ones.
    """
    named = archive.scan("texts").filter(_any_of(("outlet",), called))
    told = archive.scan("verdicts").filter(_any_of(("known_as",), called)).select("id")
    later = archive.scan("texts").join(told, on="id", how="semi")
    stated = pl.concat([named, later]).select(pl.col("stated_outlet").drop_nulls().unique()).collect()
    names = [*called, *stated["stated_outlet"].sort()]
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(name.strip().lower(), name)
    return list(first.values())


def forget_outlet(archive: Archive, names: Sequence[str], run: Run) -> Forgotten:
    """Forget all articles of an outlet, by all its names, in whatever case. Otherwise as `forget_articles`."""
    texts = archive.scan("texts").filter(_any_of(("outlet", "stated_outlet"), names)).select("id")
    told = archive.scan("verdicts").filter(_any_of(("known_as",), names)).select("id")
    ids = pl.concat([texts, told]).unique().collect()["id"]
    if ids.is_empty():
        raise _unknown(archive, f"of an outlet named {names[0]}")
    marks = outlet_digests(pl.Series(names, dtype=pl.String))
    return _forget(archive, ids, _tombstones("outlet", marks), run)


def _any_of(columns: Sequence[str], names: Sequence[str]) -> pl.Expr:
    wanted = [name.strip().lower() for name in names]
    return pl.any_horizontal(
        pl.col(one).str.strip_chars().str.to_lowercase().is_in(wanted) for one in columns
    )


def _unknown(archive: Archive, what: str) -> InputError:
    """Return the error for what is not there, after deleting what a `forget` that was killed may have left."""
    files = sweep(archive, wait=True)
    left = f"; {files} files that belonged to nothing any more were deleted" if files else ""
    return InputError(f"{archive.log.where}: there is no article {what}{left}")


def _forget(archive: Archive, ids: pl.Series, tombstones: pl.DataFrame, run: Run) -> Forgotten:
    """Say in one commit that the articles are gone and who is to be traced again, then delete their rows and files."""
    touched = _touched(archive, ids)
    archive.store(untraced(archive, touched) | {"forgotten": tombstones}, run)
    owners, turn = digests(ids), archive.log.turn
    conditions = [
        named(owners),
        f'("table" IN {_sql(_TOLD)} AND turn < {turn} AND {named(digests(touched))})',
        *(f"(\"table\" = '{table}' AND {named(_of(archive, table, ids))})" for table in _LISTS),
    ]
    archive.agreed(lambda: archive.log.delete(" OR ".join(conditions)) or None)
    return Forgotten(len(ids), len(touched), sweep(archive, wait=True) or 0)


def _touched(archive: Archive, ids: pl.Series) -> pl.Series:
    """Return the other articles of whose lineage one of these is a part, as it is told or ever was."""
    rows, gone = archive.log.rows, ids.implode()
    found = [_listing(rows, table, ids).explode(column).select(id=column) for table, column in _LISTS.items()]
    for table, columns in _MENTIONS.items():
        mentions = pl.any_horizontal(pl.col(columns).is_in(gone))
        found.append(rows.filter((pl.col("table") == table) & mentions).select(id=OWNERS[table]))
    others = pl.concat(found).filter(~pl.col("id").is_in(gone)).unique().collect()["id"]
    known = archive.scan("texts").select("id").filter(pl.col("id").is_in(others.implode())).collect()["id"]
    return known.sort()


def _listing(rows: pl.LazyFrame, table: str, ids: pl.Series) -> pl.LazyFrame:
    """Return the unseen sources or stories that list one of the articles."""
    listed = pl.col(_LISTS[table]).list.set_intersection(ids.to_list()).list.len() > 0
    return rows.filter((pl.col("table") == table) & listed)


def _of(archive: Archive, table: str, ids: pl.Series) -> pl.Series:
    found = _listing(archive.log.rows, table, ids).select("of").unique().collect()["of"]
    return found.sort()


def _tombstones(what: str, marks: pl.Series) -> pl.DataFrame:
    now = datetime.now(UTC).replace(tzinfo=None)
    rows = pl.DataFrame({"digest": marks.unique(maintain_order=True)})
    return rows.with_columns(what=pl.lit(what), at=pl.lit(now), day=pl.lit(now.date()))


def _sql(names: Sequence[str]) -> str:
    return "(" + ", ".join(f"'{name}'" for name in names) + ")"
