"""Addresses: fetched politely, within bounds, and never from where they should not lead."""

import gzip
import socket
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise

import pytest
from container_fixture import packed_crawl, page, zipped

from provaudit.errors import InputError
from provaudit.ingest import Web, stream
from provaudit.ingest.guarded import is_public

QUICK = Web(allow_private=True, pause=0, patience=3)
HTML = "text/html; charset=utf-8"


class Site(BaseHTTPRequestHandler):
    """Answers with what the test put under a path: (status, headers, body), or a function that writes."""

    def do_GET(self):
        self.server.visits.append((self.path, time.monotonic(), self.headers["User-Agent"]))
        answer = self.server.answers.get(self.path)
        if callable(answer):
            answer(self)
            return
        status, headers, body = answer or (404, {}, b"")
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    server.answers, server.visits = {}, []
    server.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def fetched(*addresses, web=QUICK):
    """The articles of addresses as rows, and the problems' messages; none of both where nothing could be read."""
    given = stream(list(addresses), web=web)
    texts = [text for part in given.texts() for text in part]
    if not texts:
        with pytest.raises(InputError) as error:
            given.finished()
        return [], [str(error.value)]
    found = given.finished()
    rows = found.articles.select("id", "url", "title").rows()
    return rows, found.problems["message"].to_list()


def test_a_page_is_fetched_and_named_by_its_address(site):
    site.answers["/a"] = (200, {"Content-Type": HTML}, page(1))
    rows, problems = fetched(f"{site.url}/a#part")
    assert rows == [(f"{site.url}/a#part", f"{site.url}/a", "Gate 1 fails")]
    assert problems == []
    assert [path for path, _, _ in site.visits] == ["/robots.txt", "/a"]
    assert all(agent.startswith("provaudit/") for _, _, agent in site.visits)


FEED = b"<rss><channel><title>Post</title><item><title>A</title><link>http://post.example/a</link>\
<description>Water ran.</description></item></channel></rss>"


@pytest.mark.parametrize(
    ("path", "kind", "body", "name"),
    [
        ("/feed", "application/rss+xml", FEED, "#http://post.example/a"),
        ("/feed", "text/plain", FEED, "#http://post.example/a"),
        ("/news.json", "application/json", b'[{"text": "Water ran."}]', "#1"),
        ("/news.jsonl", "text/plain", b'{"text": "Water ran."}\n', "#1"),
        ("/news.csv", "text/csv", b"id,text\na,Water ran.\n", None),
        ("/news.txt", "text/plain", b"Water ran.", ""),
        ("/page", "application/octet-stream", page(1), ""),
        ("/x.zip", "application/octet-stream", zipped([("a.txt", b"Water ran.")]), "/a.txt"),
        ("/crawl", "application/gzip", b"".join(packed_crawl(1)), "#https://post.example/0"),
        ("/a.txt.gz", "application/gzip", gzip.compress(b"Water ran.", mtime=0), ""),
        ("/a", HTML, gzip.compress(page(1), mtime=0), ""),
    ],
)
def test_what_an_address_gives_is_read_by_what_it_is(site, path, kind, body, name):
    site.answers[path] = (200, {"Content-Type": kind}, body)
    rows, problems = fetched(site.url + path)
    assert [row[0] for row in rows] == ["a" if name is None else f"{site.url}{path}{name}"]
    assert [message for message in problems if "only a summary" not in message] == []


def test_a_packed_body_is_unpacked_and_a_bomb_is_not(site):
    site.answers["/a"] = (
        200,
        {"Content-Type": HTML, "Content-Encoding": "gzip"},
        gzip.compress(page(1), mtime=0),
    )
    bomb = gzip.compress(bytes(5_000_000))
    site.answers["/b"] = (200, {"Content-Type": HTML, "Content-Encoding": "gzip"}, bomb)
    rows, problems = fetched(
        f"{site.url}/a", f"{site.url}/b", web=Web(allow_private=True, pause=0, most=1 << 20)
    )
    assert [title for _, _, title in rows] == ["Gate 1 fails"]
    assert problems == ["unpacks to more than 1 MB, as no page does"]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "0", "169.254.169.254", "10.0.0.1"])
def test_private_addresses_are_refused(host):
    rows, problems = fetched(f"http://{host}:9/", web=Web(pause=0, patience=3))
    assert rows == []
    assert "a private or local address, which is not read; --allow-private reads it" in problems[0]


@pytest.mark.parametrize("named", [False, True])
def test_a_page_leads_to_a_private_host_only_where_an_address_names_it(site, named):
    site.answers["/a"] = (302, {"Location": f"http://localhost:{site.server_port}/inner"}, b"")
    site.answers["/inner"] = (200, {"Content-Type": HTML}, page(1))
    other = [f"http://localhost:{site.server_port}/gone"] if named else []
    rows, problems = fetched(f"{site.url}/a", *other)
    assert [title for _, _, title in rows] == ["Gate 1 fails"] * named
    assert ("/inner" in [path for path, _, _ in site.visits]) == named
    assert ("a private or local address, and no address that was given names it" in problems[0]) != named


