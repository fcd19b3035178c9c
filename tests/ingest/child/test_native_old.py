from pathlib import Path

import pytest

from keyclient.ingest.child.job import DAMAGED, Refused
from keyclient.ingest.child.native_old import native_old_sheets
from tests.ingest.writing import write_xls

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


@pytest.mark.parametrize("begin", [b"\x09\x08\x10\0\0\x06\x20\0", b"\x09\x08\x08\0\0\x05\x20\0"])
def test_a_book_with_a_chart_is_not_left_to_the_native_reader(tmp_path: Path, begin: bytes) -> None:
    path = write_xls(tmp_path, BOOK)
    path.write_bytes(path.read_bytes() + begin)
    with pytest.raises(Refused) as refused:
        list(native_old_sheets(str(path), ""))
    assert refused.value.cause == DAMAGED


def test_texts_with_bytes_between_them_are_not_taken_for_texts(tmp_path: Path) -> None:
    path = write_xls(tmp_path, "客户号 | AUM\nA\0B | 5")
    with pytest.raises(Refused):
        list(native_old_sheets(str(path), ""))
