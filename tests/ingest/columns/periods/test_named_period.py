"""The period in the name of a sheet or in a heading."""

import pytest

from keyclient.ingest.columns.periods.named_period import named_period


@pytest.mark.parametrize(
    ("name", "stem", "day"),
    [
        ("2025", "", "2025-12-31"),
        ("2025年", "", "2025-12-31"),
        ("2025年3月", "", "2025-03-31"),
        ("202503", "", "2025-03-31"),
        ("2025Q1", "", "2025-03-31"),
        ("客户2025", "客户", "2025-12-31"),
        ("202601余额", "余额", "2026-01-31"),
        ("余额2026年2月末", "余额", "2026-02-28"),
        ("2026-01-31 AUM", "AUM", "2026-01-31"),
        ("Jan-26 AUM", "AUM", "2026-01-31"),
    ],
)
def test_a_period_with_a_year_dates_what_it_names(name: str, stem: str, day: str) -> None:
    found = named_period(name)
    assert found is not None
    assert (found.stem, str(found.day)) == (stem, day)


@pytest.mark.parametrize(
    ("name", "stem", "month"),
    [
        ("3月", "", 3),
        ("1月AUM", "AUM", 1),
        ("AUM 12月", "AUM", 12),
        ("2月末AUM", "AUM", 2),
        ("1月31日AUM", "AUM", 1),
        ("十二月AUM", "AUM", 12),
        ("一季度AUM", "AUM", 3),
        ("AUM Q2", "AUM", 6),
        ("AUM Jan", "AUM", 1),
    ],
)
def test_a_month_without_a_year_dates_nothing(name: str, stem: str, month: int) -> None:
    found = named_period(name)
    assert found is not None
    assert (found.stem, found.day, found.month) == (stem, None, month)


@pytest.mark.parametrize(
    "name", ["客户", "近3月日均AUM", "3月内到期", "3个月AUM", "Maybe", "AUM余额", "last 3 months"]
)
def test_a_stretch_of_months_is_no_period(name: str) -> None:
    assert named_period(name) is None
