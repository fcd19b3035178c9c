import struct
from collections.abc import Callable
from pathlib import Path

import pytest
import xlwt

from keyclient.ingest.base.grid import Grid
from keyclient.ingest.base.refusals import BookEncrypted
from keyclient.ingest.source.opening import open_book
from keyclient.policy.parts.read import ReadPolicy
from tests.ingest.writing import customers, issues, read, rows
from tests.making.biff import biff_as_by_hand, old_biff
from tests.making.cells import Day, Rows
from tests.making.xls import biff_record, stream_of


def written(folder: Path, change: Callable[[xlwt.Workbook, xlwt.Worksheet], None]) -> Path:
    """A book of three customers, changed."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("客户")
    for row, cells in enumerate([("客户号", "备用", "AUM"), ("1", "x", 5), ("2", "y", 6), ("3", "z", 7)]):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    change(book, sheet)
    path = folder / "book.xls"
    book.save(str(path))
    return path


def grid(path: Path) -> Grid:
    (found,) = open_book(path, sheet=None, limits=ReadPolicy()).cells().grids
    return found


def test_hidden_rows_and_columns_are_read_and_told(tmp_path: Path) -> None:
    def hide(_: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
        sheet.row(2).hidden = True
        sheet.row(99).hidden = True
        sheet.col(1).hidden = True

    path = written(tmp_path, hide)
    marks = grid(path).marks
    assert (marks.hidden_rows, marks.hidden_columns) == (1, frozenset({1}))
    loaded = read(path)
    assert (rows(loaded), issues(loaded)) == ({"read": 3, "customers": 3}, ["KC212 note", "KC204 note"])


def test_rows_of_an_outline_and_hidden_rows_have_their_places(tmp_path: Path) -> None:
    def group(_: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
        sheet.row(2).level = 1
        sheet.row(3).level = 2
        sheet.row(3).hidden = True

    marks = grid(written(tmp_path, group)).marks.rows
    assert (set(marks.hidden), dict(marks.levels)) == ({3}, {2: 1, 3: 2})


def test_charts_and_other_sheets_do_not_disturb_which_sheet_hides_what(tmp_path: Path) -> None:
    def hide(book: xlwt.Workbook, _: xlwt.Worksheet) -> None:
        other = book.add_sheet("二")
        other.write(0, 0, "客户号")
        other.row(0).hidden = True

    cells = open_book(written(tmp_path, hide), sheet=None, limits=ReadPolicy()).cells()
    assert [found.marks.hidden_rows for found in cells.grids] == [0, 1]


def test_a_book_that_counts_from_1904_says_so(tmp_path: Path) -> None:
    def from_1904(book: xlwt.Workbook, _: xlwt.Worksheet) -> None:
        book.dates_1904 = True

    assert grid(written(tmp_path, from_1904)).marks.is_1904
    assert not grid(written(tmp_path, lambda *_: None)).marks.is_1904


def test_a_container_that_contradicts_itself_is_read_and_told(tmp_path: Path) -> None:
    path = written(tmp_path, lambda *_: None)
    content = bytearray(path.read_bytes())
    root = content.find("Root Entry".encode("utf-16-le"))
    struct.pack_into(
        "<ii", content, root + 116, 0, 64
    )  # a small stream begins in the sectors of the workbook
    path.write_bytes(bytes(content))
    loaded = read(path)
    assert (rows(loaded), issues(loaded)) == ({"read": 3, "customers": 3}, ["KC223 warning"])


HEAD = ("客户号", "客户名称", "AUM", "开户日期")
LINES: Rows = (HEAD, ("001", "张三", 1234.5, Day(45000)), ("002", "李四", 7.0, Day(45001)))


@pytest.mark.parametrize("version", [2, 3, 4])
@pytest.mark.parametrize("code_page", [None, 936, 0x8001])
def test_books_of_before_1993_are_read_in_gb18030_where_they_name_no_code_page(
    tmp_path: Path, version: int, code_page: int | None
) -> None:
    path = tmp_path / "book.xls"
    path.write_bytes(old_biff(version, LINES, code_page=code_page))
    loaded = read(path)
    assert customers(loaded, "customer_id", "name", "aum", "open_date") == [
        "001 | 张三 | 1234.5 | 2023-03-15",
        "002 | 李四 | 7 | 2023-03-16",
    ]
    assert issues(loaded) == []


def test_a_sheet_as_small_export_scripts_write_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "book.xls"
    path.write_bytes(biff_as_by_hand([("客户号", "AUM"), ("001", 5.0), ("002", 6.0)]))
    assert customers(read(path), "customer_id", "aum") == ["001 | 5", "002 | 6"]


def test_western_texts_without_a_code_page_are_read_and_told(tmp_path: Path) -> None:
    path = tmp_path / "book.xls"
    lines: Rows = [("Customer ID", "Name", "AUM"), ("1", "Müller", 5.0), ("2", "José", 6.0)]
    path.write_bytes(old_biff(4, lines, encoding="cp1252"))
    loaded = read(path)
    assert customers(loaded, "name") == ["Müller", "José"]
    assert issues(loaded) == ["KC224 warning"]


def test_what_books_of_before_1993_hide_is_told(tmp_path: Path) -> None:
    row = biff_record(0x208, struct.pack("<HHHHHHHH", 1, 0, 4, 255, 0, 0, 0x20, 0))
    column = biff_record(0x7D, struct.pack("<HHHHH", 1, 1, 100, 0, 1) + bytes(2))
    path = tmp_path / "book.xls"
    path.write_bytes(old_biff(4, LINES, more=row + column))
    marks = grid(path).marks
    assert (marks.hidden_rows, marks.hidden_columns) == (1, frozenset({1}))
    oldest = biff_record(0x08, struct.pack("<HHHHHB", 1, 0, 4, 0, 0, 0)) + biff_record(0x24, b"\1\1\0\0")
    path.write_bytes(old_biff(2, LINES, more=oldest))
    marks = grid(path).marks
    assert (marks.hidden_rows, marks.hidden_columns) == (1, frozenset({1}))


def test_a_password_of_before_1993_is_named(tmp_path: Path) -> None:
    path = tmp_path / "book.xls"
    path.write_bytes(old_biff(3, LINES, more=biff_record(0x2F, bytes(4))))
    with pytest.raises(BookEncrypted):
        grid(path)


def damaged(folder: Path, change: Callable[[bytearray], None]) -> Path:
    path = written(folder, lambda *_: None)
    content = bytearray(path.read_bytes())
    change(content)
    path.write_bytes(bytes(content))
    return path


@pytest.mark.parametrize("texts", [3, 90])
def test_a_table_of_texts_with_more_or_fewer_than_it_says_is_read_and_told(
    tmp_path: Path, texts: int
) -> None:
    def change(content: bytearray) -> None:
        at = content.find(struct.pack("<H", 0xFC), 512)
        while struct.unpack_from("<I", content, at + 8)[0] != 9:
            at = content.find(struct.pack("<H", 0xFC), at + 1)
        struct.pack_into("<I", content, at + 8, texts)

    loaded = read(damaged(tmp_path, change))
    assert customers(loaded, "customer_id", "aum") == ["1 | 5", "2 | 6", "3 | 7"]
    assert issues(loaded) == ["KC223 warning"]


def test_a_name_whose_formula_is_broken_is_no_fault_of_the_cells(tmp_path: Path) -> None:
    broken = biff_record(
        0x18, struct.pack("<HBBHHH4B", 0, 0, 1, 4, 0, 0, 0, 0, 0, 0) + b"\0x" + b"\x18\x99\x99\x99"
    )
    stream = stream_of(written(tmp_path, lambda *_: None).read_bytes(), [broken])
    path = tmp_path / "book.xls"
    path.write_bytes(stream)
    loaded = read(path)
    assert (rows(loaded), issues(loaded)) == ({"read": 3, "customers": 3}, [])


def test_a_country_that_is_named_twice_is_no_fault_of_the_cells(tmp_path: Path) -> None:
    countries = [biff_record(0x8C, struct.pack("<HH", code, code)) for code in (86, 1)]
    path = tmp_path / "book.xls"
    path.write_bytes(stream_of(written(tmp_path, lambda *_: None).read_bytes(), countries))
    loaded = read(path)
    assert (rows(loaded), issues(loaded)) == ({"read": 3, "customers": 3}, [])
