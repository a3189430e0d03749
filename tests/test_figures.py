import re
from dataclasses import replace
from xml.etree.ElementTree import fromstring

import polars as pl
import pytest
from profile_fixture import HOSTILE, empty, spread

from provaudit.errors import InputError
from provaudit.profiles import judged
from provaudit.report.concerns import AGAIN, TOOK
from provaudit.report.figures import figures, file_style, files, page_style
from provaudit.report.figures.canvas import WIDTH, Canvas, fitted, number, pixels
from provaudit.report.figures.files import save, standalone
from provaudit.report.figures.ground import CREDITS
from provaudit.report.figures.hours import span
from provaudit.report.figures.rows import LABEL, ending, legend
from provaudit.report.figures.time import TITLE as TIME

NAMES = ("wire", "hours", "flow", "sourcing", "time")
SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {SVG + tag for tag in ("svg", "title", "desc", "text", "rect", "line", "circle", "path")}


@pytest.fixture(scope="module")
def drawn(made):
    return {one.name: one for one in figures(spread(made, ["Portside", "Halden", HOSTILE], 12))}


def read(svg):
    return fromstring(svg)  # noqa: S314 - our own picture


def words(svg):
    return [one.text for one in read(svg).iter(f"{SVG}text")]


def marks(svg, kind):
    return [one for one in read(svg).iter() if one.get("class") == f"figure-{kind}"]


def published(made, times):
    rows = [made.articles.filter(id="portside.txt").with_columns(id=pl.lit(f"{n}"), published=pl.lit(time))
            for n, time in enumerate(times)]  # fmt: skip
    return replace(made, articles=pl.concat(rows), edges=made.edges.clear(), stories=made.stories.clear())


def test_there_are_five_pictures(made):
    assert tuple(one.name for one in figures(made)) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_has_a_role_a_title_and_a_description(drawn, name):
    root = read(drawn[name].svg)
    told = {one.get("id"): one.text for one in root if one.get("id")}
    assert root.get("role") == "img"
    assert list(told) == root.get("aria-labelledby").split()
    assert all(told.values())


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_has_no_script_no_style_and_no_address(drawn, name):
    elements = list(read(drawn[name].svg).iter())
    assert {one.tag for one in elements} <= ALLOWED
    attributes = {attribute for one in elements for attribute in one.attrib}
    assert not [one for one in attributes if one.startswith("on") or "href" in one or one == "style"]


@pytest.mark.parametrize("name", NAMES)
def test_whatever_an_outlet_is_called_nothing_of_it_is_markup_or_obeyed(drawn, name):
    assert "<script" not in drawn[name].svg
    assert not re.search("[\x00-\x1f\u202e]", drawn[name].svg)


@pytest.mark.parametrize("name", NAMES)
def test_every_kind_of_mark_has_its_look(drawn, name):
    kinds = set(re.findall(r'class="figure-([\w-]+)"', drawn[name].svg))
    assert not [
        kind for kind in kinds for style in (page_style(), file_style()) if f".figure-{kind} " not in style
    ]


def test_the_same_audit_has_the_same_bytes(made):
    audit = spread(made, ["Portside", "Halden"], 12)
    assert figures(audit) == figures(replace(audit, articles=audit.articles.sort("id", descending=True)))


@pytest.mark.parametrize("name", NAMES)
def test_nothing_reaches_beyond_the_picture(drawn, name):
    root = read(drawn[name].svg)
    wide, high = float(root.get("width")), float(root.get("height"))
    for one in root.iter(f"{SVG}rect"):
        assert float(one.get("x")) + float(one.get("width")) <= wide + 0.1
        assert float(one.get("y")) + float(one.get("height")) <= high + 0.1
    for one in root.iter(f"{SVG}text"):
        x, long, anchor = float(one.get("x")), pixels(one.text), one.get("text-anchor", "start")
        start = x - {"start": 0, "middle": long / 2, "end": long}[anchor]
        assert start >= -1
        assert start + long <= wide + 1


def test_wire_copy_is_drawn_with_share_n_and_interval(drawn):
    assert "50% of 24" in words(drawn["wire"].svg)
    assert marks(drawn["wire"].svg, "line")
    assert not marks(drawn["wire"].svg, "few")


def test_too_few_stories_are_dashed_and_have_no_interval(made):
    svg = figures(spread(made, ["Portside", "Halden"], 2))[0].svg
    assert "2 of 4" in words(svg)
    assert len(marks(svg, "few")) == 2
    assert not marks(svg, "line")


