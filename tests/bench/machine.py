"""What the figures were measured on: the machine without its name, the versions, the commit."""

import os
import platform
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from .corpora import ROOT

PACKAGES = ("provaudit", "polars", "numpy", "textstat", "PyYAML", "jsonschema", "rich", "datasketch", "rensa")


def machine() -> dict[str, str]:
    """Return cores, memory, load, processor, Python and platform; nothing that names the machine."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "cores": str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()),
        "memory": f"{memory / 1024**3:.0f} GB",
        "load before": f"{os.getloadavg()[0]:.1f} (what others do makes every figure of time worse)",
        "processor": _processor(),
        "platform": f"{platform.system()} {platform.machine()}",
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
    }


def _processor() -> str:
    known = Path("/proc/cpuinfo")
    lines = known.read_text(encoding="utf-8").splitlines() if known.is_file() else []
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown"
    )


def versions() -> dict[str, str]:
    """Return the versions of what computes, and the commit of the source tree where there is one."""
    return {"commit": _commit()} | {name: _version(name) for name in PACKAGES}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _commit() -> str:
    """Return the short commit, with `+` where files differ from it; `unknown` outside a repository."""
    command = ["git", "describe", "--always", "--dirty=+", "--exclude=*"]
    try:
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return done.stdout.strip()
