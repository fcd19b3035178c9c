import datetime as dt
import os
from pathlib import Path

import pytest

from keyclient.ingest.receipt.asof import HEADINGS, as_of_date
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
    "cells", ["202601", "2026", "0", "99991231", "1月", "03/04/2026", ""], ids=lambda cell: cell or "blank"
)
def test_what_is_no_plausible_day_is_no_data_date(cells: str) -> None:
    assert book_date(f"客户号 | AUM | 数据日期\n1 | 2 | {cells}") is None


def test_other_dates_of_a_book_are_no_data_dates() -> None:
    assert book_date("打印日期：2026-01-31\n客户号 | AUM | 开户日期\n1 | 2 | 2026-01-31") is None


def test_what_the_caller_says_wins() -> None:
    said = dt.date(2020, 2, 29)
    found = as_of_date(body("客户号 | AUM | 数据日期\n1 | 2 | 2026-01-31"), said, Path(__file__))
    assert found == (said, False)


def test_a_book_without_a_data_date_has_the_day_its_file_was_last_changed(tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    path.touch()
    noon = dt.datetime(2026, 1, 31, 12).timestamp()  # noqa: DTZ001 - the local day is meant
    os.utime(path, (noon, noon))
    assert as_of_date(body("客户号 | AUM\n1 | 2"), None, path) == (DAY, True)