@pytest.mark.parametrize("name", ["wire", "flow"])
def test_a_general_credit_is_drawn_as_what_it_is(made, name):
    credits_ = {"generic": ("vague", "only “agencies”"), "named": ("said", "credited")}
    for word, (kind, told) in credits_.items():
        pile = spread(made, ["Portside"], 12)
        pile = replace(pile, articles=pile.articles.with_columns(
            credit=pl.when(pl.col("credit") == "own").then("credit").otherwise(pl.lit(word))))  # fmt: skip
        svg = next(one.svg for one in figures(pile) if one.name == name)
        drawn_as = kind if name == "wire" else f"{kind}-flow"
        others = {"vague", "said"} - {kind}
        assert marks(svg, drawn_as)
        assert told in words(svg)
        assert not any(marks(svg, other) + marks(svg, f"{other}-flow") for other in others)


def test_another_version_of_an_outlet_s_own_copy_is_told_the_same_everywhere(made):
    pile = spread(made, ["Portside"], 12)
    copy = pl.col("id") == "a00002"
    pile = replace(pile, articles=pile.articles.with_columns(
        agency=pl.when(~copy).then("agency"),
        credit=pl.when(copy).then(pl.lit("own")).otherwise("credit"),
        role=pl.when(copy).then(pl.lit("version")).otherwise("role")))  # fmt: skip
    drawn = {one.name: one.svg for one in figures(pile)}
    assert "version of its own" in words(drawn["wire"])
    assert len(marks(drawn["wire"], "again")) == 2  # in the legend and in the bar
    assert marks(drawn["flow"], "again-flow")
    assert "undetermined" not in words(drawn["wire"])
    told = judged(pile).filter(pl.col("outlet") == "Portside").select(TOOK.sum(), again=AGAIN.sum())
    assert told.row(0) == (11, 1)


def test_a_legend_that_is_too_long_goes_on_below():
    canvas = Canvas("x", "X", "", 60)
    legend(canvas, dict.fromkeys(CREDITS, "m" * 12))
    assert {mark.get("y") for mark in read(canvas.svg()).iter() if mark.tag.endswith("rect")} >= {"4", "20"}


def test_the_uncredited_part_of_a_bar_is_its_own(made):
    audit = spread(made, ["Portside"], 12)
    silent = audit.articles.with_columns(credit=pl.lit("none-observed"), agency=None, agency_mark=None)
    wire = audit.articles.filter(id="wire.txt")
    svg = figures(replace(audit, articles=pl.concat([wire, silent.filter(pl.col("id") != "wire.txt")])))[
        0
    ].svg
    assert float(marks(svg, "open")[-1].get("width")) > 100
    assert not marks(svg, "said")


def test_five_hundred_outlets_are_the_largest_and_the_rest(made):
    found = figures(spread(made, [f"Outlet {n:03}" for n in range(500)] + ["Outlet 007"] * 5, 1))
    assert "486 smaller outlets" in words(found[0].svg)
    assert "Outlet 007" in words(found[0].svg)
    assert max(len(one.svg) for one in found) < 50_000


def test_one_outlet_more_than_there_is_room_for_keeps_its_name(made):
    svg = figures(spread(made, [f"Outlet {n:02}" for n in range(15)], 1))[0].svg
    assert "Outlet 14" in words(svg)


def test_an_audit_of_nothing_says_so(made):
    assert [words(one.svg)[0] for one in figures(empty(made))] == [
        "No article here is known to be an agency’s text.",
        "No copy and its agency’s own text both state a time of day.",
        "No article here is known to be an agency’s text.",
        "No article in English cites a source.",
        "No article states when it was published.",
    ]


def test_a_pile_that_names_no_outlet_has_no_picture_by_outlet(made):
    nameless = replace(made, articles=made.articles.with_columns(outlet=pl.lit(None, pl.String)))
    drawn = {one.name: one.nothing for one in figures(nameless)}
    assert drawn["wire"] == drawn["flow"] == drawn["sourcing"] == "No article here names its outlet."


def test_the_flow_names_both_ends_and_how_many(drawn):
    said = words(drawn["flow"].svg)
    assert "Tidewater 36" in said
    assert "Portside 12" in said


def test_the_flow_puts_the_smaller_outlets_together(made):
    svg = figures(spread(made, [f"Outlet {n:02}" for n in range(12)], 1))[2].svg
    assert "other outlets 4" in words(svg)


def test_hours_have_a_median_and_a_tick_a_copy(drawn):
    assert "3.0 h, n 12" in words(drawn["hours"].svg)
    assert len(marks(drawn["hours"].svg, "tick")) == 36


def test_hours_of_too_few_copies_are_ticks_alone(made):
    svg = figures(spread(made, ["Portside"], 2))[1].svg
    assert "too few, n 2" in words(svg)
    assert not marks(svg, "dot")


def test_a_source_named_in_no_article_leaves_the_share_out(made):
    audit = spread(made, ["Portside", "Halden"], 12)
    copies = audit.articles.filter(outlet="Halden")["id"]
    fewer = replace(audit, cited=audit.cited.filter(~pl.col("id").is_in(copies.implode())))
    assert len(marks(figures(fewer)[3].svg, "dot")) == 3  # Halden cites none: a rate of 0, and no share


