"""ninjs: the same item in each of its three generations."""

import json

import pytest
from test_feeds import got, pairs

OLD = {
    "uri": "https://corvane.example/1", "type": "text", "versioncreated": "2024-06-14T10:37:00Z", "language": "en",
    "byline": "Ana Ruiz", "headline": "Gate fails", "headline_short": "Gate", "copyrightholder": "Corvane",
    "copyrightnotice": "All of it", "usageterms": "Ask first", "located": "Tavermouth",
    "infosource": [{"name": "Port office"}], "body_text": "All on one line.",
    "body_xhtml": "<p>TAVERMOUTH (Corvane) -- One.</p><p>Two.</p>", "place": [{"name": "Tavermouth"}],
}  # fmt: skip
MIDDLE = {
    "uri": "https://corvane.example/1", "type": "text", "versioncreated": "2024-06-14T10:37:00Z", "language": "en",
    "by": "Ana Ruiz", "copyrightholder": "Corvane", "copyrightnotice": "All of it", "usageterms": "Ask first",
    "headlines": [{"role": "short", "value": "Gate"}, {"role": "main", "value": "Gate fails"}],
    "infosources": [{"literal": "Port office"}], "located": "Tavermouth",
    "bodies": [
        {"role": "ournitf", "contenttype": "application/xml", "value": "<NITF><P>Odd.</P></NITF>"},
        {"role": "text", "contenttype": "text/plain", "value": "All on one line."},
        {"role": "html5", "contenttype": "text/html",
         "value": "<html><head><title>T</title></head><body><p>TAVERMOUTH (Corvane) -- One.</p><p>Two.</p></body>"},
    ],
}  # fmt: skip
RENAMED = {
    "versioncreated": "versionCreated",
    "copyrightholder": "copyrightHolder",
    "infosources": "infoSources",
}
RENAMED |= {"copyrightnotice": "copyrightNotice", "usageterms": "usageTerms", "contenttype": "contentType"}


