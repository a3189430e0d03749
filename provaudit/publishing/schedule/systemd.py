"""A service and a timer for the user's own systemd."""

import os
from pathlib import Path

from provaudit.publishing.schedule.plan import Plan, Written
from provaudit.publishing.zone import UTC

_SERVICE = """\
[Unit]
Description={what}

[Service]
Type=oneshot
WorkingDirectory={folder}
ExecStart={command}
Nice=10
"""
_TIMER = """\
[Unit]
Description={what}, by the clock

[Timer]
OnCalendar={when}
Persistent=true

[Install]
WantedBy=timers.target
"""


def units(plan: Plan) -> Written:
    """Return the two units, in the user's folder. Exit code 1, an alarm, makes the service fail: systemd shows it."""
    folder, slug = home(), plan.slug
    what = _percent(f"provaudit report {plan.slug.removeprefix('provaudit-')}")
    program, *arguments = (*plan.program, *plan.arguments)
    # The path of the program is the one word in which systemd looks for no variables.
    command = " ".join((_quoted(program), *(_quoted(word).replace("$", "$$") for word in arguments)))
    zone = "" if plan.zone == (plan.here or UTC) else f" {plan.zone}"
    day = f"{plan.weekday.capitalize()} " if plan.weekday else ""
    service = _SERVICE.format(what=what, folder=_percent(str(plan.folder)), command=command)
    timer = _TIMER.format(what=what, when=f"{day}*-*-* {plan.hour:02}:{plan.minute:02}:00{zone}")
    return Written(
        {folder / f"{slug}.service": service, folder / f"{slug}.timer": timer},
        f"systemctl --user daemon-reload && systemctl --user enable --now {slug}.timer\n"
        f"What it does: systemctl --user status {slug}; a run that ended with status 1 has raised an alarm.\n"
        "To run while you are logged out: loginctl enable-linger",
    )


def home() -> Path:
    """Return the folder of the user's units."""
    config = os.environ.get("XDG_CONFIG_HOME")
    return (Path(config) if config else Path.home() / ".config") / "systemd" / "user"


def _percent(text: str) -> str:
    """Return a text in which systemd sees no specifier."""
    return text.replace("%", "%%")


def _quoted(word: str) -> str:
    """Return one word of a command line: no specifier, escape or quote in it is systemd's."""
    return '"' + _percent(word).replace("\\", "\\\\").replace('"', '\\"') + '"'
