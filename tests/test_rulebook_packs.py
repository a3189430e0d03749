"""Rules that others share: packs as folders, zips and packages, and files that change a rule in part."""

import stat
import sys
from importlib.metadata import EntryPoint
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from rulebook_fixture import AGENCIES, DIMENSIONS, rule, write

from provaudit import resources
from provaudit.errors import RuleError
from provaudit.pipeline import audit
from provaudit.rulebook import layers, load, run_tests, zipped
from provaudit.sourcing import cited
from provaudit.zones import find_zones

MANIFEST = """
name: quay-marks
version: "1.2"
summary: Marks of the quay
authors: [Ada Merrow, Jon Quill]
licence: CC0-1.0
"""


@pytest.fixture(autouse=True)
def shipped(tmp_path, monkeypatch):
    folder = write(
        tmp_path / "rules", vocabulary__agencies=AGENCIES, dimensions=DIMENSIONS, origin__bulletin=rule()
    )
    monkeypatch.setattr("provaudit.resources.shipped", lambda _name: folder)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return folder


@pytest.fixture
def mine(tmp_path):
    return write(tmp_path / "mine", pack=MANIFEST, origin__bell=rule("origin/bell"))


@pytest.fixture
def package(monkeypatch, tmp_path):
    """Install a package that offers the pack `quay`; its code must not run."""
    folder = write(tmp_path / "site" / "quay_rules", pack=MANIFEST, origin__bell=rule("origin/bell"))
    (folder / "__init__.py").write_text("raise AssertionError('run')", encoding="utf-8")
    (tmp_path / "site" / "lone.py").write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    named = {"quay": "quay_rules", "gone": "no_such_module", "lone": "lone", "deep": "no_such.module"}
    found = [EntryPoint(name, module, layers.GROUP) for name, module in named.items()]
    monkeypatch.setattr(
        "importlib.metadata.entry_points", lambda group: found if group == layers.GROUP else []
    )
    return folder


def archive(path, compression=ZIP_DEFLATED, **files):
    with ZipFile(path, "w", compression) as made:
        for name, text in files.items():
            made.writestr(name, text)
    return path


def faults(folder):
    return "\n".join(map(str, load([folder]).faults)) + "\n"


@pytest.mark.usefixtures("package")
def test_folder_zip_and_package_are_the_same_pack(mine, run, tmp_path):
    assert run("rules", "pack", "mine", "--out", "quay.zip").code == 0
    found = [load([where]) for where in (mine, tmp_path / "quay.zip", layers.Path("pack:quay"))]
    assert {(book.packs[0].name, book.packs[0].version, book.packs[0].digest) for book in found} == {
        ("quay-marks", "1.2", found[0].packs[0].digest)
    }
    assert {book.name for book in found} == {"harbour+quay-marks"}
    assert {book.digest for book in found} == {found[0].digest}
    assert [book.rules[0].source for book in found] == [
        "mine/origin/bell.yaml",
        "quay.zip/origin/bell.yaml",
        "pack:quay/origin/bell.yaml",
    ]
    assert "quay_rules" not in sys.modules


def test_the_same_files_make_the_same_bytes(mine, run, tmp_path):
    (mine / "README.md").write_text("About the quay", encoding="utf-8")
    (mine / "labels.csv").write_text("id", encoding="utf-8")
    out = run("rules", "pack", "mine").out
    assert "wrote quay-marks-1.2.zip: 1 rule\nin force with: --rules quay-marks-1.2.zip" in out
    first = (tmp_path / "quay-marks-1.2.zip").read_bytes()
    (mine / "origin" / "bell.yaml").touch()
    run("rules", "pack", "mine", "--out", "again.zip")
    assert first == (tmp_path / "again.zip").read_bytes()
    assert ZipFile(tmp_path / "again.zip").namelist() == ["README.md", "origin/bell.yaml", "pack.yaml"]


def test_an_audit_document_names_the_packs(mine):
    (mine.parent / "a.txt").write_text("The harbour bulletin says so.", encoding="utf-8")
    book = audit(["a.txt"], rules=[mine]).to_document()["rulebook"]
    assert [(pack["name"], pack["version"]) for pack in book["packs"]] == [("quay-marks", "1.2")]
    assert book["packs"][0]["digest"] == load([mine]).packs[0].digest


