import io
import json
import re
import zlib
from base64 import b64decode
from dataclasses import replace

import polars as pl
import pytest
from audit_fixture import COST, HALT, TEXTS, said

import provaudit
from provaudit.document import SCHEMAS, Audit, RulebookInfo
from provaudit.pipeline import audited
from provaudit.report.html import TEMPLATES, embedded, html, policy, write_html
from provaudit.report.html_excerpts import CUT, LONGEST_WORD, MARKED, QUOTED, SHORT_BUDGET, excerpted

DATA = re.compile('<script type="application/json" id="data">(.*?)</script>', re.DOTALL)

CHUNK = re.compile(r'<script type="text/plain" id="chunk-\d+">(.*?)</script>', re.DOTALL)


def data(page):
    return json.loads(DATA.search(page)[1])


def details(page):
    """Return the unpacked details of every article, by its id."""
    told = data(page)
    chunks = [
        json.loads(zlib.decompress(b64decode(packed), -zlib.MAX_WBITS)) for packed in CHUNK.findall(page)
    ]
    return {
        name: chunks[chunk][place]
        for name, (chunk, place) in zip(told["articles"]["id"], told["chunks"]["place"], strict=True)
    }


def emptied():
    tables = {name: pl.DataFrame(schema=schema) for name, schema in SCHEMAS.items()}
    return Audit(**tables, rulebook=RulebookInfo("provaudit", "1", "0" * 64))


@pytest.fixture(scope="module")
def page(made):
    return html(made)


def test_the_same_audit_gives_the_same_bytes(made, page):
    stream = io.BytesIO()
    write_html(made, stream)
    assert stream.getvalue() == page.encode()


def test_an_audit_on_disk_is_told_as_one_in_memory(tmp_path):
    texts = {"a.txt": f"{HALT} {COST}", "b.txt": f"{COST} {HALT}"}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with audited(tmp_path) as told:
        assert html(told) == html(told.audit())


def test_nothing_is_fetched_from_anywhere(page):
    bare = DATA.sub("", page)
    assert not re.findall(r'(?:src|href)="(?!#|data:,)[^"]*"', bare)
    assert "@import" not in bare
    assert "url(" not in bare


def test_the_policy_allows_what_is_inlined_and_nothing_else(page):
    found = re.search('http-equiv="Content-Security-Policy" content="([^"]*)"', page)[1].replace("&#39;", "'")
    script = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    style = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert found == policy(script, style)
    assert found.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in found


def test_no_element_has_a_style_or_a_handler_of_its_own(page):
    bare = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
    assert not re.findall(r"<[^>]*\s(?:style|on\w+)=", bare)


