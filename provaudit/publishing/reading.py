"""What a report is about, audited: its paths, held to the days that it reads."""

from datetime import date

from provaudit import pipeline
from provaudit.document import Audit
from provaudit.errors import InputError
from provaudit.ingest import stream
from provaudit.publishing import archived
from provaudit.publishing.definition import Definition


def refuse_nothing(definition: Definition) -> None:
    """Raise InputError where a definition, with what the command line says, names nothing to read."""
    if not definition.archive and not definition.paths:
        raise InputError(
            f"the report {definition.name} names nothing to read: name it (provaudit report {definition.name} PATH…, "
            f"or --archive DIR), or write a reports/{definition.name}.yaml of your own with `read: {{paths: […]}}`"
        )


def audited(definition: Definition, on: date, progress: pipeline.Progress | None, workers: int) -> Audit:
    """Return the audit of all that a report of this date reads. Raise InputError where nothing can be read."""
    if definition.archive:
        return archived.audited(definition, on, progress, workers)
    span = definition.days(on)
    pile = stream(definition.paths, definition.columns)
    if span.first is not None and span.last is not None:
        pile = pile.of_days(span.first, span.last, span.zone)
    return pipeline.audit(
        pile, rules=definition.rules, outlets=definition.outlets, progress=progress, workers=workers
    )
