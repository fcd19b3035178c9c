import runpy
from pathlib import Path

import openpyxl

EXAMPLES = Path(__file__).parents[2] / "examples"


def _cells(path: Path) -> dict[str, list[tuple[object, ...]]]:
    workbook = openpyxl.load_workbook(path)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in workbook.worksheets}


def test_shipped_book_is_what_its_script_makes(tmp_path: Path) -> None:
    made = runpy.run_path(str(EXAMPLES / "make.py"))["make"](tmp_path)
    assert _cells(made) == _cells(EXAMPLES / "book.xlsx")
