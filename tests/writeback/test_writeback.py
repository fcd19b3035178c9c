from pathlib import Path

import openpyxl
import pytest

from tests.faults.writes import CSV
from tests.render.writeback.support import addition, branch_book, parts, with_parts, written
from tests.writeback.one import Outcome, write_back
from tests.writeback.packages import changed_parts, differing_cells

SHEET = "xl/worksheets/sheet1.xml"


def _folder(tmp_path: Path) -> Path:
    folder = tmp_path / "empty"
    folder.mkdir()
    return folder


def test_a_workbook_is_kept_whole_over_three_runs(tmp_path: Path) -> None:
    found = write_back(branch_book(tmp_path), "book", _folder(tmp_path))
    assert (found.outcome, found.found) == (Outcome.KEPT, [])


def test_a_text_file_becomes_a_new_workbook_with_the_same_answer(tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    path.write_text(CSV, encoding="utf-8")
    found = write_back(path, "book", _folder(tmp_path))
    assert (found.outcome, found.found) == (Outcome.NEW, [])


def test_a_workbook_without_customers_is_written_into_all_the_same(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["a", "b"])
    book.save(tmp_path / "book.xlsx")
    found = write_back(tmp_path / "book.xlsx", "book", _folder(tmp_path))
    assert (found.outcome, found.found) == (Outcome.ENGINE, [])


def test_a_signed_workbook_is_refused(tmp_path: Path) -> None:
    path = with_parts(branch_book(tmp_path), **{"_xmlsignatures__sig1.xml": b"<x/>"})
    assert write_back(path, "book", _folder(tmp_path)).outcome is Outcome.REFUSED


@pytest.mark.parametrize(
    ("old", "new", "cell"),
    [
        (b"<v>1.5</v>", b"<v>1.6</v>", "C3"),
        (b"SUM(C3:C6)", b"SUM(C3:C5)", "C7"),
        (b' s="1"', b' s="2"', "A2"),
    ],
)
def test_a_changed_cell_would_be_seen(tmp_path: Path, old: bytes, new: bytes, cell: str) -> None:
    source = branch_book(tmp_path)
    copy, _ = written(source, addition())
    assert not list(differing_cells(source, copy))
    with_parts(copy, **{SHEET.replace("/", "__"): parts(copy)[SHEET].replace(old, new)})
    assert f"客户!{cell}" in list(differing_cells(source, copy))


def test_a_lost_part_and_a_lost_sheet_would_be_seen(tmp_path: Path) -> None:
    source = branch_book(tmp_path)
    copy, _ = written(source, addition())
    assert changed_parts(source, copy) == [SHEET]
    saved = openpyxl.load_workbook(copy)
    del saved["Müller & Söhne's"]
    saved.save(copy)
    assert len(changed_parts(source, copy)) > 1
    assert "Müller & Söhne's" in list(differing_cells(source, copy))
