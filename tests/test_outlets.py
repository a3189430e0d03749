import json
import re
from pathlib import Path

import polars as pl
import pytest
from rulebook_fixture import rule, rulebook

from provaudit import audit, resources
from provaudit.document import Audit
from provaudit.errors import InputError
from provaudit.outlets import LISTED, Rating, joined, licensed, load
from provaudit.outlets.register import domain_of
from provaudit.rulebook import with_agencies

HERALD = """outlets:
  - name: Lowmoor Herald
    domains: [lowmoor-herald.example, https://www.lh.example/]
    aliases: [Herald Online]
    owner: Moor Media
    licences: [Tidewater Agency]
    ratings: [{source: Press Watch, measure: factual, value: high, date: 2031-01-02}]
"""
AGENCIES = {"tidewater": "Tidewater", "tidewater agency": "Tidewater"}


def stated(tmp_path, text, name="outlets.yaml"):
    (tmp_path / name).write_text(text, encoding="utf-8")
    return load([tmp_path / name])


def pile(*rows):
    return pl.DataFrame(rows, schema={"outlet": pl.String, "url": pl.String}, orient="row")


def names(outlets, *rows):
    return joined(pile(*rows), outlets, AGENCIES).articles["outlet"].to_list()


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://www.a.example/x", "a.example"),
        ("A.example.", "a.example"),
        ("//u:p@b.example:8/", "b.example"),
    ],
)
def test_domain_of_an_address(address, domain):
    assert domain_of(address) == domain


@pytest.mark.parametrize(
    ("outlet", "url", "name"),
    [
        ("lowmoor  HERALD", None, "Lowmoor Herald"),
        ("Herald Online", "https://elsewhere.example/1", "Lowmoor Herald"),
        ("The LH", "https://news.lh.example/1", "Lowmoor Herald"),
        ("www.lh.example", None, "Lowmoor Herald"),
        (None, "https://lowmoor-herald.example/1", "Lowmoor Herald"),
        ("Other", "https://other.example/", "Other"),
        (None, None, None),
    ],
)
def test_aliases_and_domains_give_one_name(tmp_path, outlet, url, name):
    assert names(stated(tmp_path, HERALD), (outlet, url)) == [name]


def test_a_table_of_domains_names_only_articles_without_an_outlet(tmp_path):
    outlets = stated(tmp_path, "domain,rating,source\nlh.example,0.4,Watch\n", "rated.csv")
    found = joined(pile(("Own Name", "https://lh.example/1"), (None, "https://lh.example/2")), outlets, {})
    assert found.articles["outlet"].to_list() == ["Own Name", "lh.example"]
    assert found.listed["name"].to_list() == ["Own Name", "lh.example"]
    assert found.listed["ratings"][0].to_list() == [
        {"source": "Watch", "measure": None, "value": "0.4", "date": None, "url": None}
    ]


