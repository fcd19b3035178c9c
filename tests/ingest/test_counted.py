"""Amounts that stand in several rows of a customer: balances of several dates, amounts on every account row."""

from dataclasses import replace
from pathlib import Path

import pytest

from keyclient.ingest.columns.periods.row_dates import period_end
from tests.ingest.writing import (
    ANY,
    Writer,
    customers,
    issues,
    loaded,
    money,
    read,
    rows,
    values,
    write_csv,
    write_xls,
    write_xlsx,
)

TWO_DATES = """
数据日期 | 客户号 | 客户名称 | AUM余额 | 中间业务收入
2026-08-31 | C1 | 甲 | 100 | 1
2026-08-31 | C2 | 乙 | 250 | 2
2026-09-30 | C1 | 甲 | 300 | 1
2026-09-30 | C2 | 乙 | 10 | 8
"""
ON_EACH_ROW = """
客户号 | 客户名称 | 账号 | AUM余额
C1 | 甲 | 1 | 100
C1 | 甲 | 2 | 100
C2 | 乙 | 3 | 150
C3 | 丙 | 4 | 30
C3 | 丙 | 5 | 30
C3 | 丙 | 6 | 30
"""


def turned(book: str) -> str:
    """The same book with its rows in the opposite order."""
    head, *lines = book.strip("\n").splitlines()
    return "\n".join([head, *reversed(lines)])


@pytest.mark.parametrize("write", [write_csv, write_xlsx, write_xls])
@pytest.mark.parametrize("book", [TWO_DATES, turned(TWO_DATES)])
def test_balances_of_two_dates_count_at_the_latest_and_flows_add_up(
    tmp_path: Path, book: str, write: Writer
) -> None:
    found = read(write(tmp_path, book))
    assert sorted(customers(found, "customer_id", "aum", "fee_income")) == ["C1 | 300 | 2", "C2 | 10 | 10"]
    assert rows(found) == {"read": 4, "customers": 2, "merged": 2}
    assert issues(found, "KC340", "KC341", "KC342", "KC343") in (
        ["KC340 D1 warning"],
        ["KC340 客户!D1 warning"],
    )
    (told,) = values(found, "KC340")
    assert (told["latest"], told["earlier"]) == ("2026-09-30", "2026-08-31 350.00")
    line = next(line for line in found.portfolio.sources[0].money if line.field == "aum")
    assert [line.read, line.accepted, line.set_aside] == [660, 310, 350]


@pytest.mark.parametrize(
    ("heading", "earlier", "later"),
    [
        ("月份", "202608", "202609"),
        ("月份", "2026年8月", "2026年10月"),
        ("月份", "8月", "10月"),
        ("Month", "2026-08", "2026-09"),
        ("统计日期", "20260831", "2026/9/30"),
        ("期间", "2026年二季度", "2026Q3"),
        ("Report Date", "31 Aug 2026", "30 Sep 2026"),
    ],
)
def test_a_date_may_be_a_month_or_a_quarter_in_any_spelling(
    tmp_path: Path, heading: str, earlier: str, later: str
) -> None:
    book = f"客户号 | {heading} | 存款余额\n1 | {later} | 10\n1 | {earlier} | 7\n2 | {later} | 5"
    found = loaded(tmp_path, book)
    assert customers(found, "customer_id", "deposits") == ["1 | 10", "2 | 5"]


def test_accounts_of_the_latest_date_add_up(tmp_path: Path) -> None:
    book = """
    数据日期 | 客户号 | 账号 | 存款余额
    2026-08-31 | 1 | a | 100
    2026-08-31 | 1 | b | 20
    2026-09-30 | 1 | a | 30
    2026-09-30 | 1 | b | 4
    """
    found = loaded(tmp_path, book)
    assert customers(found, "deposits") == ["34"]
    assert values(found, "KC340")[0]["earlier"] == "2026-08-31 120.00"


def test_customers_who_are_not_at_the_latest_date_of_the_book_are_set_aside_and_told(tmp_path: Path) -> None:
    found = loaded(tmp_path, TWO_DATES + "2026-08-31 | C3 | 丙 | 40 | 1\n")
    assert customers(found, "customer_id", "aum") == ["C1 | 300", "C2 | 10"]
    assert rows(found) == {"read": 5, "customers": 2, "merged": 2, "set_aside": 1}
    (told,) = values(found, "KC364")
    assert (told["count"], told["rows"], told["amount"], told["latest"]) == (1, 1, "40.00", "2026-09-30")
    assert issues(found, "KC341") == []


