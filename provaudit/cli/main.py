"""The command `provaudit`: subcommands, loaded when called; the one place where errors become messages."""

import errno
import importlib
import io
import os
import sys
from difflib import get_close_matches
from shutil import get_terminal_size
from typing import NoReturn

import click

from provaudit.errors import InputError, ProvauditError, RuleError
from provaudit.memory import collect_rarely, keep_freed, leave_garbage
from provaudit.report.plain import ENCODE_TWINS, told
from provaudit.resources import installed_version

COMMANDS = {
    "audit": (
        "provaudit.cli.audit:audit",
        "Audit articles: where each text came from, and whether it says so.",
    ),
    "show": ("provaudit.cli.show:show", "Show one article with its zones, signals and sources in place."),
    "compare": ("provaudit.cli.compare:compare", "Show two articles side by side, what they share marked."),
    "outlets": (
        "provaudit.cli.outlets:outlets",
        "Profile outlets: wire copy, credit, sourcing, with intervals.",
    ),
    "rules": ("provaudit.cli.rules:rules", "Write, test, try, measure and describe rules."),
    "report": ("provaudit.cli.report:report", "Make a report that a definition in reports/ describes."),
    "schedule": (
        "provaudit.cli.schedule:schedule",
        "Make a report by the clock: systemd, cron or GitHub Actions.",
    ),
    "archive": ("provaudit.cli.archive:archive", "Keep articles of past days, to trace new ones against."),
    "demo": ("provaudit.cli.demo:demo", "Audit the demo: an invented event and who copied whom."),
}
"""Each command's module and attribute, and the line that `--help` has for it."""

DONE, HOLDS, WRONG, STOPPED, PIPE_CLOSED = 0, 1, 2, 130, 141
"""Exit codes: done; a --fail-on condition holds; the user's input is wrong; Ctrl-C; the reader went away."""


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one only to run it: polars costs half a second."""

    def invoke(self, ctx: click.Context) -> int | None:
        """Run the command and return its exit code; a reader that went away, as `head` does, is no error."""
        try:
            code: int | None = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _let_go()
            return PIPE_CLOSED
        except OSError as fault:
            if isinstance(fault, PermissionError) and fault.filename is not None:
                raise InputError(f"{fault.filename}: {fault.strerror}") from fault
            if fault.errno != errno.ENOSPC:
                raise
            _let_go()
            raise InputError("standard output: no space left to write on") from fault
        return code

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands in the order of the table, which is the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        """Import and return a command; None where there is none of the name."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name][0].split(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that was called; say which one was meant where there is none of the name."""
        meant = get_close_matches(args[0], COMMANDS, n=1) if args[0] not in COMMANDS else []
        if meant:
            ctx.fail(f"No such command {args[0]!r}. Did you mean {meant[0]!r}?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        """Write the commands' lines from the table, importing none of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


def _tell_version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    """Print the version and end; click's own option wants it known at every start, and finding it takes a while."""
    if asked and not context.resilient_parsing:
        click.echo(f"{context.find_root().info_name} {installed_version()}", color=context.color)
        context.exit()


@click.command(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_tell_version,
    help="Show the version and exit.",
)
def cli() -> None:
    """Audit the provenance of news articles.

    Where did this text come from? Does it say so? How much of its sourcing does it show?
    """


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and exit: 0 done, 1 a --fail-on condition holds, 2 the user's input is wrong."""
    collect_rarely()
    keep_freed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=ENCODE_TWINS)
    try:
        code = cli.main(arguments, prog_name="provaudit", standalone_mode=False)
    except ProvauditError as fault:
        code = _say(f"provaudit: {fault}", fold=isinstance(fault, RuleError) or _at_a_desk(arguments))
    except click.ClickException as fault:
        code = _say(_shown(fault), fold=_at_a_desk(arguments))
    except click.Abort:
        _say("provaudit: stopped")
        code = STOPPED
    leave_garbage()
    sys.exit(code or DONE)


def _at_a_desk(arguments: list[str] | None) -> bool:
    """Say whether a person reads the messages wherever they go: rules are written at a desk, other work runs alone."""
    return (sys.argv[1:] if arguments is None else arguments)[:1] == ["rules"]


def _shown(fault: click.ClickException) -> str:
    """Return what click has to say of a command that was called wrongly, its usage first."""
    shown = io.StringIO()
    fault.show(shown)
    return shown.getvalue()


def _say(message: str, *, fold: bool = False) -> int:
    """Print a message on stderr; on a terminal, or where a person reads it anyway, it is folded between words."""
    width = get_terminal_size().columns if fold or sys.stderr.isatty() else None
    click.echo("\n".join(told(message, width)), err=True)
    return WRONG


def _let_go() -> None:
    """Send what is still unwritten nowhere, so that the interpreter's last flush is quiet."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
