"""A report from beginning to end: audit, write, publish, prune; every step in the log, every step repeatable."""

import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from provaudit.document import Audit
from provaudit.pipeline import Progress
from provaudit.publishing import checkpoint
from provaudit.publishing.definition import Definition
from provaudit.publishing.edition import Edition, explained
from provaudit.publishing.forms import write
from provaudit.publishing.journal import NAME, Journal, Say
from provaudit.publishing.matter import matter
from provaudit.publishing.page import raised
from provaudit.publishing.reading import audited, refuse_nothing
from provaudit.report.styles import count


@dataclass(frozen=True)
class Outcome:
    """What a run did."""

    folder: Path  # of the report of this date
    changed: bool  # whether it is other than what was there
    alarms: tuple[str, ...]
    audit: Audit  # of all that was read


def run(
    definition: Definition,
    on: date,
    *,
    say: Say = lambda _line: None,
    progress: Progress | None = None,
    workers: int = 1,
) -> Outcome:
    """Make and publish the report of a date.

    Raise InputError where another run makes it or nothing can be read, StorageError where it cannot be written;
    then, as after a kill, nothing half-made is published and the next run goes on.
    """
    refuse_nothing(definition)
    edition = Edition(definition.to / definition.name, on)
    with explained(edition.folder), edition.locked():
        log = Journal(edition.folder / NAME, definition.name, on, say)
        with log.failures():
            return _made(definition, on, edition, log, progress, workers)


def _made(
    definition: Definition, on: date, edition: Edition, log: Journal, progress: Progress | None, workers: int
) -> Outcome:
    """Do the work of `run`, in an edition that is locked."""
    edition.refuse_strange()
    edition.tidy()
    whole = _audit(definition, on, edition, log, progress, workers)
    about = matter(definition, on, whole)
    log("about", f"{count(about.about.articles.height, 'article')} of {about.span.told}")
    for form in definition.formats:
        write(about, form, edition.files)
        log("written", form)
    changed = edition.publish()
    log("published", f"{edition.published}{'' if changed else ', the same as before'}")
    for gone in edition.prune(definition.keep):
        log("deleted", f"{gone}: the last {definition.keep} are kept")
    for name, why in edition.strangers().items():
        log("left alone", f"{name}: {why}")
    alarms = raised(about)
    for alarm in alarms:
        log("alarm", alarm)
    log("done", count(len(alarms), "alarm"))
    return Outcome(edition.published, changed, tuple(alarms), whole)


def _audit(
    definition: Definition, on: date, edition: Edition, log: Journal, progress: Progress | None, workers: int
) -> Audit:
    """Return the audit: the one that a killed run has left, if it is of the same inputs, else a new one."""
    named = checkpoint.key(definition, on)
    if (found := checkpoint.kept(edition.making, named)) is not None:
        log("audited", f"{count(found.articles.height, 'article')}, by the run before")
        return found
    log("auditing", ", ".join(definition.paths) or "the archive")
    start = time.monotonic()
    made = audited(definition, on, progress, workers)
    checkpoint.keep(edition.making, made, named)
    log("audited", f"{count(made.articles.height, 'article')} in {time.monotonic() - start:.1f} s")
    return made
