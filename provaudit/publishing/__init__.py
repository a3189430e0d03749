"""Reports that run by themselves: a definition says what to read, what to show, where to, and what is an alarm."""

from provaudit.publishing.checking import check_definition, read_definition
from provaudit.publishing.definition import Definition
from provaudit.publishing.finding import Found, all_definitions, find
from provaudit.publishing.making import Outcome, run

__all__ = [
    "Definition",
    "Found",
    "Outcome",
    "all_definitions",
    "check_definition",
    "find",
    "read_definition",
    "run",
]