def test_the_last_line_of_an_audit_names_what_was_laid_over_and_its_hits(mine, tmp_path, run):
    (tmp_path / "a.txt").write_text("From the harbour bulletin: the pier is shut.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("The pier is shut, and nobody says why.", encoding="utf-8")
    write(tmp_path / "mine", origin__bell=rule("origin/bell", zone="[text]"))
    digest = load([mine]).packs[0].digest[:12]
    told = f"rules:  quay-marks 1.2 ({digest}) · origin/bell: 1 hit in 1 article"
    assert run("audit", "a.txt", "b.txt", "--rules", "mine").out.splitlines()[-1] == told
    assert run("audit", "b.txt", "--rules", "mine").out.endswith(" · no hit of a rule of their own\n")
    assert "rules:" not in run("audit", "a.txt").out


def test_rules_list_names_the_packs(mine, run):
    digest = load([mine]).packs[0].digest[:12]
    out = run("rules", "list", "--rules", "mine").out
    assert out.endswith(f"pack quay-marks 1.2 · {digest} · Marks of the quay\n")


def test_a_zip_with_one_folder_in_it_is_that_folder(tmp_path):
    path = archive(
        tmp_path / "quay.zip",
        **{"quay/pack.yaml": MANIFEST, "quay/origin/bell.yaml": rule("origin/bell"), "quay/": ""},
    )
    assert [one.id for one in load([path]).rules] == ["origin/bell", "origin/bulletin"]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../pack.yaml", "leads out of it"),
        ("/pack.yaml", "leads out of it"),
        ("C:/pack.yaml", "leads out of it"),
        ("origin/..\\pack.yaml", "leads out of it"),
    ],
)
def test_a_zip_that_leads_out_of_itself_is_refused(tmp_path, name, why):
    with pytest.raises(RuleError, match=why):
        load([archive(tmp_path / "bad.zip", **{name: MANIFEST})])


