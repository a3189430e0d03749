import json
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from provaudit import publishing, resources
from provaudit.document import SCHEMAS, Audit, RulebookInfo
from provaudit.errors import InputError
from provaudit.publishing.matter import matter, narrowed
from provaudit.publishing.page import figures, page, raised
from provaudit.publishing.trend import NOTHING, Move, Share, against, moves, periods

SHIPPED = ("daily", "outlets", "rules", "story")
MADE = date(2031, 5, 8)  # the day after the made audit's last
SMALL = """title: Small
read: {paths: [pile], since: 1 day, back: 3 days}
show: [{section: totals}]
"""


def stated(tmp_path, text, name="small"):
    path = tmp_path / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return publishing.read_definition(path)


def shipped(name, **other):
    return replace(publishing.read_definition(resources.shipped("reports") / f"{name}.yaml"), **other)


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_definitions_are_sound(name):
    assert shipped(name).name == name


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "title: A\nread: {}\nshow: [{section: totlas}]\n",
            r":3:18: `totlas` is no value of `section`.*`totals`",
        ),
        (
            "title: A\nraed: {}\nshow: [{section: totals}]\n",
            r":2:1: unknown key `raed`; .*did you mean `read`",
        ),
        ("title: A\nshow: [{section: totals}]\n", r":1:1: key `read` is missing"),
        (SMALL.replace("1 day", "yesterday"), r":2:30: `since` will not do; expected how much"),
        (
            SMALL.replace("since: 1 day", "columns: {txt: content}, since: 1 day"),
            r":2:33: unknown key `txt`; .*did you mean `text`",
        ),
        (SMALL + "keep: 0\n", r":4:7: `keep` is out of range"),
        (SMALL + "formats: [md, pdf]\n", r":4:15: `pdf` is no value of `formats`"),
        (
            SMALL + "alarm: [{when: uncredited-copis>0}]\n",
            r":4:16: nothing called 'uncredited-copis' .*copies",
        ),
        (SMALL + "alarm: [{when: problems>}]\n", r":4:16: cannot read 'problems>' at 'problems'"),
        (
            SMALL.replace("totals}", "totals, limit: 3}"),
            r":3:26: a section `totals` has no `limit`; .*`stories`",
        ),
        (SMALL.replace("1 day", "all"), r":2:\d+: `back` says nothing where `since` is `all`"),
        ("- 1\n", r":1:1: holds no mapping"),
        ("title: [\n", r"is not YAML"),
        ("title: 1\ntitle: 2\nread: {}\nshow: [{section: totals}]\n", r":2:1: key `title` stands twice"),
    ],
)
def test_faults_name_the_line(tmp_path, text, fault):
    with pytest.raises(InputError) as raised_:
        stated(tmp_path, text)
    assert re.search(fault, str(raised_.value))


def test_all_faults_are_told_at_once(tmp_path):
    with pytest.raises(InputError) as raised_:
        stated(tmp_path, SMALL + "keep: no\nformats: []\nalarm: [{when: x}]\n")
    assert len(re.findall(r"^\S+small\.yaml:\d", str(raised_.value), re.MULTILINE)) == 3


def test_no_fault_hides_another(tmp_path):
    read = "paths: [pile], back: 99999999 days, zone: Europe/Nowhere"
    show = "[{section: totlas, limit: 2}, {section: totals, limit: 0}]"
    alarm = '[{say: x}, {when: nosuch>0, sya: y}, {when: "articles>0 or"}, {when: 3}]'
    with pytest.raises(InputError) as raised_:
        stated(tmp_path, f'title: A\nread: {{{read}}}\nshow: {show}\nto: ""\nalarm: {alarm}\n')
    found = re.findall(r"^\S+small\.yaml:(\d+):\d+: ([^;,\n]+)", str(raised_.value), re.MULTILINE)
    assert [f"{line} {what}" for line, what in found] == [
        "2 `back` will not do",
        "2 there is no time zone 'Europe/Nowhere'",
        "3 `totlas` is no value of `section`",
        "3 a section `totals` has no `limit`",
        "3 `limit` is out of range",
        "4 `to` will not do",
        "5 key `when` is missing",
        "5 nothing called 'nosuch' is counted",
        "5 unknown key `sya`",
        "5 cannot read 'articles>0 or'",
        "5 `when` is of the wrong kind",
    ]


def test_what_only_looks_odd_spoils_no_definition(tmp_path):
    (odd,) = stated(tmp_path, SMALL.replace("Small", "“Small”")).warnings
    assert odd.partition(": warning: ")[0].endswith("small.yaml:1:8")


@pytest.mark.parametrize(
    ("since", "first", "about", "told"),
    [
        ("1 day", "2031-05-04", "2031-05-07", "2031-05-07"),
        ("1 week", "2031-04-28", "2031-05-01", "2031-05-01 to 2031-05-07"),
    ],
)
def test_a_report_is_about_the_days_before_its_date(tmp_path, since, first, about, told):
    days = stated(tmp_path, SMALL.replace("1 day", since)).days(MADE)
    assert (str(days.first), str(days.about), str(days.last), days.told) == (first, about, "2031-05-07", told)


