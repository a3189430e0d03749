import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rulebook_fixture import all_body, articles, rule, rulebook, zones

from provaudit.errors import FrameError
from provaudit.rulebook import late_signals, looks, text_signals
from provaudit.rulebook.candidates import candidates
from provaudit.rulebook.literals import needed_literals
from provaudit.rulebook.looks import PLAIN, loose, spans, swift
from provaudit.rulebook.narrowing import SMALL
from provaudit.rulebook.rule import Words


@pytest.fixture(scope="module")
def plain_book(tmp_path_factory):
    return rulebook(tmp_path_factory.mktemp("rules"), rule())


LONG = "Ships came in. " * 30


def hits(book, found, zoned=None):
    return text_signals(found, all_body(found) if zoned is None else zoned, book)


def test_a_signal_says_which_rule_hit_what_and_where(tmp_path):
    book = rulebook(tmp_path, rule(group="credit"))
    found = hits(book, articles("Néa reads the Harbour Bulletin."))
    assert found.to_dicts() == [
        {
            "article": 0,
            "rule": "origin/bulletin",
            "dimension": "origin",
            "group": "credit",
            "points": 2.0,
            "zone": "body",
            "start": 14,
            "end": 30,
            "text": "Harbour Bulletin",
            "message": "Names the bulletin.",
            "mark": None,
            "source": None,
        }
    ]


@given(
    st.lists(
        st.sampled_from(["harbour", "bulletin", "é", "🚢", "海", "“", "x", "Harbour Bulletin"]), max_size=12
    )
)
def test_offsets_are_characters_whatever_stands_before(plain_book, words):
    text = " ".join(words)
    for hit in hits(plain_book, articles(text)).to_dicts():
        assert text[hit["start"] : hit["end"]] == hit["text"]


def test_a_rule_looks_only_at_its_zones(tmp_path):
    text = "harbour bulletin\nharbour bulletin"
    book = rulebook(tmp_path, rule(zone="[sign-off]"))
    found = hits(book, articles(text), zones((0, "body", 0, 16), (0, "sign-off", 17, 33)))
    assert found.select("zone", "start").rows() == [("sign-off", 17)]


def test_the_whole_text_is_one_stretch_for_a_rule_of_zone_text(tmp_path):
    book = rulebook(tmp_path, rule(zone="[text]", match='{words: {phrase: ["harbour bulletin"]}}'))
    found = hits(book, articles("harbour\nbulletin"), zones((0, "body", 0, 7), (0, "body", 8, 16)))
    assert found["text"].to_list() == ["harbour\nbulletin"]


def test_what_is_ignored_is_cut_out_and_offsets_stay_right(tmp_path):
    text = "“The harbour bulletin” — so the harbour bulletin says."
    book = rulebook(tmp_path, rule(ignore="[quote]"))
    found = hits(book, articles(text), zones((0, "body", 0, len(text)), (0, "quote", 0, 22)))
    assert found.select("start", "text").rows() == [(32, "harbour bulletin")]


def test_words_do_not_join_over_a_cut_and_overlapping_cuts_are_cut_once(tmp_path):
    text = "harbour “this” bulletin and the harbour bulletin"
    book = rulebook(tmp_path, rule(ignore="[quote, caption]"))
    zoned = zones(
        (0, "body", 0, len(text)), (0, "quote", 8, 14), (0, "caption", 10, 12), (0, "quote", 40, 60)
    )
    assert hits(book, articles(text), zoned).is_empty()


def test_a_hit_over_a_cut_shows_the_article_s_own_words(tmp_path):
    text = "harbour “this” bulletin"
    book = rulebook(tmp_path, rule(ignore="[quote]", match="{words: {regex: 'harbour.*bulletin'}}"))
    found = hits(book, articles(text), zones((0, "body", 0, len(text)), (0, "quote", 8, 14)))
    assert found["text"].to_list() == [text]


def test_one_signal_a_stretch_and_no_more_than_the_cap(tmp_path):
    text = "harbour bulletin, harbour bulletin"
    rows = [(0, "body", 0, len(text)) for _ in range(30)]
    assert hits(rulebook(tmp_path / "a", rule()), articles(text), zones(*rows)).height == 20
    assert hits(rulebook(tmp_path / "b", rule(cap="3")), articles(text), zones(*rows)).height == 3