def test_a_page_leads_to_no_other_port_of_a_private_host_that_is_named(site):
    site.answers["/a"] = (302, {"Location": "http://127.0.0.1:9/inner"}, b"")
    rows, problems = fetched(f"{site.url}/a")
    assert rows == []
    assert "a private or local address, and no address that was given names it" in problems[0]


@pytest.mark.parametrize("host", ["169.254.169.254", "[fe80::1]"])
def test_addresses_of_one_wire_are_refused_though_private_ones_are_allowed(host):
    rows, problems = fetched(f"http://{host}/", web=Web(pause=0, patience=3, allow_private=True))
    assert rows == []
    assert "where no pages are (link-local)" in problems[0]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("2001:4860:4860::8888", True), ("127.0.0.1", False), ("::1", False),
        ("::ffff:10.0.0.1", False), ("64:ff9b::7f00:1", False), ("64:ff9b::808:808", True),
        ("2002:7f00:1::", False), ("224.0.0.1", False), ("ff02::1", False), ("fe80::1%eth0", False),
        ("100.64.0.1", False), ("0.0.0.0", False),  # noqa: S104
        ("fec0::1", False), ("64:ff9b:1::7f00:1", False), ("64:ff9b:1::808:808", False), ("::7f00:1", False),
        ("::ffff:0:127.0.0.1", False), ("5f00::1", False), ("fd00::1", False), ("2001:db8::1", False),
        ("::ffff:8.8.8.8", True), ("240.0.0.1", False), ("2002:808:808::", True),
    ],
)  # fmt: skip
def test_an_address_hidden_in_another_is_seen(address, public):
    assert is_public(address) is public


def answers(address):
    """A resolver for which every name is at one address."""
    return lambda _host, port, **_: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]


def test_a_name_that_leads_inside_is_refused_whatever_it_is_called(monkeypatch):
    monkeypatch.setattr("provaudit.ingest.guarded.getaddrinfo", answers("192.168.1.1"))
    rows, problems = fetched("http://news.example/", web=Web(pause=0, patience=3))
    assert rows == []
    assert "the host news.example is at 192.168.1.1" in problems[0]


def test_what_was_checked_is_what_is_connected_to(monkeypatch, site):
    """A name is asked for once a connection: one that then leads elsewhere leads nobody there."""
    asked, checked = [], []
    resolve = answers("127.0.0.1")
    site.answers["/a"] = (200, {"Content-Type": HTML}, page(1))
    monkeypatch.setattr(
        "provaudit.ingest.guarded.getaddrinfo",
        lambda *args, **more: asked.append(args) or resolve(*args, **more),
    )
    monkeypatch.setattr("provaudit.ingest.guarded.is_public", lambda address: not checked.append(address))
    rows, _ = fetched(f"http://news.example:{site.server_port}/a", web=Web(pause=0, patience=3))
    assert [title for _, _, title in rows] == ["Gate 1 fails"]
    assert len(asked) == len(checked) == len(site.visits) == 2


def test_a_redirect_to_a_private_address_is_refused(monkeypatch, site):
    def resolve(host, port, **_):
        address = "127.0.0.1" if host in ("news.example", "127.0.0.1") else "10.0.0.7"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    site.answers["/a"] = (302, {"Location": "http://inner.example/secret"}, b"")
    monkeypatch.setattr("provaudit.ingest.guarded.getaddrinfo", resolve)
    monkeypatch.setattr("provaudit.ingest.guarded.is_public", lambda address: address != "10.0.0.7")
    rows, problems = fetched(f"http://news.example:{site.server_port}/a", web=Web(pause=0, patience=3))
    assert rows == []
    assert "the host inner.example is at 10.0.0.7, a private or local address" in problems[0]


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("/b", None),
        ("file:///etc/passwd", "leads to file:///etc/passwd, which is no address of the web"),
        ("http://user:word@127.0.0.1/", "carries a name or password"),
        ("/a", "is redirected more than 5 times"),
        ("", "does not say where to"),
        ("http://a:x/", "Invalid URL in location header"),
        ("javascript:alert(1)", "leads to no valid address: For absolute URLs"),
        ("mailto:ada@heron.example", "leads to no valid address"),
        ("http://xn--/", "leads to no valid address: Malformed A-label"),
    ],
)
def test_redirects_are_followed_as_far_as_they_may_lead(site, place, message):
    site.answers["/a"] = (301, {"Location": place} if place else {}, b"")
    site.answers["/b"] = (200, {"Content-Type": HTML}, page(1))
    rows, problems = fetched(f"{site.url}/a")
    if message is None:
        assert rows == [(f"{site.url}/a", f"{site.url}/b", "Gate 1 fails")]
    else:
        assert message in problems[0]


