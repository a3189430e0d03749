"""Problems of containers: as many as a reader would want, and how many more there are."""

from collections import Counter
from collections.abc import Iterable
from itertools import accumulate

from provaudit.ingest.batch import Problem
from provaudit.ingest.paths import CONTAINERS, format_of

_NAMED = 1000
"""Problems of what one container holds after which no other file of it is named (chosen, as for lines of a file)."""


def bounded(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems, of each container those of its first files that have any, and a count of the others.

    A small archive can hold millions of files, each with a problem of its own. Of one file its reader has bounded them,
    so that they stay together; those of the container itself stay, too.
    """
    counts: Counter[str] = Counter()
    left: Counter[str] = Counter()
    told: set[str] = set()
    kept = []
    for problem in problems:
        container = _container(problem.path)
        if container is not None:
            if counts[container] >= _NAMED and problem.path not in told:
                left[container] += 1
                continue
            counts[container] += 1
            told.add(problem.path)
        kept.append(problem)
    return kept + [Problem(one, f"{count:,} more problems of the files in it") for one, count in left.items()]


def _container(path: str) -> str | None:
    """Return the outermost container that a path leads into, null where there is none."""
    parts = path.split("/")
    places = accumulate(parts, "{}/{}".format)
    found = (place for place, name in zip(places, parts, strict=True) if format_of(name) in CONTAINERS)
    return next((place for place in found if place != path), None)
