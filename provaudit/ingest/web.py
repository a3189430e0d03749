"""How addresses are fetched."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Web:
    """Limits of what is fetched from the web; all of them chosen."""

    allow_private: bool = (
        False  # also hosts of the own network and of this machine, where an address names them
    )
    pause: float = 1.0  # seconds between two visits to a host; its robots.txt may ask for more
    patience: float = 30.0  # seconds that one address may take, redirects and robots.txt included
    most: int = 64 * 1024 * 1024  # bytes of what it gives, packed or not


WEB = Web()
"""What holds unless a caller says otherwise."""


def is_address(path: str) -> bool:
    """Return whether a path is an address of the web."""
    return path.lower().startswith(("http://", "https://"))
