"""RSS and Atom: each field where the specification has it, whole items of what was cut off, nothing that expands."""

import pytest

from provaudit.ingest import read
from provaudit.ingest.batch import KEPT

SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
)
RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" {SPACES}><channel>
<title>The Tavermouth Courier</title><link>https://courier.example/</link>
<atom:link href="https://courier.example/rss" rel="self"/><image><title>Logo</title></image>
<language>en-gb</language><copyright>Courier House</copyright>
<item><itunes:title>not this</itunes:title><title>Dam gate &amp;amp; bridge&nbsp;fail</title>
<link>https://courier.example/1</link><guid isPermaLink="false">one</guid>
<pubDate>Fri, 14 Jun 2024 10:20:30 +0100</pubDate><dc:creator><![CDATA[Ana Ruiz]]></dc:creator>
<description>Short.</description>
<content:encoded><![CDATA[<p>The gate failed&nbsp;at noon.</p><p>(Reporting by <b>Corvane</b>)</p>
<script>x</script>]]></content:encoded>
<source url="https://corvane.example/feed">Corvane</source><dc:source>Port office</dc:source>
<media:content><media:title>A photo</media:title><media:credit>Not the text's</media:credit></media:content></item>
<item><title>Two</title><guid>https://courier.example/2</guid><author>bo@courier.example (Bo Lind)</author>
<description>&lt;p&gt;Only a summary.&lt;/p&gt;</description></item>
<item><title>Three</title><guid isPermaLink="false">three</guid><author>desk@courier.example</author>
<description>A third.</description></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Der Bote</title>
<author><name>Redaktion</name></author>
<entry xml:lang="fr"><title type="html">Tor &amp;lt;b&amp;gt; bricht</title>
<link rel="enclosure" href="https://bote.example/a.mp3"/><link href="https://bote.example/1"/><id>urn:1</id>
<published>2024-06-14T10:00:00Z</published><updated>2024-06-15T10:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Das Tor <i>brach</i>.</p><p>Zwei &lt; drei.</p>
</div></content><source><title>Corvane</title></source>
<author><name>A. Berg</name></author><author><name>C. Dorn</name></author><rights>Bote</rights></entry>
<entry><title>Zwei</title><id>urn:2</id><updated>2024-06-15T10:00:00Z</updated>
<content type="image/png">iVBO</content><summary type="html">&lt;p&gt;Nur kurz.&lt;/p&gt;</summary></entry>
<entry><title>Drei</title><id>urn:3</id><content>Ein Satz.

