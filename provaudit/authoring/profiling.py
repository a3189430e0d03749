"""What each rule costs on a corpus, in processor time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from provaudit.authoring.corpus import Corpus, Step, asks_audit, find
from provaudit.authoring.shelf import Shelf
from provaudit.rulebook import Rule
from provaudit.rulebook.rule import Words

_RUNS = 3
"""Runs of which the fastest counts: others' work on the machine only ever slows one down."""

_ENOUGH = 0.05
"""Seconds of runs after which no other is made: what takes so long is hardly disturbed (chosen)."""

_NOWHERE = "\U0010fffe"
"""A pattern that is searched for like any other and stands in no text: Unicode keeps it out of interchange."""


@dataclass(frozen=True)
class Cost:
    """What one rule's search takes, without what a rule pays that looks at the same zones for nothing."""

    rule: str
    seconds: float  # of processor time


@dataclass(frozen=True)
class Profile:
    """What the rules cost on so many articles."""

    articles: int
    together: float  # seconds of all timed rules in one run
    costs: tuple[Cost, ...]  # slowest first
    untimed: tuple[str, ...]  # rules that only a whole audit can run: their metrics cost, not they

    @property
    def per_second(self) -> float:
        """Articles a second of processor time that all timed rules together take."""
        return self.articles / max(self.together, 1e-9)


def profile(corpus: Corpus, shelf: Shelf, rules: Sequence[Rule], tell: Step | None = None) -> Profile:
    """Time every rule that can be run alone, and all of them together."""
    active = [rule for rule in rules if rule.active]
    timed = [rule for rule in active if not asks_audit(rule)]

    def seconds(chosen: Sequence[Rule]) -> float:
        taken: list[float] = []
        while len(taken) < _RUNS and sum(taken) < _ENOUGH:
            taken.append(find(corpus, shelf, chosen).seconds)
        return min(taken)

    idle: dict[tuple[str, ...], float] = {}
    costs = []
    for at, rule in enumerate(timed):
        if tell:
            tell(rule.id, 0.3 + 0.6 * at / len(timed))
        looks = (*rule.zones, "without", *rule.ignore)
        if looks not in idle:
            idle[looks] = seconds([_idle(rule)])
        costs.append(Cost(rule.id, max(seconds([rule]) - idle[looks], 0.0)))
    costs.sort(key=lambda cost: (-cost.seconds, cost.rule))
    untimed = tuple(rule.id for rule in active if asks_audit(rule))
    return Profile(corpus.articles.height, seconds(timed), tuple(costs), untimed)


def _idle(rule: Rule) -> Rule:
    """Return the rule with words that stand nowhere: it costs what every rule does that looks where it looks."""
    words = (
        replace(one, patterns=(_NOWHERE,), exceptions=()) for one in rule.selections if isinstance(one, Words)
    )
    others = (one for one in rule.selections if not isinstance(one, Words))
    return replace(rule, selections=(*words, *others))
