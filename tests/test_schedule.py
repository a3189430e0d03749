import os
import re
import shlex
import shutil
import subprocess
import sys

import pytest
import yaml

from provaudit.cli.main import main
from provaudit.errors import InputError
from provaudit.publishing.schedule import KINDS, Plan, at

ODD = """50% of $it's "q" \\ é"""


@pytest.fixture
def here(tmp_path, monkeypatch):
    folder = tmp_path / "50% of $HOME's"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return folder


def plan(folder, **other):
    stated = {"name": "daily", "program": ("/bin/provaudit",), "arguments": ("report", "daily", ODD)}
    stated |= {"published": "published", "hour": 6, "minute": 5, "weekday": None}
    return Plan(folder=folder, **(stated | other))


def written(kind, folder, **other):
    return dict(KINDS[kind](plan(folder, **other)).files)


def called(*words):
    with pytest.raises(SystemExit) as ended:
        main(["schedule", *words])
    return ended.value.code


def test_cron_runs_the_very_words(here):
    ((_, line),) = written(
        "cron", here, program=(sys.executable, "-c", "import sys; print(sys.argv[1:])")
    ).items()
    fields, command = re.fullmatch(r"(\S+ \S+ \S+ \S+ \S+) (.*)\n", line).groups()
    assert fields == "5 6 * * *"
    assert not re.search(r"(?<!\\)%", command)
    unescaped = command.replace("\\%", "%").replace(">/dev/null", "")
    ran = subprocess.run(["/bin/sh", "-c", f"{unescaped}; pwd"], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines() == [str(["report", "daily", ODD, "--quiet"]), str(here)]


@pytest.mark.parametrize(("day", "number"), [("mon", "1"), ("sat", "6"), ("sun", "0")])
def test_cron_counts_days_from_sunday(here, day, number):
    (line,) = written("cron", here, weekday=day).values()
    assert line.split()[4] == number


def test_a_workflow_runs_the_very_words(here):
    ((path, text),) = written(
        "github", here, weekday="sun", arguments=("report", "daily", ODD, "${{ x }}")
    ).items()
    assert path.as_posix() == ".github/workflows/provaudit-daily.yml"
    flow = yaml.safe_load(text)
    assert flow[True]["schedule"] == [{"cron": "5 6 * * 0"}]
    steps = flow["jobs"]["report"]["steps"]
    ran = next(step["run"] for step in steps if step.get("run", "").startswith("provaudit"))
    # GitHub turns the expression back into the two braces before the shell sees them.
    assert shlex.split(ran.replace("${{ '${{' }}", "${{")) == [
        "provaudit",
        "report",
        "daily",
        ODD,
        "${{ x }}",
    ]
    assert steps[-1]["with"]["path"] == "published/"


def test_a_workflow_installs_what_an_archive_and_pages_need(here):
    (text,) = written("github", here).values()
    runs = [step.get("run", "") for step in yaml.safe_load(text)["jobs"]["report"]["steps"]]
    assert [shlex.split(run)[2].partition("==")[0] for run in runs if run.startswith("pip")] == [
        "provaudit[archive,web]"
    ]


@pytest.mark.parametrize(
    ("archive", "told"), [(None, False), ("s3://bucket/news", False), ("my archive", True)]
)
def test_a_workflow_says_that_its_machine_keeps_no_folder(here, archive, told):
    then = KINDS["github"](plan(here, archive=archive)).then
    assert ("stored in the folder my archive goes" in then) is told


def test_a_unit_has_no_specifier_and_no_variable(here):
    service, timer = written("systemd", here, weekday="tue", program=("/bin/a $b",)).values()
    command = next(line for line in service.splitlines() if line.startswith("ExecStart="))
    assert command == r'''ExecStart="/bin/a $b" "report" "daily" "50%% of $$it's \"q\" \\ é"'''
    assert f"WorkingDirectory={str(here).replace('%', '%%')}" in service
    assert "OnCalendar=Tue *-*-* 06:05:00" in timer


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd-analyze here")
def test_units_pass_verify(here, capsys):
    assert called("daily", ODD, "--at", "06:30", "--systemd") == 0
    out = capsys.readouterr().out
    assert "systemd-analyze verify: nothing wrong" in out
    assert "systemctl --user enable --now provaudit-daily.timer" in out
    assert sorted(path.name for path in (here.parent / "config/systemd/user").iterdir()) == [
        "provaudit-daily.service",
        "provaudit-daily.timer",
    ]


@pytest.mark.skipif(os.name == "nt", reason="a script with a mode")
def test_what_verify_says_against_units_is_an_error(here, capsys, monkeypatch):
    tools = here / "bin"
    tools.mkdir()
    (tools / "systemd-analyze").write_text("#!/bin/sh\necho bad unit >&2; exit 1\n", encoding="utf-8")
    (tools / "systemd-analyze").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}:{os.environ['PATH']}")
    assert called("daily", "pile", "--at", "06:30", "--systemd") == 2
    assert "bad unit" in capsys.readouterr().err


def test_print_only_shows(here, capsys):
    assert called("outlets", "a b", "--at", "6:30", "--on", "mon", "--cron", "--print", "--to", "out") == 0
    assert "30 6 * * 1 cd " in capsys.readouterr().out
    assert list(here.iterdir()) == []


