"""Many pages are read by all processes, and come out as if one had read them."""

from contextlib import contextmanager
from importlib import util

import pytest
from container_fixture import crawl, page

from provaudit.errors import InputError
from provaudit.ingest import html, pages, stream
from provaudit.ingest.batch import Row, Source, gathered, parted

SOURCES = [Source("", f"{n}.html", f"{n}.html", "html", page(n)) for n in range(7)]
SOURCES.insert(3, Source("", "bad.html", "bad.html", "html", b"no page"))


def counted(opened):
    """A share that runs everything here, and keeps how many sources came at once."""

    @contextmanager
    def share():
        def run(kernel, tasks):
            for task in tasks:
                opened.append(len(task))
                yield kernel(None, task)

        yield run

    return share


@pytest.mark.parametrize(
    ("few", "batch", "weight", "expected"), [(2, 3, 1 << 20, [3, 3]), (1, 9, 1, [1] * 7), (9, 3, 9, [])]
)
def test_pages_come_in_their_order_whoever_reads_them(monkeypatch, few, batch, weight, expected):
    for name, value in (("_FEW", few), ("_BATCH", batch), ("_WEIGHT", weight)):
        monkeypatch.setattr(pages, name, value)
    opened, problems = [], []
    rows = list(pages.rows(SOURCES, problems, counted(opened)))
    assert rows == list(pages.rows(SOURCES, alone := [], None))
    assert [row.key for row in rows] == [f"{n}.html" for n in range(7)]
    assert problems == alone
    assert [problem.path for problem in problems] == ["bad.html"]
    assert opened == expected


def test_a_crawl_is_shared_through_the_stream(monkeypatch, tmp_path):
    monkeypatch.setattr(pages, "_FEW", 1)
    (tmp_path / "crawl.warc").write_bytes(b"".join(crawl(5)))
    given = stream([tmp_path])
    opened = []
    assert sum(len(texts) for texts in given.texts(counted(opened))) == 5
    assert opened == [4]
    assert given.finished().articles.height == 5


def test_a_page_that_cannot_be_opened_is_a_problem():
    problems = []
    gone = Source("/nowhere/a.html", "a.html", "a.html", "html")
    assert list(pages.rows([gone, SOURCES[0]], problems, None)) == list(pages.rows(SOURCES[:1], [], None))
    assert problems[0].message == "cannot be read: No such file or directory"


@pytest.mark.parametrize(
    ("name", "data", "missing"),
    [
        ("crawl.warc", b"".join(crawl(1)), "fastwarc"), ("a.xml", b"<rss/>", "defusedxml"),
        ("http://a.example/", None, "protego"), ("a.html", page(1), "selectolax"),
    ],
)  # fmt: skip
def test_a_missing_extra_is_one_clear_error(monkeypatch, tmp_path, name, data, missing):
    path = name if data is None else tmp_path / name
    if data is not None:
        path.write_bytes(data)
    monkeypatch.setattr(html, "find_spec", lambda one: None if one == missing else util.find_spec(one))
    with pytest.raises(InputError, match=rf"need {missing}: pip install 'provaudit\[web\]'"):
        stream([path]).finished()


def test_small_frames_make_one_part():
    rows = [Row("p", str(n), None, text="Water ran.") for n in range(5)]
    frames = (frame for row in rows for frame in parted([row], 1))
    heights = [frame.height for frame in gathered(frames, 25)]
    assert heights == [3, 2]