Noch einer.</content></entry></feed>"""

RDF = """<?xml version="1.0" encoding="iso-8859-1"?><rdf:RDF xmlns="http://purl.org/rss/1.0/"
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Café Post</title></channel><item><title>Überlauf</title><link>https://post.example/a</link>
<description>Wasser überall.</description><dc:date>2024-06-14</dc:date></item></rdf:RDF>"""


def got(tmp_path, text, name="feed.xml", encoding="utf-8"):
    """Return what was read, but for what an archive knows it by, and the problems."""
    (tmp_path / name).write_bytes(text.encode(encoding))
    (tmp_path / "z.txt").write_text("Water ran at noon.")
    found = read([tmp_path / name, tmp_path / "z.txt"])
    rows = found.articles.drop("article", "path", "published_at", "precision", "main", *KEPT).to_dicts()[:-1]
    return [{key: value for key, value in row.items() if value is not None} for row in rows], found.problems[
        "message"
    ].to_list()


def pairs(row):
    return [(one["name"], one["value"]) for one in row.pop("markup", [])]


def test_an_item_of_rss_is_read_field_by_field(tmp_path):
    rows, problems = got(tmp_path, RSS, "news.rss")
    assert pairs(rows[0]) == [
        ("syndication-source", "Corvane"), ("isBasedOnUrl", "https://corvane.example/feed"),
        ("isBasedOn", "Port office"), ("copyrightNotice", "Courier House"),
    ]  # fmt: skip
    assert rows[0] == {
        "id": "news.rss#https://courier.example/1", "title": "Dam gate & bridge fail",
        "outlet": "The Tavermouth Courier", "byline": "Ana Ruiz", "published": "2024-06-14T10:20:30+01:00",
        "language": "en", "url": "https://courier.example/1",
        "text": "The gate failed at noon.\n\n(Reporting by Corvane)",
    }  # fmt: skip
    assert [row["id"] for row in rows[1:]] == ["news.rss#https://courier.example/2", "news.rss#three"]
    assert [row.get("byline") for row in rows[1:]] == ["Bo Lind", None]
    assert rows[1]["text"] == "Only a summary."
    assert problems == ["2 of 3 items hold only a summary, which is audited in place of the article"]


def test_an_entry_of_atom_is_read_field_by_field(tmp_path):
    rows, problems = got(tmp_path, ATOM)
    assert pairs(rows[0]) == [("syndication-source", "Corvane"), ("copyrightNotice", "Bote")]
    assert rows[0] == {
        "id": "feed.xml#https://bote.example/1", "title": "Tor <b> bricht", "outlet": "Der Bote",
        "byline": "A. Berg, C. Dorn", "published": "2024-06-14T10:00:00Z", "language": "fr",
        "url": "https://bote.example/1", "text": "Das Tor brach.\n\nZwei < drei.",
    }  # fmt: skip
    assert [row["text"] for row in rows[1:]] == ["Nur kurz.", "Ein Satz.\n\nNoch einer."]
    assert (rows[1]["byline"], rows[1]["language"], rows[1]["published"]) == (
        "Redaktion", "de", "2024-06-15T10:00:00Z",
    )  # fmt: skip
    assert len(problems) == 1


@pytest.mark.parametrize("encoding", ["iso-8859-1", "utf-16"])
def test_rss_1_is_read_in_its_encoding(tmp_path, encoding):
    text = RDF if encoding == "iso-8859-1" else RDF.partition("?>")[2]
    rows, problems = got(tmp_path, text, "old.rdf", encoding)
    assert (rows[0]["outlet"], rows[0]["title"], rows[0]["text"]) == (
        "Café Post",
        "Überlauf",
        "Wasser überall.",
    )
    assert problems == ["the item holds only a summary, which is audited in place of the article"]


@pytest.mark.parametrize(
    ("stated", "encoding"), [("iso-8859-1", "utf-8"), ("utf-8", "cp1252"), ("ascii", "cp1252")]
)
def test_a_feed_that_states_a_wrong_encoding_is_read_by_its_bytes(tmp_path, stated, encoding):
    text = "Café “Zürich” für Gäste geöffnet, sagte Bürgermeisterin Müller. " * 20
    item = f"<item><title>T</title><description>{text}</description></item>"
    feed = f'<?xml version="1.0" encoding="{stated}"?><rss><channel>{item}</channel></rss>'
    rows, _ = got(tmp_path, feed, encoding=encoding)
    assert rows[0]["text"] == text.strip()


def test_of_a_feed_that_was_cut_off_whole_items_are_read(tmp_path):
    rows, problems = got(tmp_path, RSS[: RSS.index("<title>Three")])
    assert [row["title"] for row in rows] == ["Dam gate & bridge fail", "Two"]
    assert problems[1].startswith("line 16: is cut off or no valid XML (no element found")
    assert problems[1].endswith("what stands before is read")


BOMB = '<!DOCTYPE rss [<!ENTITY a "xx"><!ENTITY b "&a;&a;">]><rss><item><title>&b;</title></item></rss>'
OPEN = "<p>" * 6000
ITEMS = f"<rss><channel><item><description><![CDATA[{OPEN}]]></description></item>"
ITEMS += "<item><description>Fine.</description></item></channel></rss>"


@pytest.mark.parametrize(
    ("text", "message", "count"),
    [
        (BOMB, "declares entities of its own", 0),
        ('<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss>&a;</rss>', "declares entities", 0),
        ("<rss>" + "<a>" * 100_000, "is XML nested too deeply to be news", 0),
        ("<urlset><url/></urlset>", "neither a feed (RSS, Atom) nor NewsML-G2: its root is <urlset>", 0),
        ("<rss><channel><title>Empty</title></channel></rss>", "the feed holds no items", 0),
        ("no XML at all", "line 1: is cut off or no valid XML", 0),
        (ITEMS, "item 1: leaves 6,000 elements open", 1),
        ('<?xml version="1.0" encoding="x-none"?><rss/>', "the feed holds no items", 0),
    ],
)  # fmt: skip
def test_a_bad_feed_is_named(tmp_path, text, message, count):
    rows, problems = got(tmp_path, text)
    assert len(rows) == count
    assert message in problems[0]


AMPERSANDS = """<rss><channel>
<item><title>Bell & Sons, A&B; and &nope;</title><link>https://a.example/?x=1&copy=2</link>
<description>Bell &amp;amp; Sons&nbsp;&#8211; R&D &#0;&#xD83D;&#xDE00;&#9999999;&#99999999999;&</description></item>
<item><title><![CDATA[Q & A &amp; &nope;]]></title>
<description><![CDATA[<p>Caf&eacute; & bar, &amp;lt;b>.</p>]]></description>
<!-- & --></item>
<item><description>Third.</description></item></channel></rss>"""


def test_ampersands_that_begin_no_entity_cost_nothing(tmp_path):
    rows, problems = got(tmp_path, AMPERSANDS)
    assert [(row.get("title"), row["text"]) for row in rows] == [
        ("Bell & Sons, A&B; and &nope;", "Bell & Sons – R&D \N{GRINNING FACE}\ufffd\ufffd&"),
        ("Q & A & &nope;", "Café & bar, &lt;b>."),
        (None, "Third."),
    ]
    assert rows[0]["url"] == "https://a.example/?x=1&copy=2"
    assert [message for message in problems if "only a summary" not in message] == []


def test_a_document_type_and_stray_controls_cost_nothing(tmp_path):
    start = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.example/rss.dtd">'
    text = f"{start}<rss><channel><item><description>Water\x0b ran &eacute;.</description></item></channel></rss>"
    rows, _ = got(tmp_path, text)
    assert [row["text"] for row in rows] == ["Water ran é."]
    assert rows[0]["id"] == "feed.xml#1"


@pytest.mark.parametrize(
    ("stated", "published", "precision"),
    [
        ("Fri, 14 Jun 2024 10:20:30 -0330", "2024-06-14T10:20:30-03:30", "second"),
        ("14 Jun 2024 10:20 EDT", "2024-06-14T10:20-04:00", "minute"),
        ("Fri, 14 Jun 2024", "2024-06-14", "day"),
        ("Fri, 14 Jun 24 10:20 GMT", "2024-06-14T10:20+00:00", "minute"),
        ("Fri, 14 Jun 2024 10:20:30 LMT", "Fri, 14 Jun 2024 10:20:30 LMT", "day"),
        ("at noon", "at noon", None),
        (
            "Mon, 01 Jan 0001 00:00:00 +0100",
            "Mon, 01 Jan 0001 00:00:00 +0100",
            None,
        ),  # no date, as .NET writes it
    ],
)
def test_a_date_of_a_feed_is_told_in_iso_as_finely_as_it_was_stated(tmp_path, stated, published, precision):
    item = f"<item><title>T</title><pubDate>{stated}</pubDate><description>Text.</description></item>"
    (tmp_path / "a.rss").write_text(f"<rss><channel><title>C</title>{item}</channel></rss>", encoding="utf-8")
    (row,) = read([tmp_path / "a.rss"]).articles.select("published", "precision").rows()
    assert row == (published, precision)


@pytest.mark.parametrize(
    ("site", "link", "url"),
    [
        ("<link>https://quay.example/news/</link>", "/gate", "https://quay.example/gate"),
        ("<link>http://[</link>", "/gate", "/gate"),
        ("", "/gate", "/gate"),
        ("<link>https://quay.example/news/</link>", "gate?a=1", "https://quay.example/news/gate?a=1"),
        ("<link>https://quay.example/news/</link>", "urn:gate:1", "urn:gate:1"),
    ],
)
def test_a_link_without_a_site_is_of_the_site_that_the_feed_is_of(tmp_path, site, link, url):
    item = f"<item><link>{link}</link><description>Text.</description></item>"
    (tmp_path / "a.rss").write_text(f"<rss><channel>{site}{item}</channel></rss>", encoding="utf-8")
    assert read([tmp_path / "a.rss"]).articles.select("id", "url").rows() == [(f"a.rss#{url}", url)]


@pytest.mark.parametrize(
    ("feed", "entry", "url"),
    [
        (' xml:base="https://quay.example/a/"', "", "https://quay.example/a/gate"),
        (' xml:base="https://quay.example/a/"', ' xml:base="b/"', "https://quay.example/a/b/gate"),
        ("", "", "https://heron.example/news/gate"),
    ],
)
def test_a_link_of_atom_leads_from_its_base(tmp_path, feed, entry, url):
    text = (
        f'<feed xmlns="http://www.w3.org/2005/Atom"{feed}><link rel="self" href="https://heron.example/feed"/>'
        f'<link href="https://heron.example/news/"/><entry{entry}><title>T</title><link href="gate"/>'
        "<content>Text.</content></entry></feed>"
    )
    (tmp_path / "a.atom").write_text(text, encoding="utf-8")
    assert read([tmp_path / "a.atom"]).articles["url"].to_list() == [url]


def test_prefixes_that_nobody_declared_cost_nothing(tmp_path):
    item = (
        "<item><title>T</title><itunes:title>No title</itunes:title><dc:creator>Ada Lorne</dc:creator>"
        '<content:encoded><![CDATA[<p>The quay <x:y z:a="b">closed</x:y>.</p>]]></content:encoded>'
        '<media:thumbnail q:odd="1" url="https://quay.example/a.jpg"/></item>'
    )
    (tmp_path / "a.rss").write_text(
        f'<?xml version="1.0"?><rss><channel>{item}</channel></rss>', encoding="utf-8"
    )
    (row,) = read([tmp_path / "a.rss"]).articles.select("title", "byline", "text").rows()
    assert row == ("T", "Ada Lorne", "The quay closed.")
