"""Cells of a CSV file: spreadsheets open it, so none may run as a formula, or hold what a terminal obeys."""

import polars as pl

from provaudit.report.plain import ESCAPE

GUARD = "'"
"""Stands before words that a spreadsheet would take for a formula: it shows them as text then."""

GUARDED = (
    "An apostrophe stands before each text that begins with = + - @, a tab or a line break and is no number: "
    "a spreadsheet would run it as a formula. No offset counts it. Escape codes and control characters are left out."
)
"""What a reader of the file should know of `GUARD`."""

_CONTROLS = "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
_FORMULA = "^[=+\\-@\t\n\r＝＋－＠]"  # the wide ones too: some spreadsheets fold them
_NUMBER = r"^[+-]?\d+(?:[.,]\d+)*%?$"  # runs nothing


def flat(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the table with lists as JSON, texts without control characters and guarded; numbers stay numbers."""
    lists = [name for name, dtype in frame.schema.items() if isinstance(dtype, pl.List)]
    told = frame.with_columns(_as_json(name).alias(name) for name in lists)
    return told.with_columns(_shown(pl.col(pl.String)))


def _shown(text: pl.Expr) -> pl.Expr:
    harmless = text.str.replace_all(ESCAPE, "").str.replace_all(_CONTROLS, "")
    runs = harmless.str.contains(_FORMULA) & ~harmless.str.contains(_NUMBER)
    return pl.when(runs).then(pl.lit(GUARD) + harmless).otherwise(harmless).name.keep()


def _as_json(name: str) -> pl.Expr:
    """Return a list column as JSON: only structs can be encoded, so it is wrapped in one and unwrapped."""
    wrapped = pl.struct(name).struct.json_encode()
    return wrapped.str.strip_prefix(f'{{"{name}":').str.strip_suffix("}")
