import zipfile
from pathlib import Path

import pytest

from keyclient.ingest.source.answer_file import is_answer, records_sheet
from keyclient.model.label import Lang
from keyclient.render.workbook.book import render_workbook
from tests.ingest.writing import write_xlsx
from tests.render import sample
from tests.render.test_formats import ENVELOPE


def test_an_answer_says_so_and_where_its_customers_stand(tmp_path: Path) -> None:
    path = tmp_path / "any.xlsx"
    path.write_bytes(render_workbook(sample.segment(), ENVELOPE, Lang.ZH))
    assert is_answer(path)
    with zipfile.ZipFile(path) as package:
        assert f'name="{records_sheet(path)}"' in package.read("xl/workbook.xml").decode()


def test_a_book_of_customers_is_none(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, "客户号 | AUM\n1 | 2")
    assert (is_answer(path), records_sheet(path)) == (False, None)


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
