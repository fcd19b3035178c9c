import struct
from collections.abc import Callable
from pathlib import Path

import xlwt

from keyclient.ingest.base.grid import Grid
from keyclient.ingest.source.opening import open_book
from keyclient.policy.parts.read import ReadPolicy
from tests.ingest.writing import issues, read, rows


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