def test_ratings_of_the_name_and_of_the_domain_come_together(tmp_path):
    (tmp_path / "a.csv").write_text("name,rating,source\nHerald,high,Watch\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("domain,rating,source\nlh.example,0.4,Study\n", encoding="utf-8")
    outlets = load([tmp_path / "a.csv", tmp_path / "b.csv"])
    found = joined(pile(("Herald", "https://lh.example/1")), outlets, {}).listed
    assert [one["value"] for one in found["ratings"][0]] == ["high", "0.4"]


def test_without_outlets_nothing_is_touched():
    assert names(load([]), ("Herald Online", None)) == ["Herald Online"]


def test_several_files_add_to_one_outlet(tmp_path):
    (tmp_path / "more.tsv").write_text(
        "name\tdomain\tagency\tlicences\nLowmoor Herald\tlh2.example\tno\tAP; dpa\n", encoding="utf-8"
    )
    (tmp_path / "outlets.yaml").write_text(HERALD, encoding="utf-8")
    (outlet,) = load([tmp_path / "outlets.yaml", tmp_path / "more.tsv"]).outlets
    assert outlet.domains == ("lowmoor-herald.example", "lh.example", "lh2.example")
    assert (outlet.agency, outlet.licences, outlet.owner) == (
        False,
        ("Tidewater Agency", "AP", "dpa"),
        "Moor Media",
    )


def test_an_entry_that_is_left_out_clashes_all_the_same(tmp_path):
    text = "outlets: [{name: A, colour: red, aliases: [7, B]}, {name: C, aliases: [b]}]"
    found = stated(tmp_path, text)
    assert [outlet.name for outlet in found.outlets] == ["C"]
    assert any(
        fault.summary.endswith(":1:47: `B` is another outlet's already; expected it once")
        for fault in found.faults
    )


def test_a_name_takes_over_what_a_table_said_of_its_domain(tmp_path):
    (tmp_path / "rated.csv").write_text("domain,rating,source\nlh.example,low,Watch\n", encoding="utf-8")
    (tmp_path / "outlets.yaml").write_text(HERALD.replace("lowmoor-herald.example, ", ""), encoding="utf-8")
    (outlet,) = load([tmp_path / "rated.csv", tmp_path / "outlets.yaml"]).outlets
    assert (outlet.name, len(outlet.ratings)) == ("Lowmoor Herald", 2)


def test_a_mapping_reads_any_table(tmp_path):
    (tmp_path / "m.tsv").write_text(
        "site_url\tref\tfact\tbias\nhttp://www.lh.example\tw.example/1\thigh\tleft\n\t\t\t\n",
        encoding="utf-8",
    )
    text = "tables: [{file: m.tsv, source: Study, columns: {domains: site_url, ratings: [fact, bias], url: ref}}]"
    (outlet,) = stated(tmp_path, text).outlets
    assert outlet.domains == ("lh.example",)
    assert outlet.ratings == (
        Rating("Study", "fact", "high", url="w.example/1"),
        Rating("Study", "bias", "left", url="w.example/1"),
    )


def test_json_lines_are_a_table_too(tmp_path):
    rows = [{"name": "Herald", "status": "ok", "aliases": ["H", "HH"], "deep": {"a": 1}}, {"name": None}]
    (tmp_path / "rated.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    text = "tables: [{file: rated.jsonl, source: Wiki, columns: {name: name, aliases: aliases, ratings: [status]}}]"
    (outlet,) = stated(tmp_path, text).outlets
    assert (outlet.aliases, outlet.ratings) == (("H", "HH"), (Rating("Wiki", "status", "ok"),))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "outlets:\n  - name: A\n    domain: x\n",
            r":3:5: unknown key `domain`; expected .*did you mean `domains`",
        ),
        ("outlets:\n  - {domains: [a.example]}\n", r":2:5: key `name` is missing"),
        ("outlets: [{name: A, agency: maybe}]\n", r":1:29: `agency` is of the wrong kind"),
        (
            "outlets: [{name: A, aliases: [B]}, {name: C, aliases: [b]}]\n",
            r":1:56: `b` is another outlet's already",
        ),
        (
            "outlets: [{name: A, domains: [a.example]}, {name: C, domains: [www.a.example]}]",
            r":1:64: `www.a.ex.*already",
        ),
        ("outlets: [{name: A, aliases: [B]}, {name: b}, {name: C, aliases: [a]}]", r"`a` is another"),
        ("- A\n", r":1:1: holds no mapping"),
        ("outlets: no\n", r":1:10: `outlets` is of the wrong kind"),
        ("outlets: [\n", r"is not YAML"),
        ("tables: no\n", r":1:9: `tables` is of the wrong kind"),
        ("tables: [{file: gone.csv}]\n", r":1:17: .*gone.csv: cannot be read: No such file"),
        ("tables: [{file: gone.xls}]\n", r"is no table of outlets; expected a .csv, .tsv or .jsonl file"),
    ],
)
def test_faults_name_the_line(tmp_path, text, message):
    (fault,) = stated(tmp_path, text).faults
    assert re.search(message, fault.summary)


def test_faults_of_a_table_name_the_line_and_stop_no_other_row(tmp_path):
    table = tmp_path / "a.csv"
    table.write_text(
        'name,domain,agency,alias\n"A\nB",a.example,maybe,\n,,yes,\nC,c.example,no,A B\nD,d.example,,\n',
        encoding="utf-8",
    )
    found = load([table])
    assert [outlet.name for outlet in found.outlets] == ["A B", "C", "D"]
    assert [fault.summary.removeprefix(str(table)) for fault in found.faults] == [
        ":2:1: `maybe` does not say whether it is a news agency; expected yes or no",
        ":4:1: the row has neither a name nor a domain; expected one of them",
        ":5:1: `a b` is another outlet's already; expected it once",
    ]


