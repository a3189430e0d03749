"""A hand-made audit of eight invented articles: every relation and credit, one unseen source."""

import re

import polars as pl

from provaudit.document import SCHEMAS, Audit, RulebookInfo
from provaudit.model import Dimension

DECK = "ORVAN (Tidewater) - "
HALT = (
    "A cable car carrying forty-one passengers stopped above the Orvan gorge on Tuesday morning "
    "and hung there for six hours."
)
ROPE = "Engineers found that a hauling rope had slipped from its third pulley during a gust of wind."
VOW = "“Nobody was hurt and nobody was forgotten,” said Mira Solheim, who runs the line."
WINCH = "Rescuers lowered the passengers one at a time with a hand winch, the oldest of them first."
COST = (
    "A report by the valley’s safety board in March had asked for new pulleys, at a cost of 2.3 million crowns, "
    "and was never answered."
)
MAYOR = "The mayor of Orvan, Tomas Reyk, had sat on that report for eleven weeks, two board members said."
OWN = "From the terrace of the Hotel Adler the gondola looked like a lantern that somebody had left out."

ARTICLES = {
    "wire.txt": {
        "title": "Cable car with 41 aboard hangs over Orvan gorge for six hours",
        "outlet": "Tidewater Wire",
        "byline": "Ines Marlow",
        "published": "2031-05-06T09:10:00Z",
        "pieces": [
            ("dateline", "ORVAN (Tidewater) -"),
            ("body", HALT),
            ("body", ROPE),
            ("body", VOW),
            ("body", WINCH),
            ("sign-off", "(Reporting by Ines Marlow; Editing by Paul Quist)"),
        ],
        "verdict": ("Tidewater", "dateline", "original", "independent", "own", 0.0, 0.0, 0.0),
    },
    "portside.txt": {
        "title": "Cable car hangs over gorge",
        "outlet": "Portside Daily",
        "byline": None,
        "published": "2031-05-06T10:00:00Z",
        "pieces": [
            ("body", HALT),
            ("body", ROPE),
            ("body", VOW),
            ("body", WINCH),
            ("source-line", "Source: Tidewater"),
        ],
        "verdict": ("Tidewater", "source-line", "republication", "same", "named", 1.0, 0.84, 0.16),
    },
    "halden.txt": {
        "title": "Six hours over the gorge: passengers winched from stuck gondola",
        "outlet": "Halden Courier",
        "byline": "Courier Staff",
        "published": "2031-05-06",
        "pieces": [
            (
                "body",
                HALT.replace("forty-one passengers", "41 people")
                .replace("morning ", "")
                .replace("six", "two"),
            ),
            ("body", OWN),
            ("body", ROPE.replace("Engineers", "Mechanics")),
            ("body", VOW.replace("forgotten", "abandoned")),
        ],
        "verdict": (None, None, "rewrite", "edited", "none-observed", 0.71, 0.55, 0.16),
    },
    "fernmark.txt": {
        "title": "Safety board had warned of Orvan pulleys",
        "outlet": "Fernmark Post",
        "byline": None,
        "published": "2031-05-07",
        "pieces": [
            ("body", "Skiers in the Orvan valley asked on Wednesday why nobody had replaced the pulleys."),
            ("body", COST),
            ("body", "“I take the bus now,” said Lena Brandt, a teacher from the upper village."),
            ("body", "The line will stay shut until Friday at least, and the school has moved its ski week."),
            ("source-line", "Source: Fernmark Post and news agencies"),
        ],
        "verdict": (None, None, "rewrite", "partial", "generic", 0.34, 0.34, 0.0),
    },
    "lakeview.txt": {
        "title": "Mayor ‘sat on’ warning before gondola halt",
        "outlet": "Lakeview Herald",
        "byline": "Coastline Press",
        "published": "2031-05-07",
        "pieces": [("byline", "By Coastline Press"), ("body", COST), ("body", MAYOR), ("body", WINCH)],
        "verdict": ("Coastline Press", "byline", "republication", "same", "misattributed", 0.93, 0.93, 0.0),
    },
    "skimmr.txt": {
        "title": "[bold]Stuck![/bold] Gondola drama \x1b[31min \u202eOrvan",
        "outlet": "Skimmr",
        "byline": None,
        "published": None,
        "pieces": [
            ("furniture", "Get every headline in one place. Already a member? Sign in"),
            (
                "body",
                "Forty-one people spent six hours in a gondola that came to rest over the gorge at Orvan.",
            ),
            ("body", "Wind had pushed the rope off a pulley, mechanics found."),
        ],
        "verdict": (None, None, "second-hand", "paraphrase", "none-observed", 0.88, 0.88, 0.0),
    },
    "vesper/adler.txt": {
        "title": "オルヴァン渓谷でロープウェイが停止、四十一人が六時間宙づりに",
        "outlet": "Vesper Times",
        "byline": "Jonas Feld",
        "published": "2031-05-06T18:30:00Z",
        "pieces": [
            ("standfirst", "Our reporter watched the rescue from the valley floor."),
            ("body", "The first rope came down at noon, and a boy of nine was the first to wave from it."),
            ("body", VOW),
            (
                "body",
                "By dusk the kiosk at the lower station had run out of soup and started on the biscuits.",
            ),
        ],
        "verdict": (None, None, "own-reporting", "quotes", "not-needed", 0.2, 0.0, 0.2),
    },
    "radio.txt": {
        "title": None,
        "outlet": None,
        "byline": None,
        "published": None,
        "pieces": [("body", "Line shut. More at nine.")],
        "verdict": (None, None, "own-reporting", "independent", "not-assessable", 0.0, 0.0, 0.0),
    },
}
TEXTS = {name: "\n\n".join(words for _, words in one["pieces"]) for name, one in ARTICLES.items()}

