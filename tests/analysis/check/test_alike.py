"""What is equal in many cells is told in one line."""

from keyclient.analysis.check.alike import Alike, alike
from keyclient.analysis.check.issue_tables import brief_issue_table, issue_table
from keyclient.model.issue import Issue
from keyclient.model.label import Label
from keyclient.model.rules.cells import DateUnreadable

AGE = Label("age", "年龄")


def errors(*cells: str, value: str = "#N/A") -> list[Issue]:
    return [DateUnreadable(cell, "age", value, field_name=AGE) for cell in cells]


def places(issues: list[Issue]) -> list[tuple[object, int]]:
    return [(found.cell, found.number) for found in alike(issues)]


def test_equal_cells_in_a_row_are_a_range() -> None:
    issues = errors(*(f"客户!C{row}" for row in range(2, 850)))
    assert alike(issues) == [Alike(issues[0], "客户!C2:C849", 848)]


def test_equal_cells_with_others_between_are_several_ranges_and_of_very_many_the_first() -> None:
    assert places(errors("C2", "C3", "C7")) == [(Label("C2:C3, C7", "C2:C3、C7"), 3)]
    many = errors(*(f"C{row}" for row in range(2, 30, 2)))
    assert places(many) == [(Label("C2, C4, C6, C8, C10, …", "C2、C4、C6、C8、C10、…"), 14)]


def test_other_values_and_other_columns_are_lines_of_their_own() -> None:
    issues = [*errors("C2", "C3"), *errors("C4", value="#REF!"), *errors("D5"), *errors("C9")]
    assert places(issues) == [(Label("C2:C3, C9", "C2:C3、C9"), 3), ("C4", 1), ("D5", 1)]


def test_what_has_no_cell_stays_as_it_is() -> None:
    whole = [DateUnreadable(None, "age", field_name=AGE)] * 2
    assert places([*whole, *errors("客户!B9:E11")]) == [(None, 1), (None, 1), ("客户!B9:E11", 1)]


def test_a_table_for_people_has_one_line_and_the_records_have_every_cell() -> None:
    issues = errors(*(f"C{row}" for row in range(2, 850)))
    brief, records = brief_issue_table(issues, None), issue_table(issues, [None] * len(issues), None)
    assert [row[2:4] for row in brief.rows] == [("C2:C849", 848)]
    assert len(records.rows) == 848
