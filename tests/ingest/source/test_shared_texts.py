"""The texts of a workbook may stand in a part of any name."""

import zipfile
from pathlib import Path

import xlsxwriter

from tests.ingest.writing import customers, read


def test_texts_in_a_part_of_another_name_are_read(tmp_path: Path) -> None:
    usual, book = tmp_path / "usual.xlsx", tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(usual) as written:
        sheet = written.add_worksheet("客户")
        sheet.write_row(0, 0, ["客户号", "客户名称", "AUM"])
        sheet.write_row(1, 0, ["C1", "张三", 5])
    with zipfile.ZipFile(usual) as old, zipfile.ZipFile(book, "w") as new:
        for name in old.namelist():
            text = old.read(name).replace(b"sharedStrings.xml", b"strings.xml")
            new.writestr(name.replace("sharedStrings.xml", "strings.xml"), text)
    assert customers(read(book), "customer_id", "name", "aum") == ["C1 | 张三 | 5"]
