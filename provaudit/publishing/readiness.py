"""What a definition names and a run would stop at: rules, outlets, an archive, a folder that cannot be had."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from provaudit.archive.places import at, refuse_foreign
from provaudit.errors import ProvauditError
from provaudit.ingest import absent
from provaudit.outlets import load as outlets_of
from provaudit.rulebook import load as rules_of
from provaudit.written import Fault, Route, Source


def unready(source: Source) -> Iterator[Fault]:
    """Yield a fault for all that a run from this folder would refuse; faults in rules and outlets are warnings.

    So is what is to be read and not there: it may come later, or from the command line. What is not as the schema
    wants it is passed over.
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
    read = source.data.get("read")
    for route, stated in _listed(read, "paths", ("read",)):
        if why := absent(stated):
            yield source.fault(route, f"{stated}: {why}, as seen from here today", warning=True)
    if isinstance(read, dict) and isinstance(read.get("archive"), str):
        try:
            refuse_foreign(at(read["archive"]))
        except ProvauditError as refused:
            yield source.fault(("read", "archive"), str(refused))
    to = source.data.get("to")
    if isinstance(to, str) and (file := next(filter(Path.is_file, (Path(to), *Path(to).parents)), None)):
        yield source.fault(("to",), f"{file}: this is a file, and editions are folders")


def _listed(stated: Any, key: str, above: Route = ()) -> Iterator[tuple[Route, str]]:
    """Yield the words of a list of a mapping, and the way to them."""
    listed = stated.get(key) if isinstance(stated, dict) else None
    for place, one in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(one, str):
            yield (*above, key, place), one


def _odd(source: Source, route: Route, faults: Sequence[Fault], advice: str = "") -> Iterator[Fault]:
    """Yield a warning where a file that is named has faults of its own."""
    wrong = [fault for fault in faults if not fault.warning]
    if wrong:
        more = f", and {len(wrong) - 1} more like it" if wrong[1:] else ""
        yield source.fault(route, f"{wrong[0].where}: {wrong[0].said}{more}{advice}", warning=True)
