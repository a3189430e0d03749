"""What is wrong with a rule's file, on a screen: folded at its width, and the folders that a next command needs."""

import shlex
from collections.abc import Sequence
from pathlib import Path

from provaudit.report.plain import folded
from provaudit.written import Fault


def fault_told(fault: Fault, width: int) -> str:
    """Return the fault, folded between words; the offending line keeps its caret and is cut around it."""
    return "\n".join([folded(fault.summary, width), *fault.excerpt(width)])


def laid(overlays: Sequence[Path]) -> str:
    """Return the options that put these folders of rules in force again, a blank before each."""
    return "".join(f" --rules {shlex.quote(str(folder))}" for folder in overlays)
