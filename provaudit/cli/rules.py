"""`provaudit rules`: list, check, test and explain the rules in force."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from inspect import cleandoc
from pathlib import Path
from typing import Any

import click
from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from provaudit.model import Dimension
from provaudit.report.plain import clean, clip
from provaudit.rulebook import (
    METRICS,
    Fault,
    Outcome,
    Rule,
    Rulebook,
    RuleTest,
    load,
    run_tests,
    unknown_rule,
)
from provaudit.zones import find_zones

WRONG = 2
"""Exit code: a rule is wrong, or does not do what its tests expect."""

SHOWN = 300
"""Characters of a failed test's text that are shown (chosen: four lines)."""

_PROSE = ("why", "false_positives", "references", "related")
_CODEBOOK = ("variable", "definition", "include", "exclude", "borderline")

overlay = click.option(
    "--rules",
    "overlays",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A folder of your own rules over the shipped ones; may be given more than once.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def rules() -> None:
    """List, check, test and explain the rules.

    A rule is one YAML file, rules/<dimension>/<name>.yaml; a folder of the same layout given with --rules
    adds to the shipped rules and replaces those of the same path.
    """


def _example(text: str) -> Callable[[Any], Any]:
    """Return a decorator that puts examples, unwrapped, at the end of a command's help."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        command.__doc__ = f"{cleandoc(command.__doc__ or '')}\n\n\b\nExample:\n{text}"
        return command

    return decorate


@rules.command("list")
@click.option(
    "--dimension",
    type=click.Choice([dimension.value for dimension in Dimension]),
    help="Only the rules of one dimension.",
)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@overlay
@_example("  provaudit rules list --dimension attribution")
def list_rules(dimension: str | None, form: str, overlays: tuple[Path, ...]) -> None:
    """List every rule: where it looks, what it gives, what it finds."""
    rulebook = load(overlays)
    wanted = [rule for rule in rulebook.rules if dimension in (None, rule.dimension)]
    if form == "json":
        click.echo(json.dumps([_row(rule) for rule in wanted], ensure_ascii=False, indent=2))
    else:
        _print_tables(rulebook, wanted)
    _mention(rulebook.errors)


def _row(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "dimension": rule.dimension,
        "zones": list(rule.zones),
        "points": rule.points,
        "status": rule.status,
        "summary": rule.summary,
        "group": rule.group,
        "language": list(rule.languages),
        "needs": list(rule.needs),
        "file": rule.source,
    }


def _print_tables(rulebook: Rulebook, wanted: Sequence[Rule]) -> None:
    console = _console()
    for name, info in rulebook.dimensions.items():
        of_it = [rule for rule in wanted if rule.dimension == name]
        if not of_it:
            continue
        console.print(
            Text(f"{name}", "bold"), Text(clean(f"at most {info.cap:g} points · {info.summary}"), "dim")
        )
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
        # An id stays on one line, to be copied: the zones go below it.
        table.add_column("rule, and where it looks", width=max(len(rule.id) for rule in wanted))
        table.add_column("points", justify="right", no_wrap=True)
        table.add_column("status", no_wrap=True)
        table.add_column("what it finds", ratio=1)
        for rule in of_it:
            where = Text.assemble(rule.id, "\n", (", ".join(rule.zones), "dim"))
            table.add_row(where, f"{rule.points:+g}", rule.status, Text(clean(rule.summary)))
        console.print(table)
    console.print(
        Text(f"{_count(len(wanted), 'rule')} · {rulebook.name} {rulebook.version} · {rulebook.digest[:12]}")
    )


@rules.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]...")
@overlay
@_example("  provaudit rules check my-rules\n  provaudit rules check my-rules/origin/village-gazette.yaml")
@click.pass_context
def check(context: click.Context, paths: tuple[Path, ...], overlays: tuple[Path, ...]) -> None:
    """Say what is wrong with rule files: all of it, each with its line.

    PATH is a folder laid out like rules/, or one file in such a folder; without it all rules in force are
    checked.
    """
    folders = [path if path.is_dir() else path.absolute().parent.parent for path in paths]
    rulebook = load([*overlays, *dict.fromkeys(folders)])
    faults = [fault for fault in rulebook.faults if not paths or _within(fault, paths)]
    for fault in faults:
        click.echo(str(fault))
    errors = sum(not fault.warning for fault in faults)
    checked = "rules and vocabularies checked" if not paths else f"{_count(len(paths), 'path')} checked"
    click.echo(f"{checked}: {_count(errors, 'error')}, {_count(len(faults) - errors, 'warning')}")
    context.exit(WRONG if errors else 0)


def _within(fault: Fault, paths: Iterable[Path]) -> bool:
    file = Path(fault.file).resolve()
    return any(file.is_relative_to(path.resolve()) for path in paths)


@rules.command()
@click.argument("wanted", nargs=-1, metavar="[RULE]...")
@overlay
@_example(
    "  provaudit rules test attribution/generic-agencies\n  provaudit rules test 'origin/*' --rules my-rules"
)
@click.pass_context
def test(context: click.Context, wanted: tuple[str, ...], overlays: tuple[Path, ...]) -> None:
    """Run the tests that the rules carry.

    RULE is an id or a pattern such as 'origin/*'; without it all rules are tested.
    """
    rulebook = load(overlays)
    chosen = {rule.id: rule for name in wanted or ["*"] for rule in _chosen(rulebook, name)}
    outcomes = run_tests(replace(rulebook, rules=tuple(chosen.values())), find_zones)
    failed = [outcome for outcome in outcomes if not outcome.ok]
    console = _console()
    for outcome in failed:
        _print_failure(console, outcome)
    tested = len({outcome.rule for outcome in outcomes})
    summary = f"{_count(tested, 'rule')}, {_count(len(outcomes), 'test')}: "
    console.print(Text(summary + (f"{len(failed)} failed" if failed else "all as expected")))
    _mention(rulebook.errors)
    context.exit(WRONG if failed or rulebook.errors else 0)


def _chosen(rulebook: Rulebook, name: str) -> list[Rule]:
    found = [rule for rule in rulebook.rules if rule.id == name or fnmatchcase(rule.id, name)]
    if not found:
        raise unknown_rule(name, rulebook)
    return found


def _print_failure(console: Console, outcome: Outcome) -> None:
    hits = "; ".join(f"“{hit}”" for hit in outcome.hits)
    happened = {
        "missing": "should match, and nothing hit",
        "noisy": f"should be silent, and hit {hits}",
        "wrong-span": f"should hit “{outcome.wanted}”, and hit {hits}",
        "wrong-agency": f"should credit {outcome.wanted or 'nobody'}, and credits "
        + ", ".join(source or "nobody" for source in outcome.sources),
    }[outcome.result]
    head = f"{outcome.source}:{outcome.line}: {outcome.rule}, test {outcome.number}: "
    console.print(Text.assemble((clean(head), "bold"), (outcome.result, "bold red")))
    console.print(Padding(Text(clip(clean(outcome.text), SHOWN) or "(no text)", "dim"), (0, 0, 0, 4)))
    console.print(Padding(Text(clip(clean(happened), SHOWN)), (0, 0, 1, 4)))


@rules.command()
@click.argument("rule", metavar="RULE")
@overlay
@_example("  provaudit rules show attribution/generic-agencies")
def show(rule: str, overlays: tuple[Path, ...]) -> None:
    """Show everything about one rule."""
    rulebook = load(overlays)
    found = next((one for one in rulebook.rules if one.id == rule), None)
    if found is None:
        raise unknown_rule(rule, rulebook)
    _print_rule(found, rulebook)


def _print_rule(rule: Rule, rulebook: Rulebook) -> None:
    console = _console()
    console.print(Text(rule.id, "bold"), Text(clean(rule.summary)))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for label, value in _facts(rule, rulebook):
        grid.add_row(Text(label), Text("\n".join(map(clean, value.split("\n")))))
    console.print(grid)


def _facts(rule: Rule, rulebook: Rulebook) -> list[tuple[str, str]]:
    """Return label and text of everything that a rule says, in the order in which a reader asks."""
    stated = rule.document
    cap = rulebook.dimensions[rule.dimension].cap
    ignored = f", without {', '.join(rule.ignore)}" if rule.ignore else ""
    facts = [
        ("message", rule.message),
        ("dimension", f"{rule.dimension} (at most {cap:g} points)"),
        ("status", rule.status if rule.counts else f"{rule.status} (counts no points)"),
        ("points", f"{rule.points:+g}" + (f", the best of group {rule.group}" if rule.group else "")),
        ("zones", ", ".join(rule.zones) + ignored),
        ("language", ", ".join(rule.languages) or "any"),
        ("needs", ", ".join(rule.needs) or "nothing"),
        *((f"match {name}", _selection(kinds)) for name, kinds in stated["match"].items()),
        ("when", stated.get("when", "all of them")),
        (
            "captures",
            ", ".join(f"{key}: {value or 'nobody'}" for key, value in stated.get("capture", {}).items()),
        ),
        *((key.replace("_", " "), _lines(stated.get(key))) for key in _PROSE),
        *((f"codebook {key}", _lines(stated.get("codebook", {}).get(key))) for key in _CODEBOOK),
        *((f"test {test.number}", _test(test)) for test in rule.tests),
        ("file", rule.source),
    ]
    return [(label, text) for label, text in facts if text]


def _test(test: RuleTest) -> str:
    known = {"zone": test.zone, **test.article, **test.metrics}
    about = ", ".join(f"{key} {value}" for key, value in known.items() if value is not None)
    return f"{test.expect}{f' ({about})' if about else ''}: {test.text}".removesuffix(": ")


def _selection(kinds: dict[str, Any]) -> str:
    kind, value = next((kind, value) for kind, value in kinds.items() if kind != "except")
    if kind == "metric":
        compared = ", ".join(f"{key} {wanted}" for key, wanted in value.items() if key != "name")
        return f"metric {value['name']} {compared} ({METRICS[value['name']].meaning})"
    if kind == "meta":
        test, wanted = next((key, text) for key, text in value.items() if key != "field")
        return f"metadata {value['field']} {test} {'' if wanted is True else _lines(wanted)}".strip()
    excepted = "".join(f"\nexcept {key}\n{_lines(text)}" for key, text in kinds.get("except", {}).items())
    return f"{kind}\n{_lines(value)}{excepted}"


def _lines(value: str | Sequence[str] | None) -> str:
    return value if isinstance(value, str) else "\n".join(value or ())


def _mention(errors: Sequence[Fault]) -> None:
    """Say on stderr that some rules are not in force, and how to see why."""
    if errors:
        click.echo(f"{_count(len(errors), 'error')} in rule files: run `provaudit rules check`", err=True)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _console() -> Console:
    return Console(highlight=False, emoji=False, markup=False)
