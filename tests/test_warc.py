"""Crawls: every whole page is read, what is damaged is named, nothing takes the machine down."""

import gzip
import io
import zlib

import polars as pl
import pytest
from container_fixture import crawl, damaged, opened, packed_crawl, page, record
from fastwarc.stream_io import BrotliWriter

from provaudit.ingest import packed as room
from provaudit.ingest import read, warc, warc_records
from provaudit.ingest.batch import Source

URLS = [f"crawl.warc#https://post.example/{n}" for n in range(4)]
FORMS = {"plain": crawl, "packed": packed_crawl}


def names(found):
    return [shown for shown, _ in found]


@pytest.mark.parametrize("form", FORMS)
def test_the_pages_of_a_crawl_are_read_and_named_by_their_addresses(form):
    found, problems = opened("crawl.warc", "warc", b"".join(FORMS[form]()))
    assert found == [(url, page(n)) for n, url in enumerate(URLS)]
    assert problems == []


def test_a_crawl_packed_as_one_stream_is_read_too():
    found, problems = opened("crawl.warc", "warc", gzip.compress(b"".join(crawl())))
    assert (names(found), problems) == (URLS, [])


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("cut", [1, 40, 300, 600])
def test_a_crawl_that_was_cut_off_keeps_its_whole_records_and_says_so(form, cut):
    records = FORMS[form]()
    data = (
        b"".join(records[:7]) + records[7][:cut]
    )  # the request of the fourth page is cut, or nearly all of it
    data = data if cut < len(records[7]) else b"".join(records[:8]) + records[8][: cut // 2]
    found, problems = opened("crawl.warc", "warc", data)
    assert names(found) == URLS[:3]
    assert len(problems) == 1
    assert any(words in problems[0][1] for words in ("cut off", "Invalid", "not wholly there"))
    assert problems[0][1].startswith("the record at or behind byte ")


@pytest.mark.parametrize("form", FORMS)
def test_damage_in_the_middle_costs_the_record_it_hits(form):
    records = FORMS[form]()
    hit = bytearray(records[4])
    middle = len(hit) // 2 if form == "packed" else 2
    hit[middle : middle + 20] = bytes(20)
    found, problems = opened("crawl.warc", "warc", b"".join([*records[:4], bytes(hit), *records[5:]]))
    assert names(found) == [URLS[0], URLS[2], URLS[3]]
    assert len(problems) == 1


@pytest.mark.parametrize("form", FORMS)
def test_a_length_that_reaches_into_the_next_record_costs_no_other(form):
    records = crawl()
    stated = int(records[2].partition(b"Content-Length: ")[2].partition(b"\r\n")[0])
    liar = records[2].replace(b"Length: %d" % stated, b"Length: %d" % (stated + 400))
    pieces = [*records[:2], liar, *records[3:]]
    data = b"".join(pieces if form == "plain" else map(gzip.compress, pieces))
    found, problems = opened("crawl.warc", "warc", data)
    assert set(URLS[1:]) == set(names(found))
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        (b"WARC/1.0", b"WARX/1.0", "Invalid WARC header, or one that is cut off"),
        (b": response", b": respQnse", "is of a kind that there is not (WARC-Type: respQnse)"),
        (b"WARC-Type", b"WARC+Type", "is of a kind that there is not (WARC-Type: not stated)"),
        (b"Content-Length", b"Content+Length", "states no length"),
    ],
)
def test_a_damaged_header_costs_its_record_which_is_named(was, now, said):
    records = crawl()
    begin = len(b"".join(records[:4]))
    records[4] = records[4].replace(was, now, 1)
    found, problems = opened("crawl.warc", "warc", b"".join(records))
    assert names(found) == [URLS[0], URLS[2], URLS[3]]
    assert problems in (
        [("crawl.warc", f"the record at or behind byte {begin:,}: {said}")],
        [(URLS[1], said)],
    )


def test_a_crawl_damaged_everywhere_ends_after_so_many_starts(monkeypatch):
    monkeypatch.setattr(warc_records, "_DAMAGES", 3)
    found, problems = opened("crawl.warc", "warc", crawl()[2] + b"\r\nWARC/1.0\r\nWARC-Type: y" * 20)
    assert names(found) == URLS[:1]
    assert "damaged in more than 3 places" in problems[-1][1]


