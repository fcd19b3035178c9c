import struct
from pathlib import Path

import pytest

from keyclient.ingest.child.exact_binary import exact_binary_sheets
from tests.making.cells import Day, Error, Rows
from tests.making.packages import package
from tests.making.xlsb import SHEET, cell, framed, record, row_head, short_form, xlsb_parts

ROWS: Rows = (
    ("客户号", "客户名称", "AUM", "开户日期", "在职", "备注"),
    ("001", "张三", 1234.5, Day(45000), True, "老客户"),
    ("002", None, 1e15, Day(45001.5), False, Error("#N/A")),
)
TEXTS = [
    ["客户号", "客户名称", "AUM", "开户日期", "在职", "备注"],
    ["001", "张三", "1234.5", "2023-03-15 00:00:00", "true", "老客户"],
    ["002", "", "1000000000000000", "2023-03-16 12:00:00", "false", ""],
]


def book(folder: Path, *, short: bool) -> Path:
    """A book whose cells are all in the long form, or all but the first of each row in the short one."""
    parts, texts = xlsb_parts({"客户": ROWS}), dict[str, int]()
    body = b""
    for at, line in enumerate(ROWS):
        blank = struct.pack("<II", 1, 0)
        cells = [cell(c, value, texts) or record(1, blank) for c, value in enumerate(line)]
        body += row_head(at) + cells[0] + b"".join(map(short_form, cells[1:]) if short else cells[1:])
    parts[SHEET] = framed(body, struct.pack("<4I", 0, 2, 0, 5))
    path = folder / "book.xlsb"
    path.write_bytes(package(parts))
    return path


@pytest.mark.parametrize("short", [False, True])
def test_every_kind_of_cell_is_read_in_the_long_and_in_the_short_form(tmp_path: Path, *, short: bool) -> None:
    (sheet,) = exact_binary_sheets(str(book(tmp_path, short=short)), "")
    assert sheet.batches is not None
    columns = [
        dict(zip(*(part.to_pylist() for part in batch.columns), strict=True)) for batch in sheet.batches
    ]
    assert sheet.columns == list(range(6))
    assert [[column.get(row, "") for column in columns] for row in range(3)] == TEXTS
    assert (sheet.errors, sheet.long_numbers) == ([(2, 5, "#N/A")], [(2, 2)])


def test_a_hidden_sheet_is_read_only_when_it_is_named(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsb"
    path.write_bytes(package(xlsb_parts({"客户": ROWS, "旧": ROWS}, hidden=["旧"])))
    assert [sheet.batches is None for sheet in exact_binary_sheets(str(path), "")] == [False, True]
    assert [sheet.batches is None for sheet in exact_binary_sheets(str(path), "旧")] == [True, False]
