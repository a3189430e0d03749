"""A file that is called a page or a text and is something else is named, and loses nothing in silence."""

import pytest

from provaudit.ingest import read

WARC = "WARC/1.0\r\nWARC-Type: response\r\n\r\n<html><body><p>A ferry ran aground.</p></body></html>"
FEED = '<?xml version="1.0"?>\n<!-- made daily -->\n<rss version="2.0"><channel></channel></rss>'
NEWS = '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><contentSet/></newsItem>'


@pytest.mark.parametrize("suffix", ["html", "txt", "md"])
@pytest.mark.parametrize(
    ("text", "what"),
    [
        (WARC, "a web archive (WARC)"),
        (FEED, "a feed"),
        (
            '<?xml version="1.0"?>\n<?xml-stylesheet href="a.xsl"?>\n<rss version="2.0">\n<channel/></rss>',
            "a feed",
        ),
        ('<atom:feed xmlns:atom="http://www.w3.org/2005/Atom"><atom:entry/></atom:feed>', "a feed"),
        (NEWS, "NewsML-G2"),
        ("<nitf>\n<head/><body><body.content/></body></nitf>", "NITF"),
    ],
)
def test_what_begins_as_something_else_is_named_and_the_rest_goes_on(tmp_path, suffix, text, what):
    (tmp_path / f"odd.{suffix}").write_text(text)
    (tmp_path / "well.txt").write_text("The ferry ran aground off Halden on Monday.")
    found = read([tmp_path])
    assert found.articles["id"].to_list() == ["well.txt"]
    assert f"is {what}, whatever its name says" in found.problems["message"][0]


@pytest.mark.parametrize(
    "text",
    ["<rss> was the tag of every feed.", "WARC/1.0 is the format of archives.", "Read the <feed> first."],
)
def test_a_text_about_feeds_and_archives_is_read(tmp_path, text):
    (tmp_path / "a.txt").write_text(text)
    assert read([tmp_path]).articles["text"].to_list() == [text]
