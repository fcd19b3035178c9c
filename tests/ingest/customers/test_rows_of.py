"""The rows of customers who have several, for analyses that need each of them."""

from dataclasses import replace
from pathlib import Path

from keyclient.model.portfolio import Portfolio
from tests.ingest.writing import ANY, read, write_csv

UNRANKED = replace(ANY, needs_measure=False)
WANTED = ("maturity_date", "maturity_amount")


def _rows(portfolio: Portfolio) -> list[tuple[int, int, str, object]]:
    assert portfolio.rows_of is not None
    rows = portfolio.rows_of(WANTED)
    return [
        (int(row), int(own), str(day)[:10], None if amount is None else int(amount) // 100)
        for row, own, day, amount in rows.astype(object).where(rows.notna(), None).to_numpy().tolist()
    ]


def test_each_row_stays_with_its_customer_and_its_own_number(tmp_path: Path) -> None:
    book = "客户号 | 到期日 | 到期金额\nC1 | 2026-12-05 | 7\nC2 | 2026-12-06 | 5\nC1 | | 9\n"
    portfolio = read(write_csv(tmp_path, book), UNRANKED).portfolio
    assert _rows(portfolio) == [(2, 2, "2026-12-05", 7), (3, 3, "2026-12-06", 5), (2, 4, "None", 9)]


def test_customers_of_one_row_each_have_no_further_rows(tmp_path: Path) -> None:
    book = "客户号 | 到期日 | 到期金额\nC1 | 2026-12-05 | 7\nC2 | 2026-12-06 | 5\n"
    assert read(write_csv(tmp_path, book), UNRANKED).portfolio.rows_of is None


def test_rows_of_an_earlier_data_date_are_left_out(tmp_path: Path) -> None:
    book = """
数据日期 | 客户号 | 到期日 | 到期金额
2026-08-31 | C1 | 2026-12-05 | 7
2026-09-30 | C1 | 2026-12-05 | 7
2026-09-30 | C1 | 2026-12-20 | 7
"""
    portfolio = read(write_csv(tmp_path, book), UNRANKED).portfolio
    assert [own for _, own, _, _ in _rows(portfolio)] == [3, 4]
    assert portfolio.frame["maturity_amount"].tolist() == [1400]


def test_an_amount_that_stands_on_several_rows_of_one_day_is_one(tmp_path: Path) -> None:
    book = """
客户号 | 渠道 | 到期日 | 到期金额
C1 | 柜面 | 2026-12-05 | 7
C1 | 手机 | 2026-12-05 | 7
C2 | 柜面 | 2026-12-05 | 5
C2 | 手机 | 2026-12-05 | 5
"""
    portfolio = read(write_csv(tmp_path, book), UNRANKED).portfolio
    assert [(own, amount) for _, own, _, amount in _rows(portfolio)] == [(2, 7), (4, 5)]
    assert portfolio.frame["maturity_amount"].tolist() == [700, 500]