@pytest.mark.usefixtures("here")
def test_a_report_counts_days_by_the_machine_s_midnight_where_nobody_says_another(monkeypatch, capsys):
    monkeypatch.setattr("provaudit.commands.schedule.of_machine", lambda: "Pacific/Auckland")
    assert called("daily", "pile", "--at", "6:30", "--systemd", "--print") == 0
    assert called("daily", "pile", "--at", "6:30", "--systemd", "--print", "--zone", "America/Lima") == 0
    assert called("daily", "pile", "--at", "6:30", "--cron", "--print", "--zone", "UTC") == 0
    assert called("daily", "pile", "--at", "6:30", "--github", "--print") == 0
    out, err = capsys.readouterr()
    assert re.findall("OnCalendar=(.*)", out) == ["*-*-* 06:30:00", "*-*-* 06:30:00 America/Lima"]
    assert re.findall('--zone"? "?([^ "\n]+)', out) == ["Pacific/Auckland", "America/Lima"]
    assert re.findall("about days of ([^,]+)", err) == ["Pacific/Auckland", "America/Lima", "UTC", "UTC"]
    assert "cron goes by the clock of this machine (Pacific/Auckland), the days of the report by UTC." in err


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("words", "away"),
    [
        (["/pile", "--archive", "../days"], "/pile, ../days"),
        (["pile", "--outlets", "/o.yaml", "--to", "/out"], "/o.yaml, /out"),
    ],
)
def test_a_workflow_that_names_what_is_not_in_the_repository_is_warned_of(capsys, words, away):
    assert called("daily", "--at", "6:30", "--github", "--print", *words) == 0
    assert f"GitHub has only what is in the repository: {away} will not be there." in capsys.readouterr().err
    assert called("daily", "--at", "6:30", "--github", "--print", "pile", "https://a.example/feed") == 0
    assert "will not be there" not in capsys.readouterr().err


def test_options_are_handed_on(here, capsys):
    words = ["--rules", "my rules", "--outlets", "o.yaml", "--columns", "text=body", "--archive", "arch"]
    assert called("daily", "--at", "23:59", "--cron", *words) == 0
    line = (here / "provaudit-daily.cron").read_text(encoding="utf-8")
    assert "--archive arch --rules 'my rules' --outlets o.yaml --columns text=body --quiet" in line
    assert "crontab -" in capsys.readouterr().out


@pytest.mark.parametrize("stated", ["24:00", "6", "6:3", "noon"])
def test_a_time_that_is_none_is_an_error(stated):
    with pytest.raises(InputError, match=f"--at: cannot read '{stated}'; expected a time such as 06:30"):
        at(stated)


def test_a_line_break_is_an_error(here):
    with pytest.raises(InputError, match="has a line break in it"):
        plan(here, arguments=("report", "a\nb"))


def test_an_unknown_report_is_an_error(capsys):
    assert called("dayly", "--at", "06:30", "--cron") == 2
    assert "there is no report 'dayly'; did you mean daily?" in capsys.readouterr().err


def test_a_report_of_nothing_is_scheduled_with_a_warning(capsys):
    warning = "as it stands it will fail each time: the report daily names nothing to read"
    assert called("daily", "--at", "06:30", "--cron", "--print") == 0
    assert warning in capsys.readouterr().err
    assert called("daily", "--at", "06:30", "--cron", "--print", "--archive", "days") == 0
    assert warning not in capsys.readouterr().err


def test_two_clocks_at_once_are_an_error(capsys):
    assert called("daily", "pile", "--at", "06:30", "--cron", "--systemd") == 2
    assert (
        "--systemd and --cron: a report by several clocks is made several times; give"
        in capsys.readouterr().err
    )


def test_what_is_not_there_is_warned_of(here, capsys):
    (here / "pile").mkdir()
    (here / "pile" / "a.txt").write_text("A line.", encoding="utf-8")
    words = ["pile", "pile/*.txt", "https://a.example/feed", "nope", "pile/*.csv", "--outlets", "out.yaml"]
    assert called("daily", *words, "--archive", "kept", "--at", "06:30", "--cron", "--print") == 0
    told = [line for line in capsys.readouterr().err.splitlines() if "warning" in line]
    assert [line.split(": ")[2] for line in told] == ["nope", "pile/*.csv", "out.yaml"]
    assert told[0].endswith("no such file or folder now; it must be there when the report runs")


@pytest.mark.parametrize(("words", "warned"), [((), 1), (("pile",), 0)])
def test_an_archive_is_to_be_there_where_nothing_comes_in(here, capsys, words, warned):
    (here / "pile").mkdir()
    assert called("daily", *words, "--archive", "kept", "--at", "06:30", "--cron", "--print") == 0
    assert capsys.readouterr().err.count("kept: no such file or folder now") == warned


def test_a_folder_that_cannot_be_written_is_an_error(here, capsys):
    (here / ".github").write_text("", encoding="utf-8")
    assert called("daily", "pile", "--at", "06:30", "--github") == 2
    assert "--print shows what it would hold" in capsys.readouterr().err
