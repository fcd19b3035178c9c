"""Dates in the formats that a Chinese Excel has built in."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter

from keyclient.model.portfolio import Loaded
from tests.ingest.writing import ANY, read

DAY = 46112
"""31 March 2026."""


def written(folder: Path, *, form: int, since_1904: bool = False, start: float = DAY) -> Path:
    path = folder / "book.xlsx"
    with xlsxwriter.Workbook(str(path), {"date_1904": since_1904}) as book:
        sheet, shown = book.add_worksheet("客户"), book.add_format({"num_format": form})
        sheet.write_string("A1", "数据日期")
        sheet.write_number("B1", start, shown)
        sheet.write_row("A2", ["客户号", "存款余额", "开户日期", "生效日"])
        for row in range(3):
            sheet.write_row(row + 2, 0, [f"C{row}", 100 * row])
            sheet.write_number(row + 2, 2, start - 400 + row, shown)
            sheet.write_number(row + 2, 3, start - row // 2, shown)
    return path


def days(loaded: Loaded, column: str) -> list[str]:
    return sorted({str(value)[:10] for value in loaded.portfolio.frame[column]})


@pytest.mark.parametrize("form", [27, 28, 31, 36, 50, 57, 58, 14])
def test_a_date_in_a_format_of_chinese_excel_is_a_date_like_any_other(tmp_path: Path, form: int) -> None:
    loaded = read(written(tmp_path, form=form), replace(ANY, as_of=None, by="生效日"))
    assert loaded.portfolio.as_of == dt.date(2026, 3, 31)
    assert days(loaded, "open_date") == ["2025-02-24", "2025-02-25", "2025-02-26"]
    assert sorted(set(loaded.portfolio.frame["生效日#by"])) == ["2026-03-30", "2026-03-31"]


def test_dates_of_a_book_that_counts_from_1904_do_so_here_too(tmp_path: Path) -> None:
    loaded = read(written(tmp_path, form=31, since_1904=True, start=DAY - 1462), replace(ANY, as_of=None))
    assert loaded.portfolio.as_of == dt.date(2026, 3, 31)


def test_a_number_in_another_format_stays_a_number(tmp_path: Path) -> None:
    loaded = read(written(tmp_path, form=1), replace(ANY, as_of=None, by="生效日"))
    assert sorted(set(loaded.portfolio.frame["生效日#by"])) == ["46111", "46112"]


def test_what_is_no_day_stays_as_it_is(tmp_path: Path) -> None:
    loaded = read(written(tmp_path, form=31, start=0.5), replace(ANY, as_of=None, by="生效日"))
    assert "0.5" in set(loaded.portfolio.frame["生效日#by"])