def told(outlets):
    """What is wrong, with the last part of each path."""
    return [fault.summary.rpartition("/")[2] for fault in outlets.faults]


@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
def test_a_row_that_cannot_be_read_costs_no_other(tmp_path, name):
    rows = ["name,owner", "A,X", 'B,"X', 'C,"X ""and"" Y\nZ"', "D,X,Moor", "E", "F,X,", 'G,"X" Y', "", 'H,"X']
    text = "\n".join(rows).replace(",", "\t" if name == "a.tsv" else ",")
    found = stated(tmp_path, text, name)
    assert [(one.name, one.owner) for one in found.outlets] == [
        *(("A", "X"), ("C", 'X "and" Y Z'), ("E", None), ("F", "X"))
    ]
    assert [line.partition(",")[0].partition("; ")[0] for line in told(found)] == [
        f"{name}:3:1: quotation marks do not match",
        f"{name}:6:1: the row has 3 cells",
        f"{name}:9:1: quotation marks do not match",
        f"{name}:11:1: quotation marks do not match",
    ]


def test_of_columns_of_one_name_the_first_counts_and_each_is_told_as_it_is_called(tmp_path):
    found = stated(tmp_path, "name,owner,name,,\nA,X,B,,\nC,Y,D,2,\n", "a.csv")
    assert [(one.name, one.owner) for one in found.outlets] == [("A", "X"), ("C", "Y")]
    assert told(found) == [
        "a.csv:1:12: column `name` stands twice; the first counts; expected each name once",
        "a.csv:1:17: a column without a name is left out; expected each name once",
    ]


def test_a_column_is_told_where_it_stands_behind_others_of_one_name(tmp_path):
    assert [
        line.partition(" is left")[0]
        for line in told(stated(tmp_path, "name\tname\tfoo\nA\tB\tC\n", "c.tsv"))
    ] == [
        "c.tsv:1:6: column `name` stands twice; the first counts; expected each name once",
        "c.tsv:1:11: column `foo`",
    ]


def test_an_object_that_says_nothing_is_told(tmp_path):
    found = stated(tmp_path, '{"name": "A"}\n{}\n{"name": null}\n{"owner": "X"}\n', "a.jsonl")
    assert [one.name for one in found.outlets] == ["A"]
    assert [line.partition(";")[0] for line in told(found)] == [
        "a.jsonl:2:1: holds no outlet",
        "a.jsonl:3:1: holds no outlet",
        "a.jsonl:4:1: the row has neither a name nor a domain",
    ]


def test_what_contradicts_is_told_with_both_lines_and_the_later_counts(tmp_path):
    table = "name,owner,agency\nGull,Moor Media,no\nGull,moor  media,\nGull,Sea Media,yes\n"
    (tmp_path / "a.csv").write_text(table, encoding="utf-8")
    text = "outlets:\n  - {name: gull, agency: false}\n  - name: Gull\n    agency: true\n"
    (tmp_path / "b.yaml").write_text(text, encoding="utf-8")
    found = load([tmp_path / "a.csv", tmp_path / "b.yaml"])
    assert [(one.name, one.owner, one.agency) for one in found.outlets] == [("Gull", "Sea Media", True)]
    told_ = [line.replace(f"{tmp_path}/", "") for line in (fault.summary for fault in found.faults)]
    later = "; what stands here, later, counts; expected it once"
    assert told_ == [
        f"a.csv:4:1: `owner` was stated as moor media (a.csv:3){later}",
        f"a.csv:4:1: `agency` was stated as no (a.csv:2){later}",
        f"b.yaml:2:26: `agency` was stated as yes (a.csv:4){later}",
        f"b.yaml:4:13: `agency` was stated as no (b.yaml:2){later}",
    ]


def test_a_name_that_is_another_outlets_is_left_with_it(tmp_path):
    text = "outlets:\n  - {name: A, aliases: [The Skim], domains: [a.example]}\n"
    text += "  - {name: B, aliases: [The skim, Bee], domains: [a.example, b.example], agency: true}\n"
    found = stated(tmp_path, text)
    assert (found.outlets[1].aliases, found.outlets[1].domains) == (("Bee",), ("b.example",))
    assert found.agencies == [("B", "Bee")]
    assert len(found.faults) == 2


