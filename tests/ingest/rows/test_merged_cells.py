import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from keyclient.ingest.scan.careful import look_carefully
from keyclient.ingest.scan.clock import Clock
from keyclient.ingest.scan.sheets import look_at_sheet
from tests.ingest.writing import ANY, customers, issues, lines, read, rows, values, write_parts, write_xlsx

BOOK = """
网点 | 客户号 | 客户名称 | AUM | 编号
城东 | C1 | 张三 | 5 | 7
 | | | 6 |
 | C2 | 李四 | 7 | 8
城西 | C3 | 王五 | 8 |
"""


def book(folder: Path, *ranges: str, sheet: str = BOOK) -> Path:
    path = write_xlsx(folder, sheet)
    made = openpyxl.load_workbook(path)
    for one in ranges:
        made["客户"].merge_cells(one)
    made.save(path)
    return path


def test_a_merged_cell_has_its_value_in_every_row_that_it_reaches_over(tmp_path: Path) -> None:
    loaded = read(book(tmp_path, "A2:A4"), replace(ANY, by="网点"))
    assert customers(loaded, "branch", "aum") == ["城东 | 5", "城东 | 6", "城东 | 7", "城西 | 8"]
    assert (issues(loaded, "KC213"), values(loaded, "KC213")) == (["KC213 客户!A2 note"], [{"count": 2}])


def test_rows_under_a_merged_id_are_one_customers(tmp_path: Path) -> None:
    loaded = read(book(tmp_path, "B2:B3", "C2:C3", "A2:A4"))
    assert customers(loaded, "customer_id", "name", "branch", "aum") == [
        "C1 | 张三 | 城东 | 11",
        "C2 | 李四 | 城东 | 7",
        "C3 | 王五 | 城西 | 8",
    ]
    assert rows(loaded) == {"read": 4, "customers": 3, "merged": 1}
    assert issues(loaded, "KC304") == []


def test_a_merged_amount_counts_once_and_that_is_told(tmp_path: Path) -> None:
    loaded = read(book(tmp_path, "D3:D4", "E4:E5"))
    assert customers(loaded, "aum") == ["5", "6", "", "8"]
    assert issues(loaded, "KC213", "KC214") == ["KC214 客户!D3 warning", "KC214 客户!E4 warning"]


@pytest.mark.parametrize("ranges", [("A1:A2",), ("A5:C5",), ("B2:C2",), ("A4:A5",), ("G2:G4",)])
def test_headings_single_rows_and_blank_cells_that_are_merged_fill_nothing(
    tmp_path: Path, ranges: tuple[str, ...]
) -> None:
    sheet = BOOK.replace("城西", "")
    loaded = read(book(tmp_path, *ranges, sheet=sheet))
    assert issues(loaded, "KC213", "KC214") == []
    assert len(lines(sheet)) == 5


def test_a_total_row_under_a_merged_cell_stays_a_total(tmp_path: Path) -> None:
    sheet = "网点 | 客户号 | AUM\n城东 | C1 | 5\n | C2 | 6\n | 合计 | 11"
    loaded = read(book(tmp_path, "A2:A4", sheet=sheet))
    assert rows(loaded) == {"read": 3, "customers": 2, "totals": 1}
    assert customers(loaded, "branch") == ["城东", "城东"]


def test_both_looks_at_a_sheet_see_every_merged_cell_behind_its_rows(tmp_path: Path) -> None:
    path = book(tmp_path, "A2:A4", "B2:D2")
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    ranges = "".join(f'<mergeCell ref="F{row}:F{row + 1}"/>' for row in range(2, 120_000, 2))
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("</mergeCells>", f"{ranges}</mergeCells>").encode()
    write_parts(path, parts)
    looks = [
        look(path, "xl/worksheets/sheet1.xml", Clock(30)).merged for look in (look_at_sheet, look_carefully)
    ]
    assert looks[0] == looks[1]
    assert (looks[0][0], len(looks[0])) == (((1, 0), (3, 0)), 60_000)
