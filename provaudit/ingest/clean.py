"""The few changes made to text on its way in. Offsets of an audit refer to the text as it is after these."""

import re

import polars as pl

_REMOVED = "[\0\ufeff]"
# C0 and C1 controls and the marks that turn the reading direction: they can repaint a terminal.
_UNSAFE = "[\\x00-\\x1f\\x7f-\\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]"
_UNSAFE_PATTERN = re.compile(f"{_UNSAFE}|[\ud800-\udfff]")


def normal(text: str) -> str:
    r"""Return the text without NUL and byte-order marks, its line ends as "\n"; nothing else is changed."""
    bare = text.replace("\0", "").replace("\ufeff", "")
    return bare.replace("\r\n", "\n").replace("\r", "\n")


def normal_column(column: pl.Expr) -> pl.Expr:
    """Return what `normal` does, for a String column."""
    bare = column.str.replace_all(_REMOVED, "")
    return bare.str.replace_all("\r\n", "\n", literal=True).str.replace_all("\r", "\n", literal=True)


def metadata_column(column: pl.Expr) -> pl.Expr:
    """Return a String column as `normal_column`, trimmed, with null for what is empty."""
    trimmed = normal_column(column).str.strip_chars()
    return pl.when(trimmed != "").then(trimmed)


def composed_column(name: str) -> pl.Expr:
    """Return a String column with its letters composed (NFC): `é` is one sign, not an `e` and an accent."""
    return pl.col(name).str.normalize("NFC")


def composed_markup(column: pl.Expr) -> pl.Expr:
    """Return a column of `batch.Markup` with the letters of its values composed."""
    value = pl.element().struct.field("value").str.normalize("NFC")
    return column.list.eval(pl.element().struct.with_fields(value=value))


def id_column(column: pl.Expr) -> pl.Expr:
    """Return a String column without controls and direction marks, trimmed, with null for what is empty."""
    trimmed = column.str.replace_all(_UNSAFE, "").str.strip_chars()
    return pl.when(trimmed != "").then(trimmed)


def sound(text: str) -> str:
    """Return the text with surrogate pairs joined and each lone surrogate as U+FFFD: what UTF-8 can hold."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def printable(text: str, limit: int = 80) -> str:
    """Return text of unknown origin fit for a message: controls as escapes, at most `limit` characters."""
    shown = text if len(text) <= limit else f"{text[: limit - 1]}…"
    return _UNSAFE_PATTERN.sub(lambda hit: hit.group().encode("unicode_escape").decode(), shown)
