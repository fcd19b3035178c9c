import struct
from pathlib import Path

import pytest

from keyclient.ingest.base.file_kinds import FileKind
from keyclient.ingest.base.grid import Marks
from keyclient.ingest.base.refusals import BookDamaged
from keyclient.ingest.child.job import SheetLimits
from keyclient.ingest.scan.binary import look_at_binary_sheet
from keyclient.ingest.scan.clock import Clock, OutOfTime
from keyclient.ingest.scan.found import OutsideGrid
from keyclient.ingest.scan.look import look
from keyclient.ingest.source.opening import open_book
from keyclient.policy.parts.read import ReadPolicy
from tests.ingest.foreign import Record, write_xlsb, xlsb_row
from tests.ingest.writing import customers, issues, read, rows

HEAD = xlsb_row(0, "客户号", "客户名称", "AUM")
SHEET = "xl/worksheets/sheet1.bin"
PLACE = struct.pack("<II", 3, 0)


def looked(folder: Path, *records: Record) -> Marks:
    return look(write_xlsb(folder, list(records)), FileKind.XLSB, None, Clock(60))["表1"]


def test_a_binary_workbook_is_read_like_any_workbook(tmp_path: Path) -> None:
    body = (
        xlsb_row(1, "001", "张三", 1234.5)
        + xlsb_row(2, "002", "李四", "#N/A")
        + xlsb_row(3, "003", "王五", 7.0)
    )
    loaded = read(write_xlsb(tmp_path, HEAD + body))
    assert customers(loaded, "customer_id", "name", "aum") == ["001 | 张三 | 1234.5", "003 | 王五 | 7"]
    assert rows(loaded) == {"read": 3, "customers": 2, "set_aside": 1}
    assert issues(loaded) == ["KC101 表1!C3 error"]


def test_a_last_row_of_nothing_but_errors_is_a_row(tmp_path: Path) -> None:
    failed = (11, struct.pack("<IIBHII", 2, 0, 0x2A, 0, 0, 0))  # a formula whose value is #N/A
    body = [*xlsb_row(1, "001", "张三", 5.0), *xlsb_row(2), failed]
    loaded = read(write_xlsb(tmp_path, [*HEAD, *body]))
    assert rows(loaded) == {"read": 2, "customers": 1, "set_aside": 1}
    assert issues(loaded) == ["KC101 表1!C3 error"]


def test_long_numbers_hidden_rows_and_hidden_sheets_are_told(tmp_path: Path) -> None:
    body = xlsb_row(1, 110101199003074512.0, "张三", 5.0, hidden=True) + xlsb_row(2, "2", "李四", 6.0)
    loaded = read(write_xlsb(tmp_path, HEAD + body, HEAD, hidden=[2]))
    assert issues(loaded) == ["KC206 note", "KC204 note", "KC108 表1!A2 warning"]


def test_hidden_rows_and_levels_of_the_outline_have_their_places(tmp_path: Path) -> None:
    details = [(0, struct.pack("<IIHBBB", row, 0, 300, 0, flags, 0)) for row, flags in ((1, 0x11), (2, 0x02))]
    marks = looked(tmp_path, *HEAD, *details).rows
    assert (set(marks.hidden), dict(marks.levels)) == ({1}, {1: 1, 2: 2})


def test_hidden_columns_are_seen(tmp_path: Path) -> None:
    columns = [(60, struct.pack("<4IH", 1, 2, 300, 0, 1)), (60, struct.pack("<4IH", 4, 5, 300, 0, 0))]
    assert looked(tmp_path, *columns, *HEAD).hidden_columns == {1, 2}


def test_a_blank_cell_with_a_format_makes_no_row(tmp_path: Path) -> None:
    found = looked(tmp_path, *HEAD, *xlsb_row(9), (1, PLACE))
    assert (found.last_row, found.last_column, found.cells) == (1, 3, 4)