def test_of_many_faults_of_a_table_some_are_named(tmp_path):
    (tmp_path / "a.csv").write_text("name,agency\n" + "A,maybe\n" * 50, encoding="utf-8")
    faults = load([tmp_path / "a.csv"]).faults
    assert len(faults) == 21
    assert faults[-1].what == "30 more rows like these"


def test_one_bad_entry_stops_no_other(tmp_path):
    found = stated(tmp_path, HERALD + "  - {name: 7}\n  - {name: Sound}\n")
    assert [outlet.name for outlet in found.outlets] == ["Lowmoor Herald", "Sound"]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.csv", "owner\nX\n", r":1:1: no column tells outlets apart"),
        ("a.csv", "", ":1:1: is no table: "),
        ("a.jsonl", "{", ":1:2: is no JSON: Expecting property name"),
        ("a.csv", "name\0", ":1:1: is no text: it has bytes of zero; save it as CSV in UTF-8"),
        ("a.txt", "", ":1:1: is no table of outlets; expected"),
    ],
)
def test_a_table_that_says_nothing_of_outlets_is_a_fault_that_stops_no_other(tmp_path, name, text, message):
    (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "outlets.yaml").write_text(HERALD, encoding="utf-8")
    found = load([tmp_path / name, tmp_path / "outlets.yaml"])
    assert len(found.outlets) == 1
    (fault,) = found.faults
    assert re.search(message, fault.summary)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("domain,pc1\na.example,1\n", r"a.csv:1:8: column `pc1` is left out; .*tables: \[\{file: a.csv"),
        ("domain,pc1,x\na.example,1,2\n", r":1:8: column `pc1` and 1 more columns are left out"),
        ("domain,rating\na.example,1\n", r"a.csv:1:8: nobody is named whose ratings they are, so"),
        ("domain,rating,source\na.example,1,\n", r"a.csv:2:1: the row does not say whose rating it is"),
    ],
)
def test_a_column_that_cannot_be_read_is_a_fault_and_left_out(tmp_path, text, message):
    found = stated(tmp_path, text, "a.csv")
    (outlet,) = found.outlets
    assert (outlet.domains, outlet.ratings) == (("a.example",), ())
    (fault,) = found.faults
    assert re.search(message, fault.summary)


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ("{domains: domian}", "no column `domian`.*did you mean `domain`"),
        ("{owner: domain}", "say which is `name`"),
    ],
)
def test_a_mapping_to_nothing_is_a_fault_at_its_table(tmp_path, columns, message):
    (tmp_path / "a.csv").write_text("domain,pc1\na.example,1\n", encoding="utf-8")
    (fault,) = stated(tmp_path, f"tables: [{{file: a.csv, columns: {columns}}}]").faults
    assert re.search(message, fault.summary)


def test_no_file_is_an_error():
    with pytest.raises(InputError, match=r"--outlets gone\.yaml: no such file"):
        load([Path("gone.yaml")])


def test_an_unknown_licensor_is_remarked(tmp_path):
    outlets = stated(tmp_path, "outlets: [{name: A, licences: [Tidewatr, Zzz]}]")
    first, second = joined(pile(("A", None)), outlets, AGENCIES).remarks
    assert first.endswith("did you mean Tidewater?")
    assert second == "A has a licence of Zzz, which is no agency or outlet that is known"


def listed(**licences):
    rows = [{"name": name, "licences": to} for name, to in licences.items()]
    return pl.DataFrame(rows, schema=LISTED)


def graph(articles, edges):
    return (
        pl.DataFrame(
            articles,
            schema={"article": pl.UInt32, "outlet": pl.String, "agency": pl.String},
            orient="row",
        ),
        pl.DataFrame(
            edges, schema={"child": pl.UInt32, "parent": pl.UInt32, "share": pl.Float64}, orient="row"
        ),
    )


