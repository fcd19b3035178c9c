from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from keyclient.ingest.base.file_kinds import FileKind
from keyclient.ingest.base.grid import Marks
from keyclient.ingest.base.refusals import CountsDisagree
from keyclient.ingest.source.limits import Limits
from keyclient.ingest.source.opening import open_book
from keyclient.ingest.source.sandbox import start_child
from keyclient.ingest.source.streams import sheets_in
from keyclient.model.portfolio import Loaded
from keyclient.policy.parts.read import ReadPolicy
from tests.ingest.writing import (
    ANY,
    Writer,
    customers,
    issues,
    money,
    read,
    rows,
    write_csv,
    write_xls,
    write_xlsx,
)

UGLY = """
城东支行客户资产表 | | | | | | |
数据日期：2025-12-31 | | | | | | | 单位：元
客户号 | 客户名称 | AUM | 存款余额（万元） | 开户日期 | 年龄 | 结果 | 备注
00123 | 张三 | 1234.5 | 1.25 | 2020-01-31 | 45 | TRUE | 12%
124 | 李四 | '1,234.50 | -- | '2019年3月1日 | '35岁 | 是 | 2026-01-01
125 | 王五 | 0.1 | 0 | 2021-05-05 | | FALSE | 3
 | | | | | | |
客户号 | 客户名称 | AUM | 存款余额（万元） | 开户日期 | 年龄 | 结果 | 备注
00123 | 张三 | 100 | | 2018-12-31 | 45 | TRUE | TRUE
126 | 合计贸易公司 | 约50 | 2 | | | 否 |
127 | 赵六 | #N/A | 3 | 2020-02-29 | 120 | |
合 计 | | 2569.1 | 6.25 | | | |
注：本表为时点数 | | | | | | |
"""


ENOUGH = Limits(60, 2048, "read.seconds", "read.memory_mb")


FIELDS = ("row", "customer_id", "name", "aum", "deposits", "open_date", "age", "outcome", "remark", "value")


def contents(loaded: Loaded) -> list[object]:
    """Everything that a book gives, whatever its format."""
    places = [line.replace("客户!", "") for line in issues(loaded)]
    return [customers(loaded, *FIELDS), rows(loaded), money(loaded), places]


def test_xlsx_xls_and_csv_of_the_same_rows_give_the_same_customers(tmp_path: Path) -> None:
    plain = UGLY.replace("| 12%", "| 0.12").replace("| 2026-01-01", "| 2026-01-01 00:00:00")
    plain = plain.replace("TRUE", "true").replace("FALSE", "false")
    expected = contents(read(write_csv(tmp_path, plain)))
    assert expected[0] == [
        "4 | 00123 | 张三 | 1334.5 | 12500 | 2018-12-31 | 45 | won | 0.12 | 1334.50",
        "5 | 124 | 李四 | 1234.5 |  | 2019-03-01 | 35 | won | 2026-01-01 00:00:00 | 1234.50",
        "6 | 125 | 王五 | 0.1 | 0 | 2021-05-05 |  | lost | 3 | 0.10",
    ]
    assert expected[1] == {
        "read": 10, "customers": 3, "merged": 1, "set_aside": 2, "totals": 1, "blank": 1, "other": 2
    }  # fmt: skip
    assert expected[3] == [
        "KC102 C10 error",
        "KC101 C11 error",
        "KC303 note",
        "KC310 8 note",
        "KC310 13 note",
    ]
    assert contents(read(write_xlsx(tmp_path, UGLY))) == expected
    assert contents(read(write_xls(tmp_path, UGLY))) == expected


