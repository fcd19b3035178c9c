import io
import os
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlwt

from keyclient.errors import InputError
from keyclient.ingest.base.file_kinds import FileKind
from keyclient.ingest.base.refusals import (
    BookDamaged,
    BookEmpty,
    BookEncrypted,
    BookIsFolder,
    BookNotFound,
    BookUnreadable,
    NotABook,
)
from keyclient.ingest.source.sniff import OLE, sniff
from keyclient.model.label import Lang

XML_2003 = "urn:schemas-microsoft-com:office:spreadsheet"
SUFFIXES = [".xlsx", ".xls", ".csv", ".txt", ".pdf", ""]


def package(*names: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as written:
        for name in names:
            written.writestr(name, "x")
    return content.getvalue()


def typed(kind: str) -> bytes:
    """A package that says what it is."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as written:
        written.writestr(
            "[Content_Types].xml", f'<Types><Override ContentType="application/vnd.{kind}"/></Types>'
        )
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
    "NUL in a cell": (b"a,b\n\x00,2,3\n", FileKind.TEXT),
    "UTF-16 without mark": ("ab,c".encode("utf-16-le"), FileKind.TEXT),
    "a heading ID before one with P": (b"ID;P\nC;X1\nC;5\n", FileKind.TEXT),
    "a heading TABLE": (b"TABLE,AUM\n0,1\n1,5\n", FileKind.TEXT),
    "binary workbook": (package("[Content_Types].xml", "xl/workbook.bin"), FileKind.XLSB),
    "OpenDocument": (package("mimetype", "content.xml"), FileKind.ODS),
    "Parquet": (b"PAR1\x15", FileKind.PARQUET),
    "web page": (b"\xef\xbb\xbf \n<!DOCTYPE HTML><html>", FileKind.HTML),
    "web page behind a comment": (b"<!-- x --> <Table border=1>", FileKind.HTML),
    "GBK web page": ("<TABLE><tr><td>客户".encode("gbk"), FileKind.HTML),
    "UTF-16 web page": ("<html>".encode("utf-16"), FileKind.HTML),
    "UTF-32 web page": ("<html>".encode("utf-32"), FileKind.HTML),
    "XHTML": (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x" "y"><html>', FileKind.HTML),
    "XML 2003": (f'<?xml version="1.0"?><Workbook xmlns="{XML_2003}">'.encode(), FileKind.XML2003),
    "XML 2003 with a prefix": (
        f'<?xml version="1.0"?><ss:Workbook xmlns:ss="{XML_2003}">'.encode(),
        FileKind.XML2003,
    ),
    "flat OpenDocument": (b"<?xml version='1.0'?><office:document xmlns:office='x'>", FileKind.FODS),
}
REFUSED: dict[str, tuple[bytes, type[InputError], str]] = {
    "nothing": (b"", BookEmpty, "empty"),
    "Word": (typed("wordprocessingml.document.main+xml"), NotABook, "Word"),
    "PowerPoint": (typed("presentationml.presentation.main+xml"), NotABook, "PowerPoint"),
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
    "bzip2": (b"BZh91AY&SY", NotABook, "bzip2"),
    "tar": (b"a.csv".ljust(257, b"\0") + b"ustar", NotABook, "tar"),
    "database": (b"SQLite format 3\x00", NotABook, "database"),
    "other XML": (b"<?xml version='1.0'?><Workbook/>", NotABook, "XML"),
    "XML with a document type": (b"<!DOCTYPE a><a/>", NotABook, "XML"),
    "web archive": (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n",
        NotABook,
        "web archive",
    ),
    "SYLK": (b'ID;PWXL;N;E\r\nP;PGeneral\r\nB;Y2;X2\r\nC;Y1;X1;K"AUM"\r\nC;Y2;K5\r\nE\r\n', NotABook, "SYLK"),
    "SYLK of LibreOffice": (b'ID;PCALCOOO32\nC;X1;Y1;K"AUM"\nC;X1;Y2;K5\nE\n', NotABook, "SYLK"),
    "DIF": (b'TABLE\r\n0,1\r\n"EXCEL"\r\nVECTORS\r\n0,2\r\n""\r\n', NotABook, "DIF"),
    "RTF": (b"{\\rtf1", NotABook, "RTF"),
    "Apple Numbers": (package("Index/Document.iwa"), NotABook, "Numbers"),
    "NUL": (b"a\x00\x00,\x00b\n1", NotABook, "binary"),
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


def test_a_template_and_a_workbook_at_an_odd_place_are_known_by_their_type(tmp_path: Path) -> None:
    path = tmp_path / "book"
    for kind in (
        "openxmlformats-officedocument.spreadsheetml.template.main+xml",
        "ms-excel.sheet.macroEnabled.main+xml",
    ):
        path.write_bytes(typed(kind))
        assert sniff(path) is FileKind.XLSX
    path.write_bytes(typed("ms-excel.sheet.binary.macroEnabled.main"))
    assert sniff(path) is FileKind.XLSB


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
