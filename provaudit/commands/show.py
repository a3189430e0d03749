"""`provaudit show`: one article with everything found in it in place."""

from functools import partial
from pathlib import Path
from typing import Any

from provaudit.commands.opened import Reading, is_document
from provaudit.commands.screen import Screen
from provaudit.errors import InputError
from provaudit.report.show import print_article


def show(
    target: str,
    article: str | None,
    *,
    pile: tuple[str, ...],
    columns: dict[str, str] | None,
    rules: tuple[Path, ...],
    **shown: Any,
) -> None:
    """Show one article in place."""
    screen = Screen(**shown)
    sources, name = _asked(target, article, pile)
    audit, ids = Reading(columns, rules, screen).opened(sources, name)
    if len(ids) != 1:
        raise InputError(f"{target} holds {len(ids):,} articles: name one, for example {ids[0]!r}")
    draw = partial(print_article, audit, ids[0])
    screen.print(draw)
    screen.keep(draw, f"provaudit show {ids[0]}")


def _asked(target: str, article: str | None, pile: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Return the sources and the name of the article, if any."""
    if pile:
        if article is not None:
            raise InputError("with --in, name one article only")
        return list(pile), [target]
    path, sign, name = target.rpartition("#")
    if article is None and sign and is_document(Path(path)):
        return [path], [name]
    return [target], [] if article is None else [article]