SHAPES = {
    "a title in the first row": "客户资产表 |\n客户号 | AUM\n1 | 5\n2 | 6",
    "headings that stand twice": "客户号 | AUM | 存款 | 存款\n1 | 5 | 7 | 8\n2 | 6 | 7 | 8",
    "headings with a number behind": "客户号 | AUM | x_1 | x_2\n1 | 5 | 7 | 8\n2 | 6 | 7 | 8",
    "a blank heading": "客户号 | | AUM\n1 | x | 5\n2 | y | 6",
    "columns of several types": "客户号 | AUM | x\n1 | 5 | TRUE\n'002 | '6 | 3.5\n'A3 | 2026-01-01 | 2026-01-01",
    "a boolean among amounts": "客户号 | AUM\n1 | 5\n2 | TRUE\n3 | 2.5",
    "dates and serial numbers": "客户号 | AUM | 开户日期\n1 | 5 | 2020-01-01\n2 | 6 | 43831\n3 | 7 | 2020年1月1日",
    "percentages": "客户号 | AUM | 占比\n1 | 5 | 12%\n2 | 6 | 100%",
    "numbers as headings": "客户号 | AUM | 2025 | 2026-01-01\n1 | 5 | 1 | 2\n2 | 6 | 3 | 4",
    "long and small numbers": "客户号 | AUM | x\n123456789012345 | 0.000001 | 1234567890123.25\n2 | 0.1 | 7",
    "many decimals": "客户号 | AUM | x\n1 | 0.12345678901234 | 99999999999.99\n2 | 0.3333333333333333 | 1e-05\n3 | 0.0000000000012 | 7",
    "a blank row and a blank column": "客户号 | | AUM\n1 | | 5\n | |\n2 | | 6",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_fast_reader_and_the_exact_one_read_the_same(tmp_path: Path, shape: str) -> None:
    path = write_xlsx(tmp_path, SHAPES[shape])
    grids = []
    for reader in ("fast", "exact"):
        parsing = start_child(FileKind.XLSX).parse(
            FileKind.XLSX, path, sheet=None, reader=reader, encoding="", limits=ENOUGH
        )
        (sheet,) = sheets_in(parsing.finish(), {})
        assert sheet.grid is not None
        grids.append([sheet.grid.row(index) for index in range(sheet.grid.height)])
    assert grids[0] == grids[1]


def test_a_boolean_among_amounts_is_no_amount(tmp_path: Path) -> None:
    loaded = read(write_xlsx(tmp_path, SHAPES["a boolean among amounts"]))
    assert money(loaded)["AUM"][0] == Decimal("7.5")
    assert issues(loaded) == ["KC102 客户!B3 error"]


@pytest.mark.parametrize("write", [write_xlsx, write_xls])
def test_error_cells_are_told_with_their_place_and_are_neither_blank_nor_zero(
    tmp_path: Path, write: Writer
) -> None:
    book = """
    客户号 | AUM | 存款 | 开户日期 | 网点 | 别的
    1 | 5 | 6 | 2020-01-01 | 城东 | x
    2 | #REF! | 7 | #VALUE! | 城西 | y
    3 | 8 | #DIV/0! | | #N/A | #NAME?
    #N/A | 9 | | | |
    #REF! | #REF! | #REF! | #REF! | #REF! | #REF!
    """
    loaded = read(write(tmp_path, book), replace(ANY, measure="aum"))
    assert rows(loaded) == {"read": 5, "customers": 3, "set_aside": 2}
    assert customers(loaded, "customer_id", "aum", "deposits", "branch") == [
        "1 | 5 | 6 | 城东",
        "3 | 8 |  | ",
        " | 9 |  | ",
    ]
    told = {line.split()[1].removeprefix("客户!"): line.split()[2] for line in issues(loaded, "KC101")}
    assert {place: severity for place, severity in told.items() if not place.endswith("6")} == {
        "B3": "error", "D3": "warning", "C4": "warning", "E4": "warning", "F4": "warning", "A5": "warning",
    }  # fmt: skip
    assert {place for place in told if place.endswith("6")} == {"A6", "B6", "C6", "D6", "E6", "F6"}
    assert {str(issue.value) for issue in loaded.issues if issue.code == "KC101"} == {
        "#REF!", "#VALUE!", "#DIV/0!", "#N/A", "#NAME?"
    }  # fmt: skip


def test_formulas_that_were_never_calculated_are_told_with_their_place(tmp_path: Path) -> None:
    book = "客户号 | AUM | 备注\n1 | 5 | =A2\n2 | =B2*2 |\n=A3+1 | 6 |\n4 | 7 |\n | =SUM(B2:B5) | =1"
    loaded = read(write_xlsx(tmp_path, book))
    assert rows(loaded) == {"read": 5, "customers": 3, "set_aside": 2}
    assert issues(loaded, "KC107") == [
        "KC107 客户!A4 warning",
        "KC107 客户!B3 error",
        "KC107 客户!B6 error",
        "KC107 客户!C2 warning",
        "KC107 客户!C6 warning",
    ]


@pytest.mark.parametrize("write", [write_xlsx, write_xls])
def test_long_numbers_in_an_id_column_are_damaged_and_told_with_their_place(
    tmp_path: Path, write: Writer
) -> None:
    book = """
    客户号 | 证件号码 | AUM
    1 | 110101199003074512 | 1
    1234567890123456 | '110101199003074512 | 2
    1234567890123456 | '110101199003074512 | 3
    123456789012345 | | 1234567890123.25
    '1234567890123457 | | 4
    """
    loaded = read(write(tmp_path, book))
    assert issues(loaded, "KC108") == [
        "KC108 客户!A3 warning",
        "KC108 客户!A4 warning",
        "KC108 客户!B2 warning",
    ]
    assert rows(loaded) == {"read": 5, "customers": 5}


PLACED = "客户资产表 | |\n客户号 | 客户名称 | AUM\n1 | 张三 | 5\n2 | 李四 | #N/A\n110101199003074512 | 王五 | 约5\n4 | 赵六 | 7"


@pytest.mark.parametrize(
    ("name", "at", "cells"),
    [
        ("客户", "A1", ["A5", "C4", "C5"]),
        ("客户", "C5", ["C9", "E8", "E9"]),
        ("客户", "Z1", ["Z5", "AB4", "AB5"]),
        ("一季度 客户", "A1", ["A5", "C4", "C5"]),
        ("2026年", "B2", ["B6", "D5", "D6"]),
        ("王'五", "A1", ["A5", "C4", "C5"]),
        ("Q1", "A1", ["A5", "C4", "C5"]),
        ("客户(新)", "A1", ["A5", "C4", "C5"]),
    ],
)
def test_places_are_named_as_excel_does(tmp_path: Path, name: str, at: str, cells: list[str]) -> None:
    path = write_xlsx(tmp_path, "说明\n见第二页", PLACED, at=at, names=["说明", name])
    loaded = read(path)
    sheet = {"客户": "客户", "王'五": "'王''五'"}.get(name, f"'{name}'")
    found = [issue.cell for issue in loaded.issues if issue.code in ("KC101", "KC102", "KC108")]
    assert sorted(map(str, found)) == sorted(f"{sheet}!{cell}" for cell in cells)


def test_a_table_beside_styled_blank_cells_keeps_its_places(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, "客户号 | AUM\n1 | 5\n2 | #N/A", at="C5")
    book = openpyxl.load_workbook(path)
    for place in ("A5", "B7", "A9", "F20"):
        book["客户"][place].font = openpyxl.styles.Font(bold=True)
    book.save(path)
    loaded = read(path)
    assert (issues(loaded), rows(loaded)) == (
        ["KC101 客户!D7 error"],
        {"read": 2, "customers": 1, "set_aside": 1},
    )


def test_parsing_starts_when_the_book_is_opened_and_its_bytes_are_named(tmp_path: Path) -> None:
    path = write_xls(tmp_path, "客户号 | AUM\n1 | 5")
    book = open_book(path, sheet=None, limits=ReadPolicy())
    assert book.parsing is not None
    cells = book.cells()
    assert (cells.names, cells.hidden, len(cells.sha256)) == (("客户",), (), 64)


@pytest.mark.parametrize("last_row", [2, 4])
def test_two_readings_that_see_different_last_rows_give_no_figure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last_row: int
) -> None:
    path = write_xlsx(tmp_path, "客户号 | AUM\n1 | 5\n2 | 6")
    other = {"客户": Marks(last_row=last_row)}
    monkeypatch.setattr("keyclient.ingest.source.opening._in_pieces", lambda *_: None)
    monkeypatch.setattr("keyclient.ingest.source.workbook.look", lambda *_, **__: other)
    with pytest.raises(CountsDisagree, match=f"last row 3 or {last_row}"):
        read(path)
