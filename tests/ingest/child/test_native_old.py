import struct
from pathlib import Path

import pytest

from keyclient.ingest.child.job import Refused
from keyclient.ingest.child.xls.native_old import native_old_sheets
from tests.ingest.writing import write_xls
from tests.making.ole import ole
from tests.making.xls import biff_record, stream_of

BOOK = "客户号 | 客户名称 | AUM | 开户日期\n001 | 张三 | 1234.5 | 2026-01-31\n002 | 李四 | #N/A | 2026-02-28"


def test_the_native_reader_shows_cells_as_the_usual_one_does(tmp_path: Path) -> None:
    (sheet,) = native_old_sheets(str(write_xls(tmp_path, BOOK)), "")
    assert sheet.batches is not None
    (batch,) = sheet.batches
    assert [column.to_pylist() for column in batch.columns] == [
        ["客户号", "001", "002"],
        ["客户名称", "张三", "李四"],
        ["AUM", "1234.5", None],
        ["开户日期", "2026-01-31 00:00:00", "2026-02-28 00:00:00"],
    ]
    assert sheet.errors == [(2, 2, "#N/A")]


def test_a_book_with_a_chart_is_not_left_to_the_native_reader(tmp_path: Path) -> None:
    path = write_xls(tmp_path, BOOK)
    chart = [biff_record(0x0809, struct.pack("<HHIII", 0x0600, 0x20, 0, 0, 0)), biff_record(0x0A)]
    path.write_bytes(ole({"Workbook": stream_of(path.read_bytes())}))
    assert len(list(native_old_sheets(str(path), ""))) == 1
    path.write_bytes(ole({"Workbook": stream_of(write_xls(tmp_path, BOOK).read_bytes(), sheet=chart)}))
    with pytest.raises(Refused, match="damaged"):
        list(native_old_sheets(str(path), ""))


def test_a_book_that_was_cut_off_is_not_left_to_the_native_reader(tmp_path: Path) -> None:
    stream = stream_of(write_xls(tmp_path, BOOK).read_bytes())
    path = tmp_path / "cut.xls"
    path.write_bytes(ole({"Workbook": stream[:-40]}))
    with pytest.raises(Refused, match="damaged"):
        list(native_old_sheets(str(path), ""))


def test_texts_with_bytes_between_them_are_not_taken_for_texts(tmp_path: Path) -> None:
    path = write_xls(tmp_path, "客户号 | AUM\nA\0B | 5")
    with pytest.raises(Refused):
        list(native_old_sheets(str(path), ""))