def test_all_is_all(tmp_path):
    days = stated(tmp_path, SMALL.replace("1 day, back: 3 days", "all")).days(MADE)
    assert (days.first, days.about, days.last, days.told) == (None, None, None, "all days")


def test_a_definition_of_the_user_takes_the_place_of_a_shipped_one(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports").mkdir()
    stated(tmp_path / "reports", SMALL, "daily")
    stated(tmp_path / "reports", SMALL, "mine")
    names = {one.name: one.shipped for one in publishing.all_definitions()}
    assert names == {"daily": False, "mine": False, "outlets": True, "rules": True, "story": True}
    assert publishing.find("daily") == Path("reports/daily.yaml")
    assert publishing.find("reports/mine.yaml") == Path("reports/mine.yaml")


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("outlet", "no report 'outlet'; did you mean outlets? There are"),
        ("gone.yaml", "gone.yaml: no such file"),
    ],
)
def test_no_such_report(asked, message):
    with pytest.raises(InputError, match=re.escape(message)):
        publishing.find(asked)


def test_a_day_is_told_with_the_rest_of_its_stories(made):
    found = matter(shipped("daily"), MADE, made)
    assert found.about.articles["id"].to_list() == ["fernmark.txt", "lakeview.txt"]
    assert found.beside.articles.height == 6
    assert found.undated == 2
    told = page(found)
    assert "**Alarm.** Copies that name the wrong source: misattributed is 1" in told
    assert "- beside 6 other articles read as possible sources or to compare with" in told
    assert "| 2031-05-07 | 2 | 100% | 50% |" in told
    assert "\n### Cable car with 41 aboard hangs over Orvan gorge for six hours\n" in told
    assert "\n6 articles, 2 of them of 2031-05-07 · story:1\n" in told
    assert "\n\n\n" not in told


def test_article_text_is_no_markup(made):
    told = page(matter(shipped("story"), MADE, made))
    assert r"\[bold\]Stuck!\[/bold\]" in told


def test_a_day_without_articles_says_so(made):
    found = matter(shipped("daily"), date(2031, 5, 4), made)
    told = page(found)
    assert (
        "No article that was read is of 2031-05-03. The newest article that was read is of 2031-05-07."
        in told
    )
    assert "## " not in told
    assert (periods(found), moves(found)) == ([], [])
    assert raised(found) == ["Nothing of the day was read; perhaps a feed has stopped: articles is 0 (= 0)"]
    assert against(found) == (NOTHING, NOTHING)


def test_a_report_may_be_about_some_outlets_only(made):
    found = matter(shipped("outlets", only=("Halden Courier", "skimmr")), MADE, made)
    assert found.about.articles["id"].to_list() == ["halden.txt"]
    assert found.undated == 1
    assert "about 2031-05-01 to 2031-05-07 · Halden Courier, skimmr only" in page(found)


def test_one_story_is_told_in_depth(made):
    found = matter(shipped("story"), MADE, made)
    told = page(found)
    assert "| 2031-05-06 09:10 | Tidewater Wire" in told
    assert (
        "- **Portside Daily** from **Tidewater Wire**: 100% same text, a mark or credit says which way, 99% sure "
        "that it has them from this source" in told
    )
    assert "  - It credits Tidewater in its source line." in told
    assert "“A cable car carrying forty-one passengers stopped" in told


@pytest.mark.parametrize("asked", ["skimmr.txt", "story:1"])
def test_a_story_may_be_asked_for(made, asked):
    definition = shipped("story")
    show = tuple(replace(section, of=asked) for section in definition.show)
    assert "Tidewater Wire wrote it." in page(matter(replace(definition, show=show), MADE, made))


def test_a_story_that_is_not_there_is_an_error(made):
    definition = shipped("story")
    show = tuple(replace(section, of="radio.txt") for section in definition.show)
    with pytest.raises(InputError, match=r"no story 'radio\.txt', and no article of that id"):
        page(matter(replace(definition, show=show), MADE, made))


def without_stories(made):
    lone = narrowed(made, {"radio.txt", "vesper/adler.txt"})
    nothing = {
        name: getattr(lone, name).clear() for name in ("stories", "edges", "unseen", "drift", "problems")
    }
    return replace(lone, **nothing)


@pytest.mark.parametrize(
    ("name", "told"),
    [("story", "No two articles share text."), ("daily", "Nothing that was read is of the days before")],
)
def test_sections_with_nothing_to_tell_say_so(made, name, told):
    definition = shipped(name, since=None if name == "story" else timedelta(days=1))
    assert told in page(matter(definition, date(2031, 5, 7), without_stories(made)))