def test_only_pages_that_were_there_are_read():
    data = b"".join(
        [
            record("https://a.example/gone", b"<html>", status="404 Not Found"),
            record("https://a.example/moved", b"", status="301 Moved Permanently"),
            record("https://a.example/photo", b"GIF89a", http="Content-Type: image/gif"),
            record("https://a.example/again", b"", kind="revisit"),
            record("https://a.example/none", b"<HTML><body><p>Water.", http="X-Any: none"),
            record("dns:a.example", b"1.2.3.4", kind="response").replace(
                b"HTTP/1.1 200 OK", b"a.example. 3600"
            ),
        ]
    )
    found, problems = opened("crawl.warc", "warc", data)
    assert names(found) == ["crawl.warc#https://a.example/none"]
    left_out = problems[0][1]
    assert left_out.startswith("left out as no articles: ")
    for words in ("2 redirects and errors", "1 responses that are not HTML", "1 repeated pages", "not HTTP"):
        assert words in left_out


def test_a_page_stored_by_itself_is_read_and_one_cut_by_the_crawler_counted():
    data = record("<file:page.html>", page(1), kind="resource").replace(b"application/http", b"text/html")
    cut = record("", page(2), more="WARC-Truncated: length\r\n")
    found, problems = opened("crawl.warc", "warc", data + cut)
    assert names(found) == ["crawl.warc#file:page.html", f"crawl.warc#{len(data)}"]
    assert problems == [("crawl.warc", "1 pages were cut off by the crawler (WARC-Truncated)")]


def brotli(body):
    held = io.BytesIO()
    with BrotliWriter(held) as packer:
        packer.write(body)
    return held.getvalue()


def deflated(body, bits):
    packer = zlib.compressobj(wbits=bits)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("http", "body"),
    [
        ("Content-Encoding: gzip", gzip.compress(page(1), mtime=0)),
        ("Content-Encoding: gzip", page(1)),  # unpacked by the crawler, which kept the header
        ("Content-Encoding: deflate", deflated(page(1), 15)),
        ("Content-Encoding: deflate", deflated(page(1), -15)),
        ("Content-Encoding: br", brotli(page(1))),
        ("Content-Encoding: identity", page(1)),
        ("Transfer-Encoding: chunked", b"%x\r\n" % len(page(1)) + page(1) + b"\r\n0\r\n\r\n"),
        ("Transfer-Encoding: chunked", b"%X;a=b\r\n" % len(page(1)) + page(1) + b"\r\n0\r\n"),
        ("Transfer-Encoding: chunked", b"%x\n" % len(page(1)) + page(1) + b"\n0\n"),
        ("Transfer-Encoding: chunked", b"9\r\n" + page(1)[:9] + b"\r\nffff\r\n" + page(1)[9:]),  # cut off
        ("Transfer-Encoding: chunked", page(1)),
        ("Transfer-Encoding: gzip, chunked\r\nContent-Encoding: gzip", page(1)),
        ("Content-Encoding: deflate", page(1)),
        ("Content-Encoding: br", b"\xef\xbb\xbf\r\n" + page(1)),
        ("Content-Encoding: UTF-8", page(1)),
    ],
)
def test_a_page_is_read_however_it_was_sent(http, body):
    data = record("https://a.example/", body, http=f"Content-Type: text/html\r\n{http}")
    ((name, found),), problems = opened("crawl.warc", "warc", data)
    assert (name, found.lstrip(b"\xef\xbb\xbf\r\n"), problems) == (
        "crawl.warc#https://a.example/",
        page(1),
        [],
    )


@pytest.mark.parametrize(
    ("http", "body", "message"),
    [
        ("Content-Encoding: gzip", gzip.compress(bytes(30_000_000), mtime=0), "unpacks to more than"),
        ("Content-Encoding: deflate", deflated(bytes(30_000_000), 15), "unpacks to more than"),
        ("Content-Encoding: gzip", gzip.compress(page(1), mtime=0)[:-20], "cut off there"),
        ("Content-Encoding: br", brotli(bytes(30_000_000)), "unpacks to more than"),
        ("Content-Encoding: deflate", b"\x78\x9cnonsense", "damaged on its way"),
        ("Content-Encoding: aes", b"?", "is sent in the coding 'aes'"),
        ("Transfer-Encoding: chunked", b"2\r\nab\r\nzz\r\n", "no chunk begins at byte 5"),
        ("X-Long: yes", bytes(9_000_000), "larger than a page may be"),
    ],
)
def test_a_page_that_cannot_be_unpacked_is_named_and_the_next_is_read(http, body, message):
    bad = record("https://a.example/", body, http=f"Content-Type: text/html\r\n{http}")
    found, problems = opened("crawl.warc", "warc", bad + crawl()[2])
    assert names(found) == URLS[:1]
    assert problems[0][0] == "crawl.warc#https://a.example/"
    assert message in problems[0][1]