@pytest.mark.parametrize(
    ("times", "unit"),
    [
        (["2031-05-06T10:10:00Z", "2031-05-06T20:10:00Z"], "hour"),
        (["2031-05-06", "2031-05-09"], "day"),
        (["2031-05-06", "2031-11-09"], "week"),
        (["2031-05-06", "2034-11-09"], "month"),
        (["1931-05-06", "2034-11-09"], "year"),
    ],
)
def test_time_is_cut_as_the_pile_needs_it(made, times, unit):
    svg = figures(published(made, times))[4].svg
    assert read(svg)[0].text == f"{TIME}, by {unit}"
    assert f"articles, a column for each {unit}" in words(svg)


def test_articles_without_a_date_are_counted(made):
    svg = figures(published(made, ["2031-05-06", None]))[4].svg
    assert "1 article without a date" in words(svg)


@pytest.mark.parametrize(("hours", "told"), [(0.25, "15 min"), (3.14, "3.1 h"), (72, "3.0 d")])
def test_a_span_is_told_as_people_do(hours, told):
    assert span(hours) == told


def test_words_are_cut_to_their_room():
    assert fitted("Portside Daily", 400) == "Portside Daily"
    cut = fitted("W" * 80, 100)
    assert "W…W" in cut
    assert pixels(cut) <= 100
    assert fitted("日本の新聞社", 40) == "日本…"
    assert fitted("The Evening Gazette of Portside 7", 150).endswith("side 7")


def test_a_length_is_written_short():
    assert [number(length) for length in (3.0, 3.14159, -0.5)] == ["3", "3.1", "-0.5"]


def test_a_picture_of_its_own_has_title_style_and_caption(drawn):
    root = read(standalone(drawn["wire"]))
    assert root[2].tag == f"{SVG}style"
    assert "prefers-color-scheme: dark" in root[2].text
    assert drawn["wire"].title in words(standalone(drawn["wire"]))


def test_files_are_svg_and_png(made, tmp_path):
    found = save(made, tmp_path / "a" / "figures")
    assert {path.name for path in found} == {
        f"{name}.{suffix}" for name in NAMES for suffix in ("svg", "png")
    }
    assert (tmp_path / "a" / "figures" / "wire.png").read_bytes().startswith(b"\x89PNG")


def test_without_the_extra_there_is_svg_alone(made, tmp_path, monkeypatch):
    monkeypatch.setattr(files, "find_spec", lambda _name: None)
    assert {path.suffix for path in save(made, tmp_path)} == {".svg"}


def test_a_folder_that_cannot_be_made_is_named_with_its_option(made, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match=r"--figures .*file: cannot be written"):
        save(made, tmp_path / "file")


@pytest.mark.usefixtures("piped")
def test_the_command_says_where_the_figures_are(run, tmp_path, monkeypatch):
    monkeypatch.setattr("provaudit.commands.audit.makes_png", lambda: False)
    monkeypatch.setattr(files, "makes_png", lambda: False)
    found = run("audit", "pile", "--figures", tmp_path / "drawn")
    assert (
        f"5 files, the figures as SVG (for PNG: pip install 'provaudit[figures]'), are in the folder {tmp_path}"
        in found.err
    )
    assert (tmp_path / "drawn" / "flow.svg").exists()


def test_a_few_articles_of_other_times_do_not_make_the_rest_a_single_column(made):
    svg = figures(published(made, ["1970-01-02", *[f"2031-05-{day:02}" for day in range(1, 31)] * 2]))[4].svg
    assert read(svg)[0].text == f"{TIME}, by day"
    assert "2 articles of other times" in "".join(words(svg)) or "1 article of other times" in "".join(
        words(svg)
    )


@pytest.mark.no_cover
def test_large_numbers_stand_on_the_scale_whole(made):
    svg = figures(published(made, ["2031-05-06"] * 12_000))[4].svg
    label = next(one for one in read(svg).iter(f"{SVG}text") if one.text == "10,000")
    assert float(label.get("x")) >= pixels("10,000")


def test_a_scale_leaves_what_is_said_beside_it_its_room():
    assert ending(WIDTH, ["1 of 2"]) + LABEL + pixels("1 of 2") == pytest.approx(WIDTH)
    shorter = ending(WIDTH, ["1 of 2", "67% of 1,623,000"])
    assert shorter + LABEL + pixels("67% of 1,623,000") == pytest.approx(WIDTH)


def test_a_general_credit_is_not_counted_as_credited_over_time(made):
    pile = spread(made, ["Portside"], 12)
    owned = pl.when(pl.col("credit") == "own").then("credit").otherwise(pl.lit("generic"))
    svg = next(
        one.svg
        for one in figures(replace(pile, articles=pile.articles.with_columns(credit=owned)))
        if one.name == "time"
    )
    assert len(marks(svg, "vague")) > 1
    assert len(marks(svg, "said")) == 1, "the legend alone"
