import datetime as dt
import os
from pathlib import Path

import pytest

from keyclient.ingest.columns.periods.row_dates import read_periods
from keyclient.ingest.receipt.asof import HEADINGS, AsOf, as_of_date
from tests.ingest.texts import body

DAY = dt.date(2026, 1, 31)


def book_date(sheet: str) -> dt.date | None:
    """The data date that a book names itself."""
    found = as_of_date(body(sheet), None, Path(__file__))
    return None if found.from_file else found.day


@pytest.mark.parametrize("heading", [*HEADINGS, "数据 日期", "As_Of"])
def test_a_column_of_the_book_names_its_data_date(heading: str) -> None:
    assert book_date(f"客户号 | AUM | {heading}\n1 | 2 | 2026-01-31") == DAY


@pytest.mark.parametrize(
    "sheet",
    [
        "客户号 | AUM | 数据日期\n1 | 2 | 2025-12-31\n2 | 3 | 2026年1月31日\n3 | 4 | x\n4 | 5 |",
        "数据日期：2025-12-31\n客户号 | AUM | 统计日期\n1 | 2 | 2026-01-31",
        "数据日期：2026-01-31\n客户号 | AUM | 统计日期\n1 | 2 | 2025-12-31",
        "数据日期：2025-12-31\n统计日期：2026-01-31\n客户号 | AUM\n1 | 2",
        "客户号 | AUM | 统计日期 | 数据日期\n1 | 2 | 2025-12-31 | 20260131",
    ],
)
def test_of_several_data_dates_the_latest_counts(sheet: str) -> None:
    assert book_date(sheet) == DAY


@pytest.mark.parametrize(
    "cells", ["202613", "2026", "0", "99991231", "1月", "03/04/2026", ""], ids=lambda cell: cell or "blank"
)
def test_what_is_no_plausible_day_is_no_data_date(cells: str) -> None:
    assert book_date(f"客户号 | AUM | 数据日期\n1 | 2 | {cells}") is None


def test_other_dates_of_a_book_are_no_data_dates() -> None:
    assert book_date("打印日期：2026-01-31\n客户号 | AUM | 开户日期\n1 | 2 | 2026-01-31") is None


def test_what_the_caller_says_wins() -> None:
    said = dt.date(2020, 2, 29)
    found = as_of_date(body("客户号 | AUM | 数据日期\n1 | 2 | 2026-01-31"), said, Path(__file__))
    assert found == AsOf(said, from_file=False)


def test_a_book_without_a_data_date_has_the_day_its_file_was_last_changed(tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    path.touch()
    noon = dt.datetime(2026, 1, 31, 12).timestamp()  # noqa: DTZ001 - the local day is meant
    os.utime(path, (noon, noon))
    assert as_of_date(body("客户号 | AUM\n1 | 2"), None, path) == AsOf(DAY, from_file=True)


BOOK = "客户号 | AUM\n1 | 2"
MONTHLY = "月份 | 客户号 | AUM\n202601 | 1 | 2\n202601 | 2 | 3"


def _dated(folder: Path, name: str, sheet: str = BOOK) -> tuple[str, str]:
    """The data date of a book of this path in a folder, and which title or name has it."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    os.utime(path, (0, dt.datetime(2020, 5, 5, 12, tzinfo=dt.UTC).timestamp()))
    read = body(sheet)
    found = as_of_date(read, None, path, read_periods(read, HEADINGS))
    place = "file" if found.from_file else "book" if found.place is None else found.place.en
    return found.day.isoformat(), place


@pytest.mark.parametrize(
    ("name", "sheet", "day", "place"),
    [
        ("客户.csv", "2026年1月客户表\n" + BOOK, "2026-01-31", "title"),
        ("客户_202512.csv", "2026年1月客户表\n" + BOOK, "2026-01-31", "title"),
        ("客户_202601.csv", BOOK, "2026-01-31", "name of the file"),
        ("202512/客户_202601.csv", BOOK, "2026-01-31", "name of the file"),
        ("202601/客户.csv", BOOK, "2026-01-31", "folder 202601"),
        ("2026年1月/城东支行/客户.csv", BOOK, "2026-01-31", "folder 2026年1月"),
        ("城东支行/202601/客户.csv", BOOK, "2026-01-31", "folder 202601"),
        ("202512/客户_202511.csv", MONTHLY, "2026-01-31", "book"),
        ("客户_202512.csv", "数据日期：2026-01-31\n" + BOOK, "2026-01-31", "book"),
        ("客户_202512.csv", "统计期间：2026年1月\n" + BOOK, "2026-01-31", "book"),
        ("客户_202512.csv", "数据日期：202601\n" + BOOK, "2026-01-31", "book"),
        ("3月.csv", "1月客户表\n" + BOOK, "2020-05-05", "file"),
        ("客户表_13812345678.csv", BOOK, "2020-05-05", "file"),
        ("客户.csv", "打印日期：2026年1月31日\n" + BOOK, "2020-05-05", "file"),
        ("客户.csv", MONTHLY.replace("202601", "1月"), "2020-05-05", "file"),
    ],
)
def test_a_book_without_a_data_date_has_that_of_the_period_in_its_title_or_names(
    tmp_path: Path, name: str, sheet: str, day: str, place: str
) -> None:
    assert _dated(tmp_path, name, sheet) == (day, place)


def test_a_column_whose_cells_are_mostly_no_periods_holds_no_data_dates(tmp_path: Path) -> None:
    terms = "期间 | 客户号 | AUM\n12 | 1 | 2\n24 | 2 | 3\n36 | 3 | 4"
    assert read_periods(body(terms), HEADINGS) is None
