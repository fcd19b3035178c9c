"""Files that people really have and that are not whole, not open, or not what their names say."""

import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from keyclient.errors import InputError
from keyclient.ingest.base.refusals import (
    BookDamaged,
    BookEmpty,
    BookEncrypted,
    NotABook,
)
from keyclient.ingest.base.table_refusals import NoTable
from keyclient.ingest.load import load
from keyclient.model.label import Lang
from tests.ingest.writing import ANY, customers, issues, read, rows, write_parts, write_xls, write_xlsx
from tests.making.cells import CUSTOMERS
from tests.making.ods import ods
from tests.making.ole import ole
from tests.making.packages import package
from tests.making.xls import locked_xls
from tests.making.xlsb import xlsb
from tests.making.xlsx import STRINGS, xlsx_parts

pytestmark = pytest.mark.usefixtures("no_trace")
BOOK = "客户号 | AUM\n1 | 5\n2 | 6"
SHARES = (0, 1, 5, 25, 50, 75, 95, 99)
TABLE = "客户号,客户名称,AUM\n001,张三,5\n002,李四,6.5\n003,王五,7\n"
IDS = ["001", "002", "003"]
PARTS = xlsx_parts({"客户": CUSTOMERS})
Change = Callable[[dict[str, bytes]], dict[str, bytes]]


def refusal(path: Path) -> InputError:
    with pytest.raises(InputError) as refused:
        load(path, ANY)
    for lang in Lang:
        assert path.name in refused.value.text(lang)
        assert "{" not in refused.value.text(lang)
    return refused.value


def saved(folder: Path, content: bytes, name: str = "book.xlsx") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("write", "share"),
    [*((write_xlsx, share) for share in SHARES), *((write_xls, share) for share in SHARES[:-1])],
)
def test_a_book_that_is_cut_off_is_refused(tmp_path: Path, write: Callable[..., Path], share: int) -> None:
    path = write(tmp_path, BOOK)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * share // 100])
    refusal(path)


def test_an_old_workbook_without_the_end_of_its_container_is_read_where_all_sheets_end(
    tmp_path: Path,
) -> None:
    path = write_xls(tmp_path, BOOK)
    whole = rows(read(path))
    path.write_bytes(path.read_bytes()[:-10])
    loaded = read(path)
    assert (rows(loaded), issues(loaded)) == (whole, ["KC223 warning"])


@pytest.mark.parametrize("write", [xlsb, ods])
def test_a_package_that_is_cut_off_says_so(tmp_path: Path, write: Callable[..., bytes]) -> None:
    said = refusal(saved(tmp_path, write({"客户": CUSTOMERS})[:-40]))
    assert isinstance(said, BookDamaged)
    assert "not copied or downloaded completely" in str(said)


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/workbook.xml", b""),
        ("xl/workbook.xml", b"<workbook"),
        ("xl/workbook.xml", "<客户/>".encode()),
        ("xl/workbook.xml", None),
        ("xl/_rels/workbook.xml.rels", b"<Relationships/>"),
        ("xl/_rels/workbook.xml.rels", None),
        ("xl/worksheets/sheet1.xml", None),
        ("xl/worksheets/sheet1.xml", b""),
        ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row><c"),
        ("xl/worksheets/sheet1.xml", b"\x00\xff" * 100),
    ],
)
def test_a_package_with_a_broken_or_missing_part_is_refused(
    tmp_path: Path, part: str, content: bytes | None
) -> None:
    path = write_xlsx(tmp_path, BOOK)
    with zipfile.ZipFile(path) as whole:
        parts = {name: whole.read(name) for name in whole.namelist() if name != part}
    refusal(write_parts(path, parts if content is None else {**parts, part: content}))


@pytest.mark.parametrize("part", ["xl/styles.xml", STRINGS])
def test_a_package_without_a_part_that_nobody_needs_is_read(tmp_path: Path, part: str) -> None:
    parts = {name: content for name, content in PARTS.items() if name != part}
    assert customers(read(saved(tmp_path, package(parts))), "customer_id") == IDS


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_package_may_be_packed_or_not(tmp_path: Path, method: int) -> None:
    assert customers(read(saved(tmp_path, package(PARTS, method))), "customer_id") == IDS


@pytest.mark.parametrize(
    "content",
    [
        ole({"EncryptionInfo": version + b"<encryption/>", "EncryptedPackage": bytes(range(256)) * 20})
        for version in (
            b"\x04\x00\x04\x00\x40\x00\x00\x00",
            b"\x03\x00\x02\x00\x24\x00\x00\x00",
            b"\x02\x00\x02\x00\x24\x00\x00\x00",
        )
    ]
    + [locked_xls(b"\x01\x00\x01\x00\x01\x00" + bytes(48)), locked_xls(b"\x00\x00\x34\x12\x78\x56")],
    ids=["agile", "standard", "the first", "xls", "the oldest xls"],
)
def test_a_password_is_told_as_such_whichever_way_the_book_is_locked(tmp_path: Path, content: bytes) -> None:
    assert isinstance(refusal(saved(tmp_path, content)), BookEncrypted)


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 no zip",
        b"PK\x05\x06" + bytes(18),
        bytes(64),
        b"%PDF-1.7",
        ole({}),
        ole({"WordDocument": b"x"}),
    ],
    ids=["no zip", "empty zip", "zeros", "PDF", "empty container", "old Word"],
)
def test_a_file_that_is_no_book_is_refused(tmp_path: Path, content: bytes) -> None:
    assert isinstance(refusal(saved(tmp_path, content)), BookDamaged | NotABook)


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b" \r\n\t \r\n", b"\n" * 50, b"," * 50, b"x"])
def test_a_text_without_a_table_is_refused(tmp_path: Path, content: bytes) -> None:
    assert isinstance(refusal(saved(tmp_path, content, "book.csv")), BookEmpty | NoTable)


NAMES = (
    "客户 (1).csv",
    "=cmd|' #.csv",
    "-m.csv",
    "a'b\"c.csv",
    "a[b]c{d}.csv",
    "e\u0301.csv",
    "book",
    ".csv",
    "x.XLSX",
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.skipif(sys.platform == "win32", reason="not all of these are names there")
def test_a_book_is_read_whatever_its_name(tmp_path: Path, name: str) -> None:
    assert customers(read(saved(tmp_path, TABLE.encode(), name)), "customer_id") == IDS


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every name is text")
def test_a_book_whose_name_is_no_text_is_read(tmp_path: Path) -> None:
    name = os.fsdecode("客户.csv".encode("gbk"))
    assert customers(read(saved(tmp_path, TABLE.encode(), name)), "customer_id") == IDS
