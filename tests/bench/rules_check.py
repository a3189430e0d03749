"""What `provaudit rules check` takes on many rules: the whole command, on a folder of invented ones."""

from pathlib import Path

from .command import PROVAUDIT, typical
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


def rules_check(folder: Path, runs: int) -> Finding:
    """Return the median cost of checking the rules that are written to the folder."""
    rules = folder / "rules"
    for number in range(RULES):
        dimension = _DIMENSIONS[number % len(_DIMENSIONS)]
        path = rules / dimension / f"quay-{number}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_RULE.format(dimension=dimension, number=number), encoding="utf-8")
    cost = typical([PROVAUDIT, "rules", "check", rules], runs)
    figures = {"seconds": Figure(cost.seconds, n=RULES), "CPU seconds": Figure(cost.processor, n=RULES)}
    return Finding(
        f"rules check: {RULES} invented rules, the whole command", figures, (f"{ALLOWED} s is allowed",)
    )
