import struct
import zipfile
from pathlib import Path

import pytest

from keyclient.ingest.base.row_marks import TableTotals
from keyclient.ingest.scan.tables import binary_table_totals, table_totals
from tests.ingest.foreign import record, write_xlsb, xlsb_row
from tests.ingest.marked_rows import write_table
from tests.ingest.writing import customers, read, rows, write_parts, write_xlsx

SHEET = "xl/worksheets/sheet1.xml"
BOOK = "客户号 | AUM | 年龄\nC1 | 5 | 30\n汇总 | 5 | 30"


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_totals_row_of_a_table_and_what_it_computes_are_told(tmp_path: Path) -> None:
    path = write_table(tmp_path, BOOK, {"AUM": "sum", "年龄": "average"})
    assert table_totals(path, SHEET) == (TableTotals(2, range(3), {1: "sum", 2: "average"}),)


def test_a_table_without_a_totals_row_and_a_sheet_without_a_table_have_none(tmp_path: Path) -> None:
    path = write_table(tmp_path, BOOK, {})
    parts = parts_of(path)
    table = next(name for name in parts if "/tables/" in name)
    without = {**parts, table: parts[table].replace(b'totalsRowCount="1"', b"")}
    assert table_totals(write_parts(path, without), SHEET) == ()
    assert table_totals(write_xlsx(tmp_path, BOOK), SHEET) == ()


@pytest.mark.parametrize("part", [b"", b"<table", b'<table ref="A1" totalsRowCount="1"/>', None])
def test_a_table_that_cannot_be_read_has_no_totals_row(tmp_path: Path, part: bytes | None) -> None:
    path = write_table(tmp_path, BOOK, {})
    parts = parts_of(path)
    table = next(name for name in parts if "/tables/" in name)
    changed = {name: content for name, content in parts.items() if name != table}
    assert table_totals(write_parts(path, changed if part is None else {**parts, table: part}), SHEET) == ()


def test_the_totals_row_of_a_table_in_a_binary_workbook_is_told(tmp_path: Path) -> None:
    records = [*xlsb_row(0, "客户号", "AUM"), *xlsb_row(1, "C1", 5.0), *xlsb_row(2, "情况", 4.0)]
    path = write_xlsb(tmp_path, records)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/table"
    related = (
        f'<Relationships><Relationship Id="a" Type="{kind}" Target="../tables/table1.bin"/></Relationships>'
    )
    table = record(343, struct.pack("<8I", 0, 2, 0, 1, 0, 1, 1, 1) + bytes(36))
    added = {"xl/worksheets/_rels/sheet1.bin.rels": related.encode(), "xl/tables/table1.bin": table}
    write_parts(path, {**parts_of(path), **added})
    assert binary_table_totals(path, "xl/worksheets/sheet1.bin") == (TableTotals(2, range(2), {}),)
    loaded = read(path)
    assert (customers(loaded, "customer_id"), rows(loaded)["totals"]) == (["C1"], 1)
