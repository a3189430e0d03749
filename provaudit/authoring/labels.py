"""Reads what coders say: a CSV with id, rule, label and perhaps coder, every mistake named with its line."""

import csv
import io
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import polars as pl

from provaudit.errors import InputError
from provaudit.rulebook import Rulebook, unknown_rule

LABELS = pl.Schema(
    {
        "id": pl.String(),
        "rule": pl.String(),
        "coder": pl.String(),  # "" where the file names none
        "label": pl.String(),  # YES, NO or NEITHER
        "line": pl.UInt32(),  # of the file, from 1
    }
)
"""One row a judgement."""

YES, NO, NEITHER = "yes", "no", "na"
"""The rule should hit in this article; it should not; nobody can tell."""

MEANINGS = {
    **dict.fromkeys(("1", "yes", "y", "true", "match", "present"), YES),
    **dict.fromkeys(("0", "no", "n", "false", "silent", "absent"), NO),
    **dict.fromkeys(("na", "n/a", "?", "unclear", "not assessable"), NEITHER),
}
"""How a label may be written, in any case."""

_LISTS = re.compile(" Rules of | `provaudit rules list`")
"""Where the error of an unknown rule begins to list others: once a line of a file would be too often."""

_NEEDED = ("id", "rule", "label")
_LISTED = 10  # mistakes that an error names; chosen: a screen


@dataclass(frozen=True)
class Labels:
    """The judgements of a file (LABELS), and how many of its rows are not judged yet."""

    rows: pl.DataFrame
    blank: int
    path: Path

    def of(self, rules: Sequence[str]) -> "Labels":
        """Return the judgements about these rules; raise InputError where there are none."""
        kept = self.rows.filter(pl.col("rule").is_in(rules))
        if kept.is_empty():
            known = ", ".join(self.rows["rule"].unique().sort())
            raise InputError(f"{self.path}: no label is about {', '.join(rules)}; it labels {known}")
        return Labels(kept, self.blank, self.path)


def read_labels(path: Path) -> Labels:
    """Read a file of labels; rows with an empty label are not judged yet.

    Raise InputError naming every line that is wrong: a column too few, a label that means nothing, the same
    judgement twice.
    """
    text = _text(path)
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    try:
        head = [name.strip().lower() for name in next(reader, [])]
        missing = [name for name in _NEEDED if name not in head]
        if missing:
            raise InputError(
                f"{path}:1: no column {', '.join(missing)}; expected id,rule,label[,coder], got {','.join(head)}"
            )
        rows = [(reader.line_num, _row(head, row)) for row in reader if any(row)]
    except csv.Error as fault:
        raise InputError(f"{path}:{reader.line_num}: is not CSV: {fault}") from fault
    judged = [(line, row) for line, row in rows if row["label"].strip()]
    _refuse(path, [*_unreadable(judged), *_double(judged)])
    if not judged:
        raise InputError(f"{path}: not one row has a label; fill in yes, no or na")
    frame = pl.DataFrame(
        [(*_key(row), MEANINGS[row["label"].strip().lower()], line) for line, row in judged],
        schema=LABELS,
        orient="row",
    )
    return Labels(frame, len(rows) - len(judged), path)


def check(labels: Labels, book: Rulebook, ids: Collection[str]) -> None:
    """Raise InputError naming the lines whose rule or article does not exist."""
    rules, known = {rule.id for rule in book.rules}, set(ids)
    faults = []
    for one, rule, line in labels.rows.select("id", "rule", "line").iter_rows():
        if rule not in rules:
            faults.append((line, _LISTS.split(str(unknown_rule(rule, book)))[0]))
        if one not in known:
            near = get_close_matches(one, ids, n=1) if len(faults) < _LISTED else []
            hint = f"; did you mean {near[0]!r}?" if near else ""
            faults.append((line, f"there is no article {one!r} in the corpus{hint}"))
    _refuse(labels.path, faults)


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
        # Spreadsheets save "Unicode text" so, with tabs between the cells.
        return raw.decode("utf-16" if raw[:2] in (BOM_UTF16_LE, BOM_UTF16_BE) else "utf-8-sig").replace(
            "\r\n", "\n"
        )
    except OSError as fault:
        raise InputError(f"{path}: cannot be read: {fault.strerror}") from fault
    except UnicodeDecodeError as fault:
        raise InputError(f"{path}: is not UTF-8; save it as “CSV UTF-8”") from fault


def _row(head: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """Return a row by its columns; cells that a short row lacks are empty."""
    return dict(zip(head, [*cells, *[""] * len(head)], strict=False))


def _key(row: dict[str, str]) -> tuple[str, str, str]:
    return row["id"].strip(), row["rule"].strip(), row.get("coder", "").strip()


def _unreadable(rows: Sequence[tuple[int, dict[str, str]]]) -> Iterator[tuple[int, str]]:
    for line, row in rows:
        empty = [name for name in ("id", "rule") if not row[name].strip()]
        if empty:
            yield line, f"{' and '.join(empty)} is empty"
        if row["label"].strip().lower() not in MEANINGS:
            yield line, f"cannot read the label {row['label'].strip()[:40]!r}; expected yes, no or na"


def _double(rows: Sequence[tuple[int, dict[str, str]]]) -> Iterator[tuple[int, str]]:
    seen: dict[tuple[str, str, str], int] = {}
    for line, row in rows:
        first = seen.setdefault(_key(row), line)
        if first != line:
            yield line, f"the same article, rule and coder as on line {first}; keep one of them"


def _refuse(path: Path, faults: Sequence[tuple[int, str]]) -> None:
    if faults:
        told = [f"{path}:{line}: {what}" for line, what in sorted(faults)[:_LISTED]]
        more = len(faults) - _LISTED
        raise InputError("\n".join([*told, *([f"and {more:,} more such lines"] if more > 0 else [])]))
