"""What articles state beside their fields (`model.MARKUP`), as columns that rules read like any metadata field."""

from collections.abc import Iterable

import polars as pl

from provaudit.model import MARKUP
from provaudit.rulebook.rule import Meta, Rule

_NAME, _VALUE = pl.element().struct.field("name"), pl.element().struct.field("value")

VALUES = pl.col("markup").list.eval(_VALUE).list.join("\n")
"""All that an article states there, as one text; null for nothing."""


def with_markup(articles: pl.DataFrame, rules: Iterable[Rule]) -> pl.DataFrame:
    """Return the articles with a String column for each name of MARKUP that a rule asks for.

    Columns in: ARTICLES. Columns out: those and the names; null where an article does not state it.
    """
    asked = {one.field for rule in rules for one in rule.selections if isinstance(one, Meta)}
    return articles.with_columns(_stated(name) for name in sorted(asked.intersection(MARKUP)))


def _stated(name: str) -> pl.Expr:
    values = pl.col("markup").list.eval(pl.when(name == _NAME).then(_VALUE).drop_nulls())
    return pl.when(values.list.len() > 0).then(values.list.join(", ")).alias(name)
