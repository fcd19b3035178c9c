import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from keyclient.ingest.base.file_kinds import FileKind
from keyclient.ingest.base.file_refusals import DeclaresDocumentType
from keyclient.ingest.base.grid import Grid
from keyclient.ingest.base.refusals import BookDamaged, BookEncrypted, NotABook
from keyclient.ingest.child.job import MEMORY, OUTSIDE, Refused, SheetLimits
from keyclient.ingest.child.odf import odf_sheets
from keyclient.ingest.source.opening import Cells, open_book
from keyclient.ingest.source.sniff import sniff
from keyclient.policy.parts.read import ReadPolicy
from tests.ingest.foreign import MIMETYPE, content, ods_row, write_fods, write_ods
from tests.ingest.writing import ANY, customers, issues, read, rows, write_parts

MEASURED = replace(ANY, measure="aum")
HEAD = ods_row("客户号", "客户名称", "AUM")


def cells(path: Path, sheet: str | None = None) -> Cells:
    return open_book(path, sheet=sheet, limits=ReadPolicy()).cells()


def grid(path: Path) -> Grid:
    (found,) = cells(path).grids
    return found


def one(folder: Path, cell: str) -> str:
    """The text of one cell."""
    return grid(write_ods(folder, ods_row("x") + ods_row(cell))).row(1)[0]


@pytest.mark.parametrize("write", [write_ods, write_fods])
def test_an_open_document_is_read_like_any_workbook(tmp_path: Path, write: Callable[..., Path]) -> None:
    body = ods_row("001", "张三", "1234.5") + ods_row("002", "李四", "#N/A") + ods_row("003", "王五", "=B2")
    path = write(tmp_path, HEAD + body)
    loaded = read(path, MEASURED)
    assert customers(loaded, "customer_id", "name", "aum") == ["001 | 张三 | 1234.5"]
    assert rows(loaded) == {"read": 3, "customers": 1, "set_aside": 2}
    assert issues(loaded) == ["KC101 客户!C3 error", "KC107 客户!C4 error"]


TYPES = {
    '<table:table-cell office:value-type="float" office:value="1.5E3"/>': "1500",
    '<table:table-cell office:value-type="float" office:value="0.10"/>': "0.10",
    '<table:table-cell office:value-type="percentage" office:value="0.125"><text:p>13 %</text:p></table:table-cell>': "0.125",
    '<table:table-cell office:value-type="currency" office:value="12.5"><text:p>￥12.50</text:p></table:table-cell>': "12.5",
    '<table:table-cell office:value-type="date" office:date-value="2026-01-03"/>': "2026-01-03",
    '<table:table-cell office:value-type="date" office:date-value="2026-01-03T10:20:30"/>': "2026-01-03 10:20:30",
    '<table:table-cell office:value-type="time" office:time-value="PT09H05M03S"/>': "09:05:03",
    '<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>WAHR</text:p></table:table-cell>': "true",
    '<table:table-cell office:value-type="string" office:string-value="x"><text:p>y</text:p></table:table-cell>': "x",
    '<table:table-cell office:value-type="string"><text:p>a</text:p><text:p>b</text:p></table:table-cell>': "a\nb",
    "<table:table-cell><text:p>a<text:s text:c='2'/>b<text:tab/>c<text:line-break/>d</text:p></table:table-cell>": "a  b\tc\nd",
    "<table:table-cell><text:p>甲<text:span>乙</text:span>\n  丙</text:p></table:table-cell>": "甲乙 丙",
    "<table:covered-table-cell office:value-type='string'><text:p>covered</text:p></table:covered-table-cell>": "covered",
    "<table:table-cell><office:annotation><text:p>note</text:p></office:annotation><text:p>x</text:p></table:table-cell>": "x",
    "<table:table-cell><draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame><text:p>x</text:p></table:table-cell>": "x",
}


@pytest.mark.parametrize("cell", TYPES)
def test_a_cell_is_what_is_behind_it_and_not_what_is_shown(tmp_path: Path, cell: str) -> None:
    assert one(tmp_path, cell) == TYPES[cell]


@pytest.mark.parametrize(
    "cell",
    [
        '<table:table-cell office:value-type="string" calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell>',
        '<table:table-cell table:formula="of:=A9" office:value-type="float" office:value="0"><text:p>#REF!</text:p></table:table-cell>',
        '<table:table-cell table:formula="of:=A9" office:value-type="string"><text:p>#REF!</text:p></table:table-cell>',
    ],
)
def test_an_error_is_seen_whichever_program_wrote_it(tmp_path: Path, cell: str) -> None:
    found = grid(write_ods(tmp_path, ods_row("x") + ods_row("", cell)))
    assert (dict(found.marks.errors), found.height) == ({(1, 1): "#REF!"}, 2)


