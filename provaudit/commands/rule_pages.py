"""How rules read on a terminal: a line each, a page of one, a test that failed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from provaudit.authoring.wording import about, lines, selection
from provaudit.report.lines import Line, print_line
from provaudit.report.plain import clean, clip, fold
from provaudit.report.rule_packs import pack_told
from provaudit.rulebook import Outcome, Rule, Rulebook, RuleTest
from provaudit.rulebook.rule import CITED_ZONES

SHOWN = 300
"""Characters of a failed test's text that are shown (chosen: four lines)."""

_RESULTS = ("matched", "silent", "noisy", "missing", "wrong-span", "wrong-agency")
_PROSE = ("why", "false_positives", "references")
_CODEBOOK = ("variable", "definition", "include", "exclude", "borderline")
_LEAST = 20  # cells in which a summary is folded however narrow the screen; chosen


def console(width: int | None = None) -> Console:
    """Return a console that takes text as it is; without a width it is the terminal's."""
    return Console(width=width, highlight=False, emoji=False, markup=False)


def print_list(rulebook: Rulebook, wanted: Sequence[Rule], width: int | None) -> None:
    """Print the wanted rules by dimension, a line each or two: id, points, status, what it finds."""
    screen = console(width)
    longest = max((len(rule.id) for rule in wanted), default=0)
    for name, info in rulebook.dimensions.items():
        of_it = [rule for rule in wanted if rule.dimension == name]
        if not of_it:
            continue
        about = _cut(clean(f"at most {info.cap:g} points · {info.summary}"), screen.width - len(name) - 1)
        screen.print(Text.assemble((name, "bold"), " ", (about, "dim")), soft_wrap=True)
        for rule in of_it:
            head = f"  {rule.id:<{longest}} {points(rule):>4} {rule.status:<7} "
            for at, row in enumerate(
                fold(clean(rule.summary), max(screen.width - len(head), _LEAST)) or [""]
            ):
                before = " " * len(head) if at else head
                screen.print(Text((before + row).rstrip()), soft_wrap=True)
        screen.print()
    summary = f"{count(len(wanted), 'rule')} · {rulebook.name} {rulebook.version} · {rulebook.digest[:12]}"
    screen.print(Text(summary))
    for pack in rulebook.packs:
        screen.print(Text(f"pack {pack_told(pack)}"))


def points(rule: Rule) -> str:
    """Return the rule's points with their sign; nothing is neither gain nor loss."""
    return f"{rule.points:+g}" if rule.points else "0"


def print_failure(screen: Console, outcome: Outcome) -> None:
    """Print what a failed test wanted and what happened, the code behind it, and the test's text."""
    hits = ", ".join(f"“{hit}”" for hit in outcome.hits)
    happened = {
        "missing": "Should match, and nothing hit",
        "noisy": f"Should be silent, and hit {hits}",
        "wrong-span": f"Should hit “{outcome.wanted}”, and hit {hits}",
        "wrong-agency": f"Should credit {outcome.wanted or 'nobody'}, and credits "
        + ", ".join(source or "nobody" for source in outcome.sources),
    }[outcome.result]
    place = f"{outcome.source}:{outcome.line}: {outcome.rule}, test {outcome.number}"
    screen.print(Text(clip(f"{clean(happened)}.", SHOWN) + f" ({outcome.result})", "bold"))
    screen.print(Padding(Text(clean(place)), (0, 0, 0, 4), expand=False))
    screen.print(
        Padding(Text(clip(clean(outcome.text), SHOWN) or "(no text)", "dim"), (0, 0, 0, 4), expand=False)
    )
    if outcome.result == "missing" and outcome.language:
        told = f"The test is in {outcome.language}, and the rule's `language` has {', '.join(outcome.languages)} alone."
        screen.print(Padding(Text(clean(told)), (0, 0, 0, 4), expand=False))
    if outcome.result == "missing" and outcome.apart:
        lies, looks = ", ".join(outcome.apart), ", ".join(outcome.looked_at)
        told = f"The text is taken for {lies}, and the rule looks at {looks}."
        if not CITED_ZONES.keys() >= set(outcome.looked_at):  # no test can say who is cited in it
            told += " `zone:` in the test says what it is."
        screen.print(Padding(Text(told), (0, 0, 0, 4), expand=False))
    screen.print()


