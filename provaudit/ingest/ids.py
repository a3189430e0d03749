"""Every article a name of its own, and no article lost for want of one."""

import polars as pl

from provaudit.ingest.batch import Problem
from provaudit.ingest.clean import id_column, printable


def named(frame: pl.DataFrame) -> tuple[pl.DataFrame, list[Problem]]:
    """Fill in and clean the ids; of equal ones the later become `id~2`, `id~3`, each named as a problem.

    Columns in: path, key, place, id. Columns out: the same, id unique and never null. Rows keep their order.
    """
    stated = pl.coalesce(id_column(pl.col("id")), id_column(pl.col("key")), pl.lit("article"))
    frame = frame.with_columns(stated.alias("id"))
    again = ~frame["id"].is_first_distinct()
    if not again.any():
        return frame, []
    ids = frame["id"].to_list()
    taken, count, problems = set(ids), dict.fromkeys(ids, 1), []
    for row in again.arg_true().to_list():
        stem = ids[row]
        while (name := f"{stem}~{count[stem] + 1}") in taken:
            count[stem] += 1
        count[stem] += 1
        taken.add(name)
        ids[row] = name
        path, place = frame.item(row, "path"), frame.item(row, "place")
        problems.append(Problem(path, _message(stem, name, place)))
    return frame.with_columns(pl.Series("id", ids, pl.String)), problems


def _message(stem: str, name: str, place: str | None) -> str:
    prefix = f"{place}: " if place else ""
    return (
        f"{prefix}the id {printable(stem)} stands before; this article is audited as {printable(name)};"
        " give each its own id"
    )
