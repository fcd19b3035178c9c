import io
import os
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlwt

from keyclient.errors import InputError
from keyclient.ingest.kinds import FileKind
from keyclient.ingest.refusals import (
    BookDamaged,
    BookEmpty,
    BookEncrypted,
    BookIsFolder,
    BookNotFound,
    BookUnreadable,
    NotABook,
)
from keyclient.ingest.sniff import OLE, sniff
from keyclient.model.label import Lang

SUFFIXES = [".xlsx", ".xls", ".csv", ".txt", ".pdf", ""]


def package(*names: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as written:
        for name in names:
            written.writestr(name, "x")
    return content.getvalue()


def xlsx() -> bytes:
    content = io.BytesIO()
    openpyxl.Workbook().save(content)
    return content.getvalue()


def xls() -> bytes:
    content, book = io.BytesIO(), xlwt.Workbook()
    book.add_sheet("客户")
    book.save(content)
    return content.getvalue()


def ole(*streams: str) -> bytes:
    return OLE + bytes(504) + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)


READ = {
    "workbook": (xlsx(), FileKind.XLSX),
    "macro workbook": (package("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"), FileKind.XLSX),
    "package without types": (package("xl/workbook.xml"), FileKind.XLSX),
    "package with backslashes": (package("[Content_Types].xml", "\\XL\\Workbook.xml"), FileKind.XLSX),
    "old workbook": (xls(), FileKind.XLS),
    "Excel 5": (ole("Book"), FileKind.XLS),
    "BIFF 8 without container": (b"\x09\x08\x10\x00" + bytes(16), FileKind.XLS),
    "BIFF 2": (b"\x09\x00\x04\x00" + bytes(4), FileKind.XLS),
    "csv": (b"a,b\n1,2\n", FileKind.TEXT),
    "GBK text": ("客户号,存款".encode("gbk"), FileKind.TEXT),
    "UTF-16 text": ("客户号\t存款".encode("utf-16"), FileKind.TEXT),
    "text with byte order mark": ("客户号,存款".encode("utf-8-sig"), FileKind.TEXT),
    "a heading PK": (b"PK,name\n1,x\n", FileKind.TEXT),
    "a tab first": (b"\t08,x\n", FileKind.TEXT),
    "less than": (b"<5,5-10\n1,2\n", FileKind.TEXT),
}
REFUSED: dict[str, tuple[bytes, type[InputError], str]] = {
    "nothing": (b"", BookEmpty, "empty"),
    "binary workbook": (package("[Content_Types].xml", "xl/workbook.bin"), NotABook, ".xlsb"),
    "OpenDocument": (package("mimetype", "content.xml"), NotABook, "OpenDocument"),
    "Word": (package("[Content_Types].xml", "word/document.xml"), NotABook, "zip archive"),
    "zip": (package("a.csv"), NotABook, "zip archive"),
    "empty zip": (package(), NotABook, "zip archive"),
    "cut workbook": (xlsx()[:2000], BookDamaged, "damaged"),
    "zip of four bytes": (b"PK\x03\x04", BookDamaged, "damaged"),
    "password": (ole("EncryptionInfo", "EncryptedPackage"), BookEncrypted, "password"),
    "old Word": (ole("WordDocument"), NotABook, "old Office"),
    "PDF": (b"%PDF-1.7", NotABook, "PDF"),
    "picture": (b"\x89PNG\r\n\x1a\n", NotABook, "picture"),
    "gzip": (b"\x1f\x8b\x08", NotABook, "gzip"),
    "7z": (b"7z\xbc\xaf\x27\x1c", NotABook, "7z"),
    "Parquet": (b"PAR1\x15", NotABook, "Parquet"),
    "database": (b"SQLite format 3\x00", NotABook, "database"),
    "web page": (b"\xef\xbb\xbf \n<!DOCTYPE HTML><html>", NotABook, "web page"),
    "GBK web page": ("<TABLE><tr><td>客户".encode("gbk"), NotABook, "web page"),
    "XML 2003": (b"<?xml version='1.0'?><Workbook/>", NotABook, "XML"),
    "NUL": (b"a,b\n1\x00,2", NotABook, "binary"),
    "UTF-16 without mark": ("ab,c".encode("utf-16-le"), NotABook, "binary"),
}


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("what", READ)
def test_the_content_says_what_a_file_is(tmp_path: Path, what: str, suffix: str) -> None:
    content, kind = READ[what]
    path = tmp_path / f"book{suffix}"
    path.write_bytes(content)
    assert sniff(path) is kind


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_book_is_refused_by_its_name(tmp_path: Path, what: str, suffix: str) -> None:
    content, refusal, word = REFUSED[what]
    path = tmp_path / f"book{suffix}"
    path.write_bytes(content)
    with pytest.raises(refusal, match=word) as caught:
        sniff(path)
    assert str(path) in caught.value.text(Lang.ZH)


def test_a_path_to_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BookNotFound):
        sniff(tmp_path / "book.xlsx")
    (tmp_path / "link.xlsx").symlink_to(tmp_path / "gone.xlsx")
    with pytest.raises(BookNotFound):
        sniff(tmp_path / "link.xlsx")


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "book.xlsx"
    folder.mkdir()
    with pytest.raises(BookIsFolder):
        sniff(folder)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.csv")
        with pytest.raises(BookIsFolder):
            sniff(tmp_path / "pipe.csv")


def test_a_file_that_cannot_be_opened_is_refused_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BookUnreadable, match="Not a directory"):
        sniff(tmp_path / "file" / "book.csv")
    with pytest.raises(BookUnreadable, match="too long"):
        sniff(tmp_path / ("x" * 300))