def print_outcomes(screen: Console, outcomes: Sequence[Outcome], idle: Sequence[Rule] = ()) -> None:
    """Print how many tests came out how, on a line, and which rules are switched off and have run none."""
    if idle:
        named = idle[0].id if len(idle) == 1 else count(len(idle), "rule")
        where = f" in {idle[0].source}" if len(idle) == 1 else ""
        told = f"{named} {'is' if len(idle) == 1 else 'are'} switched off (status: retired{where})"
        print_line(Line(Text(), Text(clean(f"{told}: no tests run"))), screen)
    if not outcomes:
        return
    counted = Counter(map(_outcome, outcomes))
    tested, failed = len({outcome.rule for outcome in outcomes}), sum(not outcome.ok for outcome in outcomes)
    told = ", ".join(f"{counted[result]:,} {result}" for result in _RESULTS if counted[result])
    head = f"{count(tested, 'rule')}, {count(len(outcomes), 'test')}"
    screen.print(Text(f"{head}, {failed} failed: {told}" if failed else f"{head}, all as expected: {told}"))


def _outcome(outcome: Outcome) -> str:
    if not outcome.ok:
        return outcome.result
    return "matched" if outcome.expect == "match" else "silent"


def print_rule(rule: Rule, rulebook: Rulebook, width: int | None = None) -> None:
    """Print everything that one rule says."""
    screen = console(width)
    print_line(Line(Text(), Text.assemble((rule.id, "bold"), " ", clean(rule.summary))), screen)
    facts = _facts(rule, rulebook)
    widest = max(len(label) for label, _ in facts)
    for label, value in facts:
        margin = f"{clean(label):<{widest}}  "
        for row in value.split("\n"):
            print_line(Line(Text(margin, "dim"), Text(clean(row))), screen)
            margin = " " * len(margin)


def count(number: int, noun: str) -> str:
    """Return a number with its noun: `1 rule`, `2 vocabularies`."""
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun[:-1]}ies" if noun.endswith("y") else f"{number} {noun}s"


def _cut(text: str, width: int) -> str:
    """Return as many whole words as fit, and "…" where some do not."""
    if cell_len(text) <= width:
        return text
    words = text.split()
    while words and cell_len(" ".join(words)) > width - 2:
        words.pop()
    return " ".join([*words, "…"]) if words else clip(text, width)


def _facts(rule: Rule, rulebook: Rulebook) -> list[tuple[str, str]]:
    """Return label and text of everything that a rule says, in the order in which a reader asks."""
    stated = rule.document
    cap = rulebook.dimensions[rule.dimension].cap
    ignored = f", without {', '.join(rule.ignore)}" if rule.ignore else ""
    facts = [
        ("message", rule.message),
        ("dimension", f"{rule.dimension} (at most {cap:g} points)"),
        ("status", rule.status if rule.counts else f"{rule.status} (counts no points)"),
        ("points", points(rule) + (f", the best of group {rule.group}" if rule.group else "")),
        ("zones", ", ".join(rule.zones) + ignored if rule.words else ""),
        ("language", ", ".join(rule.languages) or "any"),
        ("needs", ", ".join(rule.needs) or "nothing"),
        *((f"match {name}", _selection(kinds)) for name, kinds in stated["match"].items()),
        ("when", stated.get("when", "all of them")),
        ("captures", _pairs({key: value or "nobody" for key, value in stated.get("capture", {}).items()})),
        *((key.replace("_", " "), _lines(stated.get(key))) for key in _PROSE),
        ("related", _lines(rule.related)),
        ("was called", _lines(rule.was)),
        *((f"codebook {key}", _lines(stated.get("codebook", {}).get(key))) for key in _CODEBOOK),
        *((f"test {test.number}", _test(test)) for test in rule.tests),
        ("file", rule.source),
        ("changes", rule.changes),
    ]
    return [(label, text) for label, text in facts if text]


def _test(test: RuleTest) -> str:
    known = about(test)
    return f"{test.expect}{f' ({known})' if known else ''}: {test.text}".removesuffix(": ")


def _selection(kinds: Mapping[str, Any]) -> str:
    parts = ((f"{one.told}:" if one.patterns else one.told, *one.patterns) for one in selection(kinds))
    return "\n".join(line for part in parts for line in part)


def _pairs(values: Mapping[str, str]) -> str:
    return ", ".join(f"{key}: {value}" for key, value in values.items())


def _lines(stated: str | Sequence[str] | None) -> str:
    return "\n".join(lines(stated))
