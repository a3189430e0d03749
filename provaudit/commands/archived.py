"""`provaudit audit --archive`: articles traced against those of past days, and stored beside them."""

from collections.abc import Mapping
from typing import Any

from provaudit import pipeline, windowed
from provaudit.archive import Archive, Stored
from provaudit.commands.screen import Screen, tell
from provaudit.document import Audit
from provaudit.report.styles import count


def in_archive(
    pile: pipeline.Source, where: str, days: int | None, screen: Screen, given: Mapping[str, Any]
) -> Audit:
    """Audit a pile against an archive, store what was found, and say so; `given` as `pipeline.audited` has it.

    An archive that is not there is made: this is its first day. Raise InputError where something else lies there,
    StorageError where it is damaged or cannot be written.
    """
    with Archive.filling(where) as archive:
        first = archive.log.turn == 0
        with windowed.audited(pile, archive, days=days or windowed.DAYS, **given) as found:
            audit = found.audit
            stored, settled = (
                archive.store(found.batch(), found.by("audit")),
                len(found.told.fresh - found.fresh),
            )
            renewed, wider = len(found.fresh) - stored.articles, found.wider
    said = _told(audit, stored, settled, where, first=first)
    if renewed:
        said += [
            f"{renewed:,} of these told anew: other rules, provaudit or outlets, a wider window, or never traced before"
        ]
    if wider:
        said += [
            f"{wider:,} of these stay in the archive as a wider window showed them, which may be otherwise than here"
        ]
    tell(f"provaudit: {'; '.join(said)}", screen)
    return audit


def _told(audit: Audit, stored: Stored, settled: int, where: str, *, first: bool) -> list[str]:
    """Return what came of it for the archive, in parts of a line; `settled` are articles that it has just so."""
    again = stored.told - audit.audited.height + settled
    known = audit.audited.height - stored.articles
    said = [f"{count(stored.articles, 'new article')} stored in {where}"]
    said += [f"{known:,} of them were there already"] if known else []
    said += ["the archive was empty: nothing older to trace them to"] if first else []
    said += [f"{count(again, 'older one')} told anew: source, credit or story have changed"] if again else []
    return said
