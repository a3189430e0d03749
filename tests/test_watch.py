import os
from itertools import islice
from pathlib import Path

import pytest

from provaudit import watching
from provaudit.watching import MOST, changes


@pytest.fixture
def sleeping(monkeypatch):
    """Let time pass at once: before each look the next of the deeds is done; after the last one comes Ctrl-C."""

    def plan(*deeds):
        coming = iter(deeds)

        def sleep(seconds):
            assert seconds == watching.PAUSE
            deed = next(coming, "stop")
            if deed == "stop":
                raise KeyboardInterrupt
            if deed:
                deed()

        monkeypatch.setattr("time.sleep", sleep)

    return plan


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "pile").mkdir()
    monkeypatch.chdir(tmp_path)
    return Path("pile")


def growing(path, times):
    return [lambda size=size: path.write_text("x" * size) for size in range(1, times + 1)]


def test_a_file_that_is_being_written_waits(folder, sleeping):
    sleeping(*growing(folder / "a.txt", 3), None, None, (folder / "a.txt").unlink, None, None)
    seen = changes([folder], still=2)
    assert list(islice(seen, 3)) == [[], ["pile/a.txt"], ["pile/a.txt"]]


def test_files_that_never_stop_changing_are_told_in_the_end(folder, sleeping):
    sleeping(*growing(folder / "a.txt", MOST + 1))
    seen = changes([folder], still=2)
    assert list(islice(seen, 2)) == [[], ["pile/a.txt"]]
    with pytest.raises(KeyboardInterrupt):
        list(seen)


def test_what_comes_and_goes_between_two_audits_is_no_change(folder, sleeping):
    path = folder / "a.txt"
    sleeping(path.touch, path.unlink, None, None)
    seen = changes([folder], still=2)
    with pytest.raises(KeyboardInterrupt):
        list(islice(seen, 2))


def test_hidden_files_and_links_to_nowhere_are_not_watched(folder, sleeping):
    (folder / ".git").mkdir()
    sleeping(
        (folder / ".a.txt.part").touch,
        (folder / ".git" / "index").touch,
        lambda: (folder / "b.txt").symlink_to("nowhere"),
    )
    with pytest.raises(KeyboardInterrupt):
        list(islice(changes([folder]), 2))


def test_a_pattern_and_a_file_are_watched_too(folder, sleeping):
    sleeping((folder / "a.txt").touch, lambda: Path("b.csv").touch())
    seen = changes([folder / "*.txt", Path("b.csv")])
    assert list(islice(seen, 3)) == [[], ["pile/a.txt"], ["b.csv"]]


@pytest.mark.usefixtures("piped", "pile")
def test_audit_runs_again_when_an_article_comes_and_ends_with_ctrl_c(run, sleeping):
    sleeping(lambda: Path("pile/new.txt").write_text("words"), None, None)
    found = run("audit", "pile", "--watch", "--no-stories")
    assert found.code == 0
    assert found.out.count("8 articles · 1 story") == 2
    assert "provaudit: changed: pile/new.txt\n" in found.err
    assert found.err.count("provaudit: watching pile; Ctrl-C ends") == 2


@pytest.mark.usefixtures("piped", "pile")
def test_a_file_that_went_is_called_gone(run, sleeping):
    gone = min(Path("pile").glob("*.txt"))
    sleeping(gone.unlink, None, None)
    assert f"provaudit: changed: {gone} (gone)\n" in run("audit", "pile", "--watch", "--no-stories").err


@pytest.mark.usefixtures("folder")
def test_an_empty_folder_is_waited_for(run, sleeping):
    sleeping()
    found = run("audit", "pile", "--watch")
    assert (found.code, found.out) == (0, "")
    assert "provaudit: pile: the folder holds no articles" in found.err


@pytest.mark.usefixtures("piped", "pile")
def test_many_changes_are_counted(run, sleeping):
    sleeping(lambda: [Path(f"pile/{n}.txt").touch() for n in range(8)], None, None)
    assert (
        "changed: pile/0.txt, pile/1.txt, pile/2.txt, pile/3.txt, pile/4.txt and 3 more"
        in run("audit", "pile", "--watch", "--no-stories").err
    )


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-"], "--watch -: only files and folders can be watched"),
        (["https://a.example/feed"], "only files and folders can be watched"),
        (["none"], "--watch none: no such file or folder"),
        (["pile", "--format", "json", "--out", "pile/a.json"], "each audit would call for the next"),
        (["pile", "--svg", "pile/a.svg"], "each audit would call for the next"),
    ],
)
def test_what_cannot_be_watched_is_refused(run, arguments, message):
    found = run("audit", *arguments, "--watch")
    assert found.code == 2
    assert message in found.err


@pytest.mark.usefixtures("piped", "pile")
def test_rules_in_a_folder_are_watched_with_the_articles(run, sleeping):
    Path("mine").mkdir()
    sleeping(
        lambda: os.utime("pile/wire.txt", (1, 1)), None, None, lambda: Path("mine/a.yaml").touch(), None, None
    )
    found = run("audit", "pile", "--rules", "mine", "--rules", "pack:none", "--watch", "--no-stories")
    assert "changed: pile/wire.txt" in found.err
    assert "changed: mine/a.yaml" in found.err
