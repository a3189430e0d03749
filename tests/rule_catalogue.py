"""Writes `rules/CATALOGUE.md`: every rule on a line, every language and every agency that is known."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from provaudit.rulebook import Rule, Rulebook
from provaudit.rulebook.rule import Vocabulary

_HEAD = """# Catalogue of the rules
Generated from the rule files: edit those, and let `pytest tests/test_shipped_rules.py --update-golden` write this page.
"""
_ANY = "any"


def catalogue(rulebook: Rulebook) -> str:
    """Return the page: a table for each dimension, the languages with their rules, the agencies by name."""
    parts = [_HEAD, _counts(rulebook)]
    for name, about in rulebook.dimensions.items():
        rules = [rule for rule in rulebook.rules if rule.dimension == name]
        parts += [f"## {name}", f"{about.summary}. At most {about.cap:g} points.\n", _dimension(rules)]
    parts += ["## Languages", _languages(rulebook.rules)]
    parts += [f"## {_title(one)}\n{one.summary}.\n\n{_names(one)}" for one in _shown(rulebook)]
    return "\n".join(parts).rstrip() + "\n"


def _counts(rulebook: Rulebook) -> str:
    tests = sum(len(rule.tests) for rule in rulebook.rules)
    languages = len({code for rule in rulebook.rules for code in rule.languages})
    return f"{len(rulebook.rules)} rules, {tests} tests, {languages} languages with rules of their own.\n"


def _dimension(rules: Sequence[Rule]) -> str:
    rows = [
        (
            f"`{rule.id.split('/')[1]}`",
            f"{rule.points:+g}" if rule.points else "0",
            _codes(rule),
            _summary(rule),
        )
        for rule in rules
    ]
    return _table(("rule", "points", "languages", "what it finds"), rows)


def _summary(rule: Rule) -> str:
    mark = "" if rule.status == "stable" else f" ({rule.status})"
    return str(rule.document["summary"]) + mark


def _codes(rule: Rule) -> str:
    return " ".join(rule.languages) or _ANY


def _languages(rules: Iterable[Rule]) -> str:
    """Return a table of languages: how many rules each has, in which dimensions."""
    known: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        for code in rule.languages or (_ANY,):
            known[code].append(rule)
    rows = [
        (code, str(len(its)), ", ".join(dict.fromkeys(rule.dimension for rule in its)))
        for code, its in sorted(known.items())
    ]
    return _table(("language", "rules", "dimensions"), rows)


def _shown(rulebook: Rulebook) -> list[Vocabulary]:
    return [
        rulebook.vocabulary[name] for name in ("agencies", "release-services") if name in rulebook.vocabulary
    ]


def _title(vocabulary: Vocabulary) -> str:
    return vocabulary.name.replace("-", " ").capitalize()


def _names(vocabulary: Vocabulary) -> str:
    rows = [(entry.name, ", ".join(f"`{form}`" for form in entry.forms)) for entry in vocabulary.entries]
    return _table(("name", "forms"), rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return (
        "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)
        + "\n"
    )