def test_a_zip_with_a_link_a_secret_or_a_bomb_in_it_is_refused(tmp_path, monkeypatch):
    link = ZipInfo("origin/bell.yaml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with ZipFile(tmp_path / "link.zip", "w") as made:
        made.writestr(link, "/etc/hostname")
    with pytest.raises(RuleError, match=r"`origin/bell\.yaml` is a link"):
        load([tmp_path / "link.zip"])
    with pytest.raises(RuleError, match="is larger than 2 MB"):
        load([archive(tmp_path / "one.zip", **{"pack.yaml": "x" * 2_000_001})])
    many = {f"origin/r{at}.yaml": "x" * 1_900_000 for at in range(11)}
    with pytest.raises(RuleError, match="holds more than 20 MB"):
        load([archive(tmp_path / "all.zip", **many)])
    secret = bytearray(archive(tmp_path / "secret.zip", **{"pack.yaml": MANIFEST}).read_bytes())
    secret[secret.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "secret.zip").write_bytes(secret)
    with pytest.raises(RuleError, match="is encrypted"):
        load([tmp_path / "secret.zip"])
    monkeypatch.setattr(zipped, "MOST_FILES", 0)
    with pytest.raises(RuleError, match="holds more than 0 files"):
        load([archive(tmp_path / "few.zip", **{"pack.yaml": MANIFEST})])
    monkeypatch.setattr(zipped, "LARGEST_ALTOGETHER", 10)
    with pytest.raises(RuleError, match="is larger than"):
        load([tmp_path / "few.zip"])


def test_a_zip_that_holds_a_file_twice_is_refused(tmp_path):
    with ZipFile(tmp_path / "twice.zip", "w") as made:
        made.writestr("pack.yaml", MANIFEST)
        with pytest.warns(UserWarning, match="Duplicate"):
            made.writestr("pack.yaml", MANIFEST)
    with pytest.raises(RuleError, match=r"`pack\.yaml` stands in it twice"):
        load([tmp_path / "twice.zip"])


def test_what_is_no_zip_or_no_pack_is_told(tmp_path):
    (tmp_path / "torn.zip").write_bytes(b"PK\x03\x04")
    with pytest.raises(RuleError, match="cannot be read as a zip"):
        load([tmp_path / "torn.zip"])
    with pytest.raises(RuleError, match=r"is no pack of rules: there is no pack\.yaml"):
        load([archive(tmp_path / "bare.zip", **{"origin/bell.yaml": rule("origin/bell")})])


@pytest.mark.usefixtures("package")
def test_a_pack_that_is_not_installed_is_told_with_those_that_are():
    with pytest.raises(
        RuleError, match="pack:key: there is no such pack; installed are deep, gone, lone, quay"
    ):
        load([layers.Path("pack:key")])
    for name in ("gone", "lone", "deep"):
        with pytest.raises(RuleError, match="has no folder; install it again"):
            load([layers.Path(f"pack:{name}")])


def test_the_installed_packs_are_listed_with_what_is_wrong_with_them(package, run):
    write(package, origin__horn=rule("origin/horn", points="many"))
    out = run("rules", "packs").out
    assert "quay-marks 1.2 ·" in out
    assert "1 rule · by Ada Merrow, Jon Quill · CC0-1.0 · --rules pack:quay" in out
    assert "1 faulty: provaudit rules check --rules pack:quay" in out
    assert "the module no_such_module has no folder" in out
    assert '"licence": "CC0-1.0"' in run("rules", "packs", "--format", "json").out


def test_an_installed_pack_is_checked_by_its_name(package, run):
    assert run("rules", "check", "pack:quay").code == 0
    write(package, origin__horn=rule("origin/horn", points="many"))
    found = run("rules", "check", "pack:quay")
    assert (found.code, "pack:quay/origin/horn.yaml" in found.out) == (2, True)
    missing = run("rules", "check", "quay")
    assert (missing.code, "quay: there is no such file, folder or pack of rules" in missing.err) == (2, True)


def test_without_any_pack_it_says_how_one_is_offered(run):
    assert "No packs are installed." in run("rules", "packs").out
    assert "no package offers rules here" in run("rules", "list", "--rules", "pack:key").err


@pytest.mark.parametrize("case", ["keys", "missing", "newer", "nothing", "not-yaml"])
def test_a_wrong_manifest_is_told_by_its_line(case, tmp_path, golden, monkeypatch):
    monkeypatch.setattr(resources, "installed_version", lambda: "0.1.0")
    text = {
        "keys": MANIFEST.replace("1.2", "1.2-beta")
        .replace("name: quay-marks", "name: Quay")
        .replace("licence", "license"),
        "missing": "name: quay\n",
        "newer": f'{MANIFEST}requires: ">=2,<3"\n',
        "nothing": "- quay\n",
        "not-yaml": "name: [\n",
    }[case]
    folder = write(tmp_path / "mine", pack=text, origin__bell=rule("origin/bell"))
    golden(f"rules/packs/{case}.txt", faults(folder))
    assert "origin/bell" in {one.id for one in load([folder]).rules}


def test_a_source_tree_and_a_version_within_bounds_fit(mine, monkeypatch):
    (mine / "pack.yaml").write_text(f'{MANIFEST}requires: ">=0.1,<2"\n', encoding="utf-8")
    for version in ("0+source", "0.1.0", "1.9rc1"):
        monkeypatch.setattr(resources, "installed_version", lambda version=version: version)
        assert load([mine]).faults == ()


def test_nothing_is_packed_that_is_faulty_fails_or_has_no_manifest(mine, run, tmp_path):
    write(mine, origin__bell=rule("origin/bell", match="{words: {phrase: [gong]}}"))
    found = run("rules", "pack", "mine")
    assert (found.code, "Should match, and nothing hit." in found.out) == (2, True)
    write(mine, origin__bell=rule("origin/bell", points="many"))
    assert "mine/origin/bell.yaml:6:9" in run("rules", "pack", "mine").err
    (mine / "pack.yaml").unlink()
    assert "mine: there is no pack.yaml; write one such as" in run("rules", "pack", "mine").err
    assert "expected a folder of your own rules" in run("rules", "pack", "absent").err
    assert not list(tmp_path.glob("*.zip"))


def test_a_change_alters_what_it_names_and_keeps_the_rest(tmp_path):
    over = write(
        tmp_path / "mine",
        origin__bulletin="change: origin/bulletin\npoints: 1\nmatch: {words: {phrase: [bulletin]}}\n",
    )
    top = write(tmp_path / "top", origin__bulletin="change: origin/bulletin\nstatus: test\n")
    found = load([over, top])
    one = found.rules[0]
    assert (one.points, one.status, one.summary) == (1, "test", "Names the bulletin")
    assert (one.source, one.changes) == ("top/origin/bulletin.yaml", "mine/origin/bulletin.yaml")
    assert len({found.digest, load([over]).digest, load().digest}) == 3
    outcomes = run_tests(found, find_zones, cited)
    assert {(outcome.source, outcome.ok) for outcome in outcomes} == {("rules/origin/bulletin.yaml", True)}


def test_a_change_switches_a_rule_off_or_takes_a_key_out(tmp_path, shipped, run):
    write(shipped, origin__bell=rule("origin/bell", group="credit"))
    over = write(
        tmp_path / "mine",
        origin__bulletin="change: origin/bulletin\nstatus: retired\n",
        origin__bell="change: origin/bell\ngroup: null\n",
    )
    bell, bulletin = load([over]).rules
    assert (bell.group, bulletin.active) == (None, False)
    assert "changes      rules/origin/bell.yaml" in run("rules", "show", "origin/bell", "--rules", "mine").out


@pytest.mark.parametrize(
    ("case", "text"),
    [
        ("absent", "change: origin/buletin\npoints: 1\n"),
        (
            "absent-and-more",
            (
                "change: origin/buletin\npoints: many\nzone: [heading]\nrelated: [origin/bel]\nmatch:\n"
                "  gone: null\n  part: {except: {phrase: bell}}\n  open: {regex: '(bell'}\n"
                "tests: [{text: The bell, expect: mach}]\n"
            ),
        ),
        ("other", "change: origin/bell\npoints: 1\n"),
        ("value", "change: origin/bulletin\npoints: many\nzone: [heading]\n"),
        (
            "beneath",
            "change: origin/bulletin\nzone: [quote]\nignore: [quote]\ncapture: {agency: '{agency}'}\n",
        ),
        ("taken-in-vain", "change: origin/bulletin\nmatch: {word: null}\n"),
        ("all-taken", "change: origin/bulletin\nmatch: {words: null}\n"),
    ],
)
def test_what_is_wrong_with_a_change_is_told_by_its_own_line(case, text, tmp_path, golden):
    name = "origin__buletin" if "absent" in case else "origin__bulletin"
    golden(f"rules/changes/{case}.txt", faults(write(tmp_path / "mine", **{name: text})))


MINE = "change: origin/bell\nmatch: {words: null, mine: {phrase: [the harbour bulletin]}}\n"


def test_a_change_takes_a_selection_or_part_of_one_out(tmp_path, shipped):
    write(
        shipped,
        origin__bell=rule(
            "origin/bell", capture="{agency: Bell, mark: mention}", codebook="{variable: bell}"
        ),
        origin__horn=rule(
            "origin/horn", match="{words: {phrase: [harbour], except: {phrase: [harbour bar]}}}"
        ),
    )
    over = write(
        tmp_path / "mine",
        origin__bell=f"{MINE}capture: {{agency: null, mark: null}}\n",
        origin__horn="change: origin/horn\nmatch: {words: {except: null, phrase: null, regex: harbour}}\n",
    )
    found = load([over])
    bell, _, horn = found.rules
    assert found.faults == ()
    assert [selection.name for selection in bell.selections] == ["mine"]
    assert (bell.capture.generic, bell.capture.mark) == (True, None)
    assert (horn.selections[0].patterns, horn.selections[0].exceptions) == (("harbour",), ())


def test_a_when_that_still_names_what_is_taken_out_is_told_by_whom(tmp_path, shipped, golden):
    write(shipped, origin__bell=rule("origin/bell", when="words"))
    over = write(tmp_path / "mine", origin__bell=MINE)
    golden("rules/changes/still-named.txt", faults(over))


def test_a_test_of_what_is_taken_out_is_told(tmp_path, shipped, run):
    write(shipped, origin__bell=rule("origin/bell"))
    write(tmp_path / "mine", origin__bell=MINE.replace("the harbour bulletin", "gong"))
    found = run("rules", "test", "--rules", "mine")
    assert (found.code, "Should match, and nothing hit." in found.out) == (2, True)
    checked = run("rules", "check", "--rules", "mine")
    assert "expected `tests` in the change" in " ".join((checked.out + checked.err).split())


def test_a_fault_that_stands_beneath_is_told_by_the_line_beneath(tmp_path, shipped):
    write(shipped, origin__bulletin=rule(ignore="[quote]"))
    over = write(tmp_path / "mine", origin__bulletin="change: origin/bulletin\nzone: [quote]\n")
    assert "rules/origin/bulletin.yaml:9:10: zone `quote` is both looked at and cut out" in faults(over)


def test_over_a_file_that_is_no_rule_there_is_nothing_to_change(tmp_path, shipped):
    write(shipped, origin__bulletin="- no rule\n")
    over = write(tmp_path / "mine", origin__bulletin="change: origin/bulletin\npoints: 1\n")
    assert "rules/origin/bulletin.yaml:1:1: holds no mapping" in faults(over)


def test_a_rule_that_no_test_makes_fire_is_a_warning(mine, run):
    write(mine, origin__bell=rule("origin/bell", match="{words: {phrase: [gong]}}"))
    for arguments in (["mine"], ["--rules", "mine"]):
        found = run("rules", "check", *arguments)
        assert (
            found.code,
            "mine/origin/bell.yaml:8:1: warning: no test makes the rule fire" in found.out,
        ) == (0, True)
    write(mine, origin__bell=rule("origin/bell", match="{words: {phrase: [gong]}}", status="retired"))
    assert "0 warnings" in run("rules", "check", "mine").out


def test_watch_and_diff_take_a_zip(mine, shipped, run, monkeypatch):
    write(shipped, origin__horn=rule("origin/horn"))

    def stop(_seconds):
        raise KeyboardInterrupt

    monkeypatch.setattr("time.sleep", stop)
    text = "Two piers were closed on Monday.\n\nThe harbour bulletin says so, and names no date."
    (mine.parent / "a.txt").write_text(text, encoding="utf-8")
    run("rules", "pack", "mine", "--out", "quay.zip")
    assert "1 rule, 2 tests" in run("rules", "test", "origin/bell", "--rules", "quay.zip", "--watch").out
    assert "origin/bell" in run("rules", "diff", "shipped", "quay.zip", "a.txt").out
    assert run("rules", "check", "quay.zip").out == "1 rule, 0 vocabularies checked: 0 errors, 0 warnings\n"


def test_files_packed_by_a_mac_are_read(tmp_path):
    path = archive(tmp_path / "mac.zip", **{"q/pack.yaml": MANIFEST, "__MACOSX/q/._pack.yaml": "\0"})
    assert load([path]).packs[0].name == "quay-marks"
    assert list(zipped.unzipped(path)) == [PurePosixPath("pack.yaml")]


def test_a_change_that_makes_a_rule_silent_is_told_at_the_line_of_the_change(mine, run):
    write(mine, origin__bulletin='change: origin/bulletin\nmatch:\n  more: {phrase: ["zebra crossing"]}\n')
    out = " ".join(run("rules", "check", "mine").out.split())
    assert "mine/origin/bulletin.yaml:2:1: warning: no test makes the rule fire: without `when` all" in out
    assert " or more`" in out


def test_a_rule_that_only_denies_is_told_what_that_means(mine, run):
    write(mine, origin__bell=rule("origin/bell", when="not words"))
    out = " ".join(run("rules", "check", "mine").out.split())
    assert "`when` only denies, so that it hits whole articles in which none of the words stands" in out
