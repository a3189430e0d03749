"""What a pack of rules says of itself: its manifest, checked, and the digest of its files."""

import hashlib
import re
from collections.abc import Mapping

from provaudit import resources
from provaudit.rulebook.rule import Pack
from provaudit.written.shape import Form, check_shape
from provaudit.written.source import Source

_BOUND = re.compile(r"(>=|<)([\d.]+)")


def pack_of(source: Source, digest: str) -> Pack | None:
    """Return the pack that a manifest names, or null after adding to `source.faults` what is wrong with it.

    A pack that was made for another provaudit is told, and is one all the same.
    """
    if not isinstance(source.data, dict):
        if not source.faults:
            source.faults.append(source.fault((), "holds no mapping", expected="a pack: name, version, …"))
        return None
    check_shape(source, Form("rule", "pack"))
    if source.faults:
        return None
    stated, here = source.data, resources.installed_version()
    wanted = stated.get("requires", "")
    if not fits(here, wanted):
        what = f"the pack is for provaudit {wanted}, and this is {here}"
        source.faults.append(source.fault(("requires",), what, expected="a provaudit of that version"))
    return Pack(
        name=stated["name"],
        version=stated["version"],
        digest=digest,
        summary=stated["summary"],
        authors=tuple(stated["authors"]),
        licence=stated["licence"],
        source=source.name,
    )


def digest_of(digests: Mapping[str, str]) -> str:
    """Return one SHA-256 over the digests of files by their names."""
    return hashlib.sha256(repr(sorted(digests.items())).encode()).hexdigest()


def fits(version: str, wanted: str) -> bool:
    """Say whether a version lies within bounds such as `>=0.1,<1`; one of a bare source tree fits anything."""
    if version.endswith("+source"):
        return True
    here = _numbers(version)
    return all((here >= _numbers(bound)) == (sign == ">=") for sign, bound in _BOUND.findall(wanted))


def _numbers(version: str) -> tuple[int, ...]:
    """Return the numbers of a version: `0.1.0rc1` as (0, 1, 0)."""
    found = [int(part) for part in re.findall(r"\d+", version)[:3]]
    return (*found, *[0] * (3 - len(found)))
