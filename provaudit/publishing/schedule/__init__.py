"""A report by the clock: as systemd units, as a line of a crontab, as a workflow of GitHub Actions."""

from collections.abc import Callable, Mapping

from provaudit.publishing.schedule import cron, github, systemd
from provaudit.publishing.schedule.plan import Plan, Written, at

__all__ = ["KINDS", "Plan", "Written", "at"]

KINDS: Mapping[str, Callable[[Plan], Written]] = {
    "systemd": systemd.units,
    "cron": cron.line,
    "github": github.workflow,
}
"""What writes a schedule, by its name."""
