"""What `provaudit rules check` takes on many rules, the whole command: invented ones, and copies of the shipped."""

import os
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import yaml

from .arithmetic import quantile
from .command import PROVAUDIT, Cost, measured
from .corpora import ROOT
from .finding import Figure, Finding

RULES = 500
ALLOWED = 1
"""Seconds that the check may take."""

_DIMENSIONS = ("origin", "attribution", "sourcing", "carrier", "access", "accountability", "form")
_RULE = r"""id: {dimension}/quay-{number}
summary: Cites the quay office's notice {number}
dimension: {dimension}
status: stable
zone: [standfirst, body]
match:
  notice: {{phrase: ["(the) quay office notice{number}", "according to notice{number}|paper{number}",
    "{{agencies}} on notice{number}"]}}
  weather: {{regex: '(?i)\bnotice{number}\s+on the weather\b'}}
when: notice and not weather
points: 1
message: Cites a notice that a reader can look up.
why: Notices are public and numbered.
false_positives: [A story about the notices themselves]
codebook: {{variable: quay_{number}, definition: "Cites notice {number}", include: ["notice{number}"]}}
tests:
  - {{text: "It rained, according to notice{number}, all day.", zone: body, expect: match}}
  - {{text: "The quay office notice{number} was short.", expect: match, span: "The quay office notice{number}"}}
  - {{text: "It rained all day.", zone: body, expect: silent}}
  - {{text: "The quay office notice{number} on the weather was short.", expect: silent}}
"""
_OWN = {"phrase": "(notice{number}) {text}", "regex": r"{text}|\bnotice{number}\b"}
"""What gives a pattern a word of its own, and no other meaning."""


def rules_check(folder: Path, runs: int) -> Finding:
    """Return the median costs of checking rules that are written to the folder, for the first time and again."""
    figures = {}
    for name, texts in (("invented", _invented()), ("copies of the shipped", _copies())):
        rules = folder / name
        for place, text in texts:
            path = rules / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        first, again = zip(*(_twice(rules) for _ in range(runs)), strict=True)
        for when, costs in (("first", first), ("again", again)):
            seconds = quantile(sorted(cost.seconds for cost in costs), 0.5)
            figures[f"{name}, {when}: seconds"] = Figure(seconds, n=RULES)
            processor = quantile(sorted(cost.processor for cost in costs), 0.5)
            figures[f"{name}, {when}: CPU seconds"] = Figure(processor, n=RULES)
    return Finding(f"rules check: {RULES} rules, the whole command", figures, (f"{ALLOWED} s is allowed",))


def _twice(rules: Path) -> list[Cost]:
    """Return what a check takes of which nothing is remembered, and the next one."""
    with TemporaryDirectory() as caches, patch.dict(os.environ, XDG_CACHE_HOME=caches):
        return [measured([PROVAUDIT, "rules", "check", rules]) for _ in range(2)]


def _invented() -> Iterator[tuple[str, str]]:
    for number in range(RULES):
        dimension = _DIMENSIONS[number % len(_DIMENSIONS)]
        yield f"{dimension}/quay-{number}.yaml", _RULE.format(dimension=dimension, number=number)


def _copies() -> Iterator[tuple[str, str]]:
    """Yield copies of the shipped rules, each with patterns of its own: else one that is proved proves another."""
    files = [file for file in sorted((ROOT / "rules").glob("*/*.yaml")) if file.parent.name != "vocabulary"]
    for number, file in enumerate(islice(cycle(files), RULES)):
        rule = yaml.safe_load(file.read_text(encoding="utf-8"))
        rule["id"] += f"-{number}"
        for selection in rule["match"].values():
            for kind in selection.keys() & _OWN:
                texts = selection[kind] if isinstance(selection[kind], list) else [selection[kind]]
                selection[kind] = [_OWN[kind].format(text=text, number=number) for text in texts]
        text = yaml.safe_dump(rule, allow_unicode=True, sort_keys=False)
        yield f"{rule['id']}.yaml", text