def test_problems_of_one_kind_are_counted_beyond_so_many(monkeypatch):
    monkeypatch.setattr(warc, "_NAMED", 2)
    bad = record("https://a.example/", b"?", http="Content-Type: text/html\r\nContent-Encoding: x")
    _, problems = opened("crawl.warc", "warc", bad * 5)
    assert [message for _, message in problems][-2:] == [
        "3 more records like these are left out", "the file holds no HTML pages",
    ]  # fmt: skip


@pytest.mark.parametrize("data", [b"", gzip.compress(b"", mtime=0), b"<html><p>no crawl</p></html>"])
def test_what_is_no_crawl_is_named(data):
    found, problems = opened("crawl.warc", "warc", data)
    assert found == []
    assert problems[-1] == ("crawl.warc", "is no WARC file, or an empty one")


def test_a_bomb_is_refused():
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 400000000\r\n\r\n"
    found, problems = opened("crawl.warc", "warc", gzip.compress(head + bytes(300_000_000), 1))
    assert found == []
    assert "unpacks to more than 200 times the size of what it came in" in problems[0][1]


def test_pages_behind_a_bomb_are_read_until_there_are_too_many():
    sound = gzip.compress(record("https://a.example/", b"<html><p>The pier held.</p></html>"), mtime=0)
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 270000000\r\n\r\n"
    bomb = gzip.compress(head + bytes(270_000_000), 6, mtime=0)
    found, problems = opened("crawl.warc", "warc", sound + bomb + sound + bomb + sound)
    assert len(found) == 3
    places = len(sound), 2 * len(sound) + len(bomb)
    assert all(f"byte {at:,}: unpacks to" in told for at, (_, told) in zip(places, problems, strict=True))
    assert all(told.endswith("; it is left out") for _, told in problems)
    found, problems = opened(
        "crawl.warc", "warc", sound + bomb * 3 + sound
    )  # more than the three that are allowed
    assert len(found) == 1
    assert problems[-1][1].endswith("what is left of it is not read")


def test_any_damage_is_survived():
    for seed in range(150):
        data = damaged(b"".join(FORMS["plain" if seed % 2 else "packed"]()), seed)
        found, problems = opened("crawl.warc", "warc", data)
        assert len(found) == len(URLS) or problems


def test_a_crawl_on_disk_gives_articles_with_address_and_id(tmp_path):
    (tmp_path / "crawl.warc.gz").write_bytes(b"".join(packed_crawl(2)))
    got = read([tmp_path])
    assert got.articles["id"].to_list() == [f"crawl.warc.gz#https://post.example/{n}" for n in range(2)]
    assert got.articles["url"].to_list() == ["https://post.example/0", "https://post.example/1"]
    assert got.articles["title"].to_list() == ["Gate 0 fails", "Gate 1 fails"]
    assert got.problems.is_empty()
    assert got.articles["path"].str.starts_with(str(tmp_path)).all()


def test_pages_are_handed_on_one_by_one(tmp_path):
    path = tmp_path / "crawl.warc"
    path.write_bytes(b"".join(crawl()) + b"\0" * 1000)
    given = room.unpacked([Source(str(path), "crawl.warc", "crawl.warc", "warc")], problems := [])
    assert next(given).shown == URLS[0]
    assert problems == []  # what is wrong at the end is not known yet
    assert [one.shown for one in given] == URLS[1:]
    assert len(problems) == 1
    assert pl.DataFrame(problems, schema=["path", "message"], orient="row")["path"].to_list() == [
        "crawl.warc"
    ]


@pytest.mark.parametrize("number", range(9))
@pytest.mark.parametrize("where", [20, 50, 80])
def test_damage_is_placed_at_the_record_that_has_it(number, where):
    records = packed_crawl(4)
    begin = sum(map(len, records[:number]))
    whole = bytearray(b"".join(records))
    whole[begin + where : begin + where + 10] = b"\xff" * 10
    found, problems = opened("a.warc.gz", "warc", bytes(whole))
    assert len(found) == (3 if number in (2, 4, 6, 8) else 4)
    said = [message for _, message in problems if "left out" not in message]
    assert [message.partition(":")[0] for message in said] == [f"the record at or behind byte {begin:,}"]
