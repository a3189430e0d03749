"""Fetches addresses as a polite guest: robots.txt, pauses, limits of time and size, each hop checked."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import NamedTuple

import httpx
from protego import Protego

from provaudit.ingest.batch import UnreadableError
from provaudit.ingest.clean import printable
from provaudit.ingest.guarded import Deadline, Guarded
from provaudit.ingest.transfer import decoded
from provaudit.ingest.web import Web
from provaudit.resources import installed_version

_AGENT = "provaudit"
"""The name by which robots.txt knows this reader."""

_HOPS = 5
"""Redirects that are followed; RFC 9309 asks for at least as many for robots.txt."""

_ROBOTS = 512_000
"""Bytes of robots.txt that are read; RFC 9309 asks for at least 500 KiB."""

_LONGEST_PAUSE = 30.0
"""Seconds that a site's crawl delay may ask for; a slower one is not waited for (chosen)."""

_ALLOWED = Protego.parse("")
_PORTS = {"http": 80, "https": 443}
_REDIRECTS = (301, 302, 303, 307, 308)


class Fetched(NamedTuple):
    """What an address gave: where it was in the end, how the server names its kind, and its bytes."""

    url: str
    content_type: str | None
    body: bytes


@dataclass
class Fetcher:
    """Fetches one address after another, and remembers what each host asks for."""

    web: Web
    client: httpx.Client
    deadline: Deadline
    robots: dict[str, Protego] = field(default_factory=dict)
    lost: dict[str, str] = field(default_factory=dict)  # hosts whose robots.txt cannot be had, and why
    visits: dict[str, float] = field(default_factory=dict)

    def get(self, address: str) -> Fetched:
        """Fetch an address; raise UnreadableError naming what forbids or prevents it."""
        self.deadline.within(self.web.patience)
        url = _url(address)
        for _ in range(_HOPS + 1):
            self._ask(url)
            with self._answer(url) as answer:
                if answer.status_code in _REDIRECTS:
                    url = _next(url, answer)
                    continue
                if not answer.is_success:
                    raise UnreadableError(_refused(answer))
                packed = _body(answer, self.web.most)
                body = decoded(packed, answer.headers.get("Content-Encoding"), self.web.most)
                return Fetched(str(url), answer.headers.get("Content-Type"), body)
        raise UnreadableError(f"is redirected more than {_HOPS} times")

    def _ask(self, url: httpx.URL) -> None:
        """Raise UnreadableError if the robots.txt of the host forbids an address; wait for the host's turn."""
        origin = f"{url.scheme}://{url.netloc.decode()}"
        rules = self._rules(origin)
        if not rules.can_fetch(str(url), _AGENT):
            raise UnreadableError(
                f"the robots.txt of {printable(url.host, 100)} forbids it; ask the publisher, or save the page"
                " and name the file"
            )
        pause = max(self.web.pause, rules.crawl_delay(_AGENT) or 0)
        if pause > max(_LONGEST_PAUSE, self.web.pause):
            raise UnreadableError(
                f"the robots.txt of {printable(url.host, 100)} asks for {pause:.0f} s between visits"
            )
        self._wait(url.host, pause)

    def _rules(self, origin: str) -> Protego:
        """Return the rules of a host, asked for once; raise UnreadableError if it cannot be reached."""
        if origin in self.lost:
            raise UnreadableError(self.lost[origin])
        if origin not in self.robots:
            try:
                self.robots[origin] = self._robots(httpx.URL(f"{origin}/robots.txt"))
            except UnreadableError as error:
                self.lost[origin] = f"{error} (asked for its robots.txt)"
                raise UnreadableError(self.lost[origin]) from error
        return self.robots[origin]

    def _wait(self, host: str, pause: float) -> None:
        """Sleep until the host's turn, which counts against no deadline."""
        rest = self.visits.get(host, 0) + pause - time.monotonic()
        if rest > 0:
            time.sleep(rest)
            self.deadline.at += rest

    def _robots(self, url: httpx.URL) -> Protego:
        """Return the rules of a host (RFC 9309), none where it has none; raise UnreadableError where it cannot say."""
        for _ in range(_HOPS + 1):
            with self._answer(url) as answer:
                if answer.status_code in _REDIRECTS:
                    url = _next(url, answer)
                elif answer.is_success:
                    packed = b"".join(_chunks(answer, _ROBOTS))[:_ROBOTS]
                    text = decoded(packed, answer.headers.get("Content-Encoding"), self.web.most)
                    return Protego.parse(text.decode("utf-8", "replace"))
                elif answer.is_client_error:
                    return _ALLOWED
                else:
                    what = (
                        "so that nobody knows what is forbidden there, and nothing is read; try again later"
                    )
                    raise UnreadableError(f"{_refused(answer)}, {what}")
        return _ALLOWED

    @contextmanager
    def _answer(self, url: httpx.URL) -> Iterator[httpx.Response]:
        """Open an address; what its host asks for is not looked at."""
        try:
            with self.client.stream("GET", url) as answer:
                yield answer
        except httpx.HTTPError as error:
            raise UnreadableError(f"cannot be fetched: {printable(str(error), 200)}") from error
        except (
            httpx.InvalidURL,
            UnicodeError,
        ) as error:  # the library looks where an answer leads before we do
            raise UnreadableError(f"leads to no valid address: {printable(str(error), 200)}") from error
        finally:
            self.visits[url.host] = time.monotonic()


