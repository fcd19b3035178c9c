import pytest

from keyclient.ingest.child.gathered import CellValue, Gathered, Mark
from keyclient.ingest.child.job import MEMORY, OUTSIDE, SHEET, Refused, SheetLimits

SMALL = SheetLimits(rows=5, columns=4, cells=6)
CORNER = (4, 3)


def test_a_sheet_is_as_large_as_in_excel() -> None:
    assert (SHEET.rows, SHEET.columns) == (1 << 20, 1 << 14)


@pytest.mark.parametrize(
    "value", [CellValue("x"), CellValue("#N/A", Mark.ERROR), CellValue("", Mark.UNCALCULATED)]
)
def test_a_cell_stands_in_the_sheet_or_the_sheet_is_refused(value: CellValue) -> None:
    found = Gathered(SMALL)
    found.add(*CORNER, value)
    found.add(0, 3, value)
    assert found.sheet("客户", hidden=False).height == 5
    for row, column in ((5, 3), (4, 4)):
        with pytest.raises(Refused) as refused:
            found.add(row, column, value)
        assert refused.value.cause == OUTSIDE


def test_a_sheet_has_no_more_cells_than_can_be_held() -> None:
    found = Gathered(SMALL)
    for row in range(3):
        for column in range(2):
            found.put(row, column, "x")
    with pytest.raises(Refused) as refused:
        found.put(4, 0, "x")
    assert refused.value.cause == MEMORY


def test_no_more_columns_are_hidden_than_there_are() -> None:
    found = Gathered(SMALL)
    found.hide_columns(2, 99)
    assert found.hidden_columns == {2, 3}
