import os
from dataclasses import replace
from pathlib import Path

import pytest

from keyclient.errors import InputError
from keyclient.ingest.base.refusals import BookDamaged, NotABook
from keyclient.ingest.child.job import DOCTYPE, OUTSIDE, Refused, SheetLimits
from keyclient.ingest.child.xml2003 import xml_sheets
from keyclient.ingest.source.opening import open_book
from keyclient.policy.parts.read import ReadPolicy
from tests.ingest.foreign import write_xml2003
from tests.ingest.writing import ANY, customers, issues, read, rows


def data(kind: str, text: str, attributes: str = "") -> str:
    return f'<Cell {attributes}><Data ss:Type="{kind}">{text}</Data></Cell>'


def row(*cells: str, attributes: str = "") -> str:
    return f"<Row {attributes}>{''.join(cells)}</Row>"


MEASURED = replace(ANY, measure="aum")
HEAD = row(data("String", "客户号"), data("String", "客户名称"), data("String", "AUM"))


def table(path: Path) -> list[list[str]]:
    (grid,) = open_book(path, sheet=None, limits=ReadPolicy()).cells().grids
    return [grid.row(index) for index in range(grid.height)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_workbook_in_xml_is_read_whatever_its_encoding(tmp_path: Path, encoding: str) -> None:
    body = row(data("String", "001"), data("String", "张三"), data("Number", "1234.5"))
    loaded = read(write_xml2003(tmp_path, HEAD + body, encoding=encoding))
    assert customers(loaded, "customer_id", "name", "aum") == ["001 | 张三 | 1234.5"]


def test_cells_are_read_by_their_type(tmp_path: Path) -> None:
    cells = [
        data("Number", "1.5E3"), data("Number", "0.10"), data("Boolean", "1"), data("DateTime", "2026-01-03T00:00:00.000"),
        data("DateTime", "2026-01-03T10:20:30.000"), data("String", "<B>粗</B>体"), data("String", "a&#10;b"),
        '<Cell><Comment><ss:Data>批注</ss:Data></Comment><Data ss:Type="String">x</Data></Cell>',
        '<Cell>\n <Data ss:Type="Number">7</Data>\n </Cell>',
    ]  # fmt: skip
    assert table(write_xml2003(tmp_path, row(*cells))) == [
        ["1500", "0.10", "true", "2026-01-03", "2026-01-03 10:20:30", "粗体", "a\nb", "x", "7"]
    ]


def test_cells_stand_where_the_file_says_and_behind_merged_ones(tmp_path: Path) -> None:
    body = (
        row(data("String", "a", 'ss:MergeAcross="1"'), data("String", "b"))
        + row(data("String", "c", 'ss:Index="3"'), attributes='ss:Index="3" ss:Span="1"')
        + row(data("String", "d"))
    )
    assert table(write_xml2003(tmp_path, body)) == [
        ["a", "", "b"], ["", "", ""], ["", "", "c"], ["", "", ""], ["d", "", ""]
    ]  # fmt: skip


def test_errors_formulas_without_a_value_long_numbers_and_hidden_rows_are_told(tmp_path: Path) -> None:
    body = (
        row(data("Number", "110101199003074512"), data("String", "张三"), data("Number", "5"))
        + row(data("Number", "2"), data("String", "李四"), data("Error", "#N/A"), attributes='ss:Hidden="1"')
        + row(data("Number", "3"), data("String", "王五"), '<Cell ss:Formula="=RC[-1]"/>')
        + row(data("Number", "4"), data("String", "赵六"), data("Number", "", 'ss:Formula="=RC[-1]"'))
    )
    loaded = read(write_xml2003(tmp_path, HEAD + body), MEASURED)
    assert rows(loaded) == {"read": 4, "customers": 1, "set_aside": 3}
    assert issues(loaded) == [
        "KC204 note", "KC108 客户!A2 warning", "KC101 客户!C3 error", "KC107 客户!C4 error", "KC107 客户!C5 error"
    ]  # fmt: skip


def test_hidden_columns_and_days_counted_from_1904_are_seen(tmp_path: Path) -> None:
    columns = '<Column/><Column ss:Hidden="1" ss:Span="1"/><Column ss:Index="7" ss:Hidden="1"/>'
    path = write_xml2003(tmp_path, columns + HEAD)
    path.write_bytes(
        path.read_bytes().replace(
            b"<Worksheet ", b"<x:ExcelWorkbook><x:Date1904/></x:ExcelWorkbook><Worksheet ", 1
        )
    )
    (grid,) = open_book(path, sheet=None, limits=ReadPolicy()).cells().grids
    assert (grid.marks.hidden_columns, grid.marks.is_1904) == (frozenset({1, 2, 6}), True)


def test_a_hidden_sheet_is_read_only_when_named(tmp_path: Path) -> None:
    path = write_xml2003(tmp_path, HEAD, options="<Visible>SheetHidden</Visible>")
    cells = open_book(path, sheet=None, limits=ReadPolicy()).cells()
    assert (cells.grids, cells.hidden) == ((), ("客户",))
    assert len(open_book(path, sheet="客户", limits=ReadPolicy()).cells().grids) == 1


DOCUMENT_TYPE = "<!DOCTYPE a>"


@pytest.mark.parametrize(
    ("head", "rows_", "refusal"),
    [
        (DOCUMENT_TYPE, HEAD, NotABook),
        ("", "<Row>", BookDamaged),
        ("", row(data("String", "&b;")), BookDamaged),
    ],
)
def test_document_types_and_broken_xml_are_refused(
    tmp_path: Path, head: str, rows_: str, refusal: type[InputError]
) -> None:
    with pytest.raises(refusal):
        table(write_xml2003(tmp_path, rows_, head=head))


def test_a_document_type_is_refused_by_the_reader_itself(tmp_path: Path) -> None:
    path = os.fspath(write_xml2003(tmp_path, HEAD, head=DOCUMENT_TYPE))
    with pytest.raises(Refused) as refused:
        list(xml_sheets(path, "", "utf-8"))
    assert refused.value.cause == DOCTYPE


@pytest.mark.parametrize("place", ["<Row ss:Index='6'><Cell>", "<Row><Cell ss:Index='5'>"])
def test_a_cell_outside_the_sheet_is_refused(tmp_path: Path, place: str) -> None:
    rows_ = f'{HEAD}{place}<Data ss:Type="Number">1</Data></Cell></Row>'
    path = os.fspath(write_xml2003(tmp_path, rows_))
    with pytest.raises(Refused) as refused:
        list(xml_sheets(path, "", "utf-8", SheetLimits(rows=5, columns=4)))
    assert refused.value.cause == OUTSIDE