@pytest.mark.parametrize(
    ("articles", "edges", "covered"),
    [
        ([(0, "Tidewater", None), (1, "A", None)], [(1, 0, 0.9)], [(1, "Tidewater")]),
        ([(0, "B", "Tidewater"), (1, "A", None)], [(1, 0, 0.9)], [(1, "Tidewater")]),
        (
            [(0, "B", "Tidewater"), (1, "C", None), (2, "A", None)],
            [(2, 1, 0.9), (1, 0, 0.9)],
            [(2, "Tidewater")],
        ),
        (
            [(0, "A", None), (1, "B", "Tidewater"), (2, "C", "X")],
            [(n, 3, 0.5) for n in (0, 1)],
            [(0, "Tidewater")],
        ),
        ([(0, "Tidewater", None), (1, "B", None), (2, "A", None)], [(2, 1, 0.6), (2, 0, 0.3)], []),
        ([(0, "Tidewater", None), (1, "B", None)], [(1, 0, 0.9)], []),
    ],
    ids=["outlet", "its agency", "end of the chain", "unseen by vote", "main source only", "no licence"],
)
def test_a_licence_covers_the_main_source(articles, edges, covered):
    assert licensed(*graph(articles, edges), listed(A=["Tidewater"])).rows() == covered


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("outlets")
    text = (
        "outlets:\n"
        "  - {name: Kestria Today, domains: [kestriatoday.example], licences: [Corvane],\n"
        "     ratings: [{source: Press Watch, value: mixed}]}\n"
        "  - {name: Courier, aliases: [The Tavermouth Courier], colour: red}\n"
    )
    (folder / "outlets.yaml").write_text(text, encoding="utf-8")
    corpus = resources.demo()
    return audit(corpus / "articles", rules=[corpus / "rules"], outlets=[folder / "outlets.yaml"])


def test_a_licence_is_shown_and_changes_no_credit(demo):
    held = demo.articles.filter(pl.col("licence").is_not_null()).select("id", "credit", "licence")
    assert held.rows() == [("kestria-today-dam.md", "none-observed", "Corvane")]


def test_an_outlet_that_is_said_to_be_an_agency_is_the_source_of_who_runs_its_text(tmp_path):
    words = " ".join(f"harbour{n} closed{n * 7}" for n in range(90))
    told = [("Tidewire", "08:00"), ("Ferry Post", "09:00"), ("Quay Echo", "09:30")]
    rows = [{"id": name, "outlet": name, "published": f"2031-05-02T{at}", "text": words} for name, at in told]
    (tmp_path / "outlets.yaml").write_text("outlets: [{name: Tidewire, agency: true}]", encoding="utf-8")
    plain, stated_ = (audit(pl.DataFrame(rows), outlets=files) for files in ((), [tmp_path / "outlets.yaml"]))
    assert set(plain.edges["parent"]) == {"unseen:1"}
    assert stated_.edges.select("child", "parent").rows() == [
        ("Ferry Post", "Tidewire"),
        ("Quay Echo", "Tidewire"),
    ]
    assert stated_.articles["role"].to_list() == ["original", "republication", "republication"]


def test_an_outlet_that_is_said_to_be_no_agency_is_the_source_of_nobody_by_its_name(tmp_path):
    words = " ".join(f"harbour{n} closed{n * 7}" for n in range(90))
    told = [("Ferry Post", "08:00"), ("Corvane", "09:00"), ("Quay Echo", "09:30")]
    rows = [{"id": name, "outlet": name, "published": f"2031-05-02T{at}", "text": words} for name, at in told]
    corpus = resources.demo()
    (tmp_path / "outlets.yaml").write_text("outlets: [{name: Corvane, agency: false}]", encoding="utf-8")
    plain, denied = (
        audit(pl.DataFrame(rows), rules=[corpus / "rules"], outlets=files)
        for files in ((), [tmp_path / "outlets.yaml"])
    )
    assert set(plain.edges["parent"]) == {"Corvane"}
    assert "Corvane" not in set(denied.edges["parent"])
    assert denied.articles["agency"].to_list() == [None, None, None]


def test_a_licence_of_an_outlet_that_only_the_pile_knows_is_no_riddle(tmp_path):
    outlets = stated(tmp_path, "outlets: [{name: A, licences: [Ferry Post, Ferry Pots]}]")
    (remark,) = joined(pile(("A", None), ("Ferry Post", None)), outlets, {}).remarks
    assert remark.endswith(
        "a licence of Ferry Pots, which is no agency or outlet that is known; did you mean Ferry Post?"
    )


