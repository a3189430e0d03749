"""What a definition names and a run would stop at: rules and outlets that cannot be loaded, nothing to read."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from provaudit.errors import ProvauditError
from provaudit.ingest import absent
from provaudit.outlets import load as outlets_of
from provaudit.rulebook import load as rules_of
from provaudit.written import Fault, Route, Source


def unready(source: Source) -> Iterator[Fault]:
    """Yield a fault for all rules and outlets that a run from this folder would refuse; faults in them are warnings.

    So is what is to be read and not there: it may come later, or from the command line.
    """
    for route, stated in _listed(source.data, "rules"):
        try:
            yield from _odd(
                source, route, rules_of([Path(stated)]).faults, f"; see provaudit rules check {stated}"
            )
        except ProvauditError as refused:
            yield source.fault(route, str(refused))
    for route, stated in _listed(source.data, "outlets"):
        try:
            yield from _odd(source, route, outlets_of([Path(stated)]).faults)
        except ProvauditError as refused:
            yield source.fault(route, str(refused).removeprefix("--outlets "))
    for route, stated in _listed(source.data.get("read", {}), "paths", ("read",)):
        if why := absent(stated):
            yield source.fault(route, f"{stated}: {why}, as seen from here today", warning=True)


def _listed(stated: Any, key: str, above: Route = ()) -> Iterator[tuple[Route, str]]:
    """Yield the items of a list of a mapping, and the way to them."""
    return (((*above, key, at), one) for at, one in enumerate(stated.get(key, ())))


def _odd(source: Source, route: Route, faults: Sequence[Fault], advice: str = "") -> Iterator[Fault]:
    """Yield a warning where a file that is named has faults of its own."""
    wrong = [fault for fault in faults if not fault.warning]
    if wrong:
        more = f", and {len(wrong) - 1} more like it" if wrong[1:] else ""
        yield source.fault(route, f"{wrong[0].where}: {wrong[0].said}{more}{advice}", warning=True)
