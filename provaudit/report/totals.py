"""An audit in a few numbers, and the conditions that `--fail-on` makes of them."""

import operator
import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches

from provaudit.document import Audit
from provaudit.errors import InputError
from provaudit.model import Credit, Relation, Role
from provaudit.report.view import CONCERNS

_COMPARE: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "!=": operator.ne,
    "==": operator.eq,
    "=": operator.eq,
    ">": operator.gt,
    "<": operator.lt,
}
_TERM = re.compile(r"\s*([a-z][a-z-]*)\s*(>=|<=|!=|==|=|>|<)\s*(\d+(?:\.\d+)?)\s*", re.IGNORECASE)
_EXAMPLE = "for example: uncredited-copies>0 and problems=0"

Condition = Callable[[dict[str, int]], bool]
"""Tells from the totals whether it holds."""


def totals(audit: Audit) -> dict[str, int]:
    """Return every number that a report prints and a condition can name, zero where there is none.

    `uncredited` are articles with prose of another and no credit observed; `uncredited-copies` those among
    them that have at least a quarter of their prose from it.
    """
    articles = audit.articles
    counted = {
        name: articles.select(CONCERNS[name].sum()).item() for name in ("uncredited-copies", "uncredited")
    }
    tables = {
        "articles": articles,
        "stories": audit.stories,
        "unseen": audit.unseen,
        "pairs": audit.pairs,
        "problems": audit.problems,
    }
    words: dict[str, int] = {}
    for column, known in (("role", Role), ("credit", Credit), ("relation", Relation)):
        found = dict(articles.group_by(column).len().iter_rows())
        words |= {str(word): found.get(word, 0) for word in known}
    return {name: table.height for name, table in tables.items()} | counted | words


def condition(expression: str) -> Condition:
    """Return the condition of a `--fail-on` expression: `name>number`, joined by `and` (first) and `or`.

    Raise InputError where it cannot be read or names what is not counted; the message lists what is.
    """
    return _any(
        [_all(list(_terms(part))) for part in re.split(r"\s+or\s+", expression.strip(), flags=re.IGNORECASE)]
    )


def _any(choices: list[Condition]) -> Condition:
    return lambda numbers: any(choice(numbers) for choice in choices)


def _all(terms: list[Condition]) -> Condition:
    return lambda numbers: all(term(numbers) for term in terms)


def _terms(expression: str) -> Iterator[Condition]:
    for part in re.split(r"\s+and\s+", expression, flags=re.IGNORECASE):
        term = _TERM.fullmatch(part)
        if term is None:
            raise InputError(f"--fail-on: cannot read {part!r}; expected name>number, {_EXAMPLE}")
        name, sign, number = term[1].lower(), term[2], float(term[3])
        if name not in NAMES:
            raise InputError(
                f"--fail-on: nothing called {name!r} is counted{_near(name)}\nCounted: {', '.join(NAMES)}"
            )
        yield _term(name, _COMPARE[sign], number)


def _term(name: str, compare: Callable[[float, float], bool], number: float) -> Condition:
    return lambda numbers: compare(numbers[name], number)


def _near(name: str) -> str:
    close = get_close_matches(name, NAMES, n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


NAMES: tuple[str, ...] = (
    *("articles", "stories", "unseen", "pairs", "problems", "uncredited-copies", "uncredited"),
    *(str(word) for known in (Role, Credit, Relation) for word in known),
)
"""What `totals` counts, by name: tables, concerns, then roles, credits and relations."""