@contextmanager
def fetching(web: Web, addresses: Iterable[str]) -> Iterator[Fetcher]:
    """Open a fetcher for the addresses that were given, whose connections go with the context."""
    deadline = Deadline()
    headers = {
        "User-Agent": f"{_AGENT}/{installed_version()}",
        "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5",
        "Accept-Encoding": "gzip, deflate",
    }
    transport = Guarded(deadline, _hosts(addresses) if web.allow_private else None)
    with httpx.Client(
        transport=transport, headers=headers, trust_env=False, follow_redirects=False
    ) as client:
        yield Fetcher(web, client, deadline)


def _hosts(addresses: Iterable[str]) -> frozenset[tuple[str, int]]:
    """Return the hosts of addresses, as connections name them, and their ports."""
    found = set()
    for address in addresses:
        with suppress(UnreadableError):  # which is said when its turn comes
            url = _url(address)
            found.add((url.raw_host.decode("ascii"), url.port or _PORTS[url.scheme]))
    return frozenset(found)


def _url(address: str) -> httpx.URL:
    """Return an address that may be fetched; raise UnreadableError for any other."""
    try:
        url = httpx.URL(address)
        host = url.host
    except (httpx.InvalidURL, ValueError) as error:
        raise UnreadableError(f"is no valid address: {printable(str(error), 200)}") from error
    if url.scheme not in ("http", "https") or not host:
        raise UnreadableError(
            f"is no address of the web: its scheme is {printable(url.scheme, 40) or 'missing'}"
        )
    if url.userinfo:
        raise UnreadableError(
            "carries a name or password, which would stand in every report; it is not fetched"
        )
    return url.copy_with(fragment=None)


def _next(url: httpx.URL, answer: httpx.Response) -> httpx.URL:
    """Return where an answer leads."""
    place = answer.headers.get("Location")
    if not place:
        raise UnreadableError(f"answers {answer.status_code} and does not say where to")
    try:
        return _url(str(url.join(place)))
    except UnreadableError as error:
        raise UnreadableError(f"leads to {printable(place, 200)}, which {error}") from error


def _refused(answer: httpx.Response) -> str:
    """Say what an answer means that brings no page."""
    later = answer.headers.get("Retry-After")
    wait = f"; its server asks to come back after {printable(later, 40)}" if later else ""
    return f"answers {answer.status_code} {printable(answer.reason_phrase, 60)}{wait}".rstrip()


def _body(answer: httpx.Response, most: int) -> bytes:
    """Return a body as it was sent; raise UnreadableError if it is larger than `most` bytes."""
    body = b"".join(_chunks(answer, most))
    if len(body) > most:
        raise UnreadableError(f"is larger than {most >> 20} MB; save it as a file, and name that")
    return body


def _chunks(answer: httpx.Response, most: int) -> Iterator[bytes]:
    """Yield a body in pieces, until there is more than `most` bytes of it."""
    count = 0
    for chunk in answer.iter_raw():
        yield chunk
        count += len(chunk)
        if count > most:
            return
