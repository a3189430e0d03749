"""Rules that none of their own tests makes fire: they may never do so."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from provaudit.rulebook import Fault, Place, Rule, Rulebook, plainly_firing, run_tests
from provaudit.sourcing import cited
from provaudit.written import read_source
from provaudit.zones import find_zones


def unfired(book: Rulebook, files: Iterable[str], laid: str = "") -> list[Fault]:
    """Return a warning for each active rule of these files where no test that expects a match has one.

    `laid` are the options that lay their folders over the shipped rules, as ` --rules mine`; none where they ship.
    """
    wanted = set(files)
    rules = tuple(rule for rule in book.rules if rule.source in wanted)
    fired = plainly_firing(replace(book, rules=rules), find_zones)
    left = tuple(rule for rule in rules if rule.id not in fired)  # running a rule in full is slow
    outcomes = run_tests(replace(book, rules=left), find_zones, cited)
    fired |= {outcome.rule for outcome in outcomes if outcome.expect == "match" and outcome.hits}
    return [_warning(rule, laid) for rule in rules if rule.active and rule.id not in fired]


def _warning(rule: Rule, laid: str) -> Fault:
    """Return the warning at what the user wrote: the test, or of a rule that is changed in part the change."""
    test = next(test for test in rule.tests if test.expect == "match")
    expected = f"a hit here: `provaudit rules test {rule.id}{laid}` tells what happens"
    what = "no test makes the rule fire"
    if rule.words and not rule.located:
        what += ": `when` only denies, so that it hits whole articles in which none of the words stands"
        expected = "a selection that must hit, as in `other and not words`"
    if not rule.changes or rule.source == test.file:
        place = Place(test.line, len(test.stated) - len(test.stated.lstrip()) + 1)
        return Fault(test.file, place, what, expected=expected, source=test.stated, warning=True)
    changed = read_source(Path(rule.source), rule.source)
    if ("match",) in changed.keys and len(rule.document["match"]) == 1:
        expected = "`tests` in the change, with texts that it should hit and not"
    elif ("match",) in changed.keys and "when" not in rule.document:
        what += ": without `when` all selections must hit, those of the changed rule too"
        expected = f"a `when` such as `{' or '.join(rule.document['match'])}`"
    key = next((one for one in ("when", "match", "zone", "change") if (one,) in changed.keys), "change")
    return changed.fault((key,), what, key=True, expected=expected, warning=True)