@pytest.mark.parametrize(
    ("kind", "value", "is_long"),
    [
        (2, struct.pack("<i", 5 << 2 | 2), False),
        (2, struct.pack("<i", -5 << 2 | 2), False),
        (2, struct.pack("<d", 2.0**60)[4:], True),
        (2, bytes([struct.pack("<d", 1e16)[4] | 1]) + struct.pack("<d", 1e16)[5:], False),
        (5, struct.pack("<d", 1e15), True),
        (5, struct.pack("<d", -1e15), True),
        (5, struct.pack("<d", 999_999_999_999_999.0), False),
        (9, struct.pack("<dHI", 1e15, 0, 0), True),
    ],
)
def test_a_number_of_16_digits_is_long_however_it_is_packed(
    tmp_path: Path, kind: int, value: bytes, *, is_long: bool
) -> None:
    found = looked(tmp_path, *xlsb_row(4), (kind, PLACE + value))
    assert found.long_numbers() == (frozenset({(4, 3)}) if is_long else frozenset())
    assert found.last_row == 5


def test_cells_in_the_short_form_stand_to_the_right_of_the_one_before(tmp_path: Path) -> None:
    long = struct.pack("<d", 1e15)
    row = [*xlsb_row(1, "001"), (12, bytes(4)), (14, bytes(4) + b"\x2a"), (16, bytes(4) + long)]
    found = looked(tmp_path, *HEAD, *row, *xlsb_row(2, "002"), (18, bytes(8)))
    assert (found.last_row, found.last_column, found.cells, found.only_exact) == (3, 4, 9, True)
    assert found.errors == {(1, 2): "#N/A"}
    assert found.long_numbers() == {(1, 3)}


def test_a_book_in_the_short_form_is_read_like_any_book(tmp_path: Path) -> None:
    name, amount = "张三".encode("utf-16-le"), struct.pack("<i", -725 << 2 | 3)
    short = [(17, bytes(4) + struct.pack("<I", 2) + name), (13, bytes(4) + amount)]
    body = [
        *xlsb_row(1, "001"),
        *short,
        *xlsb_row(2, "002"),
        (12, bytes(4)),
        (16, bytes(4) + struct.pack("<d", 8.5)),
    ]
    loaded = read(write_xlsb(tmp_path, [*HEAD, *body]))
    assert customers(loaded, "customer_id", "name", "aum") == ["001 | 张三 | -7.25", "002 |  | 8.5"]
    assert rows(loaded) == {"read": 2, "customers": 2}


def test_records_are_found_however_the_pieces_are_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = [item for row in range(1, 40) for item in xlsb_row(row, "x" * row, "#REF!", 1e15)]
    whole = looked(tmp_path, *HEAD, *body)
    for size in (1, 2, 3, 7, 64):
        monkeypatch.setattr("keyclient.ingest.child.content.PIECE", size)
        found = looked(tmp_path, *HEAD, *body)
        assert (found.last_row, found.errors, found.long_numbers()) == (
            40,
            whole.errors,
            whole.long_numbers(),
        )
    assert len(whole.errors) == 39


def test_a_cell_stands_in_the_sheet(tmp_path: Path) -> None:
    path = write_xlsb(tmp_path, HEAD + xlsb_row(4, "x"))
    assert look_at_binary_sheet(path, SHEET, Clock(60), SheetLimits(rows=5, columns=3)).last_row == 5
    for limits in (SheetLimits(rows=4), SheetLimits(columns=2)):
        with pytest.raises(OutsideGrid):
            look_at_binary_sheet(path, SHEET, Clock(60), limits)


def test_a_record_is_no_longer_than_any(tmp_path: Path) -> None:
    path = write_xlsb(tmp_path, [*HEAD, *xlsb_row(1, "x" * 50)])
    assert look_at_binary_sheet(path, SHEET, Clock(60), longest=112).last_row == 2
    with pytest.raises(ValueError, match="record"):
        look_at_binary_sheet(path, SHEET, Clock(60), longest=111)


def test_a_look_ends_when_its_time_is_up(tmp_path: Path) -> None:
    with pytest.raises(OutOfTime):
        look_at_binary_sheet(write_xlsb(tmp_path, HEAD), SHEET, Clock(-1))


@pytest.mark.parametrize("share", [30, 60, 95])
def test_a_sheet_that_is_cut_off_is_refused(tmp_path: Path, share: int) -> None:
    import zipfile

    from tests.ingest.writing import write_parts

    path = write_xlsb(tmp_path, HEAD + [item for row in range(1, 40) for item in xlsb_row(row, "x", 1.0)])
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = parts["xl/worksheets/sheet1.bin"]
    parts["xl/worksheets/sheet1.bin"] = sheet[: len(sheet) * share // 100]
    with pytest.raises(BookDamaged):
        open_book(write_parts(path, parts), sheet=None, limits=ReadPolicy()).cells()
