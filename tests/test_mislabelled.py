"""A file that is called a page or a text and is something else is named, and loses nothing in silence."""

import pytest

from provaudit.ingest import read

WARC = "WARC/1.0\r\nWARC-Type: response\r\n\r\n<html><body><p>A ferry ran aground.</p></body></html>"
FEED = '<?xml version="1.0"?>\n<!-- made daily -->\n<rss version="2.0"><channel></channel></rss>'
NEWS = '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><contentSet/></newsItem>'


@pytest.mark.parametrize("suffix", ["html", "txt", "md"])
@pytest.mark.parametrize(
    ("text", "what"), [(WARC, "a web archive (WARC)"), (FEED, "a feed"), (NEWS, "NewsML-G2")]
)
def test_what_begins_as_something_else_is_named_and_the_rest_goes_on(tmp_path, suffix, text, what):
    (tmp_path / f"odd.{suffix}").write_text(text)
    (tmp_path / "well.txt").write_text("The ferry ran aground off Halden on Monday.")
    found = read([tmp_path])
    assert found.articles["id"].to_list() == ["well.txt"]
    assert f"is {what}, whatever its name says" in found.problems["message"][0]


def test_a_text_about_feeds_is_read(tmp_path):
    (tmp_path / "a.txt").write_text("Publishers drop <rss> feeds.\n\nWARC/1.0 files stay.")
    assert read([tmp_path]).articles.height == 1
