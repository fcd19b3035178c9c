import re
import struct
import zipfile
from pathlib import Path

import pytest

from keyclient.ingest.source.answer_file import is_answer, records_sheet
from keyclient.model.label import Lang
from keyclient.render.workbook.book import render_workbook
from tests.ingest.foreign import MIMETYPE
from tests.ingest.writing import write_parts, write_xls, write_xlsx
from tests.render import sample
from tests.render.test_formats import ENVELOPE

SHEETS = ["Summary", "Largest customers", "Notes"]


def test_an_answer_says_so_and_where_its_customers_stand(tmp_path: Path) -> None:
    path = tmp_path / "any.xlsx"
    path.write_bytes(render_workbook(sample.segment(), ENVELOPE, Lang.ZH))
    assert is_answer(path)
    with zipfile.ZipFile(path) as package:
        names = re.findall(r' name="([^"]*)" sheetId', package.read("xl/workbook.xml").decode())
    assert records_sheet(path, names) in names


META = (
    "<office:document-meta><office:meta><dc:title>Which</dc:title><meta:keyword>Largest</meta:keyword>"
    '<meta:keyword>customers</meta:keyword><meta:user-defined meta:name="OOXMLCorePropertyCategory">'
    "keyclient/segment/1</meta:user-defined></office:meta></office:document-meta>"
)


def test_an_answer_that_was_saved_as_opendocument_is_still_one(tmp_path: Path) -> None:
    path = write_parts(
        tmp_path / "saved.ods", {"mimetype": MIMETYPE, "content.xml": b"", "meta.xml": META.encode()}
    )
    assert (is_answer(path), records_sheet(path, SHEETS)) == (True, "Largest customers")
    flat = tmp_path / "saved.fods"
    flat.write_text(META, encoding="utf-8")
    assert (is_answer(flat), records_sheet(flat, SHEETS)) == (True, "Largest customers")


@pytest.mark.parametrize("keywords", ["Largest, customers", "Largest customers", "Largest; customers"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
def test_an_answer_that_was_saved_as_an_old_workbook_is_still_one(
    tmp_path: Path, keywords: str, encoding: str
) -> None:
    path = write_xls(tmp_path, "客户号 | AUM\n1 | 2")
    assert not is_answer(path)
    said = b"".join(_property(text, encoding) for text in ("贵宾", keywords, "keyclient/segment/1"))
    path.write_bytes(path.read_bytes() + said)
    assert (is_answer(path), records_sheet(path, SHEETS)) == (True, "Largest customers")


def _property(text: str, encoding: str) -> bytes:
    kind, end = (0x1F, "\0") if encoding == "utf-16-le" else (0x1E, "\0")
    return struct.pack("<II", kind, len(text) + 1) + (text + end).encode(encoding)


def test_an_old_workbook_whose_cells_name_keyclient_is_none(tmp_path: Path) -> None:
    path = write_xls(tmp_path, "客户号 | AUM | 备注\n1 | 2 | keyclient/segment/1")
    assert (is_answer(path), records_sheet(path, ["客户"])) == (False, None)


def test_a_book_of_customers_is_none(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, "客户号 | AUM\n1 | 2")
    assert (is_answer(path), records_sheet(path, ["客户"])) == (False, None)


@pytest.mark.parametrize("content", [b"", b"x", b"PK\x05\x06", b"PK\x03\x04" * 40])
def test_what_is_no_package_is_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(content)
    assert not is_answer(path)


def test_a_package_with_a_larger_list_of_parts_than_any_answer_is_not_looked_into(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("docProps/core.xml", "<cp:category>keyclient/segment/1</cp:category>")
        for number in range(3):
            package.writestr(f"xl/worksheets/sheet{number}.xml", "")
    assert is_answer(path)
    assert not is_answer(path, largest_directory=200)
