"""Damage in a crawl costs the record that it hits, which is named, and no other one."""

import gzip

import pytest
from container_fixture import crawl, opened, packed_crawl, page, record

URLS = [f"crawl.warc#https://post.example/{n}" for n in range(4)]
OTHERS = [URLS[0], URLS[2], URLS[3]]
HIT = 4  # of the records: the answer that is the second page


def zeroed(one, begin):
    return one[:begin] + bytes(len(one) - begin)


@pytest.mark.parametrize(
    "hit",
    [
        lambda one: one[: len(one) // 2],  # cut in its page
        lambda one: one[:20],  # in its header
        lambda one: one[:100],
        lambda one: one[:300] + one[301:],
        lambda one: zeroed(one, 0),
        lambda one: zeroed(one, len(one) - 400),
        lambda one: one[:60] + one[60:].replace(b"Length: ", b"Length: 9", 1),
        lambda one: one[:60] + one[60:].replace(b"Length: ", b"Length: 99999999", 1),
    ],
)
@pytest.mark.parametrize("form", ["plain", "one stream"])
def test_a_damaged_record_is_named_and_takes_nothing_of_the_next(hit, form):
    records = crawl()
    begin = len(b"".join(records[:HIT]))
    data = b"".join([*records[:HIT], hit(records[HIT]), *records[HIT + 1 :]])
    found, problems = opened("crawl.warc", "warc", data if form == "plain" else gzip.compress(data, mtime=0))
    assert found == [(url, page(n)) for n, url in enumerate(URLS) if n != 1]
    place = begin if form == "plain" else 0
    assert [message.partition(":")[0] for _, message in problems] == [
        f"the record at or behind byte {place:,}"
    ]


@pytest.mark.parametrize("number", [0, 2, HIT, 8])
@pytest.mark.parametrize(
    "hit",
    [
        lambda one: b"xx" + one[2:],
        lambda one: one[:2] + b"\7" + one[3:],
        lambda one: b"\7" * len(one),
        lambda one: bytes(len(one) - 1) + b"x",
        lambda one: one[:-6] + b"\xff" + one[-5:],  # its check
        lambda one: one[: len(one) // 2],
    ],
)
def test_a_packed_record_that_is_lost_is_named_with_its_byte(hit, number):
    records = packed_crawl()
    begin = len(b"".join(records[:number]))
    data = b"".join([*records[:number], hit(records[number]), *records[number + 1 :]])
    found, problems = opened("crawl.warc", "warc", data)
    assert found == [(url, page(n)) for n, url in enumerate(URLS) if number != 2 * n + 2]
    assert [message.partition(":")[0] for _, message in problems] == [
        f"the record at or behind byte {begin:,}"
    ]


def test_zero_bytes_between_packed_records_are_named():
    records = packed_crawl()
    begin = len(b"".join(records[:HIT]))
    data = b"".join([*records[:HIT], bytes(600_000), *records[HIT + 1 :], bytes(512)])
    found, problems = opened("crawl.warc", "warc", data)
    assert [shown for shown, _ in found] == OTHERS
    said = f"the record at or behind byte {begin:,}: 600,000 zero bytes stand where no record is"
    assert problems == [("crawl.warc", said)]


def test_what_one_stream_gives_before_its_damage_is_read():
    whole = gzip.compress(b"".join(crawl()), mtime=0)
    found, problems = opened("crawl.warc", "warc", whole[:-8] + b"xxxx" + whole[-4:])
    assert [shown for shown, _ in found] == URLS
    assert len(problems) == 1
    assert "incorrect data check" in problems[0][1]


def test_a_page_that_quotes_a_record_is_whole():
    quoting = page(1) + b"\n" + crawl()[2]
    found, problems = opened("crawl.warc", "warc", record("https://a.example/", quoting) + crawl()[2])
    assert (found, problems) == ([("crawl.warc#https://a.example/", quoting), (URLS[0], page(0))], [])


def test_records_between_other_newlines_are_whole():
    records = [one[:-4] + b"\n" for one in crawl()]
    found, problems = opened("crawl.warc", "warc", b"".join(records))
    assert ([shown for shown, _ in found], problems) == (URLS, [])