SOURCES = {
    "portside.txt": [("wire.txt", 1.0)],
    "halden.txt": [("wire.txt", 0.71)],
    "fernmark.txt": [("unseen:1", 0.34)],
    "lakeview.txt": [("unseen:1", 0.66), ("wire.txt", 0.27)],
    "skimmr.txt": [("halden.txt", 0.88)],
    "vesper/adler.txt": [],
}
PASSAGES = [  # a, b, words of a, words of b, kind, quoted
    ("wire.txt", "portside.txt", HALT, HALT, "verbatim", False),
    ("wire.txt", "portside.txt", ROPE, ROPE, "verbatim", False),
    ("wire.txt", "portside.txt", VOW, VOW, "verbatim", True),
    ("wire.txt", "portside.txt", WINCH, WINCH, "verbatim", False),
    ("wire.txt", "halden.txt", HALT, ARTICLES["halden.txt"]["pieces"][0][1], "edited", False),
    ("wire.txt", "halden.txt", ROPE, ARTICLES["halden.txt"]["pieces"][2][1], "edited", False),
    ("wire.txt", "halden.txt", VOW, ARTICLES["halden.txt"]["pieces"][3][1], "edited", True),
    ("fernmark.txt", "lakeview.txt", COST, COST, "verbatim", False),
    ("wire.txt", "lakeview.txt", WINCH, WINCH, "verbatim", False),
    ("halden.txt", "skimmr.txt", ARTICLES["halden.txt"]["pieces"][0][1], ARTICLES["skimmr.txt"]["pieces"][1][1],
     "paraphrase", False),
    ("halden.txt", "skimmr.txt", ARTICLES["halden.txt"]["pieces"][2][1], ARTICLES["skimmr.txt"]["pieces"][2][1],
     "paraphrase", False),
    ("wire.txt", "vesper/adler.txt", VOW, VOW, "verbatim", True),
]  # fmt: skip
PAIRS = [  # a, b, relation, direction, confidence, words, contained a, b, prose a, b, longest run
    ("wire.txt", "portside.txt", "same", "b_from_a", 0.99, 73, 1.0, 1.0, 1.0, 1.0, 73),
    ("wire.txt", "halden.txt", "edited", "b_from_a", 0.9, 45, 0.62, 0.71, 0.55, 0.55, 17),
    ("fernmark.txt", "lakeview.txt", "partial", "common", 0.8, 27, 0.34, 0.48, 0.34, 0.48, 27),
    ("wire.txt", "lakeview.txt", "partial", "b_from_a", 0.77, 16, 0.22, 0.27, 0.2, 0.27, 16),
    ("halden.txt", "skimmr.txt", "paraphrase", "b_from_a", 0.64, 4, 0.06, 0.14, 0.06, 0.14, 2),
    ("wire.txt", "vesper/adler.txt", "quotes", "none", 0.95, 13, 0.16, 0.2, 0.0, 0.0, 13),
]
WHY = "27 words shared, in no earlier article."
EDGES = [  # child, parent, relation, confidence, direction, share, evidence
    ("portside.txt", "wire.txt", "same", 0.99, "marked", 1.0, ["It credits Tidewater in its source line."]),
    ("halden.txt", "wire.txt", "edited", 0.9, "dated", 0.71, ["wire.txt is dated earlier."]),
    ("fernmark.txt", "unseen:1", "partial", 0.6, "inferred", 0.34, ["27 words that lakeview.txt has too."]),
    ("lakeview.txt", "unseen:1", "same", 0.6, "inferred", 0.66, ["27 words that fernmark.txt has too."]),
    ("lakeview.txt", "wire.txt", "partial", 0.77, "dated", 0.27, ["16 words in one run."]),
    (
        "skimmr.txt",
        "halden.txt",
        "paraphrase",
        0.64,
        "inferred",
        0.88,
        ["It follows the order of halden.txt."],
    ),
]
DRIFT = [  # child, parent, kind, words of the child, words of the parent
    ("halden.txt", "wire.txt", "number", "two", "six"),
    ("halden.txt", "wire.txt", "quotation", "abandoned", "forgotten"),
]
CITED = [  # id, source, kind, cue
    ("wire.txt", "Mira Solheim", "person", "said"),
    ("portside.txt", "Mira Solheim", "person", "said"),
    ("fernmark.txt", "Lena Brandt", "person", "said"),
    ("lakeview.txt", "two board members", "anonymous", "said"),
]

