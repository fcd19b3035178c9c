import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from keyclient.render.writeback import fresh
from keyclient.render.writeback.fresh import TooLargeForSheetError, fresh_package

LINES = (
    ("客户表", "", "", ""),
    ("客户号", "AUM", "日期", "备注"),
    ("00123", "1234.5", "2026-01-31 00:00:00", " 留白 "),
    ("123", "-7", "2026-01-31 08:30:00", "_x000D_"),
    ("", "1,234.50", "2026-01-31", "a\nb"),
    ("4", "12345678901234567", "1899-12-31 00:00:00", "=1+1"),
)


def _cells(tmp_path: Path) -> dict[str, object]:
    path = tmp_path / "fresh.xlsx"
    package = fresh_package(Path("b.csv"), "客户", LINES, header_row=2, text_columns=frozenset({0}))
    path.write_bytes(package.getvalue())
    page = openpyxl.load_workbook(path)["客户"]
    assert page.freeze_panes == "A3"
    assert [cell.font.b for cell in page[2]] == [True] * 4
    return {cell.coordinate: cell.value for row in page.iter_rows() for cell in row if cell.value is not None}


def test_numbers_and_days_are_such_and_ids_stay_text(tmp_path: Path) -> None:
    cells = _cells(tmp_path)
    assert [cells[place] for place in ("A3", "A4", "A6")] == ["00123", "123", "4"]
    assert [cells[place] for place in ("B3", "B4")] == [1234.5, -7]
    assert [cells[place] for place in ("C3", "C4")] == [
        dt.datetime.fromisoformat("2026-01-31"),
        dt.datetime.fromisoformat("2026-01-31 08:30"),
    ]


def test_what_a_number_or_a_day_would_change_stays_as_it_was_typed(tmp_path: Path) -> None:
    cells = _cells(tmp_path)
    assert [cells[place] for place in ("B5", "B6", "C5", "C6")] == [
        "1,234.50",
        "12345678901234567",
        "2026-01-31",
        "1899-12-31 00:00:00",
    ]
    assert [cells[place] for place in ("D3", "D5", "D6")] == [" 留白 ", "a\nb", "=1+1"]


def test_a_table_larger_than_a_sheet_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fresh, "ROWS", 5)
    with pytest.raises(TooLargeForSheetError, match=r"b\.csv has more rows"):
        fresh_package(Path("b.csv"), "客户", LINES, header_row=2)
