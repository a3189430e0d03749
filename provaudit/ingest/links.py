"""Addresses that stand in pages and feeds."""

from urllib.parse import urljoin


def joined(base: str | None, reference: str) -> str:
    """Return where a reference leads from a base; as it is written where either is no address (`http://[site]/`)."""
    try:
        return urljoin(base or "", reference)
    except ValueError:
        return reference