def test_repeated_cells_and_rows_are_read_as_often_as_they_stand_there(tmp_path: Path) -> None:
    twice = '<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="7"/>'
    body = ods_row(twice, "x", attributes='table:number-rows-repeated="3"')
    blank = ods_row(
        '<table:table-cell table:number-columns-repeated="50"/>',
        attributes='table:number-rows-repeated="1000"',
    )
    found = grid(write_ods(tmp_path, HEAD + blank.replace("1000", "2") + body + blank))
    assert [found.row(index) for index in range(3, 6)] == [["7", "7", "x"]] * 3
    assert (found.height, found.marks.last_row) == (6, 6)


def test_long_numbers_hidden_rows_and_hidden_sheets_are_told(tmp_path: Path) -> None:
    body = ods_row("110101199003074512", "张三", "5", attributes='table:visibility="filter"') + ods_row(
        "2", "李四", "6"
    )
    path = write_ods(tmp_path, HEAD + body, 旧=HEAD, hidden=["旧"])
    loaded = read(path)
    assert issues(loaded) == ["KC206 note", "KC204 note", "KC108 客户!A2 warning"]
    assert [item.sheet for item in cells(path, "旧").grids] == ["旧"]


def test_rows_in_groups_are_details_and_hidden_rows_have_their_places(tmp_path: Path) -> None:
    detail = ods_row("2", "李四", "6", attributes='table:visibility="collapse"')
    groups = f"<table:table-row-group>{detail}<table:table-row-group>{detail}</table:table-row-group></table:table-row-group>"
    marks = grid(write_ods(tmp_path, HEAD + ods_row("1", "张三", "5") + groups)).marks.rows
    assert (set(marks.hidden), dict(marks.levels)) == ({2, 3}, {2: 1, 3: 2})


def test_hidden_columns_are_told(tmp_path: Path) -> None:
    column = '<table:table-column table:number-columns-repeated="{}" table:visibility="{}"/>'
    columns = column.format(1, "visible") + column.format(2, "collapse") + column.format(9, "visible")
    assert grid(write_ods(tmp_path, columns + HEAD)).marks.hidden_columns == {1, 2}


SMALL = SheetLimits(rows=5, columns=4, cells=10, text=8)
TWICE = 'table:number-rows-repeated="2"'


def repeated(times: int, content: str = 'office:value-type="float" office:value="1"') -> str:
    """A cell that stands some times beside itself."""
    return f'<table:table-cell table:number-columns-repeated="{times}" {content}/>'


@pytest.mark.parametrize(
    ("row", "cause"),
    [
        (ods_row(repeated(5)), OUTSIDE),
        (ods_row("5", attributes='table:number-rows-repeated="5"'), OUTSIDE),
        (ods_row(repeated(4), attributes=TWICE) + ods_row(repeated(4)), MEMORY),
        (ods_row(repeated(9, 'office:value-type="string"'), attributes=TWICE), MEMORY),
    ],
)
def test_a_sheet_that_is_larger_than_a_sheet_can_be_is_refused(tmp_path: Path, row: str, cause: str) -> None:
    path = os.fspath(write_ods(tmp_path, ods_row("x") + row))
    with pytest.raises(Refused) as refused:
        list(odf_sheets(path, "", "", SMALL))
    assert refused.value.cause == cause


def test_blanks_that_a_cell_stands_for_are_no_more_than_a_cell_holds(tmp_path: Path) -> None:
    path = write_ods(
        tmp_path, ods_row("<table:table-cell><text:p>a<text:s text:c='20'/>b</text:p></table:table-cell>")
    )
    (sheet,) = odf_sheets(os.fspath(path), "", "", SMALL)
    assert sheet.batches is not None
    assert next(sheet.batches)["text"].to_pylist() == [f"a{' ' * 8}b"]


def test_a_sheet_that_breaks_off_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BookDamaged):
        cells(write_ods(tmp_path, HEAD + "<table:table-row>"))


def test_a_document_type_a_password_and_a_letter_are_refused(tmp_path: Path) -> None:
    xml = content("office:document-content", {"客户": HEAD}).replace(
        b"<office:doc", b"<!DOCTYPE a><office:doc", 1
    )
    path = tmp_path / "book.ods"
    with pytest.raises(DeclaresDocumentType):
        cells(write_parts(path, {"mimetype": MIMETYPE, "content.xml": xml}))
    manifest = b'<manifest:encryption-data manifest:checksum="x"/>'
    with pytest.raises(BookEncrypted):
        sniff(write_parts(path, {"content.xml": xml, "META-INF/manifest.xml": manifest}))
    with pytest.raises(NotABook, match="no spreadsheet"):
        sniff(write_parts(path, {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": xml}))
    letter = write_parts(path, {"content.xml": b"<office:text xmlns:office='x'/>"})
    assert sniff(letter) is FileKind.ODS
    with pytest.raises(NotABook, match="without a table"):
        cells(letter)