@pytest.mark.parametrize(
    ("robots", "message"),
    [
        ((200, {}, b"User-agent: *\nDisallow: /a"), "forbids it; ask the publisher"),
        ((200, {}, b"User-agent: provaudit\nDisallow: /"), "forbids it"),
        ((200, {}, b"User-agent: other\nDisallow: /"), None),
        ((403, {}, b""), None),
        (
            (503, {}, b""),
            "answers 503 Service Unavailable, so that nobody knows what is forbidden there, and nothing is read; try",
        ),
        ((301, {"Location": "/rules"}, b""), "forbids it"),
        ((301, {"Location": "/robots.txt"}, b""), None),
        ((200, {}, b"User-agent: *\nCrawl-delay: 300"), "asks for 300 s between visits"),
        ((200, {"Content-Encoding": "gzip"}, b"\x1f\x8bnonsense"), "(asked for its robots.txt)"),
        (
            (200, {}, b"# " + b"x" * 600_000 + b"\nUser-agent: *\nDisallow: /"),
            None,
        ),  # only its first 500 KiB count
    ],
)
def test_robots_txt_is_obeyed(site, robots, message):
    site.answers |= {"/robots.txt": robots, "/rules": (200, {}, b"User-agent: *\nDisallow: /")}
    site.answers["/a"] = (200, {"Content-Type": HTML}, page(1))
    rows, problems = fetched(f"{site.url}/a")
    assert bool(rows) is (message is None)
    if message:
        assert message in problems[0]
        assert "/a" not in [path for path, _, _ in site.visits]


def test_robots_txt_is_asked_for_once_and_a_host_is_given_a_pause(site):
    site.answers |= {f"/{n}": (200, {"Content-Type": HTML}, page(n)) for n in range(3)}
    rows, _ = fetched(
        *[f"{site.url}/{n}" for n in range(3)], f"{site.url}/0", web=Web(allow_private=True, pause=0.2)
    )
    assert len(rows) == 3
    assert [path for path, _, _ in site.visits] == ["/robots.txt", "/0", "/1", "/2"]
    times = [moment for _, moment, _ in site.visits]
    assert all(later - sooner >= 0.19 for sooner, later in pairwise(times))


def written(handler, start, piece, pause):
    """Write a start, and then a piece again and again, until the test is over or the other side has gone."""
    with suppress(OSError):
        handler.wfile.write(start)
        while not handler.server.over.wait(pause):
            handler.wfile.write(piece)


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"


@pytest.mark.parametrize(
    ("write", "message"),
    [
        ((HEAD, b"x", 0.05), "takes too long to arrive"),
        ((b"HTTP/1.1 200 OK\r\nX-A: ", b"x", 0.05), "takes too long to arrive"),
        ((b"", b"", 5), "takes too long to arrive"),
        ((HEAD, b"x" * 65_536, 0), "is larger than 1 MB; save it as a file"),
        ((b"nonsense\r\n\r\n", b"", 5), "cannot be fetched"),
    ],
)
def test_a_host_that_does_not_end_is_left(site, write, message):
    site.over = threading.Event()
    site.answers["/a"] = lambda handler: written(handler, *write)
    before = time.monotonic()
    web = Web(allow_private=True, pause=0, patience=1, most=1 << 20)
    rows, problems = fetched(f"{site.url}/a", web=web)
    site.over.set()
    assert rows == []
    assert message in problems[0]
    assert time.monotonic() - before < 20  # a busy machine; the limit is 1


def test_an_error_is_named_with_what_the_server_asks(site):
    site.answers["/a"] = (503, {"Retry-After": "120"}, b"")
    assert fetched(f"{site.url}/a", f"{site.url}/b")[1][0].count("answers") == 2
    assert (
        "answers 503 Service Unavailable; its server asks to come back after 120"
        in fetched(f"{site.url}/a")[1][0]
    )


def test_a_host_that_is_not_there_is_asked_once(monkeypatch):
    calls = []

    def unknown(host, *_, **__):
        calls.append(host)
        raise socket.gaierror("no such host")

    monkeypatch.setattr("provaudit.ingest.guarded.getaddrinfo", unknown)
    _, problems = fetched("http://nowhere.example/a", "http://nowhere.example/b")
    assert problems[0].count("the host nowhere.example is not known") == 2
    assert calls == ["nowhere.example"]


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("http://", "no address of the web"),
        ("http://a:x/", "no valid address"),
        ("https://a:b@c.example/", "password"),
    ],
)
def test_what_is_no_address_is_named(address, message):
    assert message in fetched(address)[1][0]


@pytest.mark.parametrize("address", ["http://xn--/", "https://xn--a-/x", "http://[site]/"])
def test_an_address_that_is_none_costs_no_other(site, address):
    site.answers["/a"] = (200, {"Content-Type": HTML}, page(1))
    rows, problems = fetched(address, f"{site.url}/a")
    assert [row[1] for row in rows] == [f"{site.url}/a"]
    assert "is no valid address" in problems[0]
