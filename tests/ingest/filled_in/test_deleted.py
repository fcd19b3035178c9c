from pathlib import Path

import openpyxl

from keyclient.model.filled_in import FilledIn
from tests.ingest.filled_in.forms import HEADINGS, A, B, C, D, codes, read_form, read_plan, sheet, write_plan
from tests.ingest.filled_in.test_read_form import changed


def deleted(form: FilledIn) -> set[str]:
    return form.handed_out.keys() - {str(row.line) for row in form.rows}


def whole(*rows: str) -> str:
    """The sheet of all, which has more columns than that of one manager."""
    return "\n".join((f"{HEADINGS} | 目录条目", *(f"{row} | near" for row in rows)))


def test_a_line_that_is_gone_from_the_sheet_of_all_is_deleted() -> None:
    form = read_plan(行动=whole(A, C, D), 王芳=sheet(A, B), 李娜=sheet(C, D))
    assert deleted(form) == {"LB"}


def test_so_is_one_that_is_gone_from_the_sheet_of_its_owner() -> None:
    form = read_plan(行动=whole(A, B, C, D), 王芳=sheet(A), 李娜=sheet(C, D))
    assert deleted(form) == {"LB"}


def test_one_that_was_changed_elsewhere_stays_and_that_is_told() -> None:
    form = read_plan(行动=whole(A, changed(B, 状态="完成"), C, D), 王芳=sheet(A))
    assert deleted(form) == set()
    assert codes(form) == [("KC733", "行动!3")]


def test_a_sheet_that_is_gone_deletes_nothing() -> None:
    form = read_plan(李娜=sheet(C))
    assert deleted(form) == {"LD"}
    assert {row.line: row.cells["owner"] for row in form.rows} == {"LC": "李娜", "LA": "王芳", "LB": "王芳"}


def test_a_line_pasted_onto_the_sheet_of_another_manager_deletes_none_of_hers() -> None:
    form = read_plan(行动=whole(A, B, C, D), 王芳=sheet(A, B, D), 李娜=sheet(C, D))
    assert deleted(form) == set()


def test_rows_that_a_filter_hides_are_not_deleted(tmp_path: Path) -> None:
    path = write_plan(tmp_path, 行动=whole(A, B, C, D))
    book = openpyxl.load_workbook(path)
    book["行动"].row_dimensions[3].hidden = True
    book.save(path)
    assert deleted(read_form(path)) == set()