def test_the_leftmost_words_that_speak_for_the_hit_give_its_span(tmp_path):
    match = "{late: {phrase: [ships]}, early: {phrase: [boats]}, never: {phrase: [planes]}}"
    book = rulebook(tmp_path, rule(match=match, when="late and early and not never"))
    found = hits(book, articles("boats and ships", "boats", "ships, boats, planes"))
    assert found.select("article", "text").rows() == [(0, "boats")]


EXCEPTING = "{words: {regex: '\\p{Lu}\\w+ said', except: {phrase: ['Pier|Quay said', '{agencies}']}}}"


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("Ada said no.", "Ada said"),
        ("Pier said yes.", None),
        ("Pier said yes. Quay said no. Ada said: “é”.", "Ada said"),
        ("“É”: Küstendienst said, Pier said, Ada said.", "Ada said"),
        ("HW said it. " * 7 + "Ada said it.", "Ada said"),
        ("HW said it. " * 8 + "Ada said it.", None),
    ],
)
def test_a_hit_that_holds_an_exception_gives_way_to_the_next(tmp_path, text, hit):
    found = hits(rulebook(tmp_path, rule(match=EXCEPTING)), articles(text))
    assert found["text"].to_list() == ([hit] if hit else [])
    assert [text[start : start + len(hit)] for start in found["start"]] == found["text"].to_list()


@pytest.mark.parametrize("small", [0, SMALL])
def test_a_small_pile_is_searched_with_the_names_that_stand_in_it_and_finds_the_same(
    tmp_path, monkeypatch, small
):
    monkeypatch.setattr("provaudit.rulebook.narrowing.SMALL", small)
    keys = {"match": '{words: {phrase: ["from {agencies}"]}}', "capture": '{agency: "{agencies}"}'}
    other = {
        "match": "{home: {meta: {field: outlet, regex: '^{agencies}$'}}}",
        "capture": '{agency: "{agencies}"}',
    }
    book = rulebook(tmp_path, rule(**keys), rule("origin/home", **other))
    found = hits(
        book, articles("from HW", "from Harbor Wire", "from 海岸通信", outlet=["x", "Harbour Wire", None])
    )
    assert found.select("article", "rule", "source").rows() == [
        (0, "origin/bulletin", "Harbour Wire"),
        (1, "origin/home", "Harbour Wire"),
        (2, "origin/bulletin", "Küstendienst"),
    ]


def test_in_a_small_pile_without_any_name_of_a_vocabulary_its_rule_is_silent(tmp_path):
    agencies = "name: agencies\nentries:\n  - {name: Harbour Wire, forms: [Harbour Wire]}\n"
    book = rulebook(tmp_path, rule(match='{words: {phrase: ["from {agencies}"]}}'), vocabulary=agencies)
    assert hits(book, articles("from the sea")).is_empty()


def test_a_rule_with_a_language_runs_where_the_language_fits_or_is_not_known(tmp_path):
    book = rulebook(tmp_path, rule(language="[de]"))
    found = articles(*["harbour bulletin"] * 3, language=["de", None, "fr"])
    assert hits(book, found)["article"].to_list() == [0, 1]


def test_bylines_and_titles_of_the_metadata_count_where_the_text_shows_none(tmp_path):
    book = rulebook(tmp_path, rule(zone="[byline, headline]"))
    found = articles(
        "harbour bulletin", "Ships.", byline="Harbour Bulletin", title=[None, "harbour bulletin"]
    )
    rows = hits(book, found, zones((0, "byline", 0, 16))).select("article", "zone", "start").rows()
    assert rows == [(0, "byline", 0), (1, "byline", None), (1, "headline", None)]


@pytest.mark.parametrize(
    ("match", "text"),
    [
        ("{url: {meta: {field: url, glob: '*harbour.example*'}}}", "https://harbour.example/1"),
        ("{url: {meta: {field: outlet, equals: The Quay}}}", "The Quay"),
        ("{url: {meta: {field: outlet, equals: [The Quay, The Pier]}}}", "The Quay"),
        ("{url: {meta: {field: outlet, present: true}}}", "The Quay"),
        ("{url: {meta: {field: byline, absent: true}}}", ""),
        ("{url: {meta: {field: outlet, regex: 'Q\\w+'}}}", "Quay"),
    ],
)
def test_metadata_alone_can_hit(tmp_path, match, text):
    found = articles("Ships.", url="https://harbour.example/1", outlet="The Quay")
    (hit,) = hits(rulebook(tmp_path, rule(match=match)), found).to_dicts()
    assert (hit["zone"], hit["start"], hit["text"]) == ("meta", None, text)