def renamed(value):
    if isinstance(value, dict):
        return {RENAMED.get(key, key): renamed(part) for key, part in value.items()}
    return [renamed(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("item", [OLD, MIDDLE, renamed(MIDDLE)], ids=["1.x", "2.x", "3.x"])
def test_an_item_is_read_field_by_field(tmp_path, item):
    rows, problems = got(tmp_path, json.dumps(item), "item.json")
    assert pairs(rows[0]) == [
        ("sourceOrganization", "Port office"), ("copyrightHolder", "Corvane"), ("copyrightNotice", "All of it"),
        ("usageInfo", "Ask first"), ("locationCreated", "Tavermouth"),
    ]  # fmt: skip
    assert rows[0] == {
        "id": "https://corvane.example/1", "title": "Gate fails", "outlet": "Corvane", "byline": "Ana Ruiz",
        "published": "2024-06-14T10:37:00Z", "language": "en", "url": "https://corvane.example/1",
        "text": "TAVERMOUTH (Corvane) -- One.\n\nTwo.",
    }  # fmt: skip
    assert problems == []


@pytest.mark.parametrize(
    ("bodies", "text"),
    [
        ([{"value": " Plain. "}], "Plain."),
        ([{"contentType": "application/xml", "value": "<p>Marked.</p>"}], "Marked."),
        ([{"role": "html", "value": "<p> </p>"}, {"value": "Plain."}], "Plain."),
        ([{"role": "html"}, "odd", None, {"value": "Plain."}], "Plain."),
        (
            [
                {"role": "teaser", "contentType": "text/html", "value": "<p>Short.</p>"},
                {"role": "main", "contentType": "text/plain", "value": "Plain."},
            ],
            "Plain.",
        ),
        ([{"role": "teaser", "contentType": "text/html", "value": "<p>Short.</p>"}], "Short."),
    ],
)
def test_the_body_with_paragraphs_is_preferred(tmp_path, bodies, text):
    rows, _ = got(
        tmp_path, json.dumps({"uri": "urn:1", "pubStatus": "usable", "bodies": bodies}), "item.json"
    )
    assert [(row["id"], row["text"]) for row in rows] == [("urn:1", text)]
    assert "url" not in rows[0]


def test_an_item_as_superdesk_writes_it_is_read(tmp_path):
    item = {"guid": "urn:sd:1", "source": "Harbour Post", "firstcreated": "2024-06-14T08:00:00+0000",
            "versioncreated": "2024-06-14T09:00:00+0000", "body_html": "<p>One.</p>", "headline": "H", "version": 3,
            "genres": [{"uri": "genre:feature"}], "digitalSourceType": {"name": "original"},
            "creditline": "CP"}  # fmt: skip
    rows, problems = got(tmp_path, json.dumps(item), "item.json")
    assert pairs(rows[0]) == [
        ("creditText", "CP"),
        ("genre", "genre:feature"),
        ("digitalSourceType", "original"),
    ]
    assert rows[0] == {"id": "urn:sd:1", "title": "H", "outlet": "Harbour Post", "text": "One.",
                       "published": "2024-06-14T08:00:00+0000"}  # fmt: skip
    assert problems == []


def test_items_in_a_list_and_line_by_line_are_read_and_pictures_named(tmp_path):
    picture = {"uri": "urn:p", "type": "picture", "pubstatus": "usable", "renditions": []}
    excess = {"uri": "urn:bad", "body_html": "<p>" * 6000}
    lines = "\n".join(json.dumps(one) for one in (OLD, picture, excess))
    rows, problems = got(tmp_path, lines, "items.jsonl")
    assert [row["id"] for row in rows] == ["https://corvane.example/1"]
    assert problems == [
        "line 3: leaves 6,000 elements open (at most 5,000)",
        "line 2: is an item of ninjs without a text: a picture, perhaps, or a package of other items",
    ]
    rows, _ = got(tmp_path, json.dumps({"items": [OLD, MIDDLE | {"uri": "urn:2"}]}), "items.json")
    assert [row["id"] for row in rows] == ["https://corvane.example/1", "urn:2"]


@pytest.mark.parametrize(
    ("stated", "outlet"),
    [
        ({"provider": "Corvane", "infoSources": [{"name": "Port office"}]}, "Corvane"),
        ({"provider": {"Name": "Corvane", "uri": "urn:c"}}, "Corvane"),
        ({"provider": [{"literal": "Corvane"}, {"uri": "urn:d"}, 7.5, None]}, "Corvane, urn:d, 7.5"),
        ({"copyrightHolder": {"name": "Corvane"}, "provider": "Port office"}, "Corvane"),
        ({"infosources": [{"name": "Corvane", "role": "isrol:distributor"}]}, "Corvane"),
        (
            {"infoSources": [{"name": "Port office", "role": "isrol:originfo"}, {"literal": "Corvane"}]},
            "Corvane",
        ),
        ({"infosources": [{"name": "Port office", "role": "originfo"}]}, None),
        ({"infosources": [{"name": "Port office"}, {"name": "Corvane"}]}, None),
    ],
)
def test_who_sent_an_item_is_its_outlet_where_nothing_else_says_it(tmp_path, stated, outlet):
    item = {"uri": "urn:1", "body_text": "One.", "bylines": [{"value": "Ana Ruiz"}, {"value": "Bo Lind"}]}
    ((row,), _) = got(tmp_path, json.dumps(item | stated), "item.json")
    assert (row.get("outlet"), row["byline"]) == (outlet, "Ana Ruiz, Bo Lind")


@pytest.mark.parametrize(
    "stated",
    [
        {"by": "Ana Ruiz and Bo Lind", "byline": "Nobody"},
        {"byline": {"name": "Ana Ruiz and Bo Lind"}},
        {"bylines": ["Ana Ruiz and Bo Lind"]},
        {"bylines": [{"byLine": "unknown key"}, {"name": "Ana Ruiz and Bo Lind", "role": "writer"}]},
        {"byline_short": "Ana Ruiz and Bo Lind"},
    ],
)
def test_who_wrote_an_item_is_read_however_its_sender_writes_it(tmp_path, stated):
    ((row,), problems) = got(
        tmp_path, json.dumps({"uri": "urn:1", "body_text": "One."} | stated), "item.json"
    )
    assert (row["byline"], problems) == ("Ana Ruiz and Bo Lind", [])


def test_other_json_is_left_as_it_is(tmp_path):
    rows, _ = got(
        tmp_path, json.dumps({"uri": "https://a.example/1", "body": "One.", "headline": "H"}), "item.json"
    )
    assert rows[0]["url"] == "https://a.example/1"
    assert rows[0]["text"] == "One."


@pytest.mark.parametrize("status", ["canceled", "cancelled", "withheld", "stat:withheld"])
def test_an_item_that_its_sender_took_back_is_left_out_and_named(tmp_path, status):
    lines = [json.dumps(OLD | {"pubstatus": status}), json.dumps(OLD | {"pubstatus": "usable"})]
    rows, problems = got(tmp_path, "\n".join(lines), "items.jsonl")
    assert len(rows) == 1
    assert problems[0] == f"line 1: is {status}, its sender says (pubstatus), and left out"


@pytest.mark.parametrize(
    "key", ["copyrightHolder", "copyrightNotice", "located", "usageTerms", "creditLine", "genre"]
)
def test_half_a_letter_costs_nothing(tmp_path, key):
    item = {"uri": "urn:1", "pubStatus": "usable", "bodies": [{"value": "Plain."}], key: "Tide \ud83d"}
    rows, _ = got(tmp_path, json.dumps(item), "item.json")
    assert [row["text"] for row in rows] == ["Plain."]