def test_the_document_tells_of_outlets(demo):
    document = demo.to_document()
    assert [one["ratings"][0]["value"] for one in document["outlets"]] == ["mixed"]
    assert Audit.from_document(document).outlets.equals(demo.outlets)


def test_a_bad_entry_is_a_problem_of_the_audit(demo):
    ((path, message),) = demo.problems.rows()
    assert path.endswith("outlets.yaml:4:56")
    assert message.startswith("unknown key `colour`")


def test_ratings_of_json_lines_may_say_themselves_whose_they_are(tmp_path):
    lines = (
        '{"name": "The Gull", "ratings": [{"source": "Wiki", "measure": "facts", "value": 4}, {"value": "odd"}]}',
        '{"name": "The Heron", "Rating": {"source": "Study", "value": "low", "url": "study.example/1"}}',
        '{"name": "The Crane", "ratings": "good", "colour": "grey"}',
    )
    found = stated(tmp_path, "\n".join(lines), "outlets.jsonl")
    assert [one.ratings for one in found.outlets] == [
        (Rating("Wiki", "facts", "4"),),
        (Rating("Study", None, "low", url="study.example/1"),),
        (),
    ]
    where = [(fault.place.line, fault.place.column, fault.what.split()[0]) for fault in found.faults]
    assert where == [(1, 1, "the"), (3, 42, "column"), (3, 23, "nobody")]


def test_a_table_of_json_lines_lends_its_source_to_ratings_without_one(tmp_path):
    (tmp_path / "rated.jsonl").write_text('{"name": "The Gull", "ratings": [{"value": 3}, "fair"]}')
    text = "tables: [{file: rated.jsonl, source: Wiki, columns: {name: name}}]"
    (outlet,) = stated(tmp_path, text).outlets
    assert outlet.ratings == (Rating("Wiki", None, "3"), Rating("Wiki", None, "fair"))


@pytest.mark.parametrize("line", ["[1]", '"abc"', "3"])
def test_a_line_that_holds_no_outlet_is_named(tmp_path, line):
    path = tmp_path / "outlets.jsonl"
    path.write_text(f'{{"name": "The Gull"}}\n{line}\n')
    faults = load([path]).faults
    assert [(fault.place.line, fault.what) for fault in faults] == [(2, "holds no outlet")]


