"""NewsML-G2: items, one by one or in a message, with NITF, HTML or plain text."""

import pytest
from test_feeds import got, pairs

SPACE = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
NITF = """<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">
<head><title>no</title></head><body><body.head><hedline><hl1>Gate fails</hl1></hedline><byline>By Ana Ruiz</byline>
<dateline>TAVERMOUTH</dateline></body.head><body.content><p>One <em>big</em> gate.</p><hl2>Below</hl2>
<block><p>Two.</p></block></body.content><body.end><tagline>Reporting by Bo Lind</tagline></body.end></body></nitf>
</inlineXML>"""
HTML = """<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><head><title>no</title></head><body><p>One.</p>
<p>Two.</p></body></html></inlineXML>"""
RICH = f"""<newsItem {SPACE} guid="urn:one" version="3" xml:lang="en-US"><rightsInfo>
<copyrightHolder literal="Corvane"/><copyrightNotice>All of it</copyrightNotice><usageTerms>Ask first</usageTerms>
</rightsInfo><itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:CRV"><name>Corvane</name></provider>
<versionCreated>2024-06-14T12:00:00Z</versionCreated><firstCreated>2024-06-14T10:00:00Z</firstCreated>
<pubStatus qcode="stat:usable"/><link rel="irel:derivedFrom" residref="urn:zero"/>
<link rel="irel:previousVersion" residref="urn:one"/></itemMeta><contentMeta>
<located><name>Tavermouth</name></located><dateline>TAVERMOUTH, June 14 (Corvane)</dateline>
<creator><name>Not This</name></creator><by>By Ana Ruiz</by><creditline>Corvane/Port</creditline>
<infoSource qcode="is:port"/><language tag="en-GB"/><headline role="hld:short">Gate</headline>
<headline role="hld:main">Gate above Brennock fails</headline></contentMeta>
<contentSet>{NITF}</contentSet></newsItem>"""


def item(content, meta="", guid='guid="urn:x"'):
    return (
        f"<newsItem {SPACE} {guid}><itemMeta>{meta}</itemMeta><contentSet>{content}</contentSet></newsItem>"
    )


def test_an_item_is_read_field_by_field(tmp_path):
    rows, problems = got(tmp_path, RICH)
    assert pairs(rows[0]) == [
        ("provider", "Corvane"), ("sourceOrganization", "port"), ("creditText", "Corvane/Port"),
        ("copyrightHolder", "Corvane"), ("copyrightNotice", "All of it"), ("usageInfo", "Ask first"),
        ("dateline", "TAVERMOUTH, June 14 (Corvane)"), ("locationCreated", "Tavermouth"), ("isBasedOn", "urn:zero"),
    ]  # fmt: skip
    assert rows[0] == {
        "id": "urn:one", "title": "Gate above Brennock fails", "outlet": "Corvane", "byline": "By Ana Ruiz",
        "published": "2024-06-14T10:00:00Z", "language": "en",
        "text": "One big gate.\n\nBelow\n\nTwo.\n\nReporting by Bo Lind",
    }  # fmt: skip
    assert problems == []


@pytest.mark.parametrize(("status", "rows_there"), [("canceled", 0), ("usable", 1)])
def test_a_status_may_be_an_address(tmp_path, status, rows_there):
    uri = f'uri="http://cv.iptc.org/newscodes/pubstatusg2/{status}"'
    rows, problems = got(tmp_path, RICH.replace('qcode="stat:usable"', uri))
    assert (len(rows), len(problems)) == (rows_there, 1 - rows_there)


@pytest.mark.parametrize("status", ["stat:withheld", "stat:canceled"])
def test_an_item_that_its_provider_took_back_is_left_out_and_named(tmp_path, status):
    rows, problems = got(tmp_path, RICH.replace("stat:usable", status))
    assert rows == []
    what = status.removeprefix("stat:")
    assert problems == [f"items that are not usable, their provider says, and left out: urn:one ({what})"]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (HTML, "One.\n\nTwo."),
        ('<inlineData contenttype="text/plain">One.\n\nTwo.</inlineData>', "One.\n\nTwo."),
        ('<inlineData contenttype="text/html">&lt;p&gt;One.&lt;/p&gt;Two.</inlineData>', "One.\n\nTwo."),
        (
            '<remoteContent href="a.jpg"/><inlineData encoding="x:b64">aGk=</inlineData>' + HTML,
            "One.\n\nTwo.",
        ),
    ],
)
def test_a_text_is_read_however_it_lies_in_its_item(tmp_path, content, text):
    rows, problems = got(tmp_path, item(content))
    assert [row["text"] for row in rows] == [text]
    assert problems == []


def test_what_the_metadata_lack_is_taken_from_the_nitf_and_the_creator(tmp_path):
    rows, _ = got(tmp_path, item(NITF, '<provider uri="https://corvane.example/"/><title>T</title>'))
    assert (rows[0]["title"], rows[0]["byline"], rows[0]["outlet"]) == (
        "T",
        "By Ana Ruiz",
        "https://corvane.example/",
    )
    creator = "<contentMeta><creator>Cee Dee</creator></contentMeta>"
    bare = f"<newsItem {SPACE}>{creator}<contentSet>{NITF}</contentSet></newsItem>"
    rows, _ = got(tmp_path, bare)
    assert (rows[0]["id"], rows[0]["title"], rows[0]["byline"]) == ("feed.xml#1", "Gate fails", "Cee Dee")


def test_a_message_gives_its_texts_and_names_its_pictures(tmp_path):
    picture = '<remoteContent href="a.jpg"/>'
    kind = '<itemClass qcode="ninat:picture"/>'
    items = [
        RICH,
        *(item(picture, kind, f'guid="urn:p{n}"') for n in range(7)),
        item(HTML),
        f"<packageItem {SPACE}/>",
    ]
    rows, problems = got(tmp_path, f"<newsMessage {SPACE}><itemSet>{''.join(items)}</itemSet></newsMessage>")
    assert [row["id"] for row in rows] == ["urn:one", "urn:x"]
    named = ", ".join(f"urn:p{n} (picture)" for n in range(5))
    assert problems[0] == f"items that hold no text: {named} and 3 more"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"<newsMessage {SPACE}/>", "the message holds no news items"),
        (
            item(f'<inlineData contenttype="text/html">{"&lt;p&gt;" * 6000}</inlineData>'),
            "item urn:x: leaves 6,000",
        ),
        (RICH[:-30], "is cut off or no valid XML"),
    ],
)
def test_a_bad_message_is_named(tmp_path, text, message):
    rows, problems = got(tmp_path, text)
    assert rows == []
    assert message in problems[0]