SIGNALS = [  # id, rule, dimension, group, points, zone, words, message, mark, source
    ("wire.txt", "origin/agency-dateline", "origin", "agency", 3.0, "dateline", "(Tidewater)",
     "An agency’s dateline opens the text.", "dateline", "Tidewater"),
    ("portside.txt", "attribution/source-line", "attribution", "credit", 2.0, "source-line", "Source: Tidewater",
     "A source line names the agency.", "source-line", "Tidewater"),
    ("fernmark.txt", "attribution/generic-agencies", "attribution", "credit", -1.0, "source-line", "news agencies",
     "Names no agency, so a reader cannot find the original.", "generic", None),
    ("lakeview.txt", "attribution/agency-byline", "attribution", "credit", 2.0, "byline", "By Coastline Press",
     "The byline is an agency’s.", "byline", "Coastline Press"),
    ("lakeview.txt", "sourcing/anonymous", "sourcing", None, -1.5, "body", "two board members said",
     "Rests on persons without a name.", None, None),
    ("skimmr.txt", "access/paywall", "access", None, -2.0, "furniture", "Already a member? Sign in",
     "A reader must sign in.", None, None),
    ("skimmr.txt", "carrier/aggregator", "carrier", None, -1.0, "furniture", "Get every headline in one place",
     "An aggregator’s page.", None, None),
    ("vesper/adler.txt", "sourcing/named-speaker", "sourcing", None, 2.0, "body", "said Mira Solheim",
     "A named person speaks.", None, None),
    ("radio.txt", "form/short", "form", None, 0.0, "meta", None, "Under 100 words.", None, None),
]  # fmt: skip


def said():
    start, end = span("lakeview.txt", COST)
    text = TEXTS["lakeview.txt"][start:end]
    return {"text": text, "start": start, "end": end, "children": ["lakeview.txt", "fernmark.txt"]}


def span(name, words):
    start = TEXTS[name].index(words)
    return start, start + len(words)


def drift():
    for child, parent, kind, now, was in DRIFT:
        yield (child, parent, kind, *span(child, now), *span(parent, was), was, now)


def table(name, rows):
    return pl.DataFrame(rows, schema=SCHEMAS[name], orient="row")


def articles():
    for name, one in ARTICLES.items():
        url = f"https://example.org/{name}"
        words = sum(len(text.split()) for zone, text in one["pieces"] if zone in ("body", "standfirst"))
        agency, mark, role, relation, credit, *shares = one["verdict"]
        story = None if name in ("radio.txt", "vesper/adler.txt") else "story:1"
        sources = [{"id": source, "share": share} for source, share in SOURCES.get(name, [])]
        head = (name, f"pile/{name}", one["title"], one["outlet"], one["byline"], one["published"], "en", url)
        yield (*head, TEXTS[name], words, agency, mark, role, relation, credit, None, *shares, story, sources)


def zones():
    for name, one in ARTICLES.items():
        at = 0
        for zone, words in one["pieces"]:
            yield (name, zone, at, at + len(words))
            for quote in re.finditer("“[^”]*”", words):
                yield (name, "quote", at + quote.start(), at + quote.end())
            at += len(words) + 2


def signals():
    for name, rule, dimension, group, points, zone, words, *rest in SIGNALS:
        start, end = span(name, words) if words else (None, None)
        yield (name, rule, dimension, group, points, zone, start, end, words or "5", *rest)


def cited():
    for name, words, kind, cue in CITED:
        start, end = span(name, words)
        yield (name, start, end, kind, words, cue, *span(name, cue))


def scores():
    hits = {}
    for name, _, dimension, _, points, *_ in SIGNALS:
        hits[name, dimension] = hits.get((name, dimension), 0.0) + points
    for name in ARTICLES:
        for dimension in Dimension:
            known = dimension != "accountability" and (name != "radio.txt" or dimension == "form")
            points = hits.get((name, dimension), 0.0) if known else None
            yield (name, dimension.value, points, -4.0 if known else None, 5.0 if known else None)


def build():
    return Audit(
        articles=table("articles", list(articles())),
        zones=table("zones", list(zones())),
        signals=table("signals", list(signals())),
        cited=table("cited", list(cited())),
        scores=table("scores", list(scores())),
        pairs=table("pairs", PAIRS),
        passages=table(
            "passages", [(a, b, *span(a, of_a), *span(b, of_b), *how) for a, b, of_a, of_b, *how in PASSAGES]
        ),
        edges=table("edges", EDGES),
        drift=table("drift", list(drift())),
        unseen=table("unseen", [("unseen:1", ["fernmark.txt", "lakeview.txt"], 44, [WHY], [said()])]),
        stories=table("stories", [("story:1", [n for n in ARTICLES if n[0] not in "rv"], "wire.txt")]),
        problems=table("problems", [("pile/broken.bin", "is not text")]),
        rulebook=RulebookInfo("provaudit", "1", "0" * 64),
    )
