"""What a user says of outlets, in an archive: audited again where it changes, and all names of one are forgotten."""

import pytest
from test_archive_identity import GATE, file

from provaudit.archive import Archive
from provaudit.windowed.adding import add

LONG = f"{GATE} Nobody was hurt, and the gate will be lifted out by crane before the spring tide, he said. Boats under "
LONG += "nine metres may use the mill cut until the hinge is forged anew in the town's own yard, which takes a month."


@pytest.fixture
def where(tmp_path):
    return str(tmp_path / "archive")


@pytest.fixture
def pile(tmp_path):
    """An original of The Heron, and a copy of it by The Gull."""
    heron = file(tmp_path, "h.md", LONG, outlet="The Heron", published="2026-11-20T08:00")
    gull = file(tmp_path, "g.md", LONG, outlet="Gull Online", published="2026-11-20T09:00")
    return [heron, gull]


@pytest.fixture
def known(tmp_path):
    """Return a command that writes a file on outlets."""

    def write(stated):
        path = tmp_path / "outlets.yaml"
        path.write_text(
            f"outlets:\n  - {{name: The Gull, aliases: [Gull Online]{stated}}}\n  - {{name: The Heron, agency: true}}\n"
        )
        return path

    return write


def gull(where):
    rows = Archive.open(where).scan("articles").select("id", "outlet", "licence").collect()
    return rows.filter(rows["id"] == "g.md").select("outlet", "licence").row(0)


def test_days_are_audited_again_where_only_the_outlets_changed(run, where, pile, known):
    run("audit", *pile, "--archive", where, "--workers", "1")
    again = ("archive", "reaudit", "--archive", where, "--workers", "1")
    assert run(*again).out == f"{where}: 0 days brought up to date\n"
    first = known(", licences: [The Heron]")
    assert run(*again, "--outlets", first).out == f"{where}: 1 day brought up to date\n"
    assert gull(where)[0] == "The Gull"
    assert gull(where)[1] is not None
    assert run(*again, "--outlets", first).out == f"{where}: 0 days brought up to date\n"
    assert run(*again, "--outlets", known("")).out == f"{where}: 1 day brought up to date\n"
    assert gull(where) == ("The Gull", None)
    assert run(*again).out == f"{where}: 0 days brought up to date\n"
    assert run("archive", "verify", "--archive", where).code == 0


@pytest.mark.parametrize("name", ["The Gull", "gull online"])
def test_an_outlet_is_forgotten_by_all_names_of_the_file(run, where, pile, known, name):
    add(Archive.make(where), pile)
    done = run("archive", "forget", "--outlet", name, "--archive", where, "--outlets", known(""), "--yes")
    other = "The Gull" if name == "gull online" else "Gull Online"
    assert done.out.startswith(f"{where}: 1 article of {name} (also {other}) forgotten, ")
    assert add(Archive.open(where), pile[1]).articles == 0
    assert add(Archive.open(where), pile[1], outlets=[known("")]).articles == 0


def test_names_that_were_merged_into_an_outlet_go_with_it(run, where, pile, known):
    add(Archive.make(where), pile, outlets=[known("")])
    done = run("archive", "forget", "--outlet", "The Gull", "--archive", where, "--yes")
    assert done.out.startswith(f"{where}: 1 article of The Gull (also Gull Online) forgotten, ")
    assert add(Archive.open(where), pile[1]).articles == 0


def test_files_that_go_are_counted_where_there_are_no_locks(run, pile, tmp_path):
    far = (tmp_path / "far").as_uri()
    add(Archive.make(far), pile)
    files = set((tmp_path / "far").rglob("table=*/*/*"))
    done = run("archive", "forget", "g.md", "--archive", far, "--yes")
    gone = files - set((tmp_path / "far").rglob("table=*/*/*"))
    assert gone
    assert done.out == f"{far}: 1 article forgotten, {len(gone)} files deleted\n"
