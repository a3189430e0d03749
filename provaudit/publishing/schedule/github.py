"""A workflow of GitHub Actions."""

import json
import shlex
from pathlib import Path

from provaudit.choices import WEEKDAYS
from provaudit.publishing.schedule.plan import Plan, Written
from provaudit.publishing.zone import UTC
from provaudit.resources import installed_version

_INSTALLED = "provaudit[archive,web]"

_WORKFLOW = """\
name: {name}
on:
  schedule:
    - cron: "{minute} {hour} * * {day}" # UTC
  workflow_dispatch:
permissions:
  contents: read
concurrency:
  group: {slug}
jobs:
  report:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install {requirement}
      - run: |
          {command}
      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: {slug}
          path: {published}
          if-no-files-found: ignore
"""


def workflow(plan: Plan) -> Written:
    """Return the workflow, in the folder where GitHub looks for it. An alarm fails the job, and GitHub says so."""
    day = (WEEKDAYS.index(plan.weekday) + 1) % 7 if plan.weekday else "*"
    text = _WORKFLOW.format(
        name=json.dumps(_plain(f"provaudit report {plan.name}")),
        minute=plan.minute,
        hour=plan.hour,
        day=day,
        slug=plan.slug,
        requirement=shlex.quote(_requirement()),
        command=_plain(shlex.join(("provaudit", *plan.arguments))),
        published=json.dumps(_plain(f"{plan.published}/")),
    )
    file = Path(".github", "workflows", f"{plan.slug}.yml")
    push = f"git add {file} && git commit -m 'Report {plan.name} by the clock' && git push"
    return Written({file: text}, f"{push}{_clock(plan.zone)}{_elsewhere(plan)}{_fleeting(plan.archive)}")


def _clock(zone: str) -> str:
    said = "" if zone == UTC else f", the days of the report by {zone}"
    return f"\nGitHub goes by UTC{said}."


def _elsewhere(plan: Plan) -> str:
    """Return a warning where the workflow names what lies on this machine and in no checkout."""
    named = [one for one in (*plan.inputs, plan.published, plan.archive) if one and "://" not in one]
    away = [one for one in dict.fromkeys(named) if Path(one).is_absolute() or ".." in Path(one).parts]
    if not away:
        return ""
    return (
        f"\nGitHub has only what is in the repository: {', '.join(away)} will not be there. "
        "Name it by a path below this folder, or by an address."
    )


def _fleeting(archive: str | None) -> str:
    """Return what to know of an archive in a folder of a machine that is there for one run."""
    if archive is None or "://" in archive:
        return ""
    return (
        f"\nGitHub's machine is new each time: what is stored in the folder {archive} goes with it. "
        "Keep the archive on object storage (--archive s3://bucket/news)."
    )


def _requirement() -> str:
    """Return what to install: with all that a report may read, which is more than this machine may have."""
    version = installed_version()
    return _INSTALLED if version.endswith("+source") else f"{_INSTALLED}=={version}"


def _plain(text: str) -> str:
    """Return a text in which GitHub sees no expression of its own."""
    return text.replace("${{", "${{ '${{' }}")