def test_metadata_that_is_not_known_neither_hits_nor_proves_the_contrary(tmp_path):
    match = "{home: {meta: {field: outlet, phrase: [Quay]}}}"
    assert hits(rulebook(tmp_path, rule(match=match, when="not home")), articles("Ships.")).is_empty()


def test_metadata_can_go_with_words(tmp_path):
    match = "{words: {phrase: [ships]}, home: {meta: {field: outlet, phrase: [Quay]}}}"
    book = rulebook(tmp_path, rule(match=match, when="words and not home"))
    found = hits(book, articles("Ships.", "Ships.", outlet=["The Quay", "The Pier"]))
    assert found.select("article", "text").rows() == [(1, "Ships")]


def test_an_absence_is_told_of_a_whole_article_and_only_where_it_can_be_judged(tmp_path):
    book = rulebook(tmp_path, rule(when="not words", needs="[tail]"))
    found = articles(LONG, LONG + "harbour bulletin", LONG + "and then the", "Too short.")
    (hit,) = hits(book, found).to_dicts()
    assert (hit["article"], hit["zone"], hit["start"], hit["text"]) == (0, "meta", None, "")


def test_words_that_are_there_count_whatever_is_missing(tmp_path):
    book = rulebook(tmp_path, rule(needs="[tail, lineage, language]"))
    assert hits(book, articles("the harbour bulletin")).height == 1


def test_rules_on_trial_show_signals_without_points_and_retired_ones_are_silent(tmp_path):
    rules = [rule(f"origin/{status}", status=status) for status in ("draft", "test", "retired")]
    found = hits(rulebook(tmp_path, *rules), articles("harbour bulletin"))
    assert found.select("rule", "points").rows() == [("origin/draft", 0.0), ("origin/test", 0.0)]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("From Harbour Wire", "Harbour Wire"),
        ("from the harbour wire service", "Harbour Wire"),
        ("From HW", "Harbour Wire"),
        ("from KÜSTENDIENST", "Küstendienst"),
        ("from 海岸通信", "Küstendienst"),
    ],
)
def test_a_vocabulary_s_form_is_credited_by_its_canonical_name(tmp_path, text, source):
    keys = {"match": '{words: {phrase: ["from {agencies}"]}}', "capture": '{agency: "{agencies}"}'}
    (hit,) = hits(rulebook(tmp_path, rule(**keys)), articles(text)).to_dicts()
    assert (hit["source"], hit["mark"], hit["text"]) == (source, "mention", text)


@pytest.mark.parametrize(
    ("capture", "zone", "mark", "source"),
    [
        ("{agency: Quay Press}", "sign-off", "sign-off", "Quay Press"),
        ("{agency: Quay Press, mark: contributed}", "sign-off", "contributed", "Quay Press"),
        ("{agency: null}", "sign-off", "generic", None),
        ('{agency: "{agencies}"}', "sign-off", None, None),
        ('{outlet: "<outlet>"}', "body", "mention", "The Quay"),
        ('{outlet: "<outlet>", mark: republished}', "body", "republished", "The Quay"),
        ("{mark: copyright}", "body", None, None),
    ],
)
def test_a_capture_fills_mark_and_source(tmp_path, capture, zone, mark, source):
    text = "first in The Quay."
    keys = {"match": r"{words: {regex: 'in (?P<outlet>[\w ]+\.)'}}", "zone": f"[{zone}]", "capture": capture}
    (hit,) = hits(rulebook(tmp_path, rule(**keys)), articles(text), zones((0, zone, 0, 18))).to_dicts()
    assert (hit["mark"], hit["source"]) == (mark, source)


@pytest.mark.parametrize(
    ("test", "fires"),
    [
        ("name: words, under: 100", True),
        ("name: words, over: 57", False),
        ("name: words, at-least: 57, at-most: 57", True),
        ("name: share, equals: 0.25", True),
        ("name: credit, equals: generic", True),
        ("name: credit, in: [own, named]", False),
        ("name: uncredited, equals: true", True),
        ("name: role, equals: rewrite", False),
    ],
)
def test_a_metric_is_compared_as_the_rule_says(tmp_path, test, fires):
    book = rulebook(tmp_path, rule(match=f"{{words: {{metric: {{{test}}}}}}}"))
    known = pl.DataFrame(
        {
            "article": [0],
            "words": [57],
            "share": [0.25],
            "credit": ["generic"],
            "uncredited": [True],
            "role": [None],
        },
        schema_overrides={"article": pl.UInt32, "role": pl.String},
    )
    assert late_signals(known, book).height == fires


