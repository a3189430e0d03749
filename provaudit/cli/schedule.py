"""`provaudit schedule`: a report by the clock."""

import click

from provaudit.choices import WEEKDAYS
from provaudit.cli import options, rule_options
from provaudit.cli.deferred import done_by


@click.command()
@click.argument("name", metavar="NAME|FILE")
@click.argument("paths", nargs=-1, metavar="[PATH…]")
@click.option(
    "--at",
    "time",
    required=True,
    metavar="HH:MM",
    help="When: by the machine's clock, which systemd turns to --zone; on GitHub in UTC.",
)
@click.option(
    "--on", "weekday", type=click.Choice(WEEKDAYS), help="On this day of the week only; default every day."
)
@click.option("--systemd", is_flag=True, help="A service and a timer, for your own systemd.")
@click.option("--cron", is_flag=True, help="A line for your crontab.")
@click.option("--github", is_flag=True, help="A workflow of GitHub Actions.")
@click.option("--to", metavar="DIR", help="Publish there.")
@click.option("--archive", metavar="DIR", help="Read from, and store in, this archive.")
@click.option(
    "--zone",
    metavar="ZONE",
    help="By whose midnight the report counts days, such as Europe/Berlin; default: what the definition says, else the "
    "machine's; on GitHub UTC.",
)
@options.reading
@options.outlets
@click.option("--print", "shown", is_flag=True, help="Only show what would be written.")
@rule_options.example("  provaudit schedule daily today/ --at 06:30 --archive days/")
@done_by("schedule:schedule")
def schedule() -> None:
    """Write what makes a report by the clock, and say how to switch it on.

    The report of a morning is about the day that ended at the last midnight of --zone. It runs in this folder, with the
    PATHs and options given here. Without --systemd, --cron or --github: systemd where it runs the machine, else cron.
    """
