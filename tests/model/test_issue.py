import pytest

from keyclient.model.rules.cells import FormulaNotCalculated


@pytest.mark.parametrize(
    ("cell", "row"),
    [("客户!F17", 17), ("客户!286", 286), ("'2026'!AA9", 9), ("C4", 4), ("7", 7), (None, None)],
)
def test_row_of_an_issue_is_what_its_address_ends_with(cell: str | None, row: int | None) -> None:
    assert FormulaNotCalculated(cell).row == row