def test_all_lines_that_are_wrong_are_named_and_the_others_read(tmp_path):
    path = tmp_path / "outlets.jsonl"
    path.write_text('{"name": "The Gull"}\n\n{"name": }\n[1]\n{"name": "The Wren"}\n')
    found = load([path])
    assert [one.name for one in found.outlets] == ["The Gull", "The Wren"]
    assert [str(fault.place.line) for fault in found.faults] == ["3", "4"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_tables_are_read_as_spreadsheets_save_them(tmp_path, encoding, separator):
    path = tmp_path / "outlets.csv"
    rows = (
        ("name", "domains", "aliases", "owner"),
        ("Möwe", "gull.example", '"Gull Online;The Gull"', "Nest"),
    )
    path.write_bytes("\r\n".join(separator.join(row) for row in rows).encode(encoding))
    found = load([path])
    assert found.faults == ()
    (outlet,) = found.outlets
    assert (outlet.name, outlet.domains, outlet.aliases, outlet.owner) == (
        "Möwe",
        ("gull.example",),
        ("Gull Online", "The Gull"),
        "Nest",
    )


@pytest.mark.parametrize("kind", ["yaml", "csv"])
def test_the_examples_of_the_docs_are_read(tmp_path, kind):
    page = (Path(__file__).parents[1] / "reports" / "README.md").read_text(encoding="utf-8")
    section = page.partition("## Outlets")[2]
    example = section.partition(f"```{kind}\n")[2].partition("```")[0]
    found = stated(tmp_path, example, f"outlets.{kind}")
    assert found.faults == ()
    one = found.outlets[found.names["lowmoor herald"]]
    assert one.aliases
    assert one.licences == ("Tidewater",)
    assert one.ratings[0].source == "Press Watch"


def test_a_source_line_that_names_a_stated_agency_marks_its_text(tmp_path):
    text = (
        "The warden of the lower harbour closed the east gate on Monday after a barge struck its hinge. " * 3
    )
    (tmp_path / "a.md").write_text(
        f"---\noutlet: The Gull\n---\n{text}\n\nSource: Tidewire\n", encoding="utf-8"
    )
    known = tmp_path / "outlets.yaml"
    for agency, marked in ((True, ("Tidewire", "source-line")), (False, (None, None))):
        known.write_text(f"outlets: [{{name: Tidewire, agency: {str(agency).lower()}}}]", encoding="utf-8")
        articles = audit(tmp_path / "a.md", outlets=[known]).articles
        assert articles.select("agency", "agency_mark").row(0) == marked


@pytest.mark.parametrize(
    ("byline", "marked"),
    [
        ("Tidewire", ("Tidewire", "byline")),
        ("By Tidewire", ("Tidewire", "byline")),
        ("Ines Marlow, Tidewire", ("Tidewire", "byline")),
        ("Ines Marlow and Tidewire", ("Tidewire", "byline")),
        ("Ines Tidewire", (None, None)),
        ("The Gull", (None, None)),
    ],
)
def test_a_byline_that_names_a_stated_agency_marks_its_text(tmp_path, byline, marked):
    text = (
        "The warden of the lower harbour closed the east gate on Monday after a barge struck its hinge. " * 3
    )
    (tmp_path / "a.md").write_text(
        f"---\noutlet: The Gull\nbyline: {byline}\n---\n{text}\n", encoding="utf-8"
    )
    known = tmp_path / "outlets.yaml"
    known.write_text("outlets: [{name: Tidewire, agency: true}, {name: The Gull}]", encoding="utf-8")
    articles = audit(tmp_path / "a.md", outlets=[known]).articles
    assert articles.select("agency", "agency_mark").row(0) == marked
    known.write_text("outlets: [{name: The Gull, agency: true}]", encoding="utf-8")
    articles = audit(tmp_path / "a.md", outlets=[known]).articles
    assert articles["agency"].to_list() == ["The Gull"]  # as what Reuters publishes is Reuters' own


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("PELLGATE, May 5 (Tidewire) - ", "", ("Tidewire", "dateline")),
        ("PELLGATE (TWN) - ", "", ("Tidewire", "dateline")),
        ("", "(Tidewire News|Coast)", ("Tidewire", "sign-off")),
        ("", "With inputs from Tidewire", ("Tidewire", "contributed")),
        ("", "© 2031 Tidewire", ("Tidewire", "copyright")),
        ("", "(Zweitdienst)", ("dpa", "sign-off")),
        ("PELLGATE, May 5 (Ferry Post) - ", "", (None, None)),
    ],
)
def test_a_stated_agency_is_found_wherever_one_of_the_vocabulary_is(tmp_path, before, after, marked):
    text = (
        "The warden of the lower harbour closed the east gate on Monday after a barge struck its hinge. " * 3
    )
    (tmp_path / "a.md").write_text(
        f"---\noutlet: The Gull\n---\n{before}{text}\n\n{after}\n", encoding="utf-8"
    )
    known = tmp_path / "outlets.yaml"
    known.write_text(
        "outlets:\n- {name: Tidewire, agency: true, aliases: [TWN, Tidewire News|Coast, '((', x]}\n"
        "- {name: Zweitdienst, agency: true, aliases: [Deutsche Presse-Agentur]}\n- {name: Ferry Post}\n",
        encoding="utf-8",
    )
    plain, found = (audit(tmp_path / "a.md", outlets=files) for files in ((), [known]))
    assert found.articles.select("agency", "agency_mark").row(0) == marked
    assert plain.articles["agency"].to_list() == [None]
    assert found.rulebook == plain.rulebook
    assert found.problems.is_empty()


def test_agencies_that_no_rule_can_look_for_are_told(tmp_path):
    credit = rule(
        "origin/wire",
        match='{words: {phrase: ["from {agencies}"]}}',
        tests="[{text: from HW, expect: match}, {text: from the sea, expect: silent}]",
    )
    book = rulebook(tmp_path, rule("origin/bulletin"), credit)
    (fault,) = with_agencies(book, [(f"{'Tidewire ' * 9}{number}",) for number in range(4_000)]).errors
    assert fault.file.endswith("origin/wire.yaml")
    assert "it does not look for the agencies that files on outlets state" in fault.said