def test_a_metric_s_signal_shows_its_value(tmp_path):
    book = rulebook(
        tmp_path,
        rule(match="{few: {metric: {name: words, under: 100}}, half: {metric: {name: share, over: 0}}}"),
    )
    known = pl.DataFrame(
        {"article": [0, 1], "words": [57, None], "share": [1 / 3, 0.5]},
        {"article": pl.UInt32} | dict.fromkeys(["words", "share"], pl.Float64),
    )
    (hit,) = late_signals(known, book).to_dicts()
    assert (hit["article"], hit["zone"], hit["text"]) == (0, "meta", "57, 0.333")


def test_a_metric_can_go_with_words_which_give_the_span(tmp_path):
    match = '{words: {phrase: ["harbour bulletin"]}, few: {metric: {name: words, under: 100}}}'
    book = rulebook(tmp_path, rule(match=match))
    found = articles("the harbour bulletin", "the harbour bulletin")
    known = found.select("article", words=pl.Series([57, 570]))
    signals = late_signals(known, book, found, all_body(found))
    assert signals.select("article", "start").rows() == [(0, 4)]
    assert hits(book, found).is_empty()


def test_a_missing_metric_or_missing_articles_is_the_caller_s_fault(tmp_path):
    match = "{few: {metric: {name: words, under: 100}}}"
    bare = pl.DataFrame({"article": [0]}, {"article": pl.UInt32})
    with pytest.raises(FrameError, match="words"):
        late_signals(bare, rulebook(tmp_path / "a", rule(match=match)))
    with pytest.raises(FrameError, match="hand in articles"):
        late_signals(bare.with_columns(words=1), rulebook(tmp_path / "b", rule(match=match, needs="[body]")))


def test_a_pile_cut_in_batches_gives_the_signals_of_the_whole(tmp_path):
    book = rulebook(
        tmp_path,
        rule(ignore="[quote]"),
        rule("origin/from", match='{words: {phrase: ["from {agencies}"]}}', capture='{agency: "{agencies}"}'),
        rule("origin/said", match=EXCEPTING, cap="1"),
        rule("origin/none", when="not words", needs="[tail]"),
    )
    texts = ["harbour “bulletin” harbour bulletin", "Pier said. Ada said no.", LONG, "from 海岸通信, HW", "é"]
    found = articles(*texts * 4)
    zoned = pl.concat([all_body(found), zones(*((number, "quote", 8, 18) for number in range(0, 20, 5)))])
    whole = hits(book, found, zoned)
    assert whole["rule"].n_unique() == 4
    for size in (2, 7, 20):
        batches = [found[at : at + size] for at in range(0, found.height, size)]
        parts = [
            hits(book, part, zoned.filter(pl.col("article").is_in(part["article"].implode())))
            for part in batches
        ]
        assert pl.concat(parts).equals(whole)


def test_markup_and_megabytes_on_one_line_are_only_text(tmp_path):
    text = "[/x]\x1b[31m " * 200_000 + "harbour bulletin"
    (hit,) = hits(rulebook(tmp_path, rule()), articles(text)).to_dicts()
    assert hit["start"] == len(text) - 16


PATTERNS = [
    r"\bhar\w+\b",
    r"\b(?i:harbour)\b\s+\b(?i:bulletin)\b",
    r"(?:\b(?i:Küste)\b|(?-u:\b)HW(?-u:\b)|海岸)",
    r"^(?i:by )\p{Lu}\w+(?:, {2,3}x)?",
    r"\bs?hip\b|é\b",
    r"(?:wire\b)+",
    r"x\b?y",
]


