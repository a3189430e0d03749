"""Connections to public addresses only, within a time: what a name resolves to is checked, and that is connected to."""

import ipaddress
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from socket import SOCK_STREAM, getaddrinfo
from time import monotonic
from typing import Any

import httpcore
import httpx

from provaudit.ingest.batch import UnreadableError
from provaudit.ingest.clean import printable

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""Where translators put IPv4 into IPv6 (RFC 6052); their local prefix (RFC 8215) leads inside."""

_ASSIGNED = ipaddress.ip_network("2000::/3")
"""All of IPv6 that IANA has given to the open internet; whatever else there is, or will be, is of some other use."""

Named = Collection[tuple[str, int]]
"""Hosts and ports that the user named."""

_LATE = "takes too long to arrive; save it as a file, and name that"

_STEP = 10.0
"""Seconds that one step of a connection may take (chosen); all steps together have the deadline."""


@dataclass
class Deadline:
    """When a fetch must be done; the transport asks it before each step."""

    at: float = float("inf")

    def within(self, seconds: float) -> None:
        """Begin anew: so many seconds from now."""
        self.at = monotonic() + seconds

    def left(self) -> float:
        """Return the seconds that the next step may take; raise UnreadableError if there are none."""
        left = self.at - monotonic()
        if left <= 0:
            raise UnreadableError(_LATE)
        return min(left, _STEP)


def is_public(address: str) -> bool:
    """Return whether an IP address is one of the open internet, also where one hides within another."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if found not in _ASSIGNED:
            return False
    return found.is_global and not found.is_multicast


def _resolved(host: str, port: int, private: Named | None) -> str:
    """Return an IP address of a host; raise UnreadableError if one of them is not public.

    `private` are hosts with their ports that need not be so, since the user named them and allowed it (null: none is
    allowed): a page that leads to another one of the user's network, or to another service of that host, knows more of
    it than it should.

    What only the machines of one wire see (link-local) is never read: there clouds keep the keys of their machines, and
    a page may lead there.
    """
    try:
        answers = getaddrinfo(host, port, type=SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnreadableError(f"the host {printable(host, 100)} is not known: {error}") from error
    found = [str(answer[4][0]) for answer in answers]
    inner = [one for one in found if not is_public(one)]
    if inner and (private is None or (host, port) not in private):
        why = "which is not read; --allow-private reads it"
        if private is not None:
            why = "and no address that was given names it; give its own to have it read"
        raise UnreadableError(
            f"the host {printable(host, 100)} is at {inner[0]}, a private or local address, {why}"
        )
    if inner and (
        local := [one for one in inner if ipaddress.ip_address(one.partition("%")[0]).is_link_local]
    ):
        raise UnreadableError(
            f"the host {printable(host, 100)} is at {local[0]}, where no pages are (link-local)"
        )
    return found[0]


class _Backend(httpcore.NetworkBackend):
    """Connects to the address that was checked, so that a name that changes meanwhile changes nothing."""

    def __init__(self, deadline: Deadline, private: Named | None) -> None:
        self._deadline, self._private = deadline, private
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 -- the deadline's is used
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        address = _resolved(host, port, self._private)
        left = self._deadline.left()
        return _Timed(
            self._sockets.connect_tcp(address, port, left, local_address, socket_options), self._deadline
        )


class _Timed(httpcore.NetworkStream):
    """A stream whose every step has what is left of the time."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 -- the deadline's is used
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 -- the same
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: Any,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        return _Timed(
            self._stream.start_tls(ssl_context, server_hostname, self._deadline.left()), self._deadline
        )

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Guarded(httpx.BaseTransport):
    """Carries requests as httpx wants it, over connections that are checked."""

    def __init__(self, deadline: Deadline, private: Named | None) -> None:
        """Take the deadline of the fetches, and the hosts with ports that may be private (null: none)."""
        backend = _Backend(deadline, private)
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            network_backend=backend,
            max_connections=4,
            keepalive_expiry=5,
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; raise UnreadableError where it fails."""
        url = request.url
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        wanted = httpcore.Request(request.method, target, headers=request.headers.raw, content=request.stream)
        with _named():
            answer = self._pool.handle_request(wanted)
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer))

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        with _named():
            yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


@contextmanager
def _named() -> Iterator[None]:
    try:
        yield
    except httpcore.TimeoutException as error:
        raise UnreadableError(_LATE) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        raise UnreadableError(
            f"cannot be fetched: {printable(str(error) or type(error).__name__, 200)}"
        ) from error
