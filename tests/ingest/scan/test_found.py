import pytest

from keyclient.ingest.child.job import SheetLimits
from keyclient.ingest.scan.found import Found, OutsideGrid

SMALL = SheetLimits(rows=5, columns=4, merged=2)


def test_a_cell_stands_in_the_sheet() -> None:
    found = Found(SMALL)
    found.reaches(5, 4)
    assert (found.last_row, found.last_column) == (5, 4)
    for row, column in ((6, 1), (1, 5), (0, 1), (1, 0)):
        with pytest.raises(OutsideGrid):
            found.reaches(row, column)


def test_no_more_columns_are_hidden_than_there_are() -> None:
    found = Found(SMALL)
    found.hide_columns(0, 99)
    assert found.hidden_columns == {0, 1, 2, 3}


def test_merged_cells_outside_the_sheet_and_more_than_anybody_writes_are_passed_over() -> None:
    found = Found(SMALL)
    for first, last in (
        ((0, 0), (5, 0)),
        ((0, 0), (1, 4)),
        ((0, 0), (1, 0)),
        ((0, 1), (1, 1)),
        ((0, 2), (1, 2)),
    ):
        found.merge(first, last)
    assert found.merged == [((0, 0), (1, 0)), ((0, 1), (1, 1))]