def test_customers_with_dates_of_their_own_count_with_their_last_balance_and_are_told(tmp_path: Path) -> None:
    changes = "".join(f"2026-08-{day} | D{day} | 客户{day} | 40 | 1\n" for day in range(10, 20))
    found = loaded(tmp_path, TWO_DATES.replace("08-31", "07-31") + changes)
    assert len(customers(found, "customer_id")) == 12
    (told,) = values(found, "KC341")
    assert (told["count"], told["amount"]) == (10, "400.00")
    assert issues(found, "KC364") == []


def test_a_customer_whose_latest_row_is_set_aside_has_not_left(tmp_path: Path) -> None:
    book = "数据日期 | 客户号 | AUM\n2026-08-31 | 1 | 10\n2026-08-31 | 2 | 20\n2026-08-31 | 3 | 30\n"
    book += "2026-09-30 | 1 | 11\n2026-09-30 | 2 | 21\n2026-09-30 | 3 | 约30"
    found = loaded(tmp_path, book)
    assert customers(found, "customer_id", "aum") == ["1 | 11", "2 | 21", "3 | 30"]
    assert issues(found, "KC364") == []


def test_what_customers_who_left_have_earned_counts(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path, "数据日期 | 客户号 | 综合贡献度\n202608 | 1 | 10\n202608 | 2 | 20\n202609 | 1 | 5"
    )
    assert customers(read(path), "customer_id", "value") == ["1 | 15.00", "2 | 20.00"]


def test_dates_of_customers_with_one_row_each_change_nothing(tmp_path: Path) -> None:
    found = loaded(tmp_path, "数据日期 | 客户号 | AUM\n2026-08-31 | 1 | 10\n2026-09-30 | 2 | 20")
    assert customers(found, "aum") == ["10", "20"]
    assert issues(found, "KC340", "KC341") == []


def test_a_balance_under_a_heading_of_its_own_is_no_sum_of_dates_either(tmp_path: Path) -> None:
    book = TWO_DATES.replace("AUM余额", "托管余额").replace("中间业务收入", "交易笔数")
    path = write_csv(tmp_path, book)
    assert customers(read(path, replace(ANY, measure="托管余额")), "value") == ["300", "10"]
    assert customers(read(path, replace(ANY, measure="交易笔数")), "value") == ["2", "10"]


@pytest.mark.parametrize("write", [write_csv, write_xlsx, write_xls])
@pytest.mark.parametrize("book", [ON_EACH_ROW, turned(ON_EACH_ROW)])
def test_an_amount_on_every_row_of_a_customer_counts_once(tmp_path: Path, book: str, write: Writer) -> None:
    found = read(write(tmp_path, book))
    assert sorted(customers(found, "customer_id", "aum")) == ["C1 | 100", "C2 | 150", "C3 | 30"]
    (told,) = values(found, "KC342")
    assert (told["customers"], told["amount"]) == (2, "160.00")
    assert money(found)["AUM余额"][:3] == [440, 280, 160]


def test_a_total_of_what_counts_ties(tmp_path: Path) -> None:
    assert issues(loaded(tmp_path, ON_EACH_ROW + "合计 | | | 280\n"), "KC305", "KC306") == []
    assert issues(loaded(tmp_path, ON_EACH_ROW + "合计 | | | 440\n"), "KC305", "KC306") == []


def test_amounts_that_some_customers_repeat_are_added_up_with_a_warning(tmp_path: Path) -> None:
    found = loaded(tmp_path, ON_EACH_ROW + "C4 | 丁 | 7 | 1\nC4 | 丁 | 8 | 2\n")
    assert customers(found, "customer_id", "aum") == ["C1 | 200", "C2 | 150", "C3 | 90", "C4 | 3"]
    (told,) = values(found, "KC343")
    assert (told["customers"], told["of"], told["amount"]) == (2, 3, "160.00")


@pytest.mark.parametrize(
    "book",
    [
        "客户号 | AUM\n1 | 100\n1 | 100\n2 | 5",
        "客户号 | 账号 | AUM\n1 | a | 0\n1 | b | 0\n2 | c | 5",
        "客户号 | 账号 | AUM\n1 | a | 100\n1 | b | \n2 | c | 5",
        "客户号 | 账号 | AUM\n1 | a | 100\n1 | b | 20\n2 | c | 5",
    ],
)
def test_copies_blanks_zeros_and_different_amounts_are_no_amount_on_every_row(
    tmp_path: Path, book: str
) -> None:
    assert issues(loaded(tmp_path, book), "KC342", "KC343") == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("202602", "2026-02-28"),
        ("2026年12月末", "2026-12-31"),
        ("2026年第三季度", "2026-09-30"),
        ("2025", "2025-12-31"),
        ("45901", "2025-09-01"),
        ("2026-13", None),
        ("x", None),
    ],
)
def test_the_day_of_a_period(text: str, day: str | None) -> None:
    found = period_end(text)
    assert (None if found is None else found.isoformat()) == day
