import polars as pl
import pytest

from provaudit.errors import FrameError
from provaudit.frames import PROBLEMS, relabelled, require


def test_numbers_in_lists_become_the_labels_in_their_places():
    lists = pl.Series("children", [[2, 0], [1]], dtype=pl.List(pl.UInt32))
    labels = pl.Series(["north", "east", "south"])
    assert relabelled(lists, labels).to_list() == [["south", "north"], ["east"]]
    assert relabelled(lists, labels).name == "children"


def test_no_lists_stay_none_and_take_the_type_of_the_labels():
    none = relabelled(pl.Series("children", [], dtype=pl.List(pl.UInt32)), pl.Series(["north"]))
    assert (len(none), none.dtype) == (0, pl.List(pl.String))


def test_labels_are_looked_up_once_however_many_lists_there_are():
    lists = pl.Series("children", [[n, n + 1] for n in range(60_000)], dtype=pl.List(pl.UInt32))
    labels = pl.int_range(0, 100_000, eager=True)  # a look-up for each row would make 6,000,000,000 of them
    assert relabelled(lists, labels).list.last().sum() == sum(range(1, 60_001))


def test_a_table_without_a_column_is_a_bug_of_the_caller():
    with pytest.raises(FrameError, match="message"):
        require(pl.DataFrame({"path": ["a"]}), PROBLEMS, "step")