@pytest.mark.parametrize("pattern", PATTERNS)
@settings(deadline=None, max_examples=30)
@given(text=st.text(st.sampled_from("HWharbou bulletin küsteé海岸By ,.“”-shipwrexy\n"), max_size=40))
def test_the_fast_search_finds_what_the_pattern_itself_finds(pattern, text):
    stretch = pl.DataFrame({"row": [0], "stretch": [text]}, {"row": pl.UInt32, "stretch": pl.String})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(looks, "LITTLE", -1)  # so short a text would be tried with the pattern itself
        found = (
            spans(stretch.with_columns(plain=PLAIN), Words("words", (pattern,)), {})
            .select("at", "text")
            .rows()
        )
    at = stretch["stretch"].str.find(pattern).item()
    assert found == ([] if at is None else [(at, stretch["stretch"].str.extract(pattern, 0).item())])


def test_the_fast_variants_differ_only_in_word_boundaries():
    assert swift(r"\\b\b[\d]\bé") == r"\\b(?-u:\b)[\d](?-u:\b)é"
    assert loose(r"\bé\b|\bab?\b|\ba?\b|[x]\b") == r"é|(?-u:\b)ab?|a?|[x]"


@pytest.mark.parametrize(
    ("pattern", "sets"),
    [
        (r"\b(?i:Harbour)\b\s+\b(?i:bulletin)\b", [{"bulletin"}, {"harbour"}]),
        (r"the\s+bulletin", [{"bulletin"}]),
        ("harbour|bulletin", [{"harbour", "bulletin"}]),
        ("(?:harbour|x)", []),
        (r"harbour|\d+", []),
        (r"\d+", []),
        ("(?:harbour)?", []),
        ("harbou?r", [{"harbour", "harbor"}]),
        ("[Hh]arbour['’]s", [{"harbour's", "harbour’s"}]),
        ("[^h]arbour[a-c]s", [{"arbour"}]),
        ("(?:harbour|quay){0,3}side", [{"side"}]),
        ("(?:harbour){0,2} side", [{"side"}]),
        ("harbour*s", [{"harbou"}]),
        ("harbour+s", [{"harbour"}]),
        ("(?:harbour){2,3}x", [{"harbour"}]),
        ("(?:harbour){2}x", [{"harbour"}]),
        (r"(?P<outlet>[^\]\w[:alpha:]]+) office", [{"office"}]),
        (r"(?:harbour\d|quay\dpier) (?:wall|gate)", [{"wall", "gate"}, {"harbour", "quay"}]),
        (r"harbour\x{41}", []),
        ("(?x: harbour )", []),
        ("(?i)harbour", [{"harbour"}]),
        (r"\p{Lu}\pLharbour\.", [{"harbour."}]),
        (r"\w+@\w+", [{"@"}]),
        ("海岸", [{"海岸"}]),
        ("ab", []),
        ("ΣΑΣ", []),
        ("[abcd][abcd][abcd]harbour", [{f"{one}harbour" for one in "abcd"}]),
    ],
)
def test_every_match_holds_one_of_each_set_of_literals_that_a_pattern_needs(pattern, sets):
    assert needed_literals(pattern) == tuple(map(frozenset, sets))


def test_a_vocabulary_inside_a_pattern_is_read_once():
    vocabulary = r"(?:\b(?i:Harbour)\b|Küste)"
    assert needed_literals(f"by {vocabulary}", (vocabulary,)) == ({"harbour", "küste"},)


@given(
    st.lists(st.sampled_from(["the ", "Harbour", "bull", "etin", "h/t ", "é", "\n"]), max_size=8).map(
        "".join
    ),
    st.sampled_from([r"(?i:harbour)\s*bull(?:etin)?", "[Hh]/[Tt] (?:the )?", "(?:the |h/t ){2,3}Harbour"]),
)
def test_a_stretch_that_a_pattern_hits_is_among_its_candidates(text, pattern):
    stretch = pl.DataFrame({"row": [0], "stretch": [text]}, {"row": pl.UInt32, "stretch": pl.String})
    hit = stretch["stretch"].str.contains(pattern).item()
    assert not hit or candidates(stretch, [pattern], {})[pattern].to_list() == [0]


@pytest.mark.parametrize(("regex", "text", "start"), [(r"\s+bulletin\s", "bulletin", 7), (r"\s+", " ", 3)])
def test_the_blanks_that_a_pattern_wants_around_its_words_are_no_part_of_the_hit(
    tmp_path, regex, text, start
):
    book = rulebook(tmp_path, rule(match=f"{{words: {{regex: '{regex}'}}}}"))
    found = hits(book, articles("Néa is bulletin mad."))
    assert found.select("start", "end", "text").rows() == [(start, start + len(text), text)]