def test_lists_have_an_end(made):
    definition = shipped("outlets")
    show = tuple(replace(section, limit=1) for section in (*definition.show, *shipped("rules").show))
    show += tuple(replace(section, limit=1) for section in shipped("daily").show)
    told = page(matter(replace(definition, show=show, since=None), MADE, made))
    assert "… and 6 more\n\nShares" in told  # outlets
    assert "… and 7 more\n\n" in told  # rules
    assert "… and 7 more\n\narticle:" in told
    assert "- … and 1 more change" in told


def test_rules_are_compared_with_before(made):
    told = page(matter(shipped("rules"), MADE, made))
    assert "| origin/agency-dateline | stable | 1 | 17% | 0% | +3 |" in told
    assert re.search(r"\d+ rules never hit: .* and \d+ more\.", told)


def test_rules_not_in_force_raise_an_alarm(made):
    faulty = pl.DataFrame(
        [("rules/x/y.yaml", "rules/x/y.yaml:1:1: is wrong")], schema=made.problems.schema, orient="row"
    )
    told = page(matter(shipped("rules"), MADE, replace(made, problems=faulty)))
    assert "**Alarm.** Rules that are not in force because of a fault: broken-rules is 1" in told
    assert "- 1 of your rules is not in force" in told


def test_what_is_known_of_outlets_stands_beside(made):
    rating = {"source": "Watch", "measure": "factual", "value": "high", "date": None, "url": None}
    known = {"name": "Halden Courier", "domains": [], "aliases": [], "owner": "Halden AG", "agency": True}
    known |= {"licences": ["Tidewater"], "ratings": [rating]}
    outlets = pl.DataFrame([known], schema=made.outlets.schema)
    told = page(matter(shipped("outlets"), MADE, replace(made, outlets=outlets)))
    assert "| news agency; owner Halden AG; licences Tidewater | factual high (Watch) |" in told


def test_an_unlisted_outlet_has_nothing_beside(made):
    known = [{"name": "Vesper Times", "owner": "Vesper Ltd"}]
    outlets = pl.DataFrame(known, schema=made.outlets.schema)
    assert "|  |  |  |\n" in page(matter(shipped("outlets"), MADE, replace(made, outlets=outlets)))
    nothing = pl.DataFrame([{"name": "Vesper Times"}], schema=made.outlets.schema)
    assert "about it" not in page(matter(shipped("outlets"), MADE, replace(made, outlets=nothing)))


def pile_of(days):
    """Return an audit of lone copies: so many a day, and so many of them without credit."""
    rows = [
        {"id": f"{day}-{at}", "outlet": "Herald", "published": f"2031-05-0{day}", "relation": "same"}
        | {"credit": "none-observed" if at < uncredited else "named", "role": "republication"}
        | {"story": f"story:{day}-{at}", "sources": [], "share": 1.0, "words": 9}
        for day, (articles, uncredited) in days.items()
        for at in range(articles)
    ]
    tables = {name: pl.DataFrame(schema=schema) for name, schema in SCHEMAS.items()}
    tables["articles"] = pl.DataFrame(rows, schema=SCHEMAS["articles"])
    return Audit(**tables, rulebook=RulebookInfo("made", "1", "0" * 64))


@pytest.mark.parametrize(
    ("days", "verdict", "numbers"),
    [
        ({5: (30, 3), 6: (30, 3), 7: (30, 25)}, "more, by the intervals", {"rising": 1, "outlets-rising": 1}),
        (
            {5: (30, 28), 6: (30, 28), 7: (30, 2)},
            "less, by the intervals",
            {"rising": 0, "outlets-rising": 0},
        ),
        ({6: (30, 9), 7: (30, 12)}, "no more and no less", {"rising": 0, "outlets-rising": 0}),
        ({6: (30, 3), 7: (5, 5)}, "too few stories to tell", {"rising": 0, "outlets-rising": 0}),
    ],
)
def test_a_trend_goes_beyond_chance_or_not(days, verdict, numbers):
    definition = shipped("outlets", since=timedelta(days=1), back=timedelta(days=3))
    found = matter(definition, MADE, pile_of(days))
    told, machine = page(found), figures(found)
    assert verdict in told
    assert {name: machine["totals"][name] for name in numbers} == numbers
    assert [one["articles"] for one in machine["periods"]] == [articles for articles, _ in days.values()]
    assert bool(machine["alarms"]) == bool(numbers["outlets-rising"])
    assert ("- rose: Herald" in told, "- fell: Herald" in told) == (
        verdict[:4] == "more",
        verdict[:4] == "less",
    )


def test_a_move_needs_both_intervals():
    assert Move("A", 3, Share(0.9, None, None), Share(0.1, 0.05, 0.2)).told == ""


def test_figures_are_json(made):
    told = json.loads(json.dumps(figures(matter(shipped("outlets"), MADE, made)), allow_nan=False))
    assert told["totals"]["misattributed"] == 1
    assert [one["outlet"] for one in told["outlets"]][:2] == ["Fernmark Post", "Halden Courier"]
