"""`provaudit compare`: two articles side by side."""

from functools import partial
from pathlib import Path
from typing import Any

from provaudit.commands.opened import Reading, is_document
from provaudit.commands.screen import Screen
from provaudit.errors import InputError
from provaudit.report.compare import print_pair


def compare(
    names: tuple[str, ...],
    *,
    pile: tuple[str, ...],
    columns: dict[str, str] | None,
    rules: tuple[Path, ...],
    **shown: Any,
) -> None:
    """Show two articles side by side: shared passages marked, changes inside them visible."""
    screen = Screen(**shown)
    if not pile and len(names) > 1 and is_document(Path(names[0])):
        pile, names = names[:1], names[1:]
    sources, wanted = (list(pile), names) if pile else (list(names), ())
    audit, ids = Reading(columns, rules, screen).opened(sources, wanted)
    if len(ids) != 2 or ids[0] == ids[1]:  # noqa: PLR2004 - a pair
        raise InputError(
            f"compare needs two articles, not {len(set(ids))}; to pick two of a pile, name it with --in, "
            "of an audit document, name that first"
        )
    draw = partial(print_pair, audit, ids[0], ids[1])
    screen.print(draw)
    screen.keep(draw, f"provaudit compare {ids[0]} {ids[1]}")
