"""A line for a crontab."""

import shlex
from pathlib import Path

from provaudit.choices import WEEKDAYS
from provaudit.publishing.schedule.plan import Plan, Written
from provaudit.publishing.zone import UTC


def line(plan: Plan) -> Written:
    """Return the line in a file of its own. It is silent unless there is an alarm or an error: those cron mails."""
    day = (WEEKDAYS.index(plan.weekday) + 1) % 7 if plan.weekday else "*"
    words = shlex.join((*plan.program, *plan.arguments, "--quiet"))
    said = shlex.quote(f"provaudit report {plan.name}: an alarm, or an error; see its log")
    command = f"cd {shlex.quote(str(plan.folder))} && {words} >/dev/null || echo {said}"
    file = Path(f"{plan.slug}.cron")
    return Written(
        {file: f"{plan.minute} {plan.hour} * * {day} {_percent(command)}\n"},
        f"(crontab -l 2>/dev/null; cat {shlex.quote(str(file))}) | crontab -\nTo switch it off: crontab -e"
        f"{_other_clock(plan)}",
    )


def _other_clock(plan: Plan) -> str:
    """Return what to know where cron goes by another zone than the report's days."""
    if plan.zone == (plan.here or UTC):
        return ""
    clock = f" ({plan.here})" if plan.here else ""
    return f"\ncron goes by the clock of this machine{clock}, the days of the report by {plan.zone}."


def _percent(command: str) -> str:
    """Return the command with each `%`, which is a line break to cron, as cron takes it for itself."""
    return command.replace("%", "\\%")
