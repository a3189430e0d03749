"""`make bench`: measure and print, as plain text and on request as JSON."""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from . import (
    articles,
    confidence,
    corpora,
    flows,
    invented,
    lost,
    pages,
    paraphrases,
    peers,
    rule_sample,
    rules_check,
    rules_stage,
    sourcing,
    speed,
    wirepairs,
)
from .finding import Finding, indented
from .machine import machine, versions


@dataclass(frozen=True)
class Extent:
    """How much is measured: runs of each timing, flows' sizes and seeds, the fan-out, what else."""

    runs: int
    flow: int
    seeds: tuple[int, ...]
    fanout: int
    samples: tuple[int, ...]
    flows: tuple[int, ...]
    crowded: int  # the size of the flow that is timed with and without fan-out
    whole: bool = False  # all of abp
    extras: bool = True  # undated flows, fan-out, paraphrase corpora, timed flows, peers


QUICK = Extent(1, 2_000, (1,), 0, (2_000,), (), 0, extras=False)
USUAL = Extent(3, 5_000, (1, 2, 3), 500, (2_000, 8_000), (5_000, 20_000), 5_000)
FULL = Extent(3, 20_000, (1, 2, 3), 5_000, (2_000, 8_000), (5_000, 20_000), 20_000, whole=True)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print every finding as soon as it is there; write all of them as JSON where asked."""
    asked = _options().parse_args(arguments)
    extent = QUICK if asked.quick else FULL if asked.full else USUAL
    about = {"machine": machine(), "versions": versions(), "SHA-256 of the corpora": corpora.digests()}
    for title, facts in about.items():
        _say(_facts(title, facts))
    findings = []
    with tempfile.TemporaryDirectory(prefix="provaudit-bench-") as folder:
        for finding in measured(Path(folder), extent):
            findings.append(finding.plain())
            _say(finding.text())
    if asked.json:
        asked.json.write_text(json.dumps(about | {"findings": findings}, indent=1) + "\n", encoding="utf-8")


def measured(folder: Path, extent: Extent) -> Iterator[Finding]:
    """Yield the findings one after the other: what is the project's own first, then accuracy, then cost."""
    yield invented.demo(folder, extent.runs)
    yield invented.one_event(folder)
    yield rules_check.rules_check(folder, extent.runs)
    if corpora.SHARED.is_dir():
        yield from labelled(folder, extent)
    else:
        yield Finding(
            "labelled data: not measured", lines=("../shared is not there; it is not part of the project",)
        )


def labelled(folder: Path, extent: Extent) -> Iterator[Finding]:
    """Yield what needs ../shared."""
    pairs, judged = wirepairs.measure(folder)
    yield pairs
    yield from confidence.of_pairs(judged)
    yield articles.polnear(folder)
    yield sourcing.sourcing(folder)
    yield from rule_sample.measure(folder)
    yield from (pages.metadata(), pages.body(), pages.credit(), pages.cost())
    yield articles.clough_stevenson(folder)
    yield articles.seeds_truth(folder)
    yield from _flows(folder, extent)
    if extent.extras:
        yield paraphrases.webis(folder)
        yield paraphrases.semeval(folder)
    yield rules_stage.rules_stage()
    cost, own = speed.abp(folder, extent.runs, sizes=extent.samples, whole=extent.whole)
    yield cost
    if extent.extras:
        yield speed.flows(folder, extent.runs, extent.flows, size=extent.crowded, fanout=extent.fanout)
        sample = corpora.first_by_date(extent.samples[0], folder)
        yield peers.measure(folder, extent.runs, sample, own, judged)


def _flows(folder: Path, extent: Extent) -> Iterator[Finding]:
    """Yield the accuracy on dated, undated and crowded flows, then how far the dated edges' confidence holds."""
    dated, traced = flows.measure(folder, extent.flow, extent.seeds)
    yield dated
    yield lost.measure(folder, extent.flow, extent.seeds[0])
    if extent.extras:
        yield flows.measure(folder, extent.flow, extent.seeds, undated=True)[0]
        yield flows.measure(folder, extent.flow, extent.seeds[:1], fanout=extent.fanout)[0]
    direct = [case for one in traced for case in one.parents]
    yield confidence.told(
        "reliability: edges of the dated flows (not fitted on), right if the parent is the direct one", direct
    )
    kin = [case for one in traced for case in one.kin]
    yield confidence.told("reliability: the same, right if both have their text from one source", kin)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench", description="Measure provaudit: accuracy, speed, memory.")
    extent = parser.add_mutually_exclusive_group()
    extent.add_argument("--quick", action="store_true", help="the labelled sets, one flow, one run (minutes)")
    extent.add_argument("--full", action="store_true", help="large flows and the whole of abp (an hour)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write everything as JSON")
    return parser


def _facts(title: str, facts: Mapping[str, str]) -> str:
    width = max(map(len, facts))
    return "\n".join([title, *indented([f"{name.ljust(width)}  {value}" for name, value in facts.items()])])


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
