"""Rules that none of their own tests makes fire: they may never do so."""

from collections.abc import Iterable
from dataclasses import replace

from provaudit.rulebook import Fault, Place, Rulebook, plainly_firing, run_tests
from provaudit.zones import find_zones


def unfired(book: Rulebook, files: Iterable[str], laid: str) -> list[Fault]:
    """Return a warning for each active rule of these files where no test that expects a match has one.

    `laid` are the options that lay their folders over the shipped rules, as ` --rules mine`.
    """
    wanted = set(files)
    rules = tuple(rule for rule in book.rules if rule.source in wanted)
    fired = plainly_firing(replace(book, rules=rules), find_zones)
    left = tuple(rule for rule in rules if rule.id not in fired)  # running a rule in full is slow
    outcomes = run_tests(replace(book, rules=left), find_zones)
    fired |= {outcome.rule for outcome in outcomes if outcome.expect == "match" and outcome.hits}
    return [
        Fault(
            file=test.file,
            place=Place(test.line, len(test.stated) - len(test.stated.lstrip()) + 1),
            what="no test makes the rule fire",
            expected=f"a hit here: `provaudit rules test {rule.id}{laid}` tells what happens",
            source=test.stated,
            warning=True,
        )
        for rule in rules
        if rule.active and rule.id not in fired
        for test in [next(test for test in rule.tests if test.expect == "match")]
    ]