def test_scripts_build_elements_and_never_markup():
    scripts = "".join(path.read_text(encoding="utf-8") for path in (TEMPLATES / "js").iterdir())
    for risky in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "Function(",
        "fetch(",
    ):
        assert risky not in scripts


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.*")), ids=lambda path: path.name)
def test_templates_fit_a_glance(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_embedded_data_ends_no_script_and_turns_no_line():
    payload = {"a": "</script><!--\u2028\u202e&\x9b"}
    written = embedded(payload)
    assert not set("<>&\u2028\u202e\x9b") & set(written)
    assert json.loads(written) == payload


def test_every_article_comes_with_its_text_and_what_was_found(page):
    found = details(page)
    assert {name: one["text"] for name, one in found.items()} == TEXTS
    start, end, source, other, *_ = found["portside.txt"]["passages"][0]
    assert TEXTS["portside.txt"][start:end].startswith(HALT[:40])
    names = data(page)["articles"]["id"]
    assert names[source] == names[other] == "wire.txt"


def test_an_unseen_source_is_a_node_with_what_it_said(page):
    (missing,) = data(page)["unseen"]
    assert (
        missing["passages"] == [[COST, "Lakeview Times, Fernmark Post"]] or missing["passages"][0][0] == COST
    )
    assert missing["words"] == 44


def test_edges_carry_share_credit_and_how_much_of_the_source(page):
    told = data(page)
    names = [*told["articles"]["id"], "unseen:1"]
    edges = {(names[child], names[parent]): rest for child, parent, *rest in told["edges"]}
    assert edges["halden.txt", "wire.txt"] == ["edited", 0.71, 0.9, "dated", 0.62]
    assert edges["fernmark.txt", "unseen:1"][-1] is None


def test_the_overview_is_there_without_scripts(page):
    assert "without the right credit" in page.split("<main", 1)[1].split("<script", 1)[0]
    assert "noscript" in page


def test_an_audit_of_nothing_is_a_page_too():
    page = html(emptied())
    assert "No articles" in page
    assert CHUNK.findall(page) == []


def test_an_article_without_a_text_says_so(made):
    textless = Audit(
        **{**made.frames(), "articles": made.articles.with_columns(text=pl.lit(None, pl.String))},
        rulebook=made.rulebook,
    )
    assert {one["text"] for one in details(html(textless)).values()} == {None}
    assert {one["text"] for one in details(html(textless, excerpts=True)).values()} == {None}


def test_excerpts_quote_a_part_and_keep_what_was_marked(made):
    page = html(made, excerpts=True)
    found = details(page)
    assert "quotes excerpts only" in page
    for name, one in found.items():
        quoted = one["text"].replace(CUT.strip(), "")
        most = (
            len(TEXTS[name]) * SHORT_BUDGET + MARKED + LONGEST_WORD
        )  # a passage of a pair that has no other
        assert len("".join(quoted.split())) <= most
    rule = data(page)["rules"]
    (hit,) = [
        one for one in found["lakeview.txt"]["signals"] if rule[one[0]]["rule"] == "attribution/agency-byline"
    ]
    assert found["lakeview.txt"]["text"][hit[1] : hit[2]] == "By Coastline Press"


def test_excerpts_leave_what_nobody_took_out(made):
    told = details(html(made, excerpts=True))["vesper/adler.txt"]["text"]
    assert "ran out of soup" not in told
    assert "said Mira Solheim" in told


def test_what_a_rule_found_is_quoted_by_its_first_words(made):
    whole = made.signals.filter(pl.col("id") == "vesper/adler.txt").head(1)
    whole = whole.with_columns(
        start=pl.lit(0, pl.UInt32), end=pl.lit(len(TEXTS["vesper/adler.txt"]), pl.UInt32)
    )
    bare = {name: getattr(made, name).clear() for name in ("zones", "passages", "drift")}
    texts = dict(excerpted(replace(made, signals=whole, **bare)).articles.select("id", "text").rows())
    assert MARKED <= len(texts["vesper/adler.txt"].replace(CUT, "").strip()) <= MARKED + LONGEST_WORD
    assert texts["wire.txt"].replace(CUT.strip(), "").strip() == ""


def test_excerpts_cut_what_unseen_sources_said(made):
    long = [{**said(), "text": COST * 3}]
    unseen = made.unseen.with_columns(passages=pl.Series([long], dtype=SCHEMAS["unseen"]["passages"]))
    (missing,) = data(html(replace(made, unseen=unseen), excerpts=True))["unseen"]
    assert [len(text) for text, _ in missing["passages"]] == [QUOTED]


def test_a_passage_is_quoted_on_both_sides_or_not_at_all(made):
    shown = excerpted(made)
    texts = dict(shown.articles.select("id", "text").rows())
    assert shown.passages.height > 0
    for a, b, a_start, a_end, b_start, b_end, *_ in shown.passages.rows():
        assert CUT.strip() not in texts[a][a_start:a_end] + texts[b][b_start:b_end]
        assert texts[a][a_start:a_end] in TEXTS[a]
        assert texts[b][b_start:b_end] in TEXTS[b]


def test_of_many_who_took_from_one_text_each_is_shown_with_a_passage():
    said = [
        f"The {word} bridge at lock {at} was shut on Monday after {at + 3} bolts fell into the canal below it."
        for at, word in enumerate(("iron", "stone", "chain", "rope", "swing", "lift", "toll", "cattle"))
    ]
    own = "Here the ferryman of {} keeps his own count of boats, geese and lost umbrellas, {} of them in all."
    rows = [("wire", " ".join(said))]
    rows += [(f"copy{at}", " ".join([own.format(at, at + 70), *said[at : at + 3]])) for at in range(6)]
    audit = provaudit.audit(pl.DataFrame(rows, schema=["id", "text"], orient="row"))
    texts = dict(rows)
    shown = excerpted(audit)
    short = dict(shown.articles.select("id", "text").rows())
    pairs = set(shown.passages.select("a", "b").rows())
    taken = {tuple(sorted(pair)) for pair in audit.edges.select("child", "parent").rows()}
    assert len(taken) >= 5
    assert {tuple(sorted(pair)) for pair in pairs} >= taken
    for a, b, a_start, a_end, b_start, b_end, *_ in shown.passages.rows():
        assert short[a][a_start:a_end] in texts[a]
        assert short[b][b_start:b_end] in texts[b]
        assert min(a_end - a_start, b_end - b_start) >= MARKED


def test_a_large_pile_is_packed_in_several_parts(made, page, monkeypatch):
    monkeypatch.setattr("provaudit.report.html_details.CHUNK", 500)
    packed = html(made)
    assert data(packed)["chunks"]["many"] == len(CHUNK.findall(packed)) > 1
    assert details(packed) == details(page)


def test_offsets_of_excerpts_lie_in_order_within_the_texts(made):
    shown = excerpted(made)
    lengths = dict(shown.articles.select("id", pl.col("text").str.len_chars()).rows())
    for name, start, end in shown.zones.select("id", "start", "end").rows():
        assert 0 <= start <= end <= lengths[name]


@pytest.mark.usefixtures("piped")
def test_the_command_writes_a_page(run, tmp_path):
    assert run("audit", "pile", "--format", "html", "--out", tmp_path / "report.html", "--excerpts").code == 0
    assert (tmp_path / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_page_needs_a_file(run, piped):
    assert "--format html needs --out FILE" in run("audit", "pile", "--format", "html").err
    assert piped == []


def test_excerpts_are_of_pages_only(run, piped):
    assert "--excerpts is for --format html" in run("audit", "pile", "--excerpts").err
    assert piped == []
